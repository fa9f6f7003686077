#pragma once
/// run.json: what is needed to repeat a run, and nothing that depends on the machine it was made on.

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "kept.hpp"
#include "simulate.hpp"

namespace suasion::cli {

/// What replay reads back.
struct Record {
  std::string version = {};              ///< of the suasion that made the run
  std::string scenario = {}, hash = {};  ///< id and hash
  struct Input {
    std::string name = {}, file = {};
  };
  std::vector<Input> inputs = {};                ///< name as the scenario uses it, place in the run folder
  Request request = {};                          ///< models and draws are set; `truth` only once it is read
  std::string truth_file = {}, truth_hash = {};  ///< place and hash of the answers; empty where there were none
  std::uint64_t draws_done = 0;
  ensemble::Ranges blocks = {};  ///< that were done
  bool with_system = false;      ///< the strategic system was run
  bool with_studies = false;     ///< so were the studies
  bool partial = false;          ///< of `draws`, some are not done
};

/// What a folder says of a run, ready to run again. The files are read and checked here, and the answers put into the
/// record's request. @throws as read_inputs(); Stop (bad_input).
[[nodiscard]] Prepared prepare_again(const std::filesystem::path& folder, Record& record, const Console& console);

/// The scenario's own file in the folder.
[[nodiscard]] std::string scenario_path(const std::filesystem::path& folder, const Record& record);

/// True where all that was asked for is there.
[[nodiscard]] bool is_complete(const Record& record, const Prepared& prepared);

/// All that the draws of a run hang on, by the names that run.json has for it.
[[nodiscard]] nlohmann::ordered_json asked_for(const Prepared& prepared);

/// What keeps the parts of this run apart from those of others: a hash of asked_for(), and the version.
[[nodiscard]] RunKey key_of(const Prepared& prepared);

/// Where each file of the scenario is kept in the run folder: inputs/NAME, or inputs/N-NAME where the name would lead
/// out of the folder.
[[nodiscard]] std::vector<Record::Input> input_places(const scenario::Files& files);

/// Where the answers to the scenario's questions are kept in the run folder.
[[nodiscard]] std::string truth_place(const scenario::File& truth);

/// The text of run.json. Deterministic. @param outcome so far; empty for a run that begins.
[[nodiscard]] std::string record_json(const Prepared& prepared, const Outcome& outcome);

/// Reads run.json of a folder. @throws Failure (world) where it is missing, damaged or of another schema.
[[nodiscard]] Record read_record(const std::filesystem::path& folder);

/// The copies of the scenario's files. @throws Failure (world) where one is missing or their hash is not the recorded
/// one.
[[nodiscard]] scenario::Files read_inputs(const std::filesystem::path& folder, const Record& record);

/// The copy of the answers, if the run had any. @throws as read_inputs().
[[nodiscard]] std::optional<scenario::File> read_truth(const std::filesystem::path& folder, const Record& record);

}  // namespace suasion::cli
