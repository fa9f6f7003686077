#include "suasion/analysis/advice/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/analysis/advice/race.hpp"

namespace suasion::analysis {

namespace {

using model::block_draws;

constexpr std::size_t most_together = 3;

/// A search from budget to budget, and what is told of it.
class Adviser {
 public:
  Adviser(Objective& objective, const std::vector<Lever>& levers, const AdviceSpec& spec)
      : objective_(objective), lattice_(levers), spec_(spec), evaluations_(objective, lattice_, spec.quest) {}

  Advice advise() {
    Advice advice;
    advice.choices.resize(spec_.budgets.size());
    std::vector<std::size_t> order(spec_.budgets.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return spec_.budgets[a] < spec_.budgets[b]; });
    std::vector<Arm> arms;
    for (const std::size_t i : order) {
      Race race(evaluations_, lattice_, spec_, spec_.budgets[i]);
      arms = race.run();
      const Point best =
          spec_.quest.criterion == Criterion::regret ? least_regret(arms) : best_within(spec_.budgets[i]);
      advice.choices[i] = choice(best, spec_.budgets[i]);
      advice.singles = singles(race, arms);
    }
    advice.finalists = finalists(arms);
    advice.front = front();
    if (spec_.quest.goal) {
      advice.attainment = attainment(spec_.budgets[order.back()]);
    }
    confirm(advice.choices);
    advice.model_runs = evaluations_.model_runs() + confirming_runs_;
    return advice;
  }

 private:
  [[nodiscard]] Judged judged(const Point& point, std::uint64_t blocks) const {
    return {lattice_.portfolio(point), lattice_.cost(point),
            judge(evaluations_.values(point, blocks), evaluations_.values({}, blocks), spec_.quest.goal)};
  }

  /// Over all that was ever evaluated with all draws: more to spend can only add to it.
  [[nodiscard]] Point best_within(double budget) const {
    Point best;
    Worth most = evaluations_.worth_of(best, spec_.blocks);
    for (const Point& point : evaluations_.having(spec_.blocks)) {
      const Worth other = evaluations_.worth_of(point, spec_.blocks);
      // what gains nothing is not done, however near it comes
      if (Lattice::within(other.cost, budget) && other.gain > 0.0 && better(other, point, most, best)) {
        best = point;
        most = other;
      }
    }
    return best;
  }

  [[nodiscard]] std::vector<Finalist> finalists(const std::vector<Arm>& arms) const {
    std::vector<Finalist> found;
    std::vector<std::span<const double>> values;
    const auto add = [&](const Point& point) {
      found.push_back({judged(point, spec_.blocks), {}});
      values.push_back(evaluations_.values(point, spec_.blocks));
    };
    for (const Arm& arm : arms) {
      if (std::isfinite(arm.worth.gain)) {
        add(arm.best);
      }
    }
    add({});
    const std::vector<Regret> regret = regrets(values);
    for (std::size_t i = 0; i < found.size(); ++i) {
      found[i].regret = regret[i];
    }
    return found;
  }

  [[nodiscard]] Point least_regret(const std::vector<Arm>& arms) const {
    const std::vector<Finalist> found = finalists(arms);
    const auto least = std::min_element(found.begin(), found.end(), [](const Finalist& a, const Finalist& b) {
      return a.regret.worst.value < b.regret.worst.value;
    });
    for (const Arm& arm : arms) {
      if (lattice_.portfolio(arm.best) == least->judged.move) {
        return arm.best;
      }
    }
    return {};
  }

  [[nodiscard]] Choice choice(const Point& point, double budget) const {
    return {budget, judged(point, spec_.blocks), evaluations_.worth_of(point, spec_.blocks).gain, {}};
  }

  /// [levers] in the caller's numbering. What was among the finalists is known better than from the first round.
  [[nodiscard]] std::vector<Judged> singles(const Race& race, const std::vector<Arm>& finalists) const {
    std::vector<Judged> found(lattice_.levers());
    for (const std::vector<Arm>& arms : {race.singles(), finalists}) {
      for (std::size_t i = arms.size(); i-- > 0;) {  // the best last, so that it stays
        const Point& point = arms[i].best;
        if (point.size() == 1) {
          const Judged one = judged(point, evaluations_.blocks_of(point));
          found[one.move.front().lever] = one;
        }
      }
    }
    return found;
  }

