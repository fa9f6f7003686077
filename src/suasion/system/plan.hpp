#pragma once
/// How the strategic system of a scenario is computed: columns, steps and ticks. Immutable, shared by all threads.

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/scenario/inputs.hpp"
#include "suasion/system/assume.hpp"
#include "suasion/system/builder.hpp"

namespace suasion::system {

/// A variable that is written down.
struct Variable {
  std::string name = {};  ///< "signal.support.USA-BLR.RUS", or "event.KIND": 1 once it has happened
  std::string unit = {}, meaning = {};
  Column column = {};
  bool is_event = false;
  Column day = {};  ///< of an event: the day on which it first happens, +infinity until it does
};

/// A prior that the plan uses: stated in the scenario, or the module's own.
struct Prior {
  std::string path = {}, unit = {}, meaning = {}, source = {};
  math::Law law = {};
  bool stated = false;    ///< by the scenario
  bool borrowed = false;  ///< its magnitude comes from another field or kind of case
  scenario::Grounds grounds = {};
};

/// A module in this run.
struct ModuleState {
  const Module* module = nullptr;
  bool on = true;
  std::string why_off = {};  ///< in words; empty while on
  model::Settings settings = {};
};

/// A question with what answers it.
struct PlannedQuestion {
  std::string id = {};
  enum class Kind : std::uint8_t { event, no_event, threshold } kind = Kind::event;
  Column column = {};                                       ///< event time, or the variable
  double after = -std::numeric_limits<double>::infinity();  ///< days since the origin
  double by = std::numeric_limits<double>::infinity();      ///< days since the origin; that moment no longer counts
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();
};

/// A step with what is known of its place in the plan.
struct PlannedStep {
  std::unique_ptr<const Step> step = {};
  std::size_t module = 0;  ///< index into Plan::handed
  std::vector<ByProduct> by_products = {};
  bool only_by_products = false;
  const Step* operator->() const { return step.get(); }
};

struct Plan {
  Roles roles = {};
  std::size_t columns = 0;
  std::vector<scenario::Input> inputs = {};
  std::vector<Column> input_columns = {};  ///< [inputs]
  math::GaussianCopula copula = {};
  std::vector<std::pair<Column, double>> constants = {};
  std::vector<Column> cleared = {};  ///< to 0 at the start of each block
  std::vector<Column> events = {};   ///< to +infinity at the start of each block
  std::vector<Variable> variables = {};
  std::vector<std::unique_ptr<const Start>> starts = {};
  std::array<std::vector<PlannedStep>, phases> steps = {};
  std::vector<std::vector<Column>> handed = {};           ///< [modules, and one for no module] columns given to it
  std::vector<std::unique_ptr<const Check>> checks = {};  ///< of approximations; no run needs them
  std::vector<Tick> ticks = {};
  std::vector<PlannedQuestion> questions = {};
  std::vector<ModuleState> modules = {};
  std::vector<Prior> priors = {};

  /// Index into `variables`, or nothing.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  /// The module that a name "MODULE.REST" belongs to, on or off; null if there is none.
  [[nodiscard]] const ModuleState* owner_of(std::string_view name) const;
  /// The tick that ends nearest to that day.
  [[nodiscard]] std::size_t tick_at(double day) const;
};

/// True if the scenario has a [system] table.
[[nodiscard]] bool has_system(const scenario::Scenario& scenario);

/// Plans the system of a scenario that has one. @param assume added to, and winning over, those of the scenario.
/// @error S6xx: what a module finds wrong with the scenario; names of variables, parameters and settings that do not
/// exist, with the nearest that do.
[[nodiscard]] base::Result<Plan> make_plan(const scenario::Scenario& scenario, const Assumptions& assume = {});

/// Leaves out whatever is worked out for nobody: what is neither looked at, nor asked by a question, nor read by what
/// remains. All that remains has the same bits. @param looked_at at the end of ticks. The variables of the plan are
/// then these alone.
void keep_only(Plan& plan, const std::vector<Column>& looked_at);

/// Fills a block for the plan's draws from `first_draw` on: constants, inputs, starting values and history. The columns
/// of inputs hold independent uniform numbers on entry.
void begin(const Plan& plan, Block& block);

/// begin() in its three steps, for those who choose the points themselves. The first sets what no draw changes.
void prepare(const Plan& plan, Block& block);
/// Turns the probabilities in the columns of inputs into values. @param linked the probabilities of inputs that are
/// correlated are dependent already.
void draw_inputs(const Plan& plan, Block& block, bool linked);
/// Starting values and what happened before the origin, from the inputs.
void start(const Plan& plan, Block& block);

/// Advances a block through one tick, phase by phase.
void advance(const Plan& plan, const Tick& tick, Block& block);

}  // namespace suasion::system
