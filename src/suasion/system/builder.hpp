#pragma once
/// What a module asks for while the system is planned. Names end here: steps see columns only.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/scenario/scenario.hpp"
#include "suasion/system/check.hpp"
#include "suasion/system/module.hpp"
#include "suasion/system/step.hpp"

namespace suasion::system {

/// Who plays which part, as the scenario's [system] table says.
struct Roles {
  std::string protege = {};                  ///< the state between the patrons
  std::string patron = {};                   ///< the pressing patron
  std::string rival = {};                    ///< the distant patron; empty if there is none
  std::vector<std::string> neighbours = {};  ///< who fears the patron across the protege
  std::string issue = {};                    ///< what patron and protege bargain over
};

/// What is written down of a variable while the system runs.
struct Recorded {
  bool series = true;  ///< its mean and spread at every tick
};

class Builder {
 public:
  virtual ~Builder() = default;

  // ---- what is said

  [[nodiscard]] virtual const scenario::Scenario& scenario() const = 0;
  [[nodiscard]] virtual const Roles& roles() const = 0;
  /// Days from the origin to a date; negative before it.
  [[nodiscard]] virtual double days(const base::Date& date) const = 0;
  /// Days from the origin to the end of the run.
  [[nodiscard]] virtual double horizon() const = 0;
  /// The value of an option of this module ("price") or of another ("leverage.price").
  [[nodiscard]] virtual std::string_view option(std::string_view name) const = 0;

  /// True if a module that acts before this one has something to do in this run.
  [[nodiscard]] virtual bool is_on(std::string_view module) const = 0;

  // ---- columns that are filled before the run and do not change

  /// A number of the scenario, drawn by its law; the same column however often it is asked for.
  virtual Column input(const scenario::Quantity& quantity) = 0;
  /// A parameter of this module ("half_life_months") or of another ("leverage.gain"): the scenario's own prior, else
  /// the one in ModuleInfo. The same column however often it is asked for.
  virtual Column parameter(std::string_view name) = 0;
  /// A column that holds one number.
  virtual Column constant(double value) = 0;
  /// The day of an event in days since the origin: fixed, or anywhere between its first and last day.
  virtual Column day(std::string_view path, const scenario::When& when) = 0;

  // ---- variables

  /// A new variable of this module, 0 at the start. `name` begins with the module's name and is unique.
  virtual Column variable(const std::string& name, Recorded recorded = {}) = 0;
  /// Makes a variable of this module, that nobody has read by now, another name of the column `with`, because both
  /// always hold the same values.
  virtual void unite(const std::string& variable, Column with) = 0;
  /// A new column without a name: scratch or bookkeeping of this module.
  virtual Column hidden() = 0;
  /// The variable of that name, of any module, whether planned before or after; a column that holds `otherwise`
  /// where no module of this run keeps such a variable.
  virtual Column read(const std::string& name, double otherwise) = 0;
  /// The same for a name that the author wrote: an error at `where` if no module has such a variable; 0 where its
  /// module is switched off in this run. "event.KIND" is 1 once an event of that kind has happened.
  virtual Column read_named(const std::string& name, const base::SourceSpan& where, const std::string& role) = 0;

  // ---- events

  /// The day on which an event of that kind first happens in each draw (days since the origin; +infinity until it
  /// does), for a module that can bring it about: it sets the day to the earlier of what is there and its own.
  virtual Column event(const std::string& kind) = 0;
  /// The same day, for a module that only looks at it; stays +infinity where nothing brings such an event about.
  virtual Column awaited(const std::string& kind) = 0;
  /// The same for a kind that the author wrote: an error at `where` if nothing in the scenario can bring it about.
  /// @param role of the name, for the message: "'after' of hazard 'x'".
  virtual Column awaited_named(const std::string& kind, const base::SourceSpan& where, const std::string& role) = 0;

  // ---- steps

  virtual void start(std::unique_ptr<const Start> start) = 0;
  virtual void add(Phase phase, std::unique_ptr<const Step> step) = 0;
  /// A step that works out what is not always looked at. Within this module, only by-products may read what by-products
  /// write. @param all the step does nothing else: without any of them it need not run.
  virtual void add(Phase phase, std::unique_ptr<const Step> step, std::vector<ByProduct> by_products, bool all) = 0;
  /// What this module can say of its own approximations, for those who ask.
  virtual void check(std::unique_ptr<const Check> check) = 0;

  // ---- what the author ought to know

  /// This module has nothing to do here, and why: "the scenario has no signal kinds".
  virtual void off(std::string why) = 0;
  /// A mistake of the author that only this module can see. Planning goes on, so that all come at once.
  virtual void error(std::string code, const base::SourceSpan& where, std::string message, std::string hint = {}) = 0;
  /// `did you mean 'x'?` or a list of what there is.
  [[nodiscard]] virtual std::string suggest(std::string_view word, const std::vector<std::string>& known) const = 0;
};

}  // namespace suasion::system
