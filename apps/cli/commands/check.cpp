#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "commands.hpp"
#include "findings.hpp"
#include "library.hpp"
#include "simulate.hpp"
#include "suasion/analysis/claims.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/unused.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;
using report::counted;

struct CheckOptions {
  std::string scenario = {};
  bool strict = false, worlds = false, json = false, quiet = false;
};

/// What a scenario holds, for the one line that says all is well.
struct Counts {
  std::set<std::string> quantities = {}, cited = {};
  std::map<std::string, std::size_t> not_used = {};
};

void add(Counts& counts, const scenario::Quantity& quantity) {
  if (quantity.stated) {
    counts.quantities.insert(quantity.path);
    if (!quantity.grounds.because.empty()) {
      counts.cited.insert(quantity.path);
    }
  }
}

Counts count(const scenario::Scenario& scenario) {
  Counts counts;
  for (const auto& actor : scenario.actors) {
    if (actor.capability) {
      add(counts, *actor.capability);
    }
  }
  for (const auto& issue : scenario.issues) {
    if (issue.status_quo) {
      add(counts, *issue.status_quo);
    }
    for (const auto& stake : issue.stakes) {
      for (const scenario::Quantity* quantity : scenario::quantities(stake)) {
        add(counts, *quantity);
      }
    }
  }
  const bool with_system = system::has_system(scenario);
  for (const auto& element : scenario.elements) {
    if (!with_system || !report::system_reads(element.section)) {
      ++counts.not_used[element.section];
    }
    for (const auto& quantity : element.quantities) {
      add(counts, quantity);
    }
  }
  return counts;
}

/// The name of a section after a number: "33 events", "1 election", "2 signal kinds", "1 breach".
std::string section_in_words(std::string name, std::size_t number) {
  std::replace(name.begin(), name.end(), '_', ' ');
  if (number == 1 && name.ends_with("s")) {
    name.erase(name.size() - (name.ends_with("ches") ? 2 : 1));
  }
  return name;
}

std::string summary_line(const scenario::Scenario& scenario, const Counts& counts, const Console& console) {
  const std::size_t all = counts.quantities.size();
  const double share = all == 0 ? 100.0 : 100.0 * static_cast<double>(counts.cited.size()) / static_cast<double>(all);
  const std::string cited = fmt::format("{:.0f} % with a source or a judgement", std::floor(share));
  std::string text = fmt::format("ok: {}: {}, {}, {} ({}), {}\n", scenario.id, counted(scenario.actors.size(), "actor"),
                                 counted(scenario.issues.size(), "issue"), counted(all, "quantity", "quantities"),
                                 cited, counted(scenario.sources.size(), "source"));
  if (!counts.not_used.empty()) {
    std::vector<std::string> parts;
    for (const auto& [section, number] : counts.not_used) {
      parts.push_back(fmt::format("{} {}", number, section_in_words(section, number)));
    }
    const std::string_view why = system::has_system(scenario) ? "" : " (no [system] table)";
    text += report::wrap(fmt::format("left out of the computation{}: {}", why, fmt::join(parts, ", ")),
                         console.out().width, 4);
  }
  return text;
}

Json finding_json(const base::Diagnostic& one) {
  return {{"severity", one.severity == base::Severity::error ? "error" : "warning"},
          {"code", one.code},
          {"file", one.where.file},
          {"line", one.where.line},
          {"column", one.where.column},
          {"end_line", one.where.end_line},
          {"end_column", one.where.end_column},
          {"message", one.message},
          {"hint", one.hint}};
}

Json findings_json(const base::Diagnostics& diagnostics) {
  Json list = Json::array();
  for (const base::Diagnostic& one : diagnostics) {
    list.push_back(finding_json(one));
  }
  return list;
}

/// What planning found, after what reading had to say.
base::Result<scenario::Scenario> spoilt(const scenario::Scenario& scenario, const base::Diagnostics& mistakes) {
  base::Diagnostics all = scenario.notes;
  all.insert(all.end(), mistakes.begin(), mistakes.end());
  return tl::unexpected(std::move(all));
}

