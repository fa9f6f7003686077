#include "suasion/analysis/claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/base/text.hpp"

namespace suasion::analysis {

namespace {

constexpr double enough_draws = 0.95;  // share of draws that must show the sign

std::string text_or(const scenario::Element& claim, std::string_view key, std::string_view otherwise) {
  const std::string_view said = claim.text(key);
  return std::string(said.empty() ? otherwise : said);
}

std::optional<double> bound_of(const scenario::Element& claim) {
  const scenario::Quantity* bound = claim.quantity("bound");
  return bound != nullptr ? std::optional(math::summarise(bound->law).q50) : std::nullopt;
}

/// The variable that a tilt needs besides: measure times weight.
std::string weighted_name(const std::string& claim) {
  return "claim." + claim + ".weighted";
}

std::string counterfactual_id(const std::string& id) {
  return id == baseline ? std::string() : id;
}

/// Builds the plan, one claim after another.
class Planner {
 public:
  /// @param only_look to say what is wrong, without planning any world but the scenario as it is.
  Planner(const scenario::Scenario& scenario, WorldMaker& maker, bool only_look)
      : scenario_(scenario), maker_(maker), only_look_(only_look) {}

  base::Result<ClaimsPlan> plan() {
    const base::Result<std::size_t> base = maker_.index({});
    if (!base) {
      return tl::unexpected(base.error());
    }
    base_ = *base;
    index_in(plan_.spec, maker_.worlds()[base_]);
    for (const scenario::Element* claim : scenario_.section("claims")) {
      add(*claim);
    }
    if (!problems_.empty()) {
      base::sort_by_place(problems_);
      return tl::unexpected(std::move(problems_));
    }
    for (std::size_t w = 0; w < plan_.spec.worlds.size(); ++w) {
      plan_.spec.worlds[w].until = until_[w];
    }
    return std::move(plan_);
  }

 private:
  void add(const scenario::Element& claim) {
    ClaimsPlan::Row row{.claim = &claim};
    if (!claim.text("untestable").empty() || claim.text("test").empty() || claim.text("measure").empty()) {
      row.untestable = text_or(claim, "untestable", "the scenario states no test that can be computed");
      plan_.rows.push_back(std::move(row));
      return;
    }
    for (const std::string_view variable : {claim.text("measure"), claim.text("weight")}) {
      row.untestable = row.untestable.empty() ? why_off(variable) : row.untestable;
    }
    if (!row.untestable.empty()) {
      plan_.rows.push_back(std::move(row));
      return;
    }
    if (!wanted(claim, claim.text("measure")) || !wanted_all(claim, claim.list("beside"))) {
      return;
    }
    if (claim.text("test") == "tilt") {
      want(weighted_name(claim.id));
      want(std::string(claim.text("weight")));
    }
    const scenario::When* at = claim.when("at");
    if (at != nullptr && !within_clock(claim, at->first)) {
      return;
    }
    row.day = day_index(at != nullptr ? base::days_between(scenario_.origin, at->first)
                                      : maker_.plan(base_).ticks.back().end);
    row.changes.emplace_back();
    for (const std::string& change : claim.list("ablate")) {
      row.changes.push_back(change);
    }
    for (const std::string& change : row.changes) {
      if (!add_finding(claim, change, row)) {
        return;
      }
    }
    plan_.rows.push_back(std::move(row));
  }

  bool within_clock(const scenario::Element& claim, const base::Date& day) {
    if (day > scenario_.origin && day <= scenario_.end) {
      return true;
    }
    problems_.push_back({base::Severity::error, "S603", claim.where,
                         fmt::format("claim '{}' looks at {}, and the clock runs from {} to {}", claim.id,
                                     base::to_text(day), base::to_text(scenario_.origin), base::to_text(scenario_.end)),
                         "choose a day within, or let the clock end later"});
    return false;
  }

  std::size_t day_index(double day) {
    std::vector<double>& days = plan_.spec.days;
    const auto at = std::find(days.begin(), days.end(), day);
    if (at != days.end()) {
      return static_cast<std::size_t>(at - days.begin());
    }
    days.push_back(day);
    return days.size() - 1;
  }

  void want(const std::string& variable) {
    std::vector<std::string>& all = plan_.spec.variables;
    if (std::find(all.begin(), all.end(), variable) == all.end()) {
      all.push_back(variable);
    }
  }

