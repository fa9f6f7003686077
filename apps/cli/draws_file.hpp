#pragma once
/// draws.csv of a run folder, read back for analyses that need no new draws.

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace suasion::cli {

/// True for a folder that holds run.json.
[[nodiscard]] bool is_run_folder(const std::filesystem::path& folder);

/// The columns of draws.csv.
struct DrawsFile {
  std::vector<std::string> names = {};            ///< of inputs (paths), then of outcomes ("outcome.ISSUE.MODEL")
  std::vector<std::vector<double>> columns = {};  ///< [names][draws]
};

/// @throws Failure (bad_input) where the run kept no draws; (world) with the line where the file is damaged.
[[nodiscard]] DrawsFile read_draws(const std::filesystem::path& folder);

/// Importance of the inputs of a run from its draws, as report::given_data_part has it.
/// @param outputs ids of issues, or ISSUE@MODEL, or whole names of columns; empty: every outcome.
/// @throws as read_draws(); Failure (bad_input) for outputs that are not there, with the nearest.
[[nodiscard]] nlohmann::ordered_json importance_of_run(const std::filesystem::path& folder,
                                                       const std::vector<std::string>& outputs, std::uint64_t seed,
                                                       unsigned threads);

}  // namespace suasion::cli
