#pragma once
/// The probabilistic Condorcet election, written out plainly to check the library's: votes, chances of victory, and the
/// chance of each alternative of coming out on top.
/// Sources: Wise, Lester and Efird 2015 (votes, victory, election); Wise, "Markov Voting with Incentives in KTAB" (the
/// chain of challenges), equations for S, V, n[a -> b] and P_t; differences as in docs/models/spatial.md.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace suasion::test::reference::spatial {

using Matrix = std::vector<std::vector<double>>;  ///< [row][column]

/// Differences of utility below this are rounding and move nobody (election.hpp).
inline constexpr double no_difference = 1e-12;

/// Votes of a voter of weight `weight` for a difference of utility in [-1, 1]: positive for the first alternative.
/// Wise, Lester and Efird 2015, voting rules.
inline double vote(const std::string& rule, double weight, double difference) {
  constexpr double ramp = 1e-8;        // a binary vote is linear within this difference of zero
  constexpr double binary_part = 0.2;  // of prop-bin
  constexpr double cubic_part = 0.5;   // of prop-cbc
  constexpr double gains = 2.0 / 3.0;  // what gains count against losses, asym-prosp
  if (std::abs(difference) < no_difference) {
    return 0.0;
  }
  const double sign = std::clamp(difference / ramp, -1.0, 1.0);
  const double cube = difference * difference * difference;
  double response = difference;
  if (rule == "binary") {
    response = sign;
  } else if (rule == "prop-bin") {
    response = binary_part * sign + (1.0 - binary_part) * difference;
  } else if (rule == "prop-cbc") {
    response = (1.0 - cubic_part) * difference + cubic_part * cube;
  } else if (rule == "cubic") {
    response = cube;
  } else if (rule == "asym-prosp" && difference > 0.0) {
    response = gains * difference;
  }
  return weight * response;
}

/// Chance that a coalition of strength a beats one of strength b; even where neither has any.
/// Wise, Lester and Efird 2015, victory probability.
inline double victory(const std::string& form, double a, double b) {
  constexpr double enough = 1.1;  // a tenth more strength wins for certain, binary
  if (a + b <= 0.0) {
    return 0.5;
  }
  const double share = a / (a + b);
  if (form == "binary") {
    // a line in the share, 0 at 1 / (1 + 1.1) and 1 at 1.1 / (1 + 1.1)
    return std::clamp(((enough + 1.0) * share - 1.0) / (enough - 1.0), 0.0, 1.0);
  }
  const double power = form == "square" ? 2.0 : form == "quartic" ? 4.0 : form == "octic" ? 8.0 : 1.0;
  return std::pow(share, power) / (std::pow(share, power) + std::pow(1.0 - share, power));
}

/// [i][j]: strength of the coalition for alternative i against j, the votes of all who prefer i.
/// @param utility [voter][alternative]
inline Matrix coalitions(const std::string& rule, const std::vector<double>& weight, const Matrix& utility) {
  const std::size_t n = utility.front().size();
  Matrix strength(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < weight.size(); ++k) {
        strength[i][j] += std::max(0.0, vote(rule, weight[k], utility[k][i] - utility[k][j]));
      }
    }
  }
  return strength;
}

/// The chance of beating all others in one go, given that somebody does: products of victories by pairs, scaled to 1.
inline std::vector<double> conditional_chances(const Matrix& strength, const std::string& form) {
  const std::size_t n = strength.size();
  std::vector<double> chance(n, 1.0);
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      chance[i] *= j == i ? 1.0 : victory(form, strength[i][j], strength[j][i]);
    }
    sum += chance[i];
  }
  for (double& one : chance) {
    one = sum > 0.0 ? one / sum : 1.0 / static_cast<double>(n);  // nobody can beat all others: all are alike
  }
  return chance;
}

/// What a favourite puts forward for itself, in the strongest coalition: the "small quantity" of Wise's paper, without
/// which a favourite that nobody opposes would divide zero by zero.
inline constexpr double small_quantity = 0x1p-33;