  /// Why nobody keeps a variable, if the module that would is off in this run; empty otherwise.
  [[nodiscard]] std::string why_off(std::string_view variable) const {
    const system::ModuleState* owner = maker_.plan(base_).owner_of(variable);
    return owner == nullptr || owner->on
               ? std::string()
               : fmt::format("module '{}' is off: {}", owner->module->info.name, owner->why_off);
  }

  bool wanted(const scenario::Element& claim, std::string_view variable) {
    const system::Plan& base = maker_.plan(base_);
    if (!base.find(variable)) {
      problems_.push_back({base::Severity::error, "S607", claim.where,
                           fmt::format("claim '{}': the system writes down no variable '{}'", claim.id, variable),
                           base::did_you_mean(std::string(variable), variable_names(base))});
      return false;
    }
    want(std::string(variable));
    return true;
  }

  bool wanted_all(const scenario::Element& claim, const std::vector<std::string>& variables) {
    return std::all_of(variables.begin(), variables.end(),
                       [&](const std::string& one) { return !why_off(one).empty() || wanted(claim, one); });
  }

  /// The worlds of one finding, and the comparison between them.
  bool add_finding(const scenario::Element& claim, const std::string& change, ClaimsPlan::Row& row) {
    const std::string_view test = claim.text("test");
    if (test == "level" || test == "tilt") {
      const std::optional<std::size_t> world = world_of(claim, {}, change, row.day);
      row.rows.push_back(world.value_or(0));
      return world.has_value();
    }
    std::vector<std::string> ids = claim.list("compare");
    if (ids.empty()) {
      ids = {std::string(baseline)};
    }
    if (test == "interaction") {
      ids.insert(ids.end(), claim.list("against").begin(), claim.list("against").end());
    }
    const std::size_t needed = test == "interaction" ? 4 : 2;
    if (ids.size() != needed) {
      problems_.push_back({base::Severity::error, "S608", claim.where,
                           fmt::format("claim '{}': a test of kind {} compares {} worlds; found {}", claim.id, test,
                                       needed, ids.size()),
                           needed == 2 ? "give two in 'compare'" : "give two in 'compare' and two in 'against'"});
      return false;
    }
    std::vector<std::size_t> worlds;
    for (const std::string& id : ids) {
      const std::optional<std::size_t> world = world_of(claim, counterfactual_id(id), change, row.day);
      if (!world) {
        return false;
      }
      worlds.push_back(*world);
    }
    ensemble::Comparison comparison{.first = worlds[0], .second = worlds[1]};
    if (needed == 4) {
      comparison.third = worlds[2];
      comparison.fourth = worlds[3];
    }
    plan_.spec.comparisons.push_back(comparison);
    row.rows.push_back(plan_.spec.comparisons.size() - 1);
    return true;
  }

  /// The scenario as it is in the place of a world that is not planned, if the words that change it have a meaning.
  [[nodiscard]] base::Result<std::size_t> look_at(const std::string& change) const {
    const base::Result<Changes> changes = changes_of(change);
    return changes ? base::Result<std::size_t>(base_) : tl::unexpected(changes.error());
  }

  /// The index in the plan's spec of a world in which a claim looks at a day.
  std::optional<std::size_t> world_of(const scenario::Element& claim, const std::string& counterfactual,
                                      const std::string& change, std::size_t day) {
    const base::Result<std::size_t> world = only_look_ ? look_at(change) : maker_.index({counterfactual, change});
    if (world) {
      const std::size_t index = index_in(plan_.spec, maker_.worlds()[*world]);
      until_.resize(plan_.spec.worlds.size(), 0.0);
      until_[index] = std::max(until_[index], plan_.spec.days[day]);
      return index;
    }
    for (base::Diagnostic problem : world.error()) {
      problem.message = fmt::format("claim '{}', ablation '{}': {}", claim.id, change, problem.message);
      if (problem.where.line == 0) {
        problem.where = claim.where;
      }
      problems_.push_back(std::move(problem));
    }
    return std::nullopt;
  }

