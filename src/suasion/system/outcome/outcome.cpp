#include "suasion/system/outcome/outcome.hpp"

#include <algorithm>
#include <limits>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/builder.hpp"
#include "suasion/system/outcome/outcome_kernel.hpp"

namespace suasion::system::outcome {

SUASION_PICK_KERNELS(OutcomeKernels, outcome_kernels)

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Columns of one hazard.
struct Columns {
  Column base = {};
  std::vector<Column> slopes = {}, variables = {};
  std::vector<Column> after = {};  ///< days of events that must have happened before
  double from = -never, until = never;
  Column patience = {}, rate = {}, summed = {}, day = {};
};

/// One random number a hazard and draw: how much of it the event can take. So it strikes at the same sum whatever the
/// length of ticks, and an edit that moves the rate moves the day instead of drawing anew.
class Patience final : public Start {
 public:
  Patience(math::Channel channel, Column patience, Column rate) : channel_(channel), patience_(patience), rate_(rate) {}
  void begin(Block& block) const override {
    double* patience = block.column(patience_);
    block.uniforms(channel_, 0, patience);
    math::column_functions().log(patience, patience, block_draws);
    double* rate = block.column(rate_);
    for (std::size_t row = 0; row < block_draws; ++row) {
      patience[row] = -patience[row];
      rate[row] = -1.0;
    }
  }

 private:
  math::Channel channel_;
  Column patience_, rate_;
};

class Strike final : public Step {
 public:
  explicit Strike(Columns columns) : columns_(std::move(columns)) {}

  void advance(Block& block, const Tick& tick) const override {
    if (columns_.from >= tick.end || columns_.until <= tick.start) {
      return;
    }
    alignas(64) double open_from[block_draws];
    std::fill_n(open_from, block_draws, columns_.from);
    for (const Column after : columns_.after) {
      const double* day = block.column(after);
      for (std::size_t row = 0; row < block_draws; ++row) {
        open_from[row] = std::max(open_from[row], day[row]);
      }
    }
    std::vector<const double*> slopes;
    std::vector<const double*> variables;
    for (std::size_t d = 0; d < columns_.slopes.size(); ++d) {
      slopes.push_back(block.column(columns_.slopes[d]));
      variables.push_back(block.column(columns_.variables[d]));
    }
    outcome_kernels().strike({.rows = block_draws,
                              .base = block.column(columns_.base),
                              .drivers = slopes.size(),
                              .slope = slopes.data(),
                              .variable = variables.data(),
                              .open_from = open_from,
                              .open_until = columns_.until,
                              .start = tick.start,
                              .end = tick.end,
                              .days_per_month = days_per_month,
                              .patience = block.column(columns_.patience),
                              .rate = block.column(columns_.rate),
                              .summed = block.column(columns_.summed),
                              .day = block.column(columns_.day)});
  }

 private:
  Columns columns_;
};

void plan_hazard(Builder& builder, const scenario::Element& hazard) {
  Columns columns;
  columns.base = builder.input(*hazard.quantity("per_month"));
  const std::string prefix = hazard.path() + ".drivers.";
  for (const scenario::Quantity& quantity : hazard.quantities) {
    if (quantity.path.starts_with(prefix)) {
      columns.slopes.push_back(builder.input(quantity));
      columns.variables.push_back(builder.read_named(quantity.path.substr(prefix.size()), quantity.where,
                                                     "'drivers' of hazard '" + hazard.id + "'"));
    }
  }
  for (const std::string& kind : hazard.list("after")) {
    columns.after.push_back(builder.event(kind));
  }
  columns.from = hazard.when("from") != nullptr ? builder.days(hazard.when("from")->first) : -never;
  columns.until = hazard.when("until") != nullptr ? builder.days(hazard.when("until")->last) + 1.0 : never;
  columns.patience = builder.hidden();
  columns.rate = builder.hidden();
  columns.summed = builder.hidden();
  columns.day = builder.event(std::string(hazard.text("event")));
  builder.start(std::make_unique<Patience>(math::channel(hazard.path()), columns.patience, columns.rate));
  builder.add(Phase::consequence, std::make_unique<Strike>(std::move(columns)));
}

void plan(Builder& builder) {
  const std::vector<const scenario::Element*> hazards = builder.scenario().section("hazards");
  if (hazards.empty()) {
    builder.off("the scenario names no hazards");
    return;
  }
  for (const scenario::Element* hazard : hazards) {
    plan_hazard(builder, *hazard);
  }
}

}  // namespace

Module entry() {
  return {
      .info = {.name = "outcome",
               .title = "Events that may happen",
               .summary = "Each possible event has a rate that follows the state of the system: more likely in a "
                          "crisis, less likely where there is a deal. Rates, not thresholds, keep chances away from "
                          "nought and one.",
               .source = "Cox 1972"},
      .plan = &plan};
}

}  // namespace suasion::system::outcome
