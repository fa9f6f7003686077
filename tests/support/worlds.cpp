#include "worlds.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <stdexcept>

#include "sound.hpp"

namespace suasion::test {

namespace {

const ensemble::Series& find(const ensemble::WorldsResults& results, const std::string& variable,
                             const std::vector<ensemble::Series>& row) {
  const auto at = std::find(results.variables.begin(), results.variables.end(), variable);
  if (at == results.variables.end()) {
    throw std::runtime_error("no variable " + variable);
  }
  return row[static_cast<std::size_t>(at - results.variables.begin())];
}

void put(std::ostream& out, const ensemble::Series& series) {
  constexpr double levels[] = {0.0, 0.05, 0.5, 0.95, 1.0};
  const auto put_sketch = [&](const ensemble::Sketch& sketch) {
    out << sketch.count() << ' ';
    for (const double level : levels) {
      out << sketch.quantile(level) << ' ';
    }
  };
  out << series.present << ' ';
  for (const math::Moments& tick : series.ticks) {
    out << tick.n << ' ' << tick.mean << ' ' << tick.m2 << ' ';
  }
  for (const ensemble::Spread& day : series.days) {
    out << day.tick << ' ' << day.below << ' ' << day.zero << ' ' << day.above << ' ';
    put_sketch(day.sketch);
  }
  for (const ensemble::Sketch& sketch : series.spread) {
    put_sketch(sketch);
  }
  out << '\n';
}

}  // namespace

scenario::Files files_of(const std::string& text) {
  return {.files = {{.name = "test.toml", .bytes = text}}};
}

scenario::Files bundled(const std::string& name) {
  return sound(scenario::load(std::string(SUASION_SOURCE_DIR) + "/scenarios/" + name + ".toml"));
}

scenario::Scenario scenario_of(const scenario::Files& files, const Changes& changes) {
  std::vector<scenario::Edit> edits;
  for (const std::string& text : changes.edits) {
    edits.push_back(sound(scenario::parse_edit(text)));
  }
  return sound(scenario::read(files, edits, false, changes.counterfactual));
}

std::shared_ptr<const system::Plan> planned(const scenario::Files& files, const Changes& changes) {
  return std::make_shared<const system::Plan>(
      sound(system::make_plan(scenario_of(files, changes), settings(changes.assume))));
}

ensemble::WorldsSpec side_by_side(const std::vector<std::shared_ptr<const system::Plan>>& plans) {
  ensemble::WorldsSpec spec;
  for (std::size_t w = 0; w < plans.size(); ++w) {
    spec.worlds.push_back({.id = std::to_string(w), .plan = plans[w]});
    if (w > 0) {
      spec.comparisons.push_back({.first = w, .second = 0});
    }
  }
  for (const system::Variable& variable : plans.front()->variables) {
    spec.variables.push_back(variable.name);
  }
  spec.followed = spec.variables;
  spec.days = {plans.front()->ticks.back().end};
  return spec;
}

std::string bytes(const ensemble::WorldsResults& results) {
  std::ostringstream out;
  out << std::hexfloat << results.draws_done << ' ' << results.draws_invalid << '\n';
  for (const auto* rows : {&results.worlds, &results.comparisons}) {
    for (const std::vector<ensemble::Series>& row : *rows) {
      for (const ensemble::Series& one : row) {
        put(out, one);
      }
    }
  }
  for (const ensemble::Answers& answers : results.answers) {
    for (const std::uint64_t yes : answers.yes) {
      out << yes << ' ';
    }
    for (const auto& row : answers.both) {
      for (const std::uint64_t both : row) {
        out << both << ' ';
      }
    }
    out << '\n';
  }
  return out.str();
}

const ensemble::Series& series(const ensemble::WorldsResults& results, const std::string& variable, std::size_t world) {
  return find(results, variable, results.worlds[world]);
}

const ensemble::Series& difference(const ensemble::WorldsResults& results, const std::string& variable,
                                   std::size_t comparison) {
  return find(results, variable, results.comparisons[comparison]);
}

}  // namespace suasion::test
