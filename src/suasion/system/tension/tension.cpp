#include "suasion/system/tension/tension.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/system/tension/facts.hpp"
#include "suasion/system/tension/planning.hpp"
#include "suasion/system/tension/reductions.hpp"
#include "suasion/system/tension/relations.hpp"

namespace suasion::system::tension {

namespace {

using scenario::Element;

/// Where the issue starts, 0 to 1; where nothing moves it, it stays there.
double level_at_origin(const Builder& builder) {
  for (const scenario::Issue& issue : builder.scenario().issues) {
    if (issue.id == builder.roles().issue && issue.status_quo) {
      const double value = math::summarise(issue.status_quo->law).mean;
      return (value - issue.scale_low) / (issue.scale_high - issue.scale_low);
    }
  }
  return 0.0;
}

/// Share of the protege's army that is the patron's in training and command, as the first tie of that kind says.
Column alignment_of(Builder& builder) {
  const Roles& roles = builder.roles();
  for (const Element* tie : builder.scenario().section("ties")) {
    const scenario::Quantity* share = tie->quantity("share");
    if (tie->kind == "alignment" && share != nullptr && names(builder.scenario(), *tie, "from", roles.protege) &&
        names(builder.scenario(), *tie, "to", roles.patron)) {
      return builder.input(*share);
    }
  }
  return builder.constant(0.0);
}

/// The relation of two actors as one of them states it (`alignment`); 0 where neither does.
Column relation(Builder& builder, const std::string& a, const std::string& b) {
  for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
    const Element* actor = builder.scenario().element("actors", one);
    const scenario::Quantity* said = actor != nullptr ? actor->quantity("alignment." + other) : nullptr;
    if (said != nullptr) {
      return builder.input(*said);
    }
  }
  return builder.constant(0.0);
}

/// Plans the drift, if assumed. @return the alignment that access depends on.
Column drifting(Builder& builder, Column alignment) {
  const Roles& roles = builder.roles();
  std::vector<std::string> parties = {roles.protege, roles.patron};
  if (!roles.rival.empty()) {
    parties.push_back(roles.rival);
  }
  parties.insert(parties.end(), roles.neighbours.begin(), roles.neighbours.end());
  if (builder.option("balance") == "off" || parties.size() < 3) {
    return alignment;
  }
  DriftColumns drift{.rate = builder.parameter("balance_per_month"),
                     .parties = parties.size(),
                     .alignment_before = alignment,
                     .alignment = builder.hidden()};
  for (const std::string& a : parties) {
    for (const std::string& b : parties) {
      drift.relations.push_back(relation(builder, a, b));
      drift.now.push_back(builder.hidden());
    }
  }
  const Column moved = drift.alignment;
  builder.start(std::make_unique<BeginDrift>(drift));
  builder.add(Phase::temper, std::make_unique<Drift>(std::move(drift)));
  return moved;
}

void plan_access(Builder& builder, Columns& columns) {
  columns.intercept = builder.parameter("access_intercept");
  columns.level_slope = builder.parameter("access_level");
  columns.alignment_slope =
      builder.option("access_alignment") == "on" ? builder.parameter("access_alignment") : builder.constant(0.0);
  columns.base_slope = builder.parameter("access_base");
  columns.level = builder.read("leverage.level", level_at_origin(builder));
  columns.alignment = drifting(builder, alignment_of(builder));
  columns.hosts = builder.read("decision.base", 0.0);
  columns.base_day = builder.awaited("base.agree");
  columns.stationed = builder.hidden();
  columns.access = builder.variable("tension.access");
}

void check_branching(Builder& builder) {
  const Roles& roles = builder.roles();
  for (const auto& [name, what] :
       {std::pair("tension.branching",
                  fmt::format("incidents between {} and {}, or its neighbours", roles.patron, roles.protege)),
        std::pair("tension.cross_branching", fmt::format("sanctions of {} on {}", roles.rival, roles.protege))}) {
    const Element* said = builder.scenario().element("parameters", name);
    const scenario::Quantity* value = said != nullptr ? said->quantity("value") : nullptr;
    constexpr double nearly_all = 1.0 - 1e-6;
    if (value != nullptr &&
        (math::Quantile(value->law)(nearly_all) >= 1.0 || math::Quantile(value->law)(1.0 - nearly_all) < 0.0)) {
      builder.error(
          "S665", said->where,
          fmt::format("{}: each can bring about {:.3g} more; a branching ratio lies between 0 and 1, 1 excluded", what,
                      math::Quantile(value->law)(nearly_all)),
          "add for example within = [0, 0.95]");
    }
  }
}

void plan_incidents(Builder& builder, Columns& columns) {
  check_branching(builder);
  columns.incidents = builder.option("incidents") == "on";
  columns.chance =
      math::channel(fmt::format("tension.incidents.{}-{}", builder.roles().patron, builder.roles().protege));
  columns.quarrels = builder.parameter("quarrels_per_week");
  columns.alarms = builder.parameter("alarms_per_week");
  columns.branching = builder.parameter("branching");
  columns.memory_weeks = builder.parameter("memory_weeks");
  columns.quarrel_size = builder.parameter("quarrel_size");
  columns.alarm_size = builder.parameter("alarm_size");
  for (Column* column : {&columns.memory, &columns.week_kept, &columns.quarrel_mean, &columns.quarrel_sd,
                         &columns.departure, &columns.warmth, &columns.count, &columns.remembered_quarrels,
                         &columns.remembered_alarms, &columns.alarms_mean, &columns.departure_left}) {
    *column = builder.hidden();
  }
  columns.temperature = builder.variable("tension.quarrel");
  columns.rank = builder.variable("tension.quarrel_rank");
}

void plan_absorption(Builder& builder, Columns& columns) {
  columns.patience_channel = math::channel("tension.absorption." + builder.roles().protege);
  columns.absorption = builder.parameter("absorption_per_month");
  columns.absorption_level = builder.parameter("absorption_level");
  columns.absorption_base = builder.parameter("absorption_base");
  for (Column* column : {&columns.patience, &columns.level_before, &columns.absorption_rate, &columns.summed}) {
    *column = builder.hidden();
  }
  columns.risk = builder.variable("tension.absorption");
  columns.self_risk = builder.variable("tension.self_risk");
  columns.absorbed = builder.event("state.absorbed");
}

/// Past sanctions of the rival on the protege, or past reductions the other way.
std::vector<Column> past(Builder& builder, std::string_view kind, const std::string& from, const std::string& to) {
  std::vector<Column> days;
  for (const Element* event : builder.scenario().section("events")) {
    const scenario::When* when = event->when("date") != nullptr ? event->when("date") : event->when("done");
    if (event->kind.starts_with(kind) && when != nullptr && when->last <= builder.scenario().origin &&
        names(builder.scenario(), *event, "from", from) && names(builder.scenario(), *event, "to", to)) {
      days.push_back(builder.day(event->path(), *when));
    }
  }
  return days;
}

void plan_reductions(Builder& builder, Column memory_weeks) {
  const Roles& roles = builder.roles();
  if (roles.rival.empty()) {
    return;
  }
  ReductionColumns columns{
      .patience_channel = math::channel(fmt::format("tension.reductions.{}-{}", roles.protege, roles.rival)),
      .base = builder.parameter("reductions_per_week"),
      .branching = builder.option("cross") == "on" ? builder.parameter("cross_branching") : builder.constant(0.0),
      .memory_weeks = memory_weeks,
      .past_sanctions = past(builder, "sanction.impose", roles.rival, roles.protege),
      .past_reductions = past(builder, "relations.reduce", roles.protege, roles.rival),
      .sanction = builder.awaited("sanction.impose"),
      .patience = builder.hidden(),
      .summed = builder.hidden(),
      .excitation = builder.variable("tension.excitation"),
      .reduced = builder.event("relations.reduce")};
  for (std::size_t s = 0; s < columns.past_sanctions.size(); ++s) {
    columns.left_at_origin.push_back(builder.hidden());
  }
  builder.start(std::make_unique<JudgePast>(columns));
  const ByProduct reduced = {.writes = {columns.reduced, columns.summed}, .reads = {columns.sanction}};
  builder.add(Phase::temper, std::make_unique<ReduceRelations>(std::move(columns)), {reduced}, true);
}

/// In the order of Left.
std::vector<ByProduct> by_products_of(const Columns& columns) {
  ByProduct quarrel = {.writes = {columns.departure, columns.departure_left, columns.temperature, columns.rank},
                       .reads = {columns.warmth}};
  for (const Shock& shock : columns.shocks) {
    quarrel.reads.push_back(shock.day);
  }
  for (const Deed& deed : columns.deeds) {
    quarrel.reads.push_back(deed.does);
  }
  const ByProduct absorption = {
      .writes = {columns.risk, columns.self_risk, columns.absorbed, columns.absorption_rate, columns.summed},
      .reads = {columns.level, columns.stationed}};
  ByProduct buffer = {.reads = {columns.level, columns.alignment, columns.stationed}, .overwrites = true};
  for (const NeighbourColumns& one : columns.neighbours) {
    buffer.writes.insert(buffer.writes.end(), {one.exposure, one.gained, one.buffer, one.effect});
  }
  if (columns.allies) {
    buffer.writes.push_back(*columns.allies);
  }
  ByProduct shocks;  // never left out, but it may read what other by-products write
  for (const NeighbourColumns& one : columns.neighbours) {
    shocks.writes.push_back(one.anxiety);
  }
  for (const Shock& shock : columns.shocks) {
    if (!shock.on_fear.empty()) {
      shocks.reads.push_back(shock.day);
    }
  }
  return {quarrel, absorption, buffer, shocks};
}

void plan(Builder& builder) {
  Columns columns;
  if (!ForcePlan(builder, columns).plan()) {
    return;
  }
  columns.reach = builder.parameter("reach_km");
  columns.half_life = builder.parameter("half_life_months");
  columns.weight = builder.parameter("exposure_weight");
  columns.grievance = builder.parameter("grievance");
  columns.coupling = builder.parameter("coupling");
  columns.rate = builder.hidden();
  plan_access(builder, columns);
  plan_incidents(builder, columns);
  plan_absorption(builder, columns);
  plan_shocks(builder, columns);
  plan_centrality(builder);
  plan_reductions(builder, columns.memory_weeks);
  builder.start(std::make_unique<BeginTension>(columns));
  std::vector<ByProduct> by_products = by_products_of(columns);
  builder.add(Phase::temper, std::make_unique<AdvanceTension>(std::move(columns)), std::move(by_products), false);
}

}  // namespace

Module entry() {
  return {.info = facts(), .plan = &plan};
}

}  // namespace suasion::system::tension
