#include "suasion/report/draws_header.hpp"

#include <fmt/format.h>

#include "suasion/base/result.hpp"
#include "suasion/base/version.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/math/design.hpp"

namespace suasion::report {

namespace {

using ensemble::DrawColumn;
using ensemble::WorldColumn;
using storage::DrawVariable;

void add_issues(storage::DrawsHeader& header, const scenario::Scenario& scenario, const ensemble::Plan& plan) {
  storage::DrawDimension inputs{.name = "input"};
  storage::DrawDimension outcomes{.name = "outcome"};
  for (const DrawColumn& column : ensemble::draw_columns(plan)) {
    if (column.kind == DrawColumn::Kind::input) {
      inputs.labels.push_back(plan.inputs[column.input].path);
    } else if (column.kind == DrawColumn::Kind::outcome) {
      outcomes.labels.push_back(fmt::format("{}@{}", scenario.issues[plan.issues[column.issue].issue].id,
                                            plan.models[column.model].choice.id));
    }
  }
  header.variables.push_back({.group = "prior",
                              .name = "inputs",
                              .long_name = "uncertain number of the scenario that the issues hang on",
                              .dimensions = {std::move(inputs)}});
  header.variables.push_back({.group = "prior_predictive",
                              .name = "outcomes",
                              .long_name = "where an issue ends by a model, on the scale of the issue",
                              .dimensions = {std::move(outcomes)}});
  header.variables.push_back({.group = "sample_stats",
                              .name = "valid",
                              .long_name = "all outcomes of the draw are finite, so that it counts",
                              .units = "1",
                              .type = storage::DrawType::flag});
}

void add_worlds(storage::DrawsHeader& header, const ensemble::WorldsSpec& spec) {
  const system::Plan& first = *spec.worlds.front().plan;
  storage::DrawDimension inputs{.name = "system_input"};
  storage::DrawDimension worlds{.name = "world"};
  storage::DrawDimension questions{.name = "question"};
  std::size_t answers = 0;
  for (const WorldColumn& column : ensemble::world_columns(spec)) {
    if (column.kind == WorldColumn::Kind::input) {
      inputs.labels.push_back(first.inputs[column.input].path);
      continue;
    }
    ++answers;
    const std::string& world = spec.worlds[column.world].id;
    if (worlds.labels.empty() || worlds.labels.back() != world) {
      worlds.labels.push_back(world);
    }
    if (column.world == 0) {
      questions.labels.push_back(first.questions[column.question].id);
    }
  }
  base::require(answers == worlds.labels.size() * questions.labels.size(), "every world answers all questions or none");
  header.variables.push_back({.group = "prior",
                              .name = "system_inputs",
                              .long_name = "uncertain number that the strategic system hangs on",
                              .dimensions = {std::move(inputs)}});
  header.variables.push_back({.group = "prior_predictive",
                              .name = "answers",
                              .long_name = "answer to a question, in a world; the first is the scenario as it is",
                              .units = "1",
                              .type = storage::DrawType::flag,
                              .dimensions = {std::move(worlds), std::move(questions)}});
}

}  // namespace

storage::DrawsHeader draws_header(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                                  const ensemble::WorldsSpec* worlds, const ensemble::RunSpec& run,
                                  const std::string& hash) {
  storage::DrawsHeader header{.attributes = {{"title", scenario.title},
                                             {"scenario", scenario.id},
                                             {"scenario_hash", hash},
                                             {"seed", std::to_string(run.seed)},
                                             {"design", std::string(math::name(run.design))},
                                             {"suasion_version", std::string(base::version())}},
                              .draws = run.draws};
  add_issues(header, scenario, plan);
  if (worlds != nullptr) {
    add_worlds(header, *worlds);
  }
  return header;
}

}  // namespace suasion::report