/// The scenario read and planned with the models a run would use, and its system, or all that is wrong with it.
base::Result<scenario::Scenario> examine(const scenario::Files& files, const CheckOptions& options) {
  base::Result<scenario::Scenario> scenario = scenario::read(files, {}, options.strict);
  if (!scenario) {
    return scenario;
  }
  const std::vector<std::string> models = scenario->run.models.empty() ? default_models() : scenario->run.models;
  base::Result<ensemble::Plan> plan = ensemble::make_plan(*scenario, models);
  if (!plan) {
    return spoilt(*scenario, plan.error());
  }
  if (system::has_system(*scenario)) {
    analysis::WorldMaker maker(files, {}, {}, *scenario);
    if (const base::Diagnostics mistakes = options.worlds ? analysis::mistakes_of_system(*scenario, maker)
                                                          : analysis::mistakes_of_claims(*scenario, maker);
        !mistakes.empty()) {
      return spoilt(*scenario, mistakes);
    }
  }
  return scenario;
}

Status report_as_json(const base::Result<scenario::Scenario>& scenario, Console& console) {
  const base::Diagnostics& findings = scenario ? scenario->notes : scenario.error();
  Json json = {{"ok", scenario.has_value()},
               {"errors", how_many(findings, base::Severity::error)},
               {"warnings", how_many(findings, base::Severity::warning)}};
  if (scenario) {
    const Counts counts = count(*scenario);
    json["scenario"] = scenario->id;
    json["actors"] = scenario->actors.size();
    json["issues"] = scenario->issues.size();
    json["quantities"] = counts.quantities.size();
    json["cited"] = counts.cited.size();
    json["sources"] = scenario->sources.size();
    json["not_used"] = counts.not_used;
  }
  json["diagnostics"] = findings_json(findings);
  console.print(json.dump(2) + "\n");
  return scenario ? done : bad_input;
}

Status check(const CheckOptions& options, Console& console) {
  need(options.scenario, "check", "a SCENARIO: a path, or a name of `suasion list scenarios`");
  const std::string path = locate_scenario(options.scenario);
  if (options.json) {
    const base::Result<scenario::Files> files = scenario::load(path);
    return report_as_json(files ? examine(*files, options) : tl::unexpected(files.error()), console);
  }
  const scenario::Files files = without_folders(load_files(path, console));
  const base::Result<scenario::Scenario> scenario = examine(files, options);
  if (!scenario) {
    show_findings(scenario.error(), files, path, console);
    return bad_input;
  }
  if (!options.quiet) {
    show_findings(scenario->notes, files, path, console);
    console.print(summary_line(*scenario, count(*scenario), console));
  }
  return done;
}

}  // namespace

Command add_check(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "check", "Write a scenario",
      "Check a scenario and report all problems at once\n"
      "Every problem is shown with file, line and column, what was expected, and the nearest valid name. Exit status 2 "
      "if there is any error; warnings, such as numbers without a source, do not count unless --strict is given.",
      "# as an author does after every change\nsuasion check my-case.toml\n"
      "# nothing uncited, please\nsuasion check --strict belarus-2020\n");
  const auto options = std::make_shared<CheckOptions>();
  command.add_option("SCENARIO", options->scenario, "A scenario file, or the name of a bundled scenario.")
      ->group("What to check");
  command.add_flag("--strict", options->strict, "Treat numbers without a source or judgement as errors.")
      ->group("What to check");
  command
      .add_flag(
          "--worlds", options->worlds,
          "Also plan every counterfactual and every ablation, as a run does; takes a second where there are many.")
      ->group("What to check");
  command.add_flag("--json", options->json, "Print the findings as JSON on standard output.")->group("Output");
  command.add_flag("-q,--quiet", options->quiet, "Say nothing but errors.")->group("Output");
  return {&command, [options, &console] { return check(*options, console); }};
}

}  // namespace suasion::cli
