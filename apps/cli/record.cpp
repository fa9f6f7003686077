#include "record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "build_id.hpp"
#include "commands/commands.hpp"
#include "salvage.hpp"
#include "status.hpp"
#include "suasion/base/hash.hpp"
#include "suasion/base/version.hpp"
#include "suasion/report/summary.hpp"
#include "suasion/storage/file.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// True if the path stays below the folder it is taken from.
bool stays_inside(const fs::path& path) {
  return !path.empty() && path.is_relative() && path.has_filename() &&
         std::find(path.begin(), path.end(), fs::path("..")) == path.end();
}

Json models_part(const ensemble::Plan& plan) {
  Json list = Json::array();
  for (const ensemble::PlannedModel& planned : plan.models) {
    Json settings = Json::object();
    for (const auto& [option, value] : planned.choice.settings) {
      settings[option] = value;
    }
    list.push_back({{"id", planned.choice.id},
                    {"model", std::string(planned.choice.model->info.name)},
                    {"baseline", planned.choice.model->info.baseline},
                    {"settings", std::move(settings)}});
  }
  return list;
}

Json inputs_part(const scenario::Files& files) {
  Json list = Json::array();
  for (const Record::Input& input : input_places(files)) {
    list.push_back({{"name", input.name}, {"file", input.file}});
  }
  return list;
}

std::string hash_of(const scenario::File& file) {
  return scenario::Files{.files = {file}}.hash();
}

Record record_of(const Json& json) {
  Record record;
  record.version = json.at("suasion").get<std::string>();
  record.scenario = json.at("scenario").at("id").get<std::string>();
  record.hash = json.at("scenario").at("hash").get<std::string>();
  for (const Json& input : json.at("scenario").at("files")) {
    record.inputs.push_back({input.at("name").get<std::string>(), input.at("file").get<std::string>()});
  }
  if (const Json& answers = json.at("answers"); !answers.is_null()) {
    record.truth_file = answers.at("file").get<std::string>();
    record.truth_hash = answers.at("hash").get<std::string>();
  }
  for (const Json& edit : json.at("edits")) {
    record.request.edits.push_back({edit.at("path").get<std::string>(), edit.at("value").get<std::string>()});
  }
  record.request.assume = json.at("assume").get<std::vector<std::string>>();
  for (const Json& model : json.at("models")) {
    record.request.models.push_back(model.at("id").get<std::string>());
  }
  record.request.seed = json.at("seed").get<std::uint64_t>();
  record.request.draws = json.at("draws").get<std::uint64_t>();
  if (const Json until = json.value("until_error", Json()); !until.is_null()) {
    record.request.until_error = until.get<double>();
  }
  record.request.design = design_named(json.at("design").get<std::string>());
  record.draws_done = json.at("draws_done").get<std::uint64_t>();
  record.with_system = json.at("system").get<bool>();
  record.request.full = json.value("full", false);
  for (const Json& range : json.at("blocks")) {
    record.blocks.push_back({range.at(0).get<std::uint64_t>(), range.at(1).get<std::uint64_t>()});
  }
  record.partial = json.at("partial").get<bool>();
  record.with_studies = json.at("studies").get<bool>();
  record.request.save_draws = json.at("save_draws").get<bool>();
  if (const Json& shard = json.at("shard"); !shard.is_null()) {
    record.request.shard = {shard.at("number").get<std::uint64_t>(), shard.at("of").get<std::uint64_t>()};
  }
  return record;
}

Failure damaged(const fs::path& folder, const std::string& why) {
  return {world, fmt::format("'{}' is not a run folder that can be used: {}", shown(folder), why),
          what_can_be_saved(folder)};
}

/// The bytes of a file that run.json names.
std::string read_input(const fs::path& folder, const std::string& file) {
  if (!stays_inside(file)) {
    throw damaged(folder, fmt::format("its run.json names the file '{}', which is outside", file));
  }
  if (!fs::is_regular_file(folder / file)) {
    throw damaged(folder, fmt::format("'{}' is missing", file));
  }
  return storage::read_file(folder / file);
}

}  // namespace

std::vector<Record::Input> input_places(const scenario::Files& files) {
  std::vector<Record::Input> places;
  for (std::size_t i = 0; i < files.files.size(); ++i) {
    const std::string& name = files.files[i].name;
    const fs::path path = fs::path(name).lexically_normal();
    places.push_back({name, stays_inside(path) ? (fs::path("inputs") / path).string()
                                               : fmt::format("inputs/{}-{}", i, path.filename().string())});
  }
  return places;
}

std::string truth_place(const scenario::File& truth) {
  return "inputs/truth/" + truth.name;
}

bool is_complete(const Record& record, const Prepared& prepared) {
  return !record.partial && (record.with_system || !system::has_system(prepared.scenario)) &&
         (record.with_studies || !prepared.full);
}