/// [a][b]: chance that a is the next favourite if b is now. Some a is put forward against b, by its incentive S[a:b]
/// V[a:b] or all equally, and wins or not.
inline Matrix succession(const Matrix& strength, const std::string& form, bool by_incentive) {
  const std::size_t n = strength.size();
  Matrix next(n, std::vector<double>(n, 0.0));
  double strongest = 0.0;
  for (const auto& row : strength) {
    strongest = std::max(strongest, *std::max_element(row.begin(), row.end()));
  }
  for (std::size_t b = 0; b < n; ++b) {
    std::vector<double> forward(n, 1.0);
    for (std::size_t a = 0; a < n && by_incentive; ++a) {
      forward[a] = a == b ? small_quantity * strongest : strength[a][b] * victory(form, strength[a][b], strength[b][a]);
    }
    double sum = 0.0;
    for (const double one : forward) {
      sum += one;
    }
    if (sum <= 0.0) {  // nobody votes at all
      next[b][b] = 1.0;
      continue;
    }
    for (std::size_t a = 0; a < n; ++a) {
      const double wins = a == b ? 1.0 : victory(form, strength[a][b], strength[b][a]);
      const double loses = a == b ? 0.0 : victory(form, strength[b][a], strength[a][b]);
      next[a][b] += forward[a] / sum * wins;
      next[b][b] += forward[a] / sum * loses;
    }
  }
  return next;
}

/// Where the chain ends from even chances, after 2^60 steps: the matrix of "stay or step, each with one half", squared
/// sixty times. Columns are scaled to 1 each time, or rounding would grow with the steps; nothing is subtracted, so
/// that small chances stay exact to their last digits.
inline std::vector<double> long_run(const Matrix& next) {
  constexpr int squarings = 60;
  const std::size_t n = next.size();
  Matrix step = next;
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      step[a][b] = 0.5 * next[a][b] + (a == b ? 0.5 : 0.0);
    }
  }
  for (int s = 0; s < squarings; ++s) {
    Matrix twice(n, std::vector<double>(n, 0.0));
    for (std::size_t b = 0; b < n; ++b) {
      double sum = 0.0;
      for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t k = 0; k < n; ++k) {
          twice[a][b] += step[a][k] * step[k][b];
        }
        sum += twice[a][b];
      }
      for (std::size_t a = 0; a < n; ++a) {
        twice[a][b] /= sum;
      }
    }
    step = twice;
  }
  std::vector<double> chance(n, 0.0);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      chance[a] += step[a][b] / static_cast<double>(n);
    }
  }
  return chance;
}

/// The chance of each alternative of coming out on top; they add up to 1.
/// @param pce conditional, markov-incentive or markov-uniform.
inline std::vector<double> election_chances(const Matrix& strength, const std::string& form, const std::string& pce) {
  if (pce == "conditional") {
    return conditional_chances(strength, form);
  }
  return long_run(succession(strength, form, pce == "markov-incentive"));
}

/// The options of the model with their defaults, as `suasion explain spatial` lists them.
struct Rules {
  std::string victory = "linear", voting = "proportional", pce = "conditional", risk_range = "mid",
              risk_adjust = "one-third", third_party = "semi", interpolation = "s1p1", view = "compromise",
              transition = "deterministic", linkage = "all", outcome = "election";
  double rest = 0.02;
  int turns = 20;

  /// The model with these options, as a user names it.
  [[nodiscard]] std::string name() const {
    return "spatial:victory=" + victory + ",voting=" + voting + ",pce=" + pce + ",risk_range=" + risk_range +
           ",risk_adjust=" + risk_adjust + ",third_party=" + third_party + ",interpolation=" + interpolation +
           ",view=" + view + ",transition=" + transition + ",linkage=" + linkage + ",outcome=" + outcome +
           ",rest=" + std::to_string(rest) + ",turns=" + std::to_string(turns);
  }
};

using Point = std::vector<double>;  ///< [dimension]

struct Actor {
  Point position = {}, salience = {};  ///< saliences add up to 1 at most
  double capability = 0.0;
};
using Actors = std::vector<Actor>;

