#include "suasion/system/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/system/made_of_others.hpp"
#include "suasion/system/plan_builder.hpp"
#include "suasion/system/roles.hpp"

namespace suasion::system {

void EventFlag::advance(Block& block, const Tick& tick) const {
  const double* day = block.column(day_);
  double* flag = block.column(flag_);
  for (std::size_t row = 0; row < block_draws; ++row) {
    flag[row] = day[row] <= tick.end ? 1.0 : 0.0;
  }
}

void Product::advance(Block& block, const Tick& /*tick*/) const {
  const double* first = block.column(first_);
  const double* second = block.column(second_);
  double* to = block.column(to_);
  for (std::size_t row = 0; row < block_draws; ++row) {
    to[row] = first[row] * second[row];
  }
}

std::optional<std::size_t> Plan::find(std::string_view name) const {
  const auto at =
      std::find_if(variables.begin(), variables.end(), [&](const Variable& one) { return one.name == name; });
  return at == variables.end() ? std::nullopt : std::optional<std::size_t>(at - variables.begin());
}

const ModuleState* Plan::owner_of(std::string_view name) const {
  const std::string_view owner = name.substr(0, name.find('.'));
  const auto at = std::find_if(modules.begin(), modules.end(),
                               [&](const ModuleState& one) { return one.module->info.name == owner; });
  return at == modules.end() ? nullptr : &*at;
}

std::size_t Plan::tick_at(double day) const {
  const auto nearest = std::min_element(ticks.begin(), ticks.end(), [&](const Tick& a, const Tick& b) {
    return std::abs(a.end - day) < std::abs(b.end - day);
  });
  return nearest->number;
}

namespace {

/// Who plays more than one of the three parts; empty if nobody does.
std::string cast_twice(const Roles& roles) {
  const bool rival = !roles.rival.empty();
  if (roles.protege == roles.patron || (rival && roles.protege == roles.rival)) {
    return roles.protege;
  }
  return rival && roles.patron == roles.rival ? roles.patron : std::string();
}

}  // namespace

bool has_system(const scenario::Scenario& scenario) {
  return system_table(scenario) != nullptr;
}

base::Result<Plan> make_plan(const scenario::Scenario& scenario, const Assumptions& assume) {
  const scenario::Element* table = system_table(scenario);
  base::require(table != nullptr, "only a scenario with a [system] table has a system");
  if (!scenario.origin.ok() || !scenario.end.ok() || scenario.tick.empty() || scenario.end <= scenario.origin) {
    return base::fail("S601", "the strategic system runs in calendar time, and the scenario has no clock",
                      "add for example clock = { origin = 2020-01-31, end = 2022-06-30 }", table->where);
  }
  if (const std::string twice = cast_twice(roles_of(scenario)); !twice.empty()) {
    return base::fail("S614", fmt::format("'{}' plays two parts in [system]", twice),
                      "protege, patron and rival are three different actors; leave out `rival` if there is none",
                      table->where);
  }
  base::Result<Assumptions> all = assumptions_of(scenario);
  if (!all) {
    return tl::unexpected(all.error());
  }
  all->insert(all->end(), assume.begin(), assume.end());
  return PlanBuilder(scenario, *std::move(all)).build();
}

void prepare(const Plan& plan, Block& block) {
  for (const auto& [column, value] : plan.constants) {
    std::fill_n(block.column(column), block_draws, value);
  }
  for (const Column column : plan.cleared) {
    std::fill_n(block.column(column), block_draws, 0.0);
  }
  for (const Column column : plan.events) {
    std::fill_n(block.column(column), block_draws, std::numeric_limits<double>::infinity());
  }
}

void draw_inputs(const Plan& plan, Block& block, bool linked) {
  std::vector<std::span<double>> columns;
  for (const Column column : plan.input_columns) {
    columns.emplace_back(block.column(column), block_draws);
  }
  if (!linked) {
    plan.copula.apply(columns);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    plan.inputs[i].quantile.fill(columns[i], columns[i]);
  }
}

void start(const Plan& plan, Block& block) {
  for (const auto& start : plan.starts) {
    start->begin(block);
  }
}

void begin(const Plan& plan, Block& block) {
  prepare(plan, block);
  draw_inputs(plan, block, false);
  start(plan, block);
}

void advance(const Plan& plan, const Tick& tick, Block& block) {
  for (std::size_t phase = 0; phase < phases; ++phase) {
    if (phase == static_cast<std::size_t>(Phase::decide) && !tick.decisions) {
      continue;
    }
    for (const auto& step : plan.steps[phase]) {
      step->advance(block, tick);
    }
  }
}

}  // namespace suasion::system
