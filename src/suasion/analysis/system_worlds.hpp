#pragma once
/// From a scenario's files to the worlds of its system: as it is, and as each counterfactual has it, under assumptions.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "suasion/ensemble/worlds.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::analysis {

inline constexpr std::string_view baseline = "baseline";

/// What sets a world apart from the scenario as it is written.
struct WorldKey {
  std::string counterfactual = {};  ///< id; empty for the baseline
  std::string change =
      {};  ///< as a claim writes it: MODULE.OPTION=VALUE, MODULE=off or set PATH=VALUE, several with ; between
  [[nodiscard]] std::string id() const;
  bool operator<(const WorldKey& other) const {  // clang-tidy 14 takes a defaulted <=> for a null pointer
    return std::tie(counterfactual, change) < std::tie(other.counterfactual, other.change);
  }
};

/// What the words of WorldKey::change come to.
struct Changes {
  std::vector<std::string> edits = {};  ///< PATH=VALUE
  system::Assumptions assume = {};
};

/// @error M201 to M203, see system::parse_assumption().
[[nodiscard]] base::Result<Changes> changes_of(const std::string& text);

/// Plans worlds, each once, from scenarios each read once: worlds that differ by settings alone share theirs.
class WorldMaker {
 public:
  /// @param edits of the command line, that hold in every world. @param assume of the command line, likewise.
  /// @param scenario as it was read from these files with these edits.
  WorldMaker(scenario::Files files, std::vector<scenario::Edit> edits, system::Assumptions assume,
             scenario::Scenario scenario);

  /// The index of a world, planned at its first use. @error what reading or planning it finds.
  base::Result<std::size_t> index(const WorldKey& key);

  [[nodiscard]] const std::vector<ensemble::World>& worlds() const { return worlds_; }
  [[nodiscard]] const system::Plan& plan(std::size_t world) const { return *worlds_[world].plan; }

 private:
  base::Result<const scenario::Scenario*> read(const std::string& counterfactual,
                                               const std::vector<std::string>& changes);

  scenario::Files files_;
  std::vector<scenario::Edit> edits_;
  system::Assumptions assume_;
  std::optional<scenario::Document> document_;
  std::map<WorldKey, std::size_t> known_;
  std::map<std::pair<std::string, std::vector<std::string>>, scenario::Scenario> scenarios_;  ///< by read()'s arguments
  std::vector<ensemble::World> worlds_;
};

/// The index of a world among those that are to be run, added if it is not there yet.
std::size_t index_in(ensemble::WorldsSpec& spec, const ensemble::World& world);

/// The scenario as it is and as each of its counterfactuals has it, compared with the scenario as it is (baseline
/// first: a positive difference means more in the baseline). Days: a month, half a year and a year from the origin, and
/// the end, as far as the clock reaches. @error what any of them finds, with the counterfactual's name.
[[nodiscard]] base::Result<ensemble::WorldsSpec> counterfactual_worlds(const scenario::Scenario& scenario,
                                                                       WorldMaker& maker);

/// The names of all variables that a plan writes down.
[[nodiscard]] std::vector<std::string> variable_names(const system::Plan& plan);

}  // namespace suasion::analysis
