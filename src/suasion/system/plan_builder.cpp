#include "suasion/system/plan_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "suasion/base/text.hpp"
#include "suasion/system/calendar.hpp"
#include "suasion/system/made_of_others.hpp"
#include "suasion/system/roles.hpp"

namespace suasion::system {

namespace {

const scenario::Element* prior_of(const scenario::Scenario& scenario, const std::string& path) {
  return scenario.element("parameters", path);
}

}  // namespace

PlanBuilder::PlanBuilder(const scenario::Scenario& scenario, Assumptions assume)
    : scenario_(scenario), assume_(std::move(assume)) {
  plan_.roles = roles_of(scenario);
}

double PlanBuilder::days(const base::Date& date) const {
  return base::days_between(scenario_.origin, date);
}

std::string_view PlanBuilder::option(std::string_view asked) const {
  const std::size_t dot = asked.find('.');
  const bool own = dot == std::string_view::npos;
  const ModuleState& state = own ? *current_ : module_state(asked.substr(0, dot));
  for (const auto& [option, value] : state.settings) {
    if (option == (own ? asked : asked.substr(dot + 1))) {
      return value;
    }
  }
  throw base::InternalError(fmt::format("no module has an option '{}'", asked));
}

const ModuleState& PlanBuilder::module_state(std::string_view name) const {
  const ModuleState* state = plan_.owner_of(name);
  base::require(state != nullptr, "options and parameters belong to modules");
  return *state;
}

std::size_t PlanBuilder::module_at_work() const {
  return current_ != nullptr ? static_cast<std::size_t>(current_ - plan_.modules.data()) : modules().size();
}

Column PlanBuilder::hand(Column column) {
  plan_.handed.resize(modules().size() + 1);
  plan_.handed[module_at_work()].push_back(column);
  return column;
}

Column PlanBuilder::input_column(std::size_t index) {
  if (index == plan_.input_columns.size()) {
    plan_.input_columns.push_back(fresh());
  }
  return plan_.input_columns[index];
}

Column PlanBuilder::input(const scenario::Quantity& quantity) {
  return input_column(inputs_.index_of(quantity));
}

Column PlanBuilder::parameter(std::string_view asked) {
  const std::size_t dot = asked.find('.');
  const bool own = dot == std::string_view::npos;
  const ModuleInfo& info = own ? current_->module->info : module_state(asked.substr(0, dot)).module->info;
  const std::string_view name = own ? asked : asked.substr(dot + 1);
  const auto row = std::find_if(info.parameters.begin(), info.parameters.end(),
                                [&](const ParameterInfo& one) { return one.name == name; });
  base::require(row != info.parameters.end(), "a parameter stands among the facts of its module");
  const std::string path = fmt::format("{}.{}", info.name, name);
  const scenario::Element* said = prior_of(scenario_, path);
  const scenario::Quantity* value = said != nullptr ? said->quantity("value") : nullptr;
  if (priors_known_.insert(path).second) {
    plan_.priors.push_back({.path = path,
                            .unit = std::string(row->unit),
                            .meaning = std::string(row->meaning),
                            .source = std::string(row->source),
                            .law = value != nullptr ? value->law : row->prior,
                            .stated = value != nullptr,
                            .borrowed = row->borrowed,
                            .grounds = said != nullptr ? said->grounds : scenario::Grounds{}});
  }
  return value != nullptr ? input(*value)
                          : input_column(inputs_.index_of(fmt::format("parameters.{}.value", path), row->prior));
}

Column PlanBuilder::constant(double value) {
  const auto [at, made] = constants_.try_emplace(value);
  if (made) {
    at->second = fresh();
    plan_.constants.emplace_back(at->second, value);
  }
  return at->second;
}

Column PlanBuilder::day(std::string_view path, const scenario::When& when) {
  const double first = days(when.first);
  const double last = days(when.last);
  if (first == last) {
    return constant(first);
  }
  // any moment from the start of the first day to the end of the last
  return input_column(inputs_.index_of(fmt::format("{}.day", path), {.form = math::Uniform{first, last + 1.0}}));
}

PlanBuilder::Name& PlanBuilder::name(const std::string& name) {
  const auto [at, made] = names_.try_emplace(name);
  if (made) {
    at->second.column = fresh();
  }
  return at->second;
}

Column PlanBuilder::variable(const std::string& variable, Recorded recorded) {
  Name& known = name(variable);
  base::require(!known.kept, "a variable has one keeper");
  known.kept = true;
  plan_.cleared.push_back(hand(known.column));
  if (recorded.series) {
    const VariableInfo* info = info_of(variable);
    base::require(info != nullptr, "a variable stands among the facts of its module");
    plan_.variables.push_back({.name = variable,
                               .unit = std::string(info->unit),
                               .meaning = std::string(info->meaning),
                               .column = known.column});
  }
  return known.column;
}

void PlanBuilder::unite(const std::string& variable, Column with) {
  Name& known = name(variable);
  base::require(known.kept && !known.read, "a variable is united before anybody reads it");
  for (Variable& written : plan_.variables) {
    if (written.column == known.column) {
      written.column = with;
    }
  }
  known.column = hand(with);
}

Column PlanBuilder::hidden() {
  const Column column = hand(fresh());
  plan_.cleared.push_back(column);
  return column;
}

Column PlanBuilder::read(const std::string& wanted, double otherwise) {
  Name& known = name(wanted);
  known.otherwise = otherwise;
  known.read = true;
  return hand(known.column);
}

Column PlanBuilder::read_named(const std::string& wanted, const base::SourceSpan& where, const std::string& role) {
  if (wanted.starts_with(event_prefix)) {
    const std::string kind = wanted.substr(event_prefix.size());
    event_wishes_.push_back({kind, role, where});
    if (current_ != nullptr) {
      flags_read_.insert(kind);
    }
    return hand(event_flag(kind));
  }
  wishes_.push_back({wanted, role, where});
  Name& known = name(wanted);
  known.read = true;
  return hand(known.column);
}

Column PlanBuilder::event(const std::string& kind) {
  if (brought_about_.insert(kind).second) {
    event_flag(kind);
  }
  return awaited(kind);
}

Column PlanBuilder::awaited(const std::string& kind) {
  if (current_ != nullptr) {
    read_by_modules_.insert(kind);
  }
  const auto [at, made] = events_.try_emplace(kind);
  if (made) {
    at->second = fresh();
    plan_.events.push_back(at->second);
  }
  return hand(at->second);
}

Column PlanBuilder::awaited_named(const std::string& kind, const base::SourceSpan& where, const std::string& role) {
  event_wishes_.push_back({kind, role, where});
  return awaited(kind);
}

Column PlanBuilder::event_flag(const std::string& kind) {
  const auto [at, made] = event_flags_.try_emplace(kind);
  if (made) {
    at->second = fresh();  // handed to those alone that read it
    plan_.cleared.push_back(at->second);
    const Column day = awaited(kind);
    plan_.variables.push_back({.name = std::string(event_prefix) + kind,
                               .unit = "",
                               .meaning = fmt::format("chance that '{}' has happened", kind),
                               .column = at->second,
                               .is_event = true,
                               .day = day});
  }
  return at->second;
}

/// First (those that modules look at) and last in the last phase: what they look at there, and what is written down,
/// tells of everything that has happened so far.
void PlanBuilder::raise_flags() {
  auto& last_phase = plan_.steps.back();
  std::vector<PlannedStep> flags;
  for (const auto& [kind, flag] : event_flags_) {
    const Column day = events_.at(kind);
    const auto raised = [&, flag = flag] {
      return PlannedStep{.step = std::make_unique<EventFlag>(day, flag),
                         .module = module_at_work(),
                         .by_products = {{.writes = {flag}, .reads = {day}, .overwrites = true}},
                         .only_by_products = true};
    };
    if (flags_read_.count(kind) > 0) {
      flags.push_back(raised());
    }
    last_phase.push_back(raised());
  }
  last_phase.insert(last_phase.begin(), std::make_move_iterator(flags.begin()), std::make_move_iterator(flags.end()));
  std::move(products_.begin(), products_.end(), std::back_inserter(last_phase));
}

void PlanBuilder::add(Phase phase, std::unique_ptr<const Step> step, std::vector<ByProduct> by_products, bool all) {
  plan_.steps[static_cast<std::size_t>(phase)].push_back({.step = std::move(step),
                                                          .module = module_at_work(),
                                                          .by_products = std::move(by_products),
                                                          .only_by_products = all});
}

void PlanBuilder::off(std::string why) {
  current_->on = false;
  current_->why_off = std::move(why);
}

void PlanBuilder::error(std::string code, const base::SourceSpan& where, std::string message, std::string hint) {
  problems_.push_back({base::Severity::error, std::move(code), where, std::move(message), std::move(hint)});
}

std::string PlanBuilder::suggest(std::string_view word, const std::vector<std::string>& known) const {
  constexpr std::size_t few = 12;
  std::string hint = base::did_you_mean(std::string(word), known);
  if (hint.empty() && !known.empty() && known.size() <= few) {
    hint = fmt::format("known: {}", fmt::join(known, ", "));
  }
  return hint;
}

const VariableInfo* PlanBuilder::info_of(std::string_view name) const {
  for (const Module& module : modules()) {
    for (const VariableInfo& info : module.info.variables) {
      if (stands_for(info.name, name)) {
        return &info;
      }
    }
  }
  return nullptr;
}

std::vector<std::string> PlanBuilder::kept_names() const {
  std::vector<std::string> names;
  for (const auto& [name, known] : names_) {
    if (known.kept) {
      names.push_back(name);
    }
  }
  for (const auto& [kind, column] : event_flags_) {
    names.push_back(std::string(event_prefix) + kind);
  }
  return names;
}

void PlanBuilder::plan_modules() {
  plan_.modules.reserve(modules().size());
  for (const Module& module : modules()) {
    plan_.modules.push_back({.module = &module, .settings = settings_of(module, assume_)});
  }
  for (ModuleState& state : plan_.modules) {
    current_ = &state;
    if (is_off(*state.module, assume_)) {
      off("switched off for this run");
    } else {
      state.module->plan(*this);
    }
  }
  current_ = nullptr;
}

void PlanBuilder::plan_ticks() {
  double months = 1.0;
  if (scenario_.tick == "week") {
    constexpr double week = 7.0;
    months = week / days_per_month;
  } else if (scenario_.tick == "half-month") {
    months = 0.5;
  }
  constexpr double rounding = 1e-9;
  const double total = horizon() / days_per_month;
  auto count = static_cast<std::size_t>(std::ceil(total / months - rounding));
  if (halves_ticks(assume_)) {  // each of them, so that both ways end on the same day
    months *= 0.5;
    count *= 2;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double start = static_cast<double>(i) * months;
    const double end = static_cast<double>(i + 1) * months;
    const double decided = std::floor(start + rounding);
    const double due = std::floor(end + rounding);
    plan_.ticks.push_back({.number = i,
                           .start = start * days_per_month,
                           .end = end * days_per_month,
                           .months = months,
                           .decisions = due > decided,
                           .decision_number = due > decided ? static_cast<std::uint64_t>(due) - 1 : 0});
  }
}

void PlanBuilder::threshold(const scenario::Element& element, PlannedQuestion& question) {
  question.kind = PlannedQuestion::Kind::threshold;
  question.column =
      read_named(std::string(element.text("of")), element.where, fmt::format("question '{}'", element.id));
  question.at_least = element.number("at_least").value_or(question.at_least);
  question.at_most = element.number("at_most").value_or(question.at_most);
}

void PlanBuilder::plan_question(const scenario::Element& element) {
  PlannedQuestion question{.id = element.id};
  if (const scenario::When* after = element.when("after")) {
    question.after = days(after->first);
  }
  question.by = horizon();
  if (const scenario::When* by = element.when("by")) {
    question.by = days(by->last) + 1.0;  // the whole day counts
    if (days(by->last) > horizon()) {
      error("S603", element.where,
            fmt::format("question '{}' looks to {}, beyond the end of the clock, {}", element.id,
                        base::to_text(by->last), base::to_text(scenario_.end)),
            "let the clock end later, or the question earlier");
    }
  }
  const std::string_view yes = element.text("event");
  const std::string_view no = element.text("no_event");
  if (!yes.empty() || !no.empty()) {
    const std::string kind(yes.empty() ? no : yes);
    question.kind = yes.empty() ? PlannedQuestion::Kind::no_event : PlannedQuestion::Kind::event;
    question.column = awaited_named(kind, element.where, fmt::format("question '{}'", element.id));
  } else if (element.fields.count("of") > 0) {
    threshold(element, question);
  } else {
    return;  // asked for its own sake; nothing here answers it
  }
  plan_.questions.push_back(question);
}

void PlanBuilder::plan_questions() {
  for (const scenario::Element* element : scenario_.section("questions")) {
    plan_question(*element);
  }
}

/// A claim that weighs draws needs the product of what it measures and what it weighs with.
void PlanBuilder::plan_weights() {
  for (const scenario::Element* claim : scenario_.section("claims")) {
    if (claim->text("test") != "tilt" || claim->text("measure").empty() || claim->text("weight").empty()) {
      continue;
    }
    const std::string role = fmt::format("claim '{}'", claim->id);
    const Column measure = read_named(std::string(claim->text("measure")), claim->where, role);
    const Column weight = read_named(std::string(claim->text("weight")), claim->where, role);
    const Column product = hidden();
    plan_.variables.push_back({.name = fmt::format("claim.{}.weighted", claim->id),
                               .unit = "",
                               .meaning = fmt::format("{} times {}", claim->text("measure"), claim->text("weight")),
                               .column = product});
    products_.push_back({.step = std::make_unique<Product>(measure, weight, product),
                         .module = module_at_work(),
                         .by_products = {{.writes = {product}, .reads = {measure, weight}, .overwrites = true}},
                         .only_by_products = true});
  }
}

void PlanBuilder::tie_up() {
  for (const Wish& wish : wishes_) {
    check_wish(wish);
  }
  for (const Wish& wish : event_wishes_) {
    check_event(wish);
  }
  for (const auto& [name, known] : names_) {
    if (!known.kept) {
      plan_.constants.emplace_back(known.column, known.otherwise);
    }
  }
}

base::Result<Plan> PlanBuilder::build() {
  check_parameters();
  plan_ticks();
  plan_calendar(*this);
  plan_modules();
  const std::vector<std::string> known = kinds_read();
  check_days(known);
  check_kinds(known);
  plan_questions();
  plan_weights();
  raise_flags();
  tie_up();
  const std::vector<math::RankCorrelation> links = inputs_.links(scenario_);
  plan_.inputs = inputs_.take();
  if (const math::GaussianCopula::Flaw flaw = math::GaussianCopula::flaw(plan_.inputs.size(), links);
      !flaw.message.empty()) {
    error("S405", {}, flaw.message, "weaken one of the correlations");
  } else {
    plan_.copula = math::GaussianCopula(plan_.inputs.size(), links);
  }
  if (!problems_.empty()) {
    base::sort_by_place(problems_);
    return tl::unexpected(std::move(problems_));
  }
  return std::move(plan_);
}

}  // namespace suasion::system
