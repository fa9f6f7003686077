#pragma once
/// Decisions with known outcomes, to score models on: cases with their stakes, read from the tables of a data set.
/// Three layouts are known; docs/manual/backtest.md describes them and the rules for what is missing.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::scenario {

/// What an actor with a position does in the procedure, beside bargaining.
enum class Role : std::uint8_t { none, agenda_setter, second_chamber };

struct CaseStake {
  std::string actor = {};
  double position = 0.0;             ///< on the case's scale
  double salience = 0.0;             ///< in percent, 0..100
  double capability = 0.0;           ///< any unit, the same for all actors of the case; >= 0
  std::optional<double> votes = {};  ///< where the data counts votes; institutions have none
  Role role = Role::none;
};

/// How a case was decided, in the words of the scenario language; `rule` empty: not known.
struct CaseProcedure {
  std::string rule = {};   ///< "qualified-majority" or "unanimity"
  double threshold = 0.0;  ///< share of votes that a qualified majority needs
  std::string form = {};   ///< "consultation" or "codecision"; may be empty
};

/// One decision.
struct Case {
  std::string id = {};
  std::string cluster = {};    ///< cases of one cluster are not independent (one proposal, one conference)
  std::string period = {};     ///< for breaking scores down; may be empty
  std::string procedure = {};  ///< likewise
  CaseProcedure decided_by = {};
  double scale_low = 0.0, scale_high = 100.0;
  std::optional<double> reference_point = {};  ///< what holds without agreement
  double outcome = 0.0;
  std::vector<CaseStake> stakes = {};  ///< at least two
};

/// How often a rule for missing values was applied.
struct MissingCounts {
  std::size_t outcomes = 0;      ///< cases without outcome: left out
  std::size_t lonely = 0;        ///< cases with fewer than two positions: left out
  std::size_t positions = 0;     ///< stakes without position: left out
  std::size_t saliences = 0;     ///< filled with the mean of the case's others, 50 where there are none
  std::size_t capabilities = 0;  ///< filled by the layout's rule
};

struct Dataset {
  std::string name = {};    ///< of its folder
  std::string layout = {};  ///< "deu3", "climate" or "general"
  std::string hash = {};    ///< of the files read, 32 hexadecimal digits
  std::vector<std::string> files = {};
  std::vector<Case> cases = {};  ///< in file order
  MissingCounts missing = {};
};

/// True if every position lies at an end of the scale: a question of yes or no.
[[nodiscard]] bool two_sided(const Case& one);

/// Reads the tables of a data set. @param name as reports call it. @param files names as messages call them; only the
/// last part of a path matters for finding out what a file is. @param part reads only the files whose stem ends in
/// "_PART"; empty: all parts.
/// @error S001 no known layout among the files or no part of that name, S006 not CSV, S101 not a number, S102 unknown
/// column (general layout), S103 missing column or cell, S104 off the scale or out of bounds, S112 unknown role, S201 a
/// stake in an unknown case, S203 a case or a stake twice, S401 no case with an outcome, S404 weights that sum to
/// nothing.
[[nodiscard]] base::Result<Dataset> read_dataset(const std::string& name, const Files& files, std::string_view part);

}  // namespace suasion::scenario
