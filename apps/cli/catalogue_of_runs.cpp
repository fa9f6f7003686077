#include "catalogue_of_runs.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <limits>
#include <nlohmann/json.hpp>

#include "process.hpp"
#include "status.hpp"
#include "suasion/base/version.hpp"
#include "suasion/report/summary.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets variables
  return value == nullptr ? std::string() : std::string(value);
}

double number_or_nan(const Json& json) {
  return json.is_number() ? json.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

storage::Figure figure(std::string key, std::string label, const Json& estimate, double factor, std::string unit) {
  return {.key = std::move(key),
          .label = std::move(label),
          .value = factor * number_or_nan(estimate.at("value")),
          .error = factor * number_or_nan(estimate.at("error")),
          .unit = std::move(unit)};
}

std::string models_text(const ensemble::Plan& plan) {
  std::string text;
  for (const ensemble::PlannedModel& planned : plan.models) {
    text += planned.choice.model->info.baseline ? "" : (text.empty() ? "" : ",") + planned.choice.id;
  }
  return text;
}

storage::Run run_of(const Prepared& prepared, const fs::path& folder) {
  const Json options = {{"full", prepared.full},
                        {"until_error", prepared.until_error ? Json(*prepared.until_error) : Json()}};
  return {.started = utc_now(),
          .folder = fs::absolute(folder).lexically_normal().string(),
          .scenario = prepared.scenario.id,
          .title = prepared.scenario.title,
          .hash = prepared.files.hash(),
          .version = std::string(base::version()),
          .seed = prepared.spec.seed,
          .draws_asked = prepared.spec.draws,
          .design = std::string(math::name(prepared.spec.design)),
          .models = models_text(prepared.plan),
          .edits = report::edits_json(prepared.edits).dump(),
          .assume = Json(prepared.assume_words).dump(),
          .options = options.dump(),
          .process = this_process()};
}

}  // namespace

std::optional<fs::path> catalogue_path() {
  if (const std::string named = environment("SUASION_CATALOGUE"); !named.empty()) {
    return named == "off" ? std::nullopt : std::optional(fs::absolute(named));
  }
  // a place that is not absolute is to be ignored, says the XDG Base Directory Specification
  if (const fs::path state = environment("XDG_STATE_HOME"); state.is_absolute()) {
    return state / "suasion" / "runs.sqlite";
  }
  if (const fs::path home = environment("HOME"); home.is_absolute()) {
    return home / ".local" / "state" / "suasion" / "runs.sqlite";
  }
  return std::nullopt;
}

std::string utc_now(unsigned days_ago) {
  constexpr std::time_t day = 86'400;  // seconds
  const std::time_t then = std::time(nullptr) - day * static_cast<std::time_t>(days_ago);
  std::tm parts = {};
  gmtime_r(&then, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::vector<storage::Figure> key_figures(const std::string& summary_json) {
  constexpr double percent = 100.0;
  std::vector<storage::Figure> figures;
  try {
    const Json summary = Json::parse(summary_json);
    for (const Json& issue : summary.at("issues")) {
      for (const Json& forecast : issue.at("forecasts")) {
        if (forecast.at("model") == issue.at("lead") && !forecast.at("mean").is_null()) {
          figures.push_back(figure("issues." + issue.at("id").get<std::string>(), issue.at("name").get<std::string>(),
                                   forecast.at("mean"), 1.0, issue.at("unit").get<std::string>()));
        }
      }
    }
    const Json system = summary.value("system", Json());
    for (const Json& question : system.is_null() ? Json::array() : system.at("questions")) {
      figures.push_back(figure("questions." + question.at("id").get<std::string>(),
                               question.at("text").get<std::string>(), question.at("chance"), percent, "%"));
    }
  } catch (const Json::exception&) {  // a summary that cannot be read is the report's trouble, not the catalogue's
    figures.clear();
  }
  return figures;
}

bool still_runs(const storage::Run& run) {
  const Life life = life_of(run.process);
  std::error_code unreadable;
  return life == Life::alive || (life == Life::elsewhere && fs::exists(storage::unfinished(run.folder), unreadable));
}

Failure catalogue_failure(const storage::CatalogueError& error) {
  const std::string off = "; SUASION_CATALOGUE names another file";
  if (error.damaged()) {
    return {world, error.what(),
            "the file is left as it is: move it away and a new one is begun (run folders are not touched), or get "
            "its rows back with `sqlite3 FILE .recover`" +
                off};
  }
  if (error.foreign()) {
    return {world, error.what(), "the file is left as it is: use that program, or a newer suasion" + off};
  }
  return {world, error.what(), "see to the rights on the file and its folder, and that the disk is not full" + off};
}

std::optional<storage::Catalogue> read_catalogue() {
  const std::optional<fs::path> path = catalogue_path();
  if (!path) {
    throw Failure(bad_input, "no catalogue of runs is kept: SUASION_CATALOGUE is 'off', or there is no home folder",
                  "set SUASION_CATALOGUE to the file to keep it in, or unset it for the usual place");
  }
  try {
    return storage::Catalogue::read(*path);
  } catch (const storage::CatalogueError& error) {
    throw catalogue_failure(error);
  }
}

RunEntry::RunEntry(const Prepared& prepared, const fs::path& folder, const Console& console, bool quiet)
    : console_(console), quiet_(quiet), draws_asked_(prepared.spec.draws) {
  try {
    path_ = catalogue_path();
    if (path_) {
      id_ = storage::Catalogue::open(*path_).begin(run_of(prepared, folder));
    }
  } catch (const std::system_error& error) {
    excuse(error);
  }
}

RunEntry::~RunEntry() {
  try {
    end({.status = storage::RunStatus::failed, .draws_asked = draws_asked_});
  } catch (const std::exception&) {  // no memory left, say: then the run is found to be lost when it is listed
    id_.reset();
  }
}

void RunEntry::finish(storage::RunStatus status, const Prepared& prepared, const Outcome& outcome) {
  end({.status = status,
       .draws_asked = prepared.spec.draws,
       .draws_done = outcome.results.draws_done,
       .figures = key_figures(outcome.summary)});
}

void RunEntry::end(storage::RunEnd how) {
  if (!id_) {
    return;
  }
  const std::int64_t id = *std::exchange(id_, std::nullopt);
  how.ended = utc_now();
  try {
    storage::Catalogue::open(*path_).finish(id, how);
  } catch (const std::system_error& error) {
    excuse(error);
  }
}

void RunEntry::excuse(const std::exception& error) {
  if (!quiet_) {
    console_.note(fmt::format("suasion: note: {}; the results are not touched by that\n", error.what()));
  }
}

}  // namespace suasion::cli