  const scenario::Scenario& scenario_;
  WorldMaker& maker_;
  bool only_look_;
  std::size_t base_ = 0;
  ClaimsPlan plan_;
  std::vector<double> until_ = {0.0};  ///< [worlds of the plan]: the last day that a claim looks at
  base::Diagnostics problems_;
};

/// One claim against the results.
class Judge {
 public:
  Judge(const ClaimsPlan& plan, const ensemble::WorldsResults& results, const ClaimsPlan::Row& row)
      : plan_(plan), results_(results), row_(row), claim_(*row.claim) {}

  ClaimResult judge() {
    ClaimResult result{.id = claim_.id,
                       .measure = std::string(claim_.text("measure")),
                       .test = std::string(claim_.text("test")),
                       .expect = std::string(claim_.text("expect")),
                       .bound = bound_of(claim_)};
    if (!row_.untestable.empty()) {
      result.reason = row_.untestable;
      return result;
    }
    const system::Plan& base = *plan_.spec.worlds.front().plan;
    if (const auto at = base.find(result.measure)) {
      result.unit = base.variables[*at].unit;
    }
    for (std::size_t i = 0; i < row_.rows.size(); ++i) {
      Finding finding = find(row_.rows[i]);
      finding.change = row_.changes[i];
      (i == 0 ? result.finding : result.ablations.emplace_back()) = std::move(finding);
    }
    for (const std::string& variable : claim_.list("beside")) {
      if (base.find(variable)) {  // else its module is off
        result.beside.push_back(beside(variable));
      }
    }
    const bool survives =
        std::all_of(result.ablations.begin(), result.ablations.end(), [](const Finding& one) { return one.holds; });
    result.verdict = !result.finding.why_not.empty() ? Verdict::untestable
                     : !result.finding.holds         ? Verdict::not_supported
                     : survives                      ? Verdict::supported
                                                     : Verdict::conditional;
    result.reason = result.finding.why_not;
    return result;
  }

 private:
  [[nodiscard]] bool by_comparison() const {
    return claim_.text("test") == "contrast" || claim_.text("test") == "interaction";
  }

  [[nodiscard]] const ensemble::Series& series(std::size_t row, std::string_view variable) const {
    const auto at = std::find(results_.variables.begin(), results_.variables.end(), variable);
    const auto v = static_cast<std::size_t>(at - results_.variables.begin());
    return by_comparison() ? results_.comparisons[row][v] : results_.worlds[row][v];
  }

  Finding find(std::size_t row) const {
    const ensemble::Series& measured = series(row, claim_.text("measure"));
    if (!measured.present) {
      return {.why_not = "the module that keeps the variable is off"};
    }
    const ensemble::Spread& spread = measured.days[row_.day];
    Finding finding{.value = mean_of(measured.ticks[spread.tick]),
                    .q05 = spread.sketch.quantile(0.05),
                    .q50 = spread.sketch.quantile(0.5),
                    .q95 = spread.sketch.quantile(0.95),
                    .tail = tail_of(spread.sketch)};
    if (claim_.text("test") == "tilt") {
      tilt(row, spread.tick, finding);
    } else {
      hold(spread, finding);
    }
    return finding;
  }

  /// E[X W] / (E[X] E[W]); its error by the delta method with the three means taken as independent, which overstates
  /// it.
  void tilt(std::size_t row, std::size_t tick, Finding& finding) const {
    const ensemble::Series& weighted = series(row, weighted_name(claim_.id));
    const Estimate product = mean_of(weighted.ticks[tick]);
    finding.tail = tail_of(weighted.days[row_.day].sketch);
    const Estimate weight = mean_of(series(row, claim_.text("weight")).ticks[tick]);
    const Estimate level = finding.value;
    const double ratio = product.value / (level.value * weight.value);
    const auto relative = [](const Estimate& one) { return one.error / one.value; };
    finding.value = {
        ratio, std::abs(ratio) * std::sqrt(relative(product) * relative(product) + relative(weight) * relative(weight) +
                                           relative(level) * relative(level))};
    finding.q05 = finding.q50 = finding.q95 = ratio;
    const double away = (ratio - 1.0) / std::max(finding.value.error, 1e-300);
    finding.basis = Basis::error;
    finding.away = claim_.text("expect") == "lower" ? -away : away;
    finding.holds = finding.away > enough_errors;
    finding.share = finding.holds ? 1.0 : 0.0;
  }

