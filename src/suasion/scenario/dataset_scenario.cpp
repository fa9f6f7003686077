#include "suasion/scenario/dataset_scenario.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>

namespace suasion::scenario {

namespace {

Quantity fixed(std::string path, double value, double low, double high) {
  Quantity quantity{.what = path, .law = {.form = math::Fixed{value}, .low = low, .high = high}, .stated = true};
  quantity.path = std::move(path);
  return quantity;
}

class Builder {
 public:
  void add(const Case& one) {
    const std::string issue = fmt::format("issues.{}", one.id);
    Issue& to = scenario_.issues.emplace_back();
    to.id = one.id;
    to.name = one.id;
    to.scale_low = one.scale_low;
    to.scale_high = one.scale_high;
    to.anchors = {{one.scale_low, "low"}, {one.scale_high, "high"}};
    if (one.reference_point) {
      to.status_quo = fixed(issue + ".status_quo", *one.reference_point, one.scale_low, one.scale_high);
    }
    std::map<std::size_t, Stake> stakes;  // in the order of the scenario's actors
    for (const CaseStake& stake : one.stakes) {
      constexpr double percent = 100.0;
      constexpr double endless = std::numeric_limits<double>::infinity();
      const std::size_t actor = actor_of(stake.actor);
      const auto path = [&](const char* table) { return fmt::format("{}.{}.{}", issue, table, stake.actor); };
      stakes[actor] = {.actor = actor,
                       .position = fixed(path("positions"), stake.position, one.scale_low, one.scale_high),
                       .salience = fixed(path("salience"), stake.salience, 0.0, percent),
                       .capability = fixed(path("capability"), stake.capability, 0.0, endless)};
      if (stake.votes) {
        stakes[actor].votes = fixed(path("votes"), *stake.votes, 0.0, endless);
      }
    }
    to.procedure = procedure_of(one);
    for (auto& [actor, stake] : stakes) {
      to.stakes.push_back(std::move(stake));
    }
  }

  Scenario take() { return std::move(scenario_); }

 private:
  /// Nothing where neither a rule nor a role is known.
  std::optional<Procedure> procedure_of(const Case& one) {
    Procedure procedure{.rule = one.decided_by.rule.empty() ? "majority" : one.decided_by.rule,
                        .threshold = one.decided_by.threshold,
                        .form = one.decided_by.form};
    for (const CaseStake& stake : one.stakes) {
      if (stake.role == Role::agenda_setter) {
        procedure.proposer = actor_of(stake.actor);
      } else if (stake.role == Role::second_chamber) {
        procedure.parliament = actor_of(stake.actor);
      }
    }
    // as the language demands: a form of decision names whom it needs, who may have taken no position here
    const bool complete =
        procedure.form == "consultation" ? procedure.proposer.has_value() : procedure.parliament.has_value();
    if (!complete) {
      procedure.form.clear();
    }
    const bool known = !one.decided_by.rule.empty() || procedure.proposer || procedure.parliament;
    return known ? std::optional(procedure) : std::nullopt;
  }

  std::size_t actor_of(const std::string& id) {
    const auto [at, fresh] = index_.emplace(id, scenario_.actors.size());
    if (fresh) {
      scenario_.actors.push_back({.id = id, .name = id});
    }
    return at->second;
  }

  Scenario scenario_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace

Scenario scenario_of(const Dataset& set, std::span<const std::size_t> which) {
  Builder builder;
  for (const std::size_t i : which) {
    builder.add(set.cases[i]);
  }
  Scenario scenario = builder.take();
  scenario.id = set.cases[which.front()].cluster;
  scenario.title = scenario.id;
  return scenario;
}

}  // namespace suasion::scenario
