#pragma once
/// draws.nc of a run folder: its columns by the names users give them, and analyses that need no new draws.

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "suasion/storage/draws_reader.hpp"

namespace suasion::cli {

/// True for a folder that holds run.json.
[[nodiscard]] bool is_run_folder(const std::filesystem::path& folder);

/// The draws of a run. @throws Failure (bad_input) where it kept none, (world) where the folder is no run's;
/// std::system_error where the file is damaged.
[[nodiscard]] storage::DrawsReader open_draws(const std::filesystem::path& folder);

/// What each column is called, no two the same: its label (of answers in the first world, the question's alone), or,
/// where two share it, its full name.
[[nodiscard]] std::vector<std::string> column_titles(const storage::DrawsHeader& header);

/// The columns that a word names: one by its title, its labels, its full name, ISSUE (by the first model) or
/// ISSUE@MODEL, with or without "issues." or "questions." before it; or all of a variable, or of a group.
/// @param among columns to look in. @return empty where there are none.
[[nodiscard]] std::vector<std::size_t> columns_named(const storage::DrawsHeader& header, const std::string& word,
                                                     const std::vector<std::size_t>& among);

/// Names for a message about a word that names none of these columns: titles, with issues in place of their models.
[[nodiscard]] std::vector<std::string> names_to_offer(const storage::DrawsHeader& header,
                                                      const std::vector<std::size_t>& among);

/// Importance of the inputs of a run (what its group `prior` holds) from its draws, as report::given_data_part has it.
/// @param outputs as columns_named(); empty: all that vary but those about the draws themselves (`sample_stats`).
/// @throws as open_draws(); Failure (bad_input) for outputs that are not there, with the nearest.
[[nodiscard]] nlohmann::ordered_json importance_of_run(const std::filesystem::path& folder,
                                                       const std::vector<std::string>& outputs, std::uint64_t seed,
                                                       unsigned threads);

}  // namespace suasion::cli