  void hold(const ensemble::Spread& spread, Finding& finding) const {
    const std::string_view expect = claim_.text("expect");
    const double bound = bound_of(claim_).value_or(0.0);
    const auto draws = static_cast<double>(spread.below + spread.zero + spread.above);
    const double above = static_cast<double>(spread.above) / draws;
    const double below = static_cast<double>(spread.below) / draws;
    if (claim_.text("test") == "level") {
      finding.holds = expect == "lower" ? finding.q95 < bound : finding.q05 > bound;
      finding.share = expect == "lower" ? share_below(spread, bound) : 1.0 - share_below(spread, bound);
      return;
    }
    const bool chance = claim_.text("measure").starts_with(system::event_prefix);
    const double errors = finding.value.value / std::max(finding.value.error, 1e-300);
    const auto sign = [&](double share, double in_errors) {
      finding.share = share;
      finding.basis = chance ? Basis::error : Basis::share;
      finding.away = in_errors;
      return chance ? in_errors > enough_errors : share >= enough_draws;
    };
    if (expect == "lower") {
      finding.holds = sign(below, -errors);
    } else if (expect == "small") {
      const bool within = finding.q05 > -bound && finding.q95 < bound;
      finding.share = std::max(above, below);
      finding.basis = Basis::error;
      finding.away = std::abs(errors);
      finding.two_sided = true;
      finding.holds = within && finding.away > enough_errors;
    } else if (expect == "same") {
      finding.share = 1.0 - std::max(above, below);
      finding.basis = Basis::absence;
      finding.away = errors;
      finding.holds = std::abs(errors) < enough_errors || finding.share >= enough_draws;
    } else if (expect == "different") {
      finding.holds = sign(std::max(above, below), std::abs(errors));
      finding.two_sided = true;
    } else {
      finding.holds = sign(above, errors);
    }
  }

  /// Share of draws below a bound, by halving on the sketch.
  static double share_below(const ensemble::Spread& spread, double bound) {
    double low = 0.0;
    double high = 1.0;
    constexpr int halvings = 20;
    for (int i = 0; i < halvings; ++i) {
      const double middle = 0.5 * (low + high);
      (spread.sketch.quantile(middle) < bound ? low : high) = middle;
    }
    return 0.5 * (low + high);
  }

  Beside beside(const std::string& variable) const {
    const ensemble::Series& measured = series(row_.rows.front(), variable);
    const system::Plan& base = *plan_.spec.worlds.front().plan;
    Beside beside{.variable = variable, .unit = base.variables[*base.find(variable)].unit};
    if (measured.present) {
      const ensemble::Spread& spread = measured.days[row_.day];
      beside.value = mean_of(measured.ticks[spread.tick]);
      beside.q05 = spread.sketch.quantile(0.05);
      beside.q95 = spread.sketch.quantile(0.95);
    }
    return beside;
  }

  const ClaimsPlan& plan_;
  const ensemble::WorldsResults& results_;
  const ClaimsPlan::Row& row_;
  const scenario::Element& claim_;
};

}  // namespace

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::supported:
      return "supported";
    case Verdict::conditional:
      return "conditional";
    case Verdict::not_supported:
      return "not supported";
    case Verdict::untestable:
      break;
  }
  return "untestable";
}

base::Result<ClaimsPlan> plan_claims(const scenario::Scenario& scenario, WorldMaker& maker) {
  return Planner(scenario, maker, false).plan();
}

base::Diagnostics mistakes_of_claims(const scenario::Scenario& scenario, WorldMaker& maker) {
  const auto claims = Planner(scenario, maker, true).plan();
  return claims ? base::Diagnostics() : claims.error();
}

base::Diagnostics mistakes_of_system(const scenario::Scenario& scenario, WorldMaker& maker) {
  if (const auto worlds = counterfactual_worlds(scenario, maker); !worlds) {
    return worlds.error();
  }
  const auto claims = plan_claims(scenario, maker);
  return claims ? base::Diagnostics() : claims.error();
}

std::vector<ClaimResult> judge(const ClaimsPlan& plan, const ensemble::WorldsResults& results) {
  std::vector<ClaimResult> all;
  for (const ClaimsPlan::Row& row : plan.rows) {
    ClaimResult result = Judge(plan, results, row).judge();
    const scenario::When* at = row.claim->when("at");
    result.day = at != nullptr ? base::to_text(at->first) : "";
    all.push_back(std::move(result));
  }
  return all;
}

}  // namespace suasion::analysis
