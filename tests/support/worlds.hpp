#pragma once
/// Whole runs of strategic systems, for tests of what runs promise.

#include <memory>
#include <string>
#include <vector>

#include "suasion/ensemble/worlds.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::test {

/// A text as the files of a scenario.
[[nodiscard]] scenario::Files files_of(const std::string& text);
/// The files of a bundled scenario. Throws if they cannot be read.
[[nodiscard]] scenario::Files bundled(const std::string& name);

/// How a world differs from the scenario: edits PATH=VALUE as on the command line, settings of modules, and one of its
/// counterfactuals.
struct Changes {
  std::vector<std::string> edits = {}, assume = {};
  std::string counterfactual = {};
};

/// The scenario, changed. Throws with all messages if it is not sound.
[[nodiscard]] scenario::Scenario scenario_of(const scenario::Files& files, const Changes& changes = {});
/// The plan of its system.
[[nodiscard]] std::shared_ptr<const system::Plan> planned(const scenario::Files& files, const Changes& changes = {});

/// Worlds that write down every variable of the first of them; each of the others is compared with it (other less
/// first); distributions on the last day.
[[nodiscard]] ensemble::WorldsSpec side_by_side(const std::vector<std::shared_ptr<const system::Plan>>& plans);

/// Every number of the results, to the last bit.
[[nodiscard]] std::string bytes(const ensemble::WorldsResults& results);

/// The series of a variable in a world. Throws if it was not written down.
[[nodiscard]] const ensemble::Series& series(const ensemble::WorldsResults& results, const std::string& variable,
                                             std::size_t world = 0);
/// The same for a comparison.
[[nodiscard]] const ensemble::Series& difference(const ensemble::WorldsResults& results, const std::string& variable,
                                                 std::size_t comparison = 0);

}  // namespace suasion::test
