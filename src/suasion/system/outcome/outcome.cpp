#include "suasion/system/outcome/outcome.hpp"

#include <algorithm>
#include <limits>
#include <set>

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
  std::vector<Column> event_slopes = {}, factors = {}, happened = {};  ///< drivers that are events, with their days
  std::vector<Column> after = {};  ///< days of events that must have happened before
  double from = -never, until = never;
  Column patience = {}, rate = {}, summed = {}, day = {};
};

/// One random number a hazard and draw: how much of it the event can take. So it strikes at the same sum whatever the
/// length of ticks, and an edit that moves the rate moves the day instead of drawing anew.
class Patience final : public Start {
 public:
  Patience(math::Channel channel, Columns columns) : channel_(channel), columns_(std::move(columns)) {}
  void begin(Block& block) const override {
    double* patience = block.column(columns_.patience);
    block.uniforms(channel_, 0, patience);
    math::column_functions().log(patience, patience, block_draws);
    double* rate = block.column(columns_.rate);
    for (std::size_t row = 0; row < block_draws; ++row) {
      patience[row] = -patience[row];
      rate[row] = -1.0;
    }
    for (std::size_t e = 0; e < columns_.factors.size(); ++e) {
      math::column_functions().exp(block.column(columns_.event_slopes[e]), block.column(columns_.factors[e]),
                                   block_draws);
    }
  }

 private:
  math::Channel channel_;
  Columns columns_;
};

class Strike final : public Step {
 public:
  explicit Strike(Columns columns) : columns_(std::move(columns)) {}

  void advance(Block& block, const Tick& tick) const override {
    if (columns_.from >= tick.end || columns_.until <= tick.start) {
      return;
    }
    alignas(64) double open_from[block_draws];
    if (!columns_.after.empty()) {
      std::fill_n(open_from, block_draws, columns_.from);
    }
    for (const Column after : columns_.after) {
      const double* day = block.column(after);
      for (std::size_t row = 0; row < block_draws; ++row) {
        open_from[row] = std::max(open_from[row], day[row]);
      }
    }
    const std::vector<const double*> slopes = block.columns(columns_.slopes);
    const std::vector<const double*> variables = block.columns(columns_.variables);
    const std::vector<const double*> factors = block.columns(columns_.factors);
    const std::vector<const double*> happened = block.columns(columns_.happened);
    outcome_kernels().strike({.rows = block_draws,
                              .base = block.column(columns_.base),
                              .drivers = slopes.size(),
                              .slope = slopes.data(),
                              .variable = variables.data(),
                              .events = factors.size(),
                              .factor = factors.data(),
                              .happened = happened.data(),
                              .from = columns_.from,
                              .open_from = columns_.after.empty() ? nullptr : open_from,
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

/// The variables that drive a hazard, as the author named them, each with its slope.
std::vector<std::pair<std::string, const scenario::Quantity*>> drivers_of(const scenario::Element& hazard) {
  const std::string prefix = hazard.path() + ".drivers.";
  std::vector<std::pair<std::string, const scenario::Quantity*>> drivers;
  for (const scenario::Quantity& quantity : hazard.quantities) {
    if (quantity.path.starts_with(prefix)) {
      drivers.emplace_back(quantity.path.substr(prefix.size()), &quantity);
    }
  }
  return drivers;
}

void plan_drivers(Builder& builder, const scenario::Element& hazard, Columns& columns) {
  const std::string role = "'drivers' of hazard '" + hazard.id + "'";
  for (const auto& [name, quantity] : drivers_of(hazard)) {
    const Column slope = builder.input(*quantity);
    if (name.starts_with(event_prefix)) {
      columns.event_slopes.push_back(slope);
      columns.factors.push_back(builder.hidden());
      columns.happened.push_back(builder.awaited_named(name.substr(event_prefix.size()), quantity->where, role));
    } else {
      columns.slopes.push_back(slope);
      columns.variables.push_back(builder.read_named(name, quantity->where, role));
    }
  }
}

void plan_hazard(Builder& builder, const scenario::Element& hazard) {
  Columns columns;
  columns.base = builder.input(*hazard.quantity("per_month"));
  plan_drivers(builder, hazard, columns);
  for (const std::string& kind : hazard.list("after")) {
    columns.after.push_back(builder.awaited_named(kind, hazard.where, "'after' of hazard '" + hazard.id + "'"));
  }
  columns.from = hazard.when("from") != nullptr ? builder.days(hazard.when("from")->first) : -never;
  columns.until = hazard.when("until") != nullptr ? builder.days(hazard.when("until")->last) + 1.0 : never;
  columns.patience = builder.hidden();
  columns.rate = builder.hidden();
  columns.summed = builder.hidden();
  columns.day = builder.event(std::string(hazard.text("event")));
  builder.start(std::make_unique<Patience>(math::channel(hazard.path()), columns));
  builder.add(Phase::consequence, std::make_unique<Strike>(std::move(columns)));
}

/// True if what one hazard brings about bears on the other.
bool bears_on(const scenario::Element& cause, const scenario::Element& hazard) {
  const std::string kind(cause.text("event"));
  const std::vector<std::string>& after = hazard.list("after");
  const auto drivers = drivers_of(hazard);
  return std::find(after.begin(), after.end(), kind) != after.end() ||
         std::any_of(drivers.begin(), drivers.end(),
                     [&](const auto& one) { return one.first == std::string(event_prefix) + kind; });
}

/// Causes before effects, so that an event counts from its very day; file order where neither bears on the other or
/// both do.
class InOrder {
 public:
  explicit InOrder(std::vector<const scenario::Element*> hazards) : hazards_(std::move(hazards)) {}

  std::vector<const scenario::Element*> sorted() {
    for (const scenario::Element* hazard : hazards_) {
      visit(hazard);
    }
    return std::move(sorted_);
  }

 private:
  void visit(const scenario::Element* hazard) {
    if (!seen_.insert(hazard).second) {
      return;
    }
    for (const scenario::Element* cause : hazards_) {
      if (bears_on(*cause, *hazard)) {
        visit(cause);
      }
    }
    sorted_.push_back(hazard);
  }

  std::vector<const scenario::Element*> hazards_, sorted_;
  std::set<const scenario::Element*> seen_;
};

void plan(Builder& builder) {
  const std::vector<const scenario::Element*> hazards = builder.scenario().section("hazards");
  if (hazards.empty()) {
    builder.off("the scenario names no hazards");
    return;
  }
  for (const scenario::Element* hazard : InOrder(hazards).sorted()) {
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