/// S_i: the salience of all dimensions together.
inline double stake(const Actor& actor) {
  double sum = 0.0;
  for (const double one : actor.salience) {
    sum += one;
  }
  return sum;
}

/// Utility of a point to an actor of risk attitude R: (1 - D) (1 + D R), D the distance weighted by salience.
inline double utility(const Actor& actor, const Point& point, double R) {
  double above = 0.0;
  double below = 0.0;
  for (std::size_t k = 0; k < point.size(); ++k) {
    const double felt = actor.salience[k] * (actor.position[k] - point[k]);
    above += felt * felt;
    below += actor.salience[k] * actor.salience[k];
  }
  const double D = std::sqrt(above / below);
  return (1.0 - D) * (1.0 + D * R);
}

/// Points as near as this in every dimension are one alternative: those who struck one bargain stand together but for
/// rounding.
inline constexpr double same_point = 1e-9;

inline bool same(const Point& a, const Point& b) {
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (std::abs(a[k] - b[k]) > same_point) {
      return false;
    }
  }
  return true;
}

/// [actor]: number of the alternative that its position is, counted in the order of the actors.
inline std::vector<std::size_t> alternatives(const Actors& actors) {
  std::vector<std::size_t> number(actors.size(), 0);
  std::size_t count = 0;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    number[i] = count;
    for (std::size_t j = 0; j < i; ++j) {
      if (same(actors[i].position, actors[j].position)) {
        number[i] = number[j];
        break;
      }
    }
    count += number[i] == count ? 1 : 0;
  }
  return number;
}

/// [actor]: the chance of its position in an election among all positions, for voters of capability c and risk R.
inline std::vector<double> position_chances(const Actors& actors, const Rules& rules, const std::vector<double>& R) {
  const std::vector<std::size_t> number = alternatives(actors);
  const std::size_t count = *std::max_element(number.begin(), number.end()) + 1;
  std::vector<double> weight;
  Matrix u(actors.size(), std::vector<double>(count, 0.0));
  for (std::size_t k = 0; k < actors.size(); ++k) {
    weight.push_back(actors[k].capability);
    for (std::size_t i = actors.size(); i-- > 0;) {  // of those who stand together, the first
      u[k][number[i]] = utility(actors[k], actors[i].position, R[k]);
    }
  }
  const std::vector<double> chance = election_chances(coalitions(rules.voting, weight, u), rules.victory, rules.pce);
  std::vector<double> of(actors.size(), 0.0);
  for (std::size_t i = 0; i < actors.size(); ++i) {
    of[i] = chance[number[i]];
  }
  return of;
}

/// [actor]: attitude to risk, a line in the chance of the position from the least (0, -1/2 or -1) to the largest (1).
inline std::vector<double> risk_attitudes(const Actors& actors, const Rules& rules) {
  const std::vector<double> neutral(actors.size(), 0.0);
  const std::vector<double> p = position_chances(actors, rules, neutral);
  const double low = *std::min_element(p.begin(), p.end());
  const double high = *std::max_element(p.begin(), p.end());
  const double least = rules.risk_range == "min" ? 0.0 : rules.risk_range == "mid" ? -0.5 : -1.0;
  std::vector<double> R(actors.size(), 0.0);
  for (std::size_t i = 0; i < actors.size() && high - low > no_difference; ++i) {
    R[i] = least + (1.0 - least) * (p[i] - low) / (high - low);
  }
  return R;
}

/// R^h_i: how h sees the attitude of another, between its own and the other's (risk adjustment).
inline double seen_risk(const Rules& rules, double own, double other) {
  const double part = rules.risk_adjust == "none"         ? 0.0
                      : rules.risk_adjust == "one-third"  ? 1.0 / 3.0
                      : rules.risk_adjust == "half"       ? 0.5
                      : rules.risk_adjust == "two-thirds" ? 2.0 / 3.0
                                                          : 1.0;
  return own + part * (other - own);
}

}  // namespace suasion::test::reference::spatial
