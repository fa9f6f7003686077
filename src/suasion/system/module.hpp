#pragma once
/// The facts of a module of the strategic system: what it assumes, its options, its parameters with their priors, the
/// variables it keeps. Help, manual, defaults and reports are made from them.

#include <span>
#include <string_view>
#include <vector>

#include "suasion/math/law.hpp"
#include "suasion/model/bargaining.hpp"

namespace suasion::system {

class Builder;

/// A number that a module needs and that an author may leave out.
struct ParameterInfo {
  std::string_view name;     ///< "half_life_months"; scenarios write [[parameters]] path = "signal.half_life_months"
  std::string_view unit;     ///< "" for a pure number
  std::string_view meaning;  ///< one sentence
  math::Law prior;           ///< used where the scenario says nothing
  std::string_view source;   ///< author and year, or "judgement: ..."
  bool borrowed = false;     ///< the magnitude comes from another field or kind of case
};

/// A variable that other modules, questions, claims and reports may name. `name` is a pattern in which {} stands for
/// ids: "signal.support.{}-{}.{}".
struct VariableInfo {
  std::string_view name, unit, meaning;
};

/// True if `name` is one that the pattern of a variable stands for; each {} is at least one character.
[[nodiscard]] bool stands_for(std::string_view pattern, std::string_view name);

/// What the name of a variable begins with that tells whether an event has happened: "event.KIND".
inline constexpr std::string_view event_prefix = "event.";

struct ModuleInfo {
  std::string_view name;     ///< "signal"
  std::string_view title;    ///< "Signals and support"
  std::string_view summary;  ///< what it assumes, in two or three plain sentences
  std::string_view source;   ///< authors and years
  std::vector<model::OptionInfo> options = {};
  std::vector<ParameterInfo> parameters = {};
  std::vector<VariableInfo> variables = {};
};

/// A row of the list of modules.
struct Module {
  ModuleInfo info;
  /// Asks the builder for inputs and variables and adds steps. A module without its inputs calls Builder::off and
  /// returns.
  void (*plan)(Builder& builder) = nullptr;
};

/// All modules, in the order in which they act within a phase. To add one: a folder, its tests, one line here.
[[nodiscard]] const std::vector<Module>& modules();

}  // namespace suasion::system
