#pragma once
/// The one implementation of Builder: gives out columns and gathers steps, mistakes and notes.

#include <map>
#include <set>

#include "suasion/system/plan.hpp"

namespace suasion::system {

class PlanBuilder final : public Builder {
 public:
  PlanBuilder(const scenario::Scenario& scenario, Assumptions assume);

  /// Plans every module, then questions, and ties up what was read by name. @error as make_plan.
  base::Result<Plan> build();

  [[nodiscard]] const scenario::Scenario& scenario() const override { return scenario_; }
  [[nodiscard]] const Roles& roles() const override { return plan_.roles; }
  [[nodiscard]] double days(const base::Date& date) const override;
  [[nodiscard]] double horizon() const override { return days(scenario_.end); }
  [[nodiscard]] std::string_view option(std::string_view asked) const override;
  [[nodiscard]] bool is_on(std::string_view module) const override { return module_state(module).on; }
  Column input(const scenario::Quantity& quantity) override;
  Column parameter(std::string_view asked) override;
  Column constant(double value) override;
  Column day(std::string_view path, const scenario::When& when) override;
  Column variable(const std::string& name, Recorded recorded) override;
  void unite(const std::string& variable, Column with) override;
  Column hidden() override;
  Column read(const std::string& name, double otherwise) override;
  Column read_named(const std::string& name, const base::SourceSpan& where, const std::string& role) override;
  Column event(const std::string& kind) override;
  Column awaited(const std::string& kind) override;
  Column awaited_named(const std::string& kind, const base::SourceSpan& where, const std::string& role) override;
  void start(std::unique_ptr<const Start> start) override { plan_.starts.push_back(std::move(start)); }
  void add(Phase phase, std::unique_ptr<const Step> step) override { add(phase, std::move(step), {}, false); }
  void add(Phase phase, std::unique_ptr<const Step> step, std::vector<ByProduct> by_products, bool all) override;
  void check(std::unique_ptr<const Check> check) override { plan_.checks.push_back(std::move(check)); }
  void off(std::string why) override;
  void error(std::string code, const base::SourceSpan& where, std::string message, std::string hint) override;
  [[nodiscard]] std::string suggest(std::string_view word, const std::vector<std::string>& known) const override;

 private:
  struct Name {
    Column column = {};
    bool kept = false;  ///< some module keeps it
    bool read = false;  ///< somebody holds its column
    double otherwise = 0.0;
  };
  /// A variable, or an event, that the author names.
  struct Wish {
    std::string name, role;
    base::SourceSpan where;
  };

  /// Notes that the module that is being planned knows the column.
  Column hand(Column column);
  [[nodiscard]] std::size_t module_at_work() const;
  Column fresh() { return Column{static_cast<std::uint32_t>(plan_.columns++)}; }
  Column input_column(std::size_t index);
  Name& name(const std::string& name);
  Column event_flag(const std::string& kind);
  [[nodiscard]] const ModuleState& module_state(std::string_view name) const;
  void check_parameters();
  [[nodiscard]] std::vector<std::string> kinds_read() const;
  void check_days(const std::vector<std::string>& known);
  void check_kinds(const std::vector<std::string>& known);
  void plan_modules();
  void plan_ticks();
  void plan_questions();
  void plan_question(const scenario::Element& element);
  void threshold(const scenario::Element& element, PlannedQuestion& question);
  void plan_weights();
  void raise_flags();
  void tie_up();
  void check_wish(const Wish& wish);
  void check_event(const Wish& wish);
  [[nodiscard]] const VariableInfo* info_of(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> kept_names() const;

  const scenario::Scenario& scenario_;
  Assumptions assume_;
  Plan plan_;
  scenario::Inputs inputs_;
  std::map<double, Column> constants_;
  std::map<std::string, Name> names_;
  std::map<std::string, Column> events_;       ///< kind -> day
  std::map<std::string, Column> event_flags_;  ///< kind -> 0 or 1
  std::set<std::string> flags_read_;           ///< kinds of events whose flag a module looks at
  std::set<std::string> read_by_modules_;      ///< kinds of events that modules look at or bring about
  std::set<std::string> brought_about_;        ///< kinds of events that something can bring about
  std::vector<PlannedStep> products_;          ///< of claims that weigh draws
  std::vector<Wish> wishes_, event_wishes_;
  std::set<std::string> priors_known_;
  ModuleState* current_ = nullptr;
  base::Diagnostics problems_;
};

}  // namespace suasion::system
