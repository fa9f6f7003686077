#include "suasion/system/leverage/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace suasion::system::leverage {

namespace {

/// The share of GDP of the first tie of a kind from one actor to another, or null.
const scenario::Quantity* share_of_gdp(const scenario::Scenario& scenario, std::string_view kind,
                                       const std::string& from, const std::string& to) {
  for (const scenario::Element* tie : scenario.section("ties")) {
    const std::vector<std::string> givers = scenario.actors_of(tie->list("from"));
    const std::vector<std::string> takers = scenario.actors_of(tie->list("to"));
    const bool between = std::find(givers.begin(), givers.end(), from) != givers.end() &&
                         std::find(takers.begin(), takers.end(), to) != takers.end();
    if (tie->kind == kind && between && tie->quantity("share_of_gdp") != nullptr) {
      return tie->quantity("share_of_gdp");
    }
  }
  return nullptr;
}

}  // namespace

Dependence dependence_of(const scenario::Scenario& scenario, const Roles& roles) {
  return {.own = share_of_gdp(scenario, "trade", roles.protege, roles.patron),
          .other = share_of_gdp(scenario, "trade", roles.patron, roles.protege),
          .transfer = share_of_gdp(scenario, "transfer", roles.patron, roles.protege)};
}

Price price_regime(std::string_view option) {
  if (option == "negotiable") {
    return Price::negotiable;
  }
  return option == "fixed" ? Price::fixed : Price::capped;
}

OptionRule option_rule(std::string_view option) {
  return option == "inside" ? OptionRule::inside : OptionRule::outside;
}

SettingInputs setting_inputs(Builder& builder) {
  const scenario::Quantity* transfer = dependence_of(builder.scenario(), builder.roles()).transfer;
  return {.price_regime = price_regime(builder.option("leverage.price")),
          .option_rule = option_rule(builder.option("leverage.option_rule")),
          .cost_factor = builder.option("leverage.dispute_cost") == "doubled" ? 2.0 : 1.0,
          .gain = builder.parameter("leverage.gain"),
          .aversion = builder.parameter("leverage.aversion"),
          .price = transfer != nullptr ? builder.input(*transfer) : builder.parameter("leverage.transfer"),
          .power = builder.read("leverage.power", 0.0),
          .most = builder.parameter("leverage.alternative_most"),
          .threshold = builder.parameter("leverage.alternative_threshold"),
          .noise_sd = builder.parameter("leverage.alternative_noise"),
          .tilt_effect = builder.parameter("leverage.tilt_effect"),
          .protege_cost = builder.parameter("leverage.dispute_cost_protege"),
          .patron_cost = builder.parameter("leverage.dispute_cost_patron"),
          .crisis_cost = builder.parameter("leverage.crisis_cost")};
}

StateInputs state_inputs(Builder& builder) {
  const Roles& roles = builder.roles();
  const std::string belief = fmt::format("{}-{}.{}", roles.rival, roles.protege, roles.protege);
  constexpr double out_of_reach = -1e3;  // support at which no alternative is usable
  const bool rival = !roles.rival.empty();
  return {.support = rival ? builder.read("signal.support." + belief, 0.0) : builder.constant(out_of_reach),
          .doubt = rival ? builder.read("signal.doubt." + belief, 1.0) : builder.constant(1.0),
          .sanctions = builder.read("coercion.sanctions.on_protege", 0.0),
          .crisis = builder.read("domestic.crisis." + roles.protege, 0.0),
          .dispute = builder.read("leverage.dispute", 1.0),
          .tilt = builder.read("decision.tilt", 0.0)};
}

SettingColumns columns(const SettingInputs& inputs, const Block& block) {
  return {.price_regime = inputs.price_regime,
          .option_rule = inputs.option_rule,
          .cost_factor = inputs.cost_factor,
          .gain = block.column(inputs.gain),
          .aversion = block.column(inputs.aversion),
          .price = block.column(inputs.price),
          .power = block.column(inputs.power),
          .most = block.column(inputs.most),
          .threshold = block.column(inputs.threshold),
          .noise_sd = block.column(inputs.noise_sd),
          .tilt_effect = block.column(inputs.tilt_effect),
          .protege_cost = block.column(inputs.protege_cost),
          .patron_cost = block.column(inputs.patron_cost),
          .crisis_cost = block.column(inputs.crisis_cost)};
}

StateColumns columns(const StateInputs& inputs, const Block& block) {
  return {.support = block.column(inputs.support),
          .doubt = block.column(inputs.doubt),
          .sanctions = block.column(inputs.sanctions),
          .crisis = block.column(inputs.crisis),
          .dispute = block.column(inputs.dispute),
          .tilt = block.column(inputs.tilt)};
}

}  // namespace suasion::system::leverage
