#include "advice_problems.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/math/random.hpp"

namespace suasion::test {

namespace {

using analysis::Lever;

/// 0 at 0, 1 at `best`, falling beyond.
double hill(double amount, double best) {
  const double off = (amount - best) / best;
  return 1.0 - off * off;
}

std::vector<Lever> plain_levers(std::size_t count, double step, double cost_per_unit, double fixed_cost) {
  std::vector<Lever> levers;
  for (std::size_t i = 0; i < count; ++i) {
    levers.push_back({.name = std::string(1, static_cast<char>('a' + i)),
                      .step = step,
                      .cost_per_unit = cost_per_unit,
                      .fixed_cost = fixed_cost});
  }
  return levers;
}

/// Luck that all moves share, and luck that grows with what is done, both of mean 0.
MoveFunction with_luck(std::function<double(std::span<const double>)> mean) {
  return [mean = std::move(mean)](std::span<const double> a, double luck) {
    double done = 0.0;
    for (const double one : a) {
      done += std::abs(one);
    }
    return mean(a) + (20.0 + 2.0 * done) * luck;
  };
}

AdviceProblem problem(std::string name, std::vector<Lever> levers, std::size_t most_levers,
                      const std::function<double(std::span<const double>)>& mean) {
  AdviceProblem made = {std::move(name), std::move(levers), {}, with_luck(mean), mean};
  made.spec.most_levers = most_levers;
  return made;
}

/// The greatest mean over levers from `first` on, up to `most` of them, with so much left to spend.
double best_from(const AdviceProblem& problem, std::vector<double>& amounts, std::size_t first, std::size_t most,
                 double left) {
  double best = problem.mean(amounts);
  for (std::size_t i = first; most > 0 && i < problem.levers.size(); ++i) {
    for (const double amount : analysis::amounts(problem.levers[i])) {
      const double price = analysis::cost(problem.levers, {{i, amount}});
      if (amount != 0.0 && price <= left + 1e-9) {
        amounts[i] = amount;
        best = std::max(best, best_from(problem, amounts, i + 1, most - 1, left - price));
      }
    }
    amounts[i] = 0.0;
  }
  return best;
}

}  // namespace

double AdviceProblem::mean_of(const analysis::Portfolio& move) const {
  std::vector<double> amounts(levers.size(), 0.0);
  for (const analysis::Effort& effort : move) {
    amounts[effort.lever] = effort.amount;
  }
  return mean(amounts);
}

AdviceProblem quadratic_problem() {
  return problem("quadratic", plain_levers(5, 0.05, 1.0, 0.0), 1, [](std::span<const double> a) {
    return 5.0 * hill(a[0], 0.8) + 4.0 * hill(a[1], 0.3) + 6.0 * hill(a[2], 0.6) + 8.0 * hill(a[3], 0.45) +
           2.0 * hill(a[4], 0.7) - 25.0;
  });
}

AdviceProblem step_problem(double threshold) {
  AdviceProblem made = problem("step", plain_levers(1, 0.0025, 1.0, 0.0), 1,
                               [=](std::span<const double> a) { return a[0] >= threshold - 1e-9 ? 1.0 : 0.0; });
  made.function = [mean = made.mean](std::span<const double> a, double) { return mean(a); };
  made.spec.quest = {.criterion = analysis::Criterion::reach, .goal = analysis::Goal{1.0, 0.5}};
  return made;
}

AdviceProblem synergy_problem() {
  return problem("synergy", plain_levers(5, 0.05, 1.0, 0.0), 2, [](std::span<const double> a) {
    return 10.0 * hill(a[0], 0.6) + 9.0 * hill(a[1], 0.5) - 19.0 + 30.0 * std::min(a[2], a[3]) + 0.1 * a[4];
  });
}

AdviceProblem cancel_problem() {
  return problem("cancel", plain_levers(5, 0.05, 1.0, 0.0), 2, [](std::span<const double> a) {
    const double first = 10.0 * a[0];
    const double second = 9.0 * a[1];
    return first + second - 18.0 * std::min(a[0], a[1]) + 5.0 * a[2] + 1.0 * a[3] + 0.5 * a[4];
  });
}

AdviceProblem hidden_problem() {
  constexpr std::size_t count = 14;
  return problem("hidden", plain_levers(count, 0.05, 1.0, 0.0), 3, [](std::span<const double> a) {
    double sum = 10.0 * a[0] + 8.0 * a[count - 2] * a[count - 1];
    for (std::size_t i = 1; i + 2 < count; ++i) {
      sum += a[i];
    }
    return sum;
  });
}

AdviceProblem triple_problem(double budget) {
  std::vector<Lever> levers = plain_levers(5, 0.05, 1.0, 0.1);
  levers[1].cost_per_unit = 0.5;
  levers[4].cost_per_unit = 2.0;
  AdviceProblem made = problem("triple", std::move(levers), 3, [](std::span<const double> a) {
    const double ridge = a[0] - a[1];
    const double jump = a[4] >= 0.35 ? 3.0 : 0.0;
    return 6.0 * a[0] + 4.0 * a[1] - 8.0 * ridge * ridge + 5.0 * std::sqrt(a[2]) - 4.0 * a[0] * a[2] +
           7.0 * a[3] * a[1] + jump * (1.0 + a[3]) - std::abs(a[3] - 0.4);
  });
  made.spec.budgets = {budget};
  return made;
}

AdviceProblem random_problem(std::uint64_t seed) {
  constexpr std::size_t count = 4;
  std::uint64_t step = 0;
  const auto any = [&](double low, double high) {
    const double u = math::uniform(seed, math::channel("problem"), 0, step++);
    return low + std::floor(u * (10.0 * (high - low) + 1.0)) / 10.0;
  };
  std::vector<Lever> levers = plain_levers(count, 0.1, 0.0, 0.0);
  std::vector<double> slope;
  std::vector<double> jump;
  std::vector<double> threshold;
  std::vector<double> together;
  for (Lever& lever : levers) {
    lever.least = any(0.0, 1.0) < 0.5 ? 0.0 : -1.0;
    lever.discrete = any(0.0, 1.0) < 0.25;
    lever.cost_per_unit = any(0.1, 2.0);
    lever.fixed_cost = any(0.0, 0.5);
    slope.push_back(any(-2.0, 5.0));
    jump.push_back(any(-1.0, 2.0));
    threshold.push_back(any(0.1, 1.0));
    for (std::size_t j = 0; j < count; ++j) {
      together.push_back(any(-4.0, 4.0));
    }
  }
  const double budget = any(0.5, 4.0);
  AdviceProblem made = problem("random", std::move(levers), 3, [=](std::span<const double> a) {
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
      sum += slope[i] * a[i] * (1.0 - 0.5 * a[i]) + (a[i] >= threshold[i] - 1e-9 ? jump[i] : 0.0);
      for (std::size_t j = 0; j < i; ++j) {
        sum += together[i * count + j] * a[i] * a[j];
      }
    }
    return sum;
  });
  made.function = [mean = made.mean](std::span<const double> a, double luck) {
    return mean(a) + luck * (1.0 + 0.2 * a[0] - 0.3 * a[1] + 0.4 * a[2] * a[2]);
  };
  made.spec.budgets = {budget};
  return made;
}

double best_mean(const AdviceProblem& problem, double budget) {
  std::vector<double> amounts(problem.levers.size(), 0.0);
  return best_from(problem, amounts, 0, problem.spec.most_levers, budget);
}

}  // namespace suasion::test
