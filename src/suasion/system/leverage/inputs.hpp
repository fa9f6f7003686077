#pragma once
/// The columns that a bargain between protege and patron reads. One place, so that the module and those who think ahead
/// (`decision`) bargain alike.

#include "suasion/system/builder.hpp"
#include "suasion/system/leverage/leverage_kernel.hpp"

namespace suasion::system::leverage {

/// Columns of a Setting, see formulas.hpp.
struct SettingInputs {
  Price price_regime = Price::fixed;
  OptionRule option_rule = OptionRule::inside;
  double cost_factor = 1.0;
  Column gain = {}, aversion = {}, price = {}, power = {};
  Column most = {}, threshold = {}, noise_sd = {}, tilt_effect = {};
  Column protege_cost = {}, patron_cost = {}, crisis_cost = {};
};

/// Columns of a State. `dispute` and `tilt` are variables, the others are read from other modules.
struct StateInputs {
  Column support = {}, doubt = {}, sanctions = {}, crisis = {}, dispute = {}, tilt = {};
};

/// How much protege and patron depend on each other: shares of GDP. Null where the scenario does not say.
struct Dependence {
  const scenario::Quantity* own = nullptr;       ///< the protege's trade with the patron
  const scenario::Quantity* other = nullptr;     ///< the patron's trade with the protege
  const scenario::Quantity* transfer = nullptr;  ///< what the patron gives the protege
};

/// Ties of kind `trade` and `transfer` with a `share_of_gdp` between the two.
[[nodiscard]] Dependence dependence_of(const scenario::Scenario& scenario, const Roles& roles);

/// @param option the value of an option of module `leverage`.
[[nodiscard]] Price price_regime(std::string_view option);
[[nodiscard]] OptionRule option_rule(std::string_view option);

/// Asks the builder for all of a Setting. The price is that of the transfer between the two where the scenario has one.
[[nodiscard]] SettingInputs setting_inputs(Builder& builder);

/// Asks the builder for all of a State. Without a rival nobody counts on its help; without a module that says what is
/// thought of it, it is a patron like any other: support 0, of variance 1.
[[nodiscard]] StateInputs state_inputs(Builder& builder);

[[nodiscard]] SettingColumns columns(const SettingInputs& inputs, const Block& block);
[[nodiscard]] StateColumns columns(const StateInputs& inputs, const Block& block);

}  // namespace suasion::system::leverage
