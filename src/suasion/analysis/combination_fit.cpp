#include "suasion/analysis/combination_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "suasion/analysis/scores.hpp"
#include "suasion/math/atoms.hpp"
#include "suasion/math/random.hpp"

namespace suasion::analysis {

namespace {

using model::choice_member_count;
constexpr std::size_t parts = choice_member_count + 1;
constexpr double points = 100.0;
constexpr double cell_width = points / (model::choice_cells - 1);

/// Probability that each part of the pool gave the cell of a case's outcome.
using Densities = std::array<double, parts>;

struct Fit {
  std::array<model::Coefficients, choice_member_count> choice = {};
  double error_sd = 0.0;  ///< in points
};

Fit fit_parts(std::span<const ErrorScores> errors, std::span<const ChoiceCase> choice,
              std::span<const std::size_t> which, double ridge) {
  Fit fit;
  for (std::size_t m = 0; m < choice_member_count; ++m) {
    fit.choice[m] = fit_choice(choice, which, model::choice_members()[m].terms, ridge);
  }
  fit.error_sd = best_error_sd(errors, which);
  return fit;
}

Densities densities(const Fit& fit, const CombinationCase& one) {
  Densities result{};
  for (std::size_t m = 0; m < choice_member_count; ++m) {
    result[m] = model::choice_law(one.choice.cells, fit.choice[m])[one.choice.outcome];
  }
  const math::Atoms law =
      math::normal_on_grid(points * one.choice.cells.compromise, fit.error_sd, 0.0, points, cell_width);
  for (std::size_t i = 0; i < law.at.size(); ++i) {
    if (model::cell_of(law.at[i] / points) == one.choice.outcome) {
      result[choice_member_count] = law.mass[i];
    }
  }
  return result;
}

/// Weights that maximise sum_i ln sum_m w_m p_im + sum_m a_m ln w_m, by expectation maximisation.
std::array<double, parts> stack(const std::vector<Densities>& densities_of, const CombinationPriors& priors) {
  constexpr int steps = 200;  // settled to far below what matters
  std::array<double, parts> prior{};
  prior.fill(priors.member_cases);
  prior[choice_member_count] = priors.error_cases;
  const double prior_cases = std::accumulate(prior.begin(), prior.end(), 0.0);
  std::array<double, parts> weight = prior;
  for (double& one : weight) {
    one /= prior_cases;
  }
  for (int step = 0; step < steps; ++step) {
    std::array<double, parts> count = prior;
    for (const Densities& p : densities_of) {
      double sum = 0.0;
      for (std::size_t m = 0; m < parts; ++m) {
        sum += weight[m] * p[m];
      }
      for (std::size_t m = 0; m < parts; ++m) {
        count[m] += weight[m] * p[m] / sum;
      }
    }
    for (std::size_t m = 0; m < parts; ++m) {
      weight[m] = count[m] / (prior_cases + static_cast<double>(densities_of.size()));
    }
  }
  return weight;
}

}  // namespace

double in_points(const scenario::Case& one, double value) {
  constexpr double finest = 1e6;  // no point of a scale is finer; what is left is the rounding of the stretch
  return std::round((value - one.scale_low) / (one.scale_high - one.scale_low) * points * finest) / finest;
}

model::ChoiceIssue choice_issue(const scenario::Case& one) {
  model::ChoiceIssue issue;
  for (std::size_t i = 0; i < one.stakes.size(); ++i) {
    const scenario::CaseStake& stake = one.stakes[i];
    constexpr double percent = 100.0;
    issue.position.push_back((stake.position - one.scale_low) / (one.scale_high - one.scale_low));
    issue.salience.push_back(stake.salience / percent);
    issue.weight.push_back(stake.capability * stake.salience / percent);
    if (stake.role == scenario::Role::agenda_setter) {
      issue.agenda_setter = i;
    } else if (stake.role == scenario::Role::second_chamber) {
      issue.second_chamber = i;
    }
  }
  if (one.reference_point) {
    issue.reference_point = (*one.reference_point - one.scale_low) / (one.scale_high - one.scale_low);
  }
  return issue;
}

std::vector<CombinationCase> combination_cases(const scenario::Dataset& set) {
  std::vector<CombinationCase> cases;
  std::map<std::string, std::size_t> clusters;
  for (const scenario::Case& one : set.cases) {
    CombinationCase& to = cases.emplace_back();
    to.outcome = in_points(one, one.outcome);
    to.choice = {.cells = model::choice_cells_of(choice_issue(one)), .outcome = model::cell_of(to.outcome / points)};
    to.compromise =
        error_scores(math::make_atoms(std::array<double, 1>{points * to.choice.cells.compromise}), to.outcome);
    to.cluster = clusters.emplace(one.cluster, clusters.size()).first->second;
  }
  return cases;
}

std::vector<std::size_t> assign_folds(std::size_t clusters, std::size_t folds, std::uint64_t seed,
                                      std::string_view channel, std::uint64_t repeat) {
  std::vector<std::pair<double, std::size_t>> order;
  const math::Channel source = math::channel(channel);
  for (std::size_t k = 0; k < clusters; ++k) {
    order.emplace_back(math::uniform(seed, source, repeat, k), k);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::size_t> fold(clusters);
  for (std::size_t rank = 0; rank < clusters; ++rank) {
    fold[order[rank].second] = rank % folds;
  }
  return fold;
}

model::CombinationWeights fit_combination(std::span<const CombinationCase> cases, std::span<const std::size_t> which,
                                          const CombinationPriors& priors) {
  std::vector<ChoiceCase> choice;
  std::vector<ErrorScores> errors;
  std::size_t clusters = 0;
  for (const CombinationCase& one : cases) {
    choice.push_back(one.choice);
    errors.push_back(one.compromise);
    clusters = std::max(clusters, one.cluster + 1);
  }
  const auto folds = static_cast<std::size_t>(priors.folds);
  const std::vector<std::size_t> fold = assign_folds(clusters, folds, 1, "combination.inner_folds", 0);
  std::vector<Densities> seen;
  for (std::size_t f = 0; f < folds; ++f) {
    std::vector<std::size_t> train;
    std::vector<std::size_t> test;
    for (const std::size_t i : which) {
      (fold[cases[i].cluster] == f ? test : train).push_back(i);
    }
    if (train.empty() || test.empty()) {
      continue;
    }
    const Fit fit = fit_parts(errors, choice, train, priors.ridge);
    for (const std::size_t i : test) {
      seen.push_back(densities(fit, cases[i]));
    }
  }
  const Fit fit = fit_parts(errors, choice, which, priors.ridge);
  return {.choice = fit.choice, .error_sd = fit.error_sd / points, .weight = stack(seen, priors)};
}

}  // namespace suasion::analysis