  [[nodiscard]] std::vector<Judged> front() const {
    const std::vector<Point> points = evaluations_.having(spec_.blocks);
    std::vector<double> cost;
    std::vector<double> gain;
    for (const Point& point : points) {
      const Worth worth = evaluations_.worth_of(point, spec_.blocks);
      cost.push_back(worth.cost);
      gain.push_back(worth.gain);
    }
    std::vector<Judged> found;
    for (const std::size_t i : pareto_front(cost, gain)) {
      found.push_back(judged(points[i], spec_.blocks));
    }
    return found;
  }

  [[nodiscard]] Attainment attainment(double budget) const {
    Attainment found = {false, -std::numeric_limits<double>::infinity(), {}};
    for (const Point& point : evaluations_.having(spec_.blocks)) {
      const Judged other = judged(point, spec_.blocks);
      if (!Lattice::within(other.cost, budget) || !std::isfinite(evaluations_.worth_of(point, spec_.blocks).gain)) {
        continue;
      }
      const bool reached = other.figures.nearest >= spec_.quest.goal->value;
      const bool cheaper = other.cost < found.move.cost;
      const bool nearer = other.figures.nearest > found.value;
      if (found.reached ? reached && cheaper : reached || nearer) {
        found = {reached, other.figures.nearest, other};
      }
    }
    return found;
  }

  /// The figures of the chosen moves once more, on the draws that follow those they were chosen on: the best of many
  /// looks better on the draws that made it the best than it is.
  void confirm(std::vector<Choice>& choices) {
    std::vector<Portfolio> moves = {{}};
    for (const Choice& choice : choices) {
      if (std::find(moves.begin(), moves.end(), choice.best.move) == moves.end()) {
        moves.push_back(choice.best.move);
      }
    }
    const std::size_t draws = spec_.blocks * block_draws;
    std::vector<double> values(moves.size() * draws);
    objective_.evaluate(moves, spec_.blocks, spec_.blocks, values);
    confirming_runs_ = values.size();
    const std::span<const double> all = values;
    for (Choice& choice : choices) {
      const auto at = static_cast<std::size_t>(std::find(moves.begin(), moves.end(), choice.best.move) - moves.begin());
      choice.confirmed = {choice.best.move, choice.best.cost,
                          judge(all.subspan(at * draws, draws), all.first(draws), spec_.quest.goal)};
    }
  }

  Objective& objective_;
  Lattice lattice_;
  const AdviceSpec& spec_;
  Evaluations evaluations_;
  std::uint64_t confirming_runs_ = 0;
};

}  // namespace

base::Diagnostics flaws(const std::vector<Lever>& levers, const AdviceSpec& spec) {
  base::Diagnostics found = flaws(std::span<const Lever>(levers));
  const auto add = [&](std::string message, std::string hint) {
    found.push_back({base::Severity::error, "S520", {}, std::move(message), std::move(hint)});
  };
  if (spec.budgets.empty() ||
      !std::all_of(spec.budgets.begin(), spec.budgets.end(), [](double b) { return b >= 0.0; })) {
    add("a budget is a number that is not below 0, and there must be one", "leave it out for no limit");
  }
  if (spec.most_levers < 1 || spec.most_levers > most_together) {
    add(fmt::format("portfolios of {} levers cannot be searched", spec.most_levers), "use 1 to 3");
  }
  if (spec.blocks == 0) {
    add("there are no draws to compare moves on", "use at least one block");
  }
  const std::optional<Goal>& goal = spec.quest.goal;
  if (goal && (!std::isfinite(goal->value) || !(goal->chance > 0.0 && goal->chance < 1.0))) {
    add("a goal needs a finite outcome and a chance between 0 and 1", {});
  }
  if (!goal && spec.quest.criterion == Criterion::reach) {
    add("the chance of reaching a goal needs a goal", "name the outcome to be reached");
  }
  return found;
}

base::Result<Advice> advise(Objective& objective, const std::vector<Lever>& levers, const AdviceSpec& spec) {
  base::Diagnostics wrong = flaws(levers, spec);
  if (!wrong.empty()) {
    return tl::unexpected<base::Diagnostics>(std::move(wrong));
  }
  return Adviser(objective, levers, spec).advise();
}

}  // namespace suasion::analysis
