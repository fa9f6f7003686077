#include "simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "findings.hpp"
#include "status.hpp"
#include "studies.hpp"
#include "suasion/analysis/forecast.hpp"
#include "suasion/analysis/score.hpp"
#include "suasion/base/text.hpp"
#include "suasion/ensemble/parallel.hpp"
#include "suasion/report/summary.hpp"
#include "suasion/storage/file.hpp"
#include "suasion/system/plan.hpp"
#include "system.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

std::string base_name(const std::string& path) {
  return fs::path(path).filename().string();
}

math::DesignKind design_of(const Request& request, const scenario::Scenario& scenario) {
  if (request.design) {
    return *request.design;
  }
  return scenario.run.design ? design_named(*scenario.run.design) : math::DesignKind::monte_carlo;
}

void check_axes(math::DesignKind design, const ensemble::Plan& plan) {
  const std::size_t most = math::Design::most_axes(design);
  if (most > 0 && plan.inputs.size() > most) {
    throw Failure(bad_input,
                  fmt::format("design {} serves at most {} inputs; the scenario has {}", math::name(design), most,
                              plan.inputs.size()),
                  "choose --design monte-carlo or --design latin-hypercube");
  }
}

Outcome summarise(const Prepared& prepared, ensemble::Results results, const RanSystem& system = {},
                  const report::PartText& studies = {}) {
  const analysis::Forecast forecast = analysis::forecast(prepared.scenario, prepared.plan, results);
  std::vector<analysis::Headline> figures =
      analysis::headlines(prepared.scenario, forecast, results.draws_done - results.draws_invalid);
  figures.insert(figures.end(), system.questions.begin(), system.questions.end());
  const report::RunInfo info = {.hash = prepared.files.hash(),
                                .edits = prepared.edits,
                                .design = prepared.spec.design,
                                .assume = prepared.assume_words,
                                .system = system.text,
                                .without_system = system::has_system(prepared.scenario) && system.text == nullptr,
                                .analysis = studies,
                                .until_error = prepared.until_error,
                                .hardest = analysis::hardest(figures)};
  std::string summary = report::summary_json(prepared.scenario, prepared.plan, results, forecast, info);
  return {std::move(results), system.text != nullptr, studies != nullptr, std::move(summary), info.hardest};
}

}  // namespace

void refuse(const base::Diagnostics& diagnostics, const scenario::Files& files, const std::string& path,
            const Console& console) {
  show_findings(diagnostics, files, path, console);
  throw Stop{bad_input};
}

namespace {

/// Reads each text, and refuses them with all that is wrong.
template <class Value>
std::vector<Value> parse_each(const std::vector<std::string>& texts, base::Result<Value> (*parse)(const std::string&),
                              const Console& console) {
  std::vector<Value> values;
  base::Diagnostics problems;
  for (const std::string& text : texts) {
    base::Result<Value> one = parse(text);
    if (one) {
      values.push_back(*std::move(one));
    } else {
      problems.insert(problems.end(), one.error().begin(), one.error().end());
    }
  }
  if (!problems.empty()) {
    refuse(problems, {}, {}, console);
  }
  return values;
}

}  // namespace

std::vector<scenario::Edit> parse_edits(const std::vector<std::string>& texts, const Console& console) {
  return parse_each<scenario::Edit>(
      texts, [](const std::string& text) { return scenario::parse_edit(text); }, console);
}

system::Assumptions parse_assumptions(const std::vector<std::string>& texts, const Console& console) {
  return parse_each<system::Assumption>(
      texts, [](const std::string& text) { return system::parse_assumption(text); }, console);
}

const std::vector<math::DesignKind>& designs() {
  static const std::vector<math::DesignKind> list = {math::DesignKind::monte_carlo, math::DesignKind::latin_hypercube,
                                                     math::DesignKind::sobol};
  return list;
}

math::DesignKind design_named(const std::string& name) {
  std::vector<std::string> names;
  for (const math::DesignKind kind : designs()) {
    if (math::name(kind) == name) {
      return kind;
    }
    names.emplace_back(math::name(kind));
  }
  std::string hint = base::did_you_mean(name, names);
  if (hint.empty()) {
    hint = fmt::format("designs are: {}", fmt::join(names, ", "));
  }
  throw Failure(bad_input, fmt::format("there is no design '{}'", name), hint);
}

std::vector<std::string> default_models() {
  std::vector<std::string> names;
  for (const model::Model& model : model::models()) {
    if (model.info.standard) {
      const std::vector<std::string> variants = model::variants(model.info);
      names.insert(names.end(), variants.begin(), variants.end());
    }
  }
  return names;
}

void show_findings(const base::Diagnostics& diagnostics, const scenario::Files& files, const std::string& path,
                   const Console& console) {
  const fs::path folder = fs::path(path).parent_path();
  const auto as_given = [&](const std::string& name) { return folder.empty() ? name : (folder / name).string(); };
  base::Diagnostics shown = diagnostics;
  for (base::Diagnostic& one : shown) {
    const bool ours = std::any_of(files.files.begin(), files.files.end(),
                                  [&](const auto& file) { return file.name == one.where.file; });
    one.where.file = ours ? as_given(one.where.file) : one.where.file;
  }
  scenario::Files named = files;
  for (scenario::File& file : named.files) {
    file.name = as_given(file.name);
  }
  console.note(findings_text(shown, named, console.err()));
  if (const std::string count = findings_count(shown); !count.empty()) {
    console.note(count + "\n");
  }
}

