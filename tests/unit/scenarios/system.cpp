/// The strategic systems of the bundled scenarios: all modules run, every counterfactual and every claim can be
/// computed, and nothing hangs on what actors are called.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "suasion/ensemble/worlds.hpp"
#include "suasion/scenario/read.hpp"

namespace {

using suasion::ensemble::WorldsResults;
using suasion::scenario::Files;
using suasion::scenario::Scenario;
using suasion::system::Plan;

const std::vector<std::string> systems = {"belarus-2020", "finland-1958"};

Files files_of(const std::string& name) {
  const auto path = std::filesystem::path(SUASION_SOURCE_DIR) / "scenarios" / (name + ".toml");
  auto files = suasion::scenario::load(path.string());
  REQUIRE(files.has_value());
  return *std::move(files);
}

Scenario scenario_of(const Files& files, const std::vector<suasion::scenario::Edit>& edits = {},
                     const std::string& counterfactual = {}) {
  auto scenario = suasion::scenario::read(files, edits, false, counterfactual);
  REQUIRE_MESSAGE(scenario.has_value(), suasion::base::to_text(scenario.error().front()));
  return *std::move(scenario);
}

Plan planned(const Scenario& scenario, const suasion::system::Assumptions& assume = {}) {
  auto plan = suasion::system::make_plan(scenario, assume);
  REQUIRE_MESSAGE(plan.has_value(), suasion::base::to_text(plan.error().front()));
  return *std::move(plan);
}

/// Every variable of the system of a scenario, and the answers to its questions.
WorldsResults run(const Files& files, std::uint64_t draws) {
  auto plan = std::make_shared<const Plan>(planned(scenario_of(files)));
  suasion::ensemble::WorldsSpec spec;
  spec.worlds.push_back({.id = "baseline", .plan = plan});
  for (const auto& variable : plan->variables) {
    spec.variables.push_back(variable.name);
  }
  spec.days = {plan->ticks.back().end};
  suasion::ensemble::RunSpec of;
  of.draws = draws;
  of.seed = 7;
  return suasion::ensemble::run_worlds(spec, of);
}

/// True if some variable differs in some draw at some time.
bool moves_something(const std::shared_ptr<const Plan>& first, const std::shared_ptr<const Plan>& second) {
  suasion::ensemble::WorldsSpec spec;
  spec.worlds = {{.id = "first", .plan = first}, {.id = "second", .plan = second}};
  spec.comparisons = {{.first = 0, .second = 1}};
  for (const auto& variable : first->variables) {
    spec.variables.push_back(variable.name);
  }
  spec.followed = spec.variables;
  spec.days = {first->ticks.back().end};
  suasion::ensemble::RunSpec of;
  of.draws = 256;
  of.seed = 7;
  const WorldsResults results = suasion::ensemble::run_worlds(spec, of);
  return std::any_of(results.comparisons.front().begin(), results.comparisons.front().end(), [](const auto& series) {
    return std::any_of(series.ticks.begin(), series.ticks.end(),
                       [](const auto& tick) { return tick.mean != 0.0 || tick.m2 != 0.0; });
  });
}

std::vector<std::string> ids_of_actors(const Files& files) {
  std::vector<std::string> ids;
  const Scenario scenario = scenario_of(files);
  for (const auto& actor : scenario.actors) {
    ids.push_back(actor.id);
  }
  return ids;
}

/// The scenario with another name for every actor.
Files renamed(Files files) {
  std::istringstream lines(files.files.front().bytes);
  std::string text;
  bool in_actor = false;
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line);) {
    in_actor = line.starts_with("[[") ? line == "[[actors]]" : in_actor;
    if (in_actor && line.starts_with("name = ")) {
      line = "name = \"Nobody " + std::to_string(++count) + "\"";
    }
    text += line;
    text += '\n';
  }
  CHECK(count == ids_of_actors(files).size());
  files.files.front().bytes = text;
  return files;
}

/// Other ids, in an order of the alphabet that is not the old one.
std::map<std::string, std::string> other_ids(const std::vector<std::string>& ids) {
  std::map<std::string, std::string> labels;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    labels[ids[i]] = "Z" + std::to_string(90 - i);
  }
  return labels;
}

std::string relabelled(std::string text, const std::map<std::string, std::string>& labels) {
  for (const auto& [from, to] : labels) {
    std::string word = "\\b";
    word += from;
    word += "\\b";
    text = std::regex_replace(text, std::regex(word), to);
  }
  return text;
}

}  // namespace

TEST_CASE("scenarios/system: every module runs in every bundled system") {
  for (const std::string& name : systems) {
    CAPTURE(name);
    const Plan plan = planned(scenario_of(files_of(name)));
    for (const auto& module : plan.modules) {
      CHECK_MESSAGE(module.on, module.module->info.name, ": ", module.why_off);
    }
  }
}

TEST_CASE("scenarios/system: every question has something that answers it") {
  for (const std::string& name : systems) {
    CAPTURE(name);
    const Scenario scenario = scenario_of(files_of(name));
    CHECK(planned(scenario).questions.size() == scenario.section("questions").size());
  }
}

