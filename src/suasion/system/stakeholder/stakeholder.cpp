#include "suasion/system/stakeholder/stakeholder.hpp"

#include <algorithm>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/builder.hpp"
#include "suasion/system/stakeholder/bargain.hpp"

namespace suasion::system::stakeholder {

namespace {

/// The level starts at the status quo.
class Begin final : public Start {
 public:
  explicit Begin(const Bargain& bargain) : status_quo_(bargain.table().status_quo), level_(bargain.table().level) {}
  void begin(Block& block) const override { std::copy_n(block.column(status_quo_), block_draws, block.column(level_)); }

 private:
  Column status_quo_, level_;
};

/// The target, at the origin once all modules have set up what they keep, and from the state at the end of each month.
class Aim final : public Step {
 public:
  Aim(std::shared_ptr<const Bargain> bargain, bool at_origin) : bargain_(std::move(bargain)), at_origin_(at_origin) {}
  void advance(Block& block, const Tick& tick) const override {
    if (at_origin_ ? tick.number == 0 : tick.decisions) {
      bargain_->solve(block);
    }
  }

 private:
  std::shared_ptr<const Bargain> bargain_;
  bool at_origin_;
};

/// Moves the level towards the target: exactly, whatever the length of the tick.
class Drift final : public Step {
 public:
  explicit Drift(std::shared_ptr<const Bargain> bargain) : bargain_(std::move(bargain)) {}

  void advance(Block& block, const Tick& tick) const override {
    const Table& table = bargain_->table();
    const double* speed = block.column(table.speed);
    const double* target = block.column(table.target);
    double* level = block.column(table.level);
    alignas(64) double kept[block_draws];
    for (std::size_t row = 0; row < block_draws; ++row) {
      kept[row] = -speed[row] * tick.months;
    }
    math::column_functions().exp(kept, kept, block_draws);
    for (std::size_t row = 0; row < block_draws; ++row) {
      level[row] = target[row] + kept[row] * (level[row] - target[row]);
    }
  }

 private:
  std::shared_ptr<const Bargain> bargain_;
};

void plan_shifts(Builder& builder, const scenario::Issue& issue, Table& table) {
  const scenario::Scenario& scenario = builder.scenario();
  for (const scenario::Element* shift : scenario.section("shifts")) {
    if (shift->text("issue") != issue.id) {
      continue;
    }
    const auto stake = std::find_if(issue.stakes.begin(), issue.stakes.end(), [&](const scenario::Stake& one) {
      return scenario.actors[one.actor].id == shift->text("actor");
    });
    if (stake == issue.stakes.end()) {
      builder.error("S606", shift->where,
                    "shift '" + shift->id + "': " + std::string(shift->text("actor")) + " has no position on issue '" +
                        issue.id + "'",
                    "give it one, or name another actor");
      continue;
    }
    table.shifts.push_back({.stake = static_cast<std::size_t>(stake - issue.stakes.begin()),
                            .by = builder.input(*shift->quantity("by")),
                            .variable = builder.read_named(std::string(shift->text("variable")), shift->where,
                                                           "shift '" + shift->id + "'")});
  }
}

void plan_issue(Builder& builder, const scenario::Issue& issue, const model::ModelChoice& choice) {
  Table table{.low = issue.scale_low, .high = issue.scale_high};
  for (const scenario::Stake& stake : issue.stakes) {
    table.position.push_back(builder.input(stake.position));
    table.salience.push_back(builder.input(stake.salience));
    table.capability.push_back(builder.input(stake.capability));
  }
  plan_shifts(builder, issue, table);
  table.status_quo = builder.input(*issue.status_quo);
  table.speed = builder.parameter("speed");
  table.target = builder.variable("stakeholder.target." + issue.id);
  table.level = builder.variable("stakeholder." + issue.id);
  const auto bargain = std::make_shared<const Bargain>(choice, std::move(table));
  builder.start(std::make_unique<Begin>(*bargain));
  builder.add(Phase::event, std::make_unique<Aim>(bargain, true));
  builder.add(Phase::consequence, std::make_unique<Drift>(bargain));
  if (bargain->changes()) {
    builder.add(Phase::temper, std::make_unique<Aim>(bargain, false));
  }
}

void plan(Builder& builder) {
  const base::Result<model::ModelChoice> choice = model::choose(builder.option("solver"));
  base::require(choice.has_value(), "every solver that the option allows is a model");
  bool any = false;
  for (const scenario::Issue& issue : builder.scenario().issues) {
    if (issue.id != builder.roles().issue && issue.status_quo) {
      plan_issue(builder, issue, *choice);
      any = true;
    }
  }
  if (!any) {
    builder.off("no issue beside the one between patron and protege has a status quo to move from");
  }
}

}  // namespace

Module entry() {
  return {
      .info =
          {.name = "stakeholder",
           .title = "Issues with many stakeholders",
           .summary = "Once a month every such issue is bargained over anew, from the positions as the state of the "
                      "system has moved them; its level then drifts towards the outcome.",
           .source = "judgement: the drift is ours; the bargain is the chosen model's",
           .options = {{.name = "solver",
                        .meaning = "The bargaining model that says where an issue is heading.",
                        .values = {{"compromise", "Achen 2006"},
                                   {"mean", "textbook"},
                                   {"median", "Black 1958"},
                                   {"weighted-median", "Black 1958"},
                                   {"scholz2011", "Scholz, Calbert and Smith 2011"},
                                   {"as-written", "Bueno de Mesquita 1994"}},
                        .default_value = "compromise"}},
           .parameters = {{.name = "speed",
                           .unit = "per month",
                           .meaning = "How fast an issue moves towards what is bargained: the share of the gap that "
                                      "closes in a month, for short times.",
                           .prior = {.form = math::LogNormal{0.08, 0.5}},
                           .source = "judgement: half of the gap in nine months, give or take a factor of two"}},
           .variables = {{.name = "stakeholder.target.{}",
                          .unit = "scale of the issue",
                          .meaning = "where the issue is heading"},
                         {.name = "stakeholder.{}", .unit = "scale of the issue", .meaning = "level of the issue"}}},
      .plan = &plan};
}

}  // namespace suasion::system::stakeholder