Json asked_for(const Prepared& prepared) {
  return {{"scenario", prepared.files.hash()},
          {"answers", prepared.truth ? hash_of(*prepared.truth) : ""},
          {"edits", report::edits_json(prepared.edits)},
          {"assume", prepared.assume_words},
          {"seed", prepared.spec.seed},
          {"draws", prepared.spec.draws},
          {"design", std::string(math::name(prepared.spec.design))},
          {"models", models_part(prepared.plan)}};
}

RunKey key_of(const Prepared& prepared) {
  return {std::string(base::version()), base::hash128_hex(asked_for(prepared).dump())};
}

std::string record_json(const Prepared& prepared, const Outcome& outcome) {
  const ensemble::Results& results = outcome.results;
  const bool system_is_there = outcome.with_system || !system::has_system(prepared.scenario);
  Json blocks = Json::array();
  for (const ensemble::Range& range : results.blocks) {
    blocks.push_back({range.first, range.end});
  }
  const Json record = {
      {"suasion", std::string(base::version())},
      {"build", std::string(build_id)},
      {"schema", report::summary_schema},
      {"scenario",
       {{"id", prepared.scenario.id}, {"hash", prepared.files.hash()}, {"files", inputs_part(prepared.files)}}},
      {"answers",
       prepared.truth ? Json{{"file", truth_place(*prepared.truth)}, {"hash", hash_of(*prepared.truth)}} : Json()},
      {"edits", report::edits_json(prepared.edits)},
      {"assume", prepared.assume_words},
      {"system", outcome.with_system},
      {"full", prepared.full},
      {"studies", outcome.with_studies},
      {"save_draws", prepared.save_draws},
      {"shard", prepared.shard ? Json{{"number", prepared.shard->number}, {"of", prepared.shard->of}} : Json()},
      {"seed", prepared.spec.seed},
      {"draws", prepared.spec.draws},
      {"draws_done", results.draws_done},
      {"blocks", std::move(blocks)},
      {"partial", results.draws_done < prepared.spec.draws || !system_is_there},
      {"until_error", prepared.until_error ? Json(*prepared.until_error) : Json()},
      {"design", std::string(math::name(prepared.spec.design))},
      {"models", models_part(prepared.plan)}};
  return record.dump(2) + "\n";
}

Record read_record(const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    throw damaged(folder, fs::exists(folder) ? "it is not a folder" : "there is no such folder");
  }
  if (!fs::exists(folder / "run.json")) {
    throw damaged(folder, "it has no run.json");
  }
  const Json json = Json::parse(storage::read_file(folder / "run.json"), nullptr, false);
  if (json.is_discarded() || !json.is_object() || !json.contains("suasion")) {
    throw damaged(folder, "its run.json was not written by suasion");
  }
  if (const Json schema = json.value("schema", Json()); schema != report::summary_schema) {
    throw damaged(folder, fmt::format("its schema is {}; suasion {} reads schema {}", schema.dump(), base::version(),
                                      report::summary_schema));
  }
  try {
    return record_of(json);
  } catch (const Json::exception& error) {
    throw damaged(folder, fmt::format("its run.json is damaged ({})", error.what()));
  } catch (const Failure& error) {
    throw damaged(folder, fmt::format("its run.json is damaged ({})", error.what()));
  }
}

scenario::Files read_inputs(const fs::path& folder, const Record& record) {
  scenario::Files files;
  for (const Record::Input& input : record.inputs) {
    files.files.push_back({input.name, read_input(folder, input.file)});
  }
  if (files.files.empty()) {
    throw damaged(folder, "its run.json names no scenario file");
  }
  if (files.hash() != record.hash) {
    throw damaged(folder, "its inputs/ are not those of the run: their hash differs from the one in run.json");
  }
  return files;
}

std::optional<scenario::File> read_truth(const fs::path& folder, const Record& record) {
  if (record.truth_file.empty()) {
    return std::nullopt;
  }
  scenario::File truth = {fs::path(record.truth_file).filename().string(), read_input(folder, record.truth_file)};
  if (hash_of(truth) != record.truth_hash) {
    throw damaged(folder,
                  fmt::format("'{}' is not what the run was scored by: its hash differs from the one in run.json",
                              record.truth_file));
  }
  return truth;
}

Prepared prepare_again(const fs::path& folder, Record& record, const Console& console) {
  const scenario::Files files = read_inputs(folder, record);
  record.request.truth = read_truth(folder, record);
  return prepare(files, scenario_path(folder, record), record.request, console);
}

std::string scenario_path(const fs::path& folder, const Record& record) {
  return (folder / record.inputs.front().file).string();
}

}  // namespace suasion::cli