TEST_CASE("scenarios/system: every counterfactual can be run, answers the same questions and makes a difference") {
  for (const std::string& name : systems) {
    const Files files = files_of(name);
    const Scenario scenario = scenario_of(files);
    const auto base = std::make_shared<const Plan>(planned(scenario));
    for (const auto* counterfactual : scenario.section("counterfactuals")) {
      CAPTURE(counterfactual->id);
      const Scenario edited = scenario_of(files, {}, counterfactual->id);
      CHECK(edited.counterfactual == counterfactual->id);
      const auto plan = std::make_shared<const Plan>(planned(edited));
      CHECK(plan->questions.size() == edited.section("questions").size());
      CHECK(moves_something(base, plan));
    }
  }
}

TEST_CASE("scenarios/system: what claims measure, weigh and show beside is written down by the system") {
  for (const std::string& name : systems) {
    const Scenario scenario = scenario_of(files_of(name));
    const Plan plan = planned(scenario);
    for (const auto* claim : scenario.section("claims")) {
      CAPTURE(claim->id);
      CHECK(claim->text("test").empty() != claim->text("untestable").empty());
      std::vector<std::string> wanted = claim->list("beside");
      for (const char* key : {"measure", "weight"}) {
        if (!claim->text(key).empty()) {
          wanted.emplace_back(claim->text(key));
        }
      }
      for (const std::string& variable : wanted) {
        CHECK_MESSAGE(plan.find(variable).has_value(), variable);
      }
    }
  }
}

TEST_CASE("scenarios/system: every change of assumption that a claim is tried by can be made") {
  const std::string set = "set ";
  for (const std::string& name : systems) {
    const Files files = files_of(name);
    const Scenario scenario = scenario_of(files);
    for (const auto* claim : scenario.section("claims")) {
      for (const std::string& all : claim->list("ablate")) {
        CAPTURE(claim->id);
        CAPTURE(all);
        std::vector<suasion::scenario::Edit> edits;
        suasion::system::Assumptions assume;
        std::istringstream parts(all);
        for (std::string part; std::getline(parts, part, ';');) {
          part.erase(0, part.find_first_not_of(' '));
          if (part.starts_with(set)) {
            const auto edit = suasion::scenario::parse_edit(part.substr(set.size()));
            REQUIRE(edit.has_value());
            edits.push_back(*edit);
          } else {
            const auto assumption = suasion::system::parse_assumption(part);
            REQUIRE(assumption.has_value());
            assume.push_back(*assumption);
          }
        }
        planned(scenario_of(files, edits), assume);
      }
    }
  }
}

TEST_CASE("scenarios/system: other names for all actors change not a bit of the results") {
  constexpr std::uint64_t draws = 512;
  for (const std::string& name : systems) {
    const WorldsResults before = run(files_of(name), draws);
    const WorldsResults after = run(renamed(files_of(name)), draws);
    REQUIRE(before.variables == after.variables);
    CHECK(before.answers.front().yes == after.answers.front().yes);
    for (std::size_t v = 0; v < before.variables.size(); ++v) {
      CAPTURE(before.variables[v]);
      const auto& one = before.worlds.front()[v].ticks;
      const auto& other = after.worlds.front()[v].ticks;
      CHECK(std::equal(one.begin(), one.end(), other.begin(), other.end(),
                       [](const auto& a, const auto& b) { return a.n == b.n && a.mean == b.mean && a.m2 == b.m2; }));
    }
  }
}

TEST_CASE("scenarios/system: other ids for all actors change results by Monte Carlo error alone") {
  constexpr std::uint64_t draws = 4096;
  constexpr double errors = 5.0;  // some 1500 figures are compared
  for (const std::string& name : systems) {
    Files files = files_of(name);
    const auto labels = other_ids(ids_of_actors(files));
    const WorldsResults before = run(files, draws);
    files.files.front().bytes = relabelled(files.files.front().bytes, labels);
    const WorldsResults after = run(files, draws);
    for (std::size_t v = 0; v < before.variables.size(); ++v) {
      const std::string label = relabelled(before.variables[v], labels);
      CAPTURE(label);
      const auto at = std::find(after.variables.begin(), after.variables.end(), label);
      REQUIRE(at != after.variables.end());
      const auto& one = before.worlds.front()[v].ticks;
      const auto& other = after.worlds.front()[static_cast<std::size_t>(at - after.variables.begin())].ticks;
      for (const std::size_t tick : {std::size_t{0}, one.size() / 2, one.size() - 1}) {
        const double n = static_cast<double>(draws);
        const double error = std::sqrt((one[tick].variance() + other[tick].variance()) / n);
        CHECK(std::abs(one[tick].mean - other[tick].mean) <= errors * error + 1e-12);
      }
    }
    for (std::size_t q = 0; q < before.questions.size(); ++q) {
      CAPTURE(before.questions[q]);
      const double n = static_cast<double>(draws);
      const double a = static_cast<double>(before.answers.front().yes[q]) / n;
      const double b = static_cast<double>(after.answers.front().yes[q]) / n;
      CHECK(std::abs(a - b) <= errors * std::sqrt((a * (1.0 - a) + b * (1.0 - b)) / n) + 1e-12);
    }
  }
}
