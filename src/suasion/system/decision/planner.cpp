#include "suasion/system/decision/planner.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/system/decision/steps.hpp"

namespace suasion::system::decision {

namespace {

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Parameters in the order of Input; those that are variables of other modules stand empty.
constexpr std::string_view parameter_names[inputs] = {
    "coercion.rationality",
    "discount",
    "leverage.press_effect",
    "leverage.squeeze_effect",
    "leverage.deal_effect",
    "tilt_step",
    "statement_shift",
    "visit_shift",
    "ambassador_shift",
    "coercion.severity",
    "coercion.eased_share",
    "press_cost",
    "squeeze_cost",
    "deal_cost",
    "ask_cost",
    "concede_cost",
    "tilt_cost",
    "statement_cost",
    "visit_cost",
    "ambassador_cost",
    "ease_cost",
    "sanction_cost",
    "",
    "leverage.concession",
    "coercion.standing",
    "coercion.odds",
    "coercion.shift",
    "",
    "",
    "base_value",
    "base_reward",
    "base_pain",
    "base_need",
    "",
    "rights",
};

/// Days of planned events by which an actor does what it could choose to do: the first word of their kind is the name
/// of an action, and they are for the protege or for nobody in particular.
std::vector<Column> planned_of(Builder& builder, const std::string& id, const char* const* actions, std::size_t count) {
  const scenario::Scenario& scenario = builder.scenario();
  std::vector<Column> days;
  for (const scenario::Element* event : scenario.section("events")) {
    const std::string word = event->kind.substr(0, event->kind.find('.'));
    const bool action = std::any_of(actions, actions + count, [&](const char* name) { return word == name; });
    const scenario::When* when = event->when("planned");
    const std::vector<std::string> to = scenario.actors_of(event->list("to"));
    const bool ahead = when != nullptr && when->last > scenario.origin && event->when("cancelled") == nullptr &&
                       event->flag("sent", true) && builder.days(when->first) <= builder.horizon();
    const bool for_protege = to.empty() || id == builder.roles().protege || has(to, builder.roles().protege);
    if (action && ahead && for_protege && has(scenario.actors_of(event->list("from")), id)) {
      days.push_back(builder.awaited(event->id));
    }
  }
  return days;
}

}  // namespace

void Planner::plan_grounds() {
  const Roles& roles = builder_.roles();
  grounds_.depth = builder_.option("depth") == "2" ? 2 : 1;
  const std::string_view sharpness = builder_.option("rationality");
  grounds_.sharpness = sharpness == "half" ? 0.5 : sharpness == "double" ? 2.0 : 1.0;
  grounds_.setting = leverage::setting_inputs(builder_);
  grounds_.truth = leverage::state_inputs(builder_);
  grounds_.seen = grounds_.truth;
  for (Column* column :
       {&grounds_.seen.support, &grounds_.seen.sanctions, &grounds_.seen.dispute, &grounds_.seen.tilt}) {
    *column = builder_.hidden();
  }
  const auto set = [&](Input which, Column column) { grounds_.input[static_cast<std::size_t>(which)] = column; };
  for (std::size_t i = 0; i < inputs; ++i) {
    if (!parameter_names[i].empty()) {
      grounds_.input[i] = builder_.parameter(parameter_names[i]);
    }
  }
  set(Input::level, builder_.read("leverage.level", 0.0));
  set(Input::patron_believes, builder_.read("coercion.intervention." + roles.patron, 0.0));
  set(Input::protege_believes, builder_.read("coercion.intervention." + roles.protege, 0.0));
}

void Planner::plan_weights() {
  strategy_ = builder_.variable("decision.weight.strategy");
  grounds_.input[static_cast<std::size_t>(Input::strategy)] = strategy_;
  std::vector<Column> anxieties;
  for (const std::string& neighbour : builder_.roles().neighbours) {
    anxieties.push_back(builder_.read("tension.anxiety." + neighbour, 0.0));
  }
  const Column base = builder_.parameter("strategy");
  const Column effect = builder_.parameter("threat_effect");
  builder_.start(std::make_unique<WeighStrategy>(base, effect, anxieties, strategy_));
  builder_.add(Phase::decide, std::make_unique<WeighStrategy>(base, effect, anxieties, strategy_));
  // the weight on rights does not move; it is kept so that what engaging says about it can be read off the draws
  const Column rights = builder_.variable("decision.weight.rights");
  builder_.start(std::make_unique<WeighStrategy>(grounds_.input[static_cast<std::size_t>(Input::rights)],
                                                 builder_.constant(0.0), std::vector<Column>{}, rights));
}

ActorColumns Planner::actor(const std::string& role, const std::string& id, const char* const* actions,
                            std::size_t count) {
  ActorColumns columns = {.channel = math::channel("decision." + id),
                          .planned = planned_of(builder_, id, actions, count)};
  for (std::size_t k = 0; k < count; ++k) {
    columns.probability.push_back(builder_.variable(fmt::format("decision.{}.{}", role, actions[k])));
    columns.does.push_back(
        builder_.variable(fmt::format("decision.does.{}.{}", role, actions[k]), {.series = role != id}));
  }
  return columns;
}

void Planner::line_up() {
  const bool with_rival = !builder_.roles().rival.empty();
  const auto rival = [&] {
    if (with_rival) {
      builder_.add(Phase::decide, std::make_unique<RivalMoves>(grounds_, rival_, ambassador_, engages_));
    }
  };
  const auto patron = [&] { builder_.add(Phase::decide, std::make_unique<PatronMoves>(grounds_, patron_, base_)); };
  const auto protege = [&] {
    builder_.add(Phase::decide, std::make_unique<ProtegeMoves>(grounds_, protege_, patron_.does, base_, asked_));
  };
  const std::string_view order = builder_.option("order");
  if (order == "rival-patron-protege") {
    rival();
    patron();
    protege();
  } else if (order == "patron-rival-protege") {
    patron();
    rival();
    protege();
  } else {
    protege();
    patron();
    rival();
  }
}

void Planner::plan_neighbour(const std::string& id) {
  const std::array<Column, neighbour_numbers> numbers = {
      builder_.parameter("coercion.rationality"), builder_.read("tension.anxiety." + id, 0.0),
      builder_.parameter("neighbour_relief"), builder_.parameter("exercise_cost"),
      builder_.parameter("reinforce_cost")};
  builder_.add(Phase::decide, std::make_unique<NeighbourMoves>(grounds_.sharpness, numbers,
                                                               actor(id, id, neighbour::names, neighbour::actions)));
}

void Planner::plan_consequences() {
  const bool with_rival = !builder_.roles().rival.empty();
  builder_.add(Phase::consequence,
               std::make_unique<Follow>(Consequences{
                   .tilt = tilt_,
                   .tilt_half_life = builder_.parameter("tilt_half_life_months"),
                   .tilt_step = builder_.parameter("tilt_step"),
                   .does_tilt = protege_.does[protege::tilt],
                   .ambassador = ambassador_,
                   .does_ambassador = with_rival ? std::optional(rival_.does[rival::ambassador]) : std::nullopt,
                   .base = base_,
                   .asked = asked_,
                   .does_host = protege_.does[protege::host],
                   .agree = builder_.event("base.agree"),
                   .refuse = builder_.event("base.refuse")}));
}

void Planner::plan() {
  const Roles& roles = builder_.roles();
  base_ = builder_.variable("decision.base");
  tilt_ = builder_.variable("decision.tilt");
  ambassador_ = builder_.variable("decision.ambassador");
  asked_ = builder_.hidden();
  plan_grounds();
  plan_weights();
  builder_.add(Phase::decide, std::make_unique<Look>(grounds_.truth, grounds_.seen));
  if (!roles.rival.empty()) {
    rival_ = actor("rival", roles.rival, rival::names, rival::actions);
    engages_ = builder_.variable("decision.rival.engages");
  }
  patron_ = actor("patron", roles.patron, patron::names, patron::actions);
  protege_ = actor("protege", roles.protege, protege::names, protege::actions);
  line_up();
  for (const std::string& neighbour : roles.neighbours) {
    plan_neighbour(neighbour);
  }
  plan_consequences();
}

}  // namespace suasion::system::decision
