#include "suasion/model/election.hpp"

#include <algorithm>
#include <cmath>

namespace suasion::model::election {

namespace {

Square victories(const Square& coalitions, Victory model) {
  Square chance(coalitions.n);
  for (std::size_t i = 0; i < coalitions.n; ++i) {
    for (std::size_t j = 0; j < coalitions.n; ++j) {
      chance(i, j) = i == j ? 0.5 : victory(model, coalitions(i, j), coalitions(j, i));
    }
  }
  return chance;
}

void make_one(std::vector<double>& chances) {
  double sum = 0.0;
  for (const double chance : chances) {
    sum += chance;
  }
  for (double& chance : chances) {
    chance = sum > 0.0 ? chance / sum : 1.0 / static_cast<double>(chances.size());
  }
}

/// chance[i] = product over the rivals of beating them. The largest factor in sight is divided out as it goes, so that
/// many alternatives do not make all products vanish.
std::vector<double> conditional(const Square& victory) {
  std::vector<double> chances(victory.n, 1.0);
  for (std::size_t j = 0; j < victory.n; ++j) {
    double largest = 0.0;
    for (std::size_t i = 0; i < victory.n; ++i) {
      chances[i] *= victory(i, j);
      largest = std::max(largest, chances[i]);
    }
    for (double& chance : chances) {
      chance /= largest > 0.0 ? largest : 1.0;
    }
  }
  make_one(chances);
  return chances;
}

/// The stationary distribution of: the favourite j is challenged by i with chance challenge(i, j), and i wins with
/// chance victory(i, j). Half steps keep cycles from swinging for ever.
std::vector<double> stationary(const Square& challenge, const Square& victory) {
  constexpr double rest = 1e-12;
  constexpr int most_steps = 20'000;
  const std::size_t n = victory.n;
  std::vector<double> p(n, 1.0 / static_cast<double>(n));
  std::vector<double> q(n);
  for (int step = 0; step < most_steps; ++step) {
    double change = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0.0;
      for (std::size_t j = 0; j < n; ++j) {
        sum += victory(i, j) * (p[i] * challenge(j, i) + p[j] * challenge(i, j));
      }
      q[i] = sum;
      change = std::max(change, std::abs(q[i] - p[i]));
    }
    for (std::size_t i = 0; i < n; ++i) {
      p[i] = 0.5 * (p[i] + q[i]);
    }
    if (change <= rest) {
      break;
    }
  }
  make_one(p);
  return p;
}

Square incentives(const Square& coalitions, const Square& victory) {
  // So that a favourite that nobody opposes challenges itself.
  const double strongest = *std::max_element(coalitions.values.begin(), coalitions.values.end());
  const double least = strongest > 0.0 ? 0x1p-33 * strongest : 1.0;
  Square challenge(coalitions.n);
  for (std::size_t j = 0; j < coalitions.n; ++j) {
    double sum = 0.0;
    for (std::size_t i = 0; i < coalitions.n; ++i) {
      challenge(i, j) = i == j ? least : coalitions(i, j) * victory(i, j);
      sum += challenge(i, j);
    }
    for (std::size_t i = 0; i < coalitions.n; ++i) {
      challenge(i, j) /= sum;
    }
  }
  return challenge;
}

}  // namespace

double vote(VotingRule rule, double weight, double difference) {
  constexpr double rounding = 1e-12;  // alternatives that are alike but for it get no votes, so neither beats the other
  if (std::abs(difference) <= rounding) {
    return 0.0;
  }
  constexpr double indifferent = 1e-8;  // a jump at 0 would make votes hang on rounding
  constexpr double binary_part = 0.2;
  constexpr double gain_part = 2.0 / 3.0;
  const double binary = std::clamp(difference / indifferent, -1.0, 1.0);
  const double cubic = difference * difference * difference;
  switch (rule) {
    case VotingRule::binary:
      return weight * binary;
    case VotingRule::prop_bin:
      return weight * ((1.0 - binary_part) * difference + binary_part * binary);
    case VotingRule::proportional:
      return weight * difference;
    case VotingRule::prop_cbc:
      return weight * 0.5 * (difference + cubic);
    case VotingRule::cubic:
      return weight * cubic;
    case VotingRule::asym_prosp:
      return weight * (difference > 0.0 ? gain_part : 1.0) * difference;
  }
  return 0.0;
}

double victory(Victory model, double a, double b) {
  if (!(a + b > 0.0)) {
    return 0.5;
  }
  double share = a / (a + b);
  if (model == Victory::binary) {
    constexpr double decisive = 1.1;
    return std::clamp((share * (decisive + 1.0) - 1.0) / (decisive - 1.0), 0.0, 1.0);
  }
  const int squarings = model == Victory::linear ? 0 : model == Victory::square ? 1 : model == Victory::quartic ? 2 : 3;
  double other = 1.0 - share;
  for (int i = 0; i < squarings; ++i) {
    share *= share;
    other *= other;
  }
  return share / (share + other);
}

Square coalitions(VotingRule rule, const std::vector<double>& weight, const std::vector<std::vector<double>>& utility) {
  Square strength(utility.empty() ? 0 : utility.front().size());
  for (std::size_t i = 0; i < strength.n; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      for (std::size_t k = 0; k < weight.size(); ++k) {
        // whoever votes for an alternative gains by it, whichever of the two comes first
        const double d = utility[k][i] - utility[k][j];
        (d > 0.0 ? strength(i, j) : strength(j, i)) += vote(rule, weight[k], std::abs(d));
      }
    }
  }
  return strength;
}

std::vector<double> chances(const Square& coalitions, Victory model, Pce pce) {
  const Square victory = victories(coalitions, model);
  if (pce == Pce::conditional) {
    return conditional(victory);
  }
  if (pce == Pce::markov_incentive) {
    return stationary(incentives(coalitions, victory), victory);
  }
  Square uniform(coalitions.n);
  std::fill(uniform.values.begin(), uniform.values.end(), 1.0 / static_cast<double>(coalitions.n));
  return stationary(uniform, victory);
}

}  // namespace suasion::model::election
