#pragma once
/// What came to pass: the answers to a scenario's questions. They stand in a file apart, truth/NAME.toml beside the
/// scenario NAME.toml, which is read for scoring alone. No scenario, model or module can see it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/base/date.hpp"
#include "suasion/base/result.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::analysis {

/// The answer to one question.
struct Truth {
  std::string question = {};              ///< id of the question
  bool answer = false;                    ///< true: yes
  std::optional<base::Date> date = {};    ///< day that settled it
  std::vector<std::string> sources = {};  ///< who says so, as written; empty: from memory, unverified
  std::string note = {};
  base::SourceSpan where = {};

  [[nodiscard]] bool from_memory() const { return sources.empty(); }
};

struct Truths {
  std::vector<Truth> answers = {};           ///< in the order of the scenario's questions, one each at most
  std::vector<std::string> unanswered = {};  ///< ids of questions without an answer, in that order
};

/// Where the answers to the scenario at `scenario_path` stand: truth/NAME.toml beside it.
[[nodiscard]] std::string truth_path(const std::string& scenario_path);

/// Reads answers from the bytes of such a file. @param name of the file, for messages.
/// @error S002 not UTF-8; S003 not TOML; T101 not of this version or for another scenario; T102 unknown key; T103 wrong
/// type; T104 missing key; T105 a question that the scenario does not ask, with the nearest; T106 answered twice; T107
/// neither a source nor `from_memory = true`, or both; T108 a date that contradicts the answer.
[[nodiscard]] base::Result<Truths> read_truths(std::string_view bytes, const std::string& name,
                                               const scenario::Scenario& scenario);

/// The same from disk. @error besides: S001 missing or unreadable.
[[nodiscard]] base::Result<Truths> load_truths(const std::string& path, const scenario::Scenario& scenario);

}  // namespace suasion::analysis