scenario::Files load_files(const std::string& path, const Console& console) {
  base::Result<scenario::Files> files = scenario::load(path);
  if (!files) {
    const fs::path plain = fs::path(path).filename();
    scenario::Files broken;  // only to show the line that cannot be read
    base::Diagnostics problems = files.error();
    try {
      broken.files.push_back({plain.string(), storage::read_file(path)});
      for (base::Diagnostic& one : problems) {
        one.where.file = one.where.file == path ? plain.string() : one.where.file;
      }
    } catch (const std::system_error&) {  // then there is no line to show
      broken.files.clear();
    }
    refuse(problems, broken, path, console);
  }
  return *std::move(files);
}

std::optional<scenario::File> load_truth(const std::string& path) {
  const std::string file = analysis::truth_path(path);
  return fs::exists(file) ? std::optional(scenario::File{file, storage::read_file(file)}) : std::nullopt;
}

scenario::Files without_folders(scenario::Files files) {
  if (!files.files.empty()) {
    files.files.front().name = base_name(files.files.front().name);
  }
  return files;
}

Prepared prepare(const scenario::Files& files, const std::string& path, const Request& request,
                 const Console& console) {
  Prepared prepared;
  prepared.files = without_folders(files);
  base::Result<scenario::Scenario> scenario = scenario::read(prepared.files, request.edits, request.strict);
  if (!scenario) {
    refuse(scenario.error(), prepared.files, path, console);
  }
  prepared.scenario = *std::move(scenario);
  std::vector<std::string> models = request.models.empty() ? prepared.scenario.run.models : request.models;
  if (models.empty()) {
    models = default_models();
  }
  base::Result<ensemble::Plan> plan = ensemble::make_plan(prepared.scenario, models);
  if (!plan) {
    refuse(plan.error(), prepared.files, path, console);
  }
  prepared.plan = *std::move(plan);
  prepared.edits = request.edits;
  prepared.assume_words = request.assume;
  prepared.assume = parse_assumptions(request.assume, console);
  if (!request.assume.empty() && !system::has_system(prepared.scenario)) {
    throw Failure(bad_input, "--assume sets how the strategic system works, and the scenario has no [system] table",
                  "see `suasion explain system`");
  }
  prepared.worlds =
      std::make_shared<analysis::WorldMaker>(prepared.files, prepared.edits, prepared.assume, prepared.scenario);
  check_system(prepared, path, console);
  if (request.truth && system::has_system(prepared.scenario)) {
    prepared.truth = scenario::File{base_name(request.truth->name), request.truth->bytes};
    base::Result<analysis::Truths> truths =
        analysis::read_truths(request.truth->bytes, request.truth->name, prepared.scenario);
    if (!truths) {
      refuse(truths.error(), {}, request.truth->name, console);
    }
    prepared.answers = *std::move(truths);
    const base::Result<std::size_t> off = prepared.worlds->index({.change = analysis::all_modules_off()});
    if (!off) {  // the base rate, which answers are scored beside
      refuse(off.error(), prepared.files, path, console);
    }
  }
  prepared.spec = {.seed = request.seed,
                   .draws = request.draws.value_or(prepared.scenario.run.draws.value_or(default_draws)),
                   .design = design_of(request, prepared.scenario),
                   .threads = request.threads};
  prepared.until_error = request.until_error;
  prepared.full = request.full;
  prepared.save_draws = request.save_draws;
  prepared.shard = request.shard;
  check_axes(prepared.spec.design, prepared.plan);
  return prepared;
}

ensemble::Ranges blocks_of_run(const Prepared& prepared, std::uint64_t draws) {
  const ensemble::Ranges all = {{0, ensemble::blocks_of(draws)}};
  return prepared.shard ? ensemble::share(all, prepared.shard->number - 1, prepared.shard->of) : all;
}

bool draws_complete(const Prepared& prepared, const Outcome& outcome) {
  return ensemble::missing(blocks_of_run(prepared, prepared.spec.draws), outcome.results.blocks).empty();
}

Outcome simulate(const Prepared& prepared, const Watching& watching) {
  ensemble::Control control = watching.control;
  control.stage = issues_stage;
  control.draws = watching.draws_of_issues;
  control.blocks = blocks_of_run(prepared, prepared.spec.draws);
  watching.begins("draw");
  Outcome outcome{.results = ensemble::run(prepared.plan, prepared.spec, control)};
  const bool whole = draws_complete(prepared, outcome);
  const RanSystem system = whole ? run_system(prepared, watching) : RanSystem();
  outcome.with_system = system.complete;
  report::PartText studies;
  if (whole && prepared.full && !prepared.shard) {
    watching.begins("part of the studies");
    studies = all_studies(prepared, watching.studied, control.cancel, control.team);
    outcome.with_studies = studies != nullptr;
  }
  const bool leads = control.team == nullptr || control.team->rank() == 0;
  if (leads && !prepared.shard) {
    outcome = summarise(prepared, std::move(outcome.results), system, studies);
  }
  return outcome;
}

Outcome simulate_part(const Prepared& prepared, const ensemble::Ranges& blocks) {
  return summarise(prepared, ensemble::run(prepared.plan, prepared.spec, {.blocks = blocks}));
}

}  // namespace suasion::cli
