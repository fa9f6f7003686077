#pragma once
/// The bundled scenarios: where they are, and which one a word means.

#include <filesystem>
#include <string>
#include <vector>

namespace suasion::cli {

struct Bundled {
  std::string name = {};            ///< as `suasion run` takes it
  std::filesystem::path path = {};  ///< of the TOML file
};

/// All bundled scenarios by name, each once. Folders looked at, the first that has a name wins: those of
/// $SUASION_SCENARIOS (separated by colons); share/suasion/scenarios beside the command's own folder; scenarios/ of the
/// source tree that the command was built from.
[[nodiscard]] std::vector<Bundled> bundled_scenarios();

/// The file that a word of the command line means: a path where it has a slash, ends in .toml or names a file; else a
/// bundled scenario. @throws Failure where it is neither, with the nearest name.
[[nodiscard]] std::string locate_scenario(const std::string& word);

}  // namespace suasion::cli
