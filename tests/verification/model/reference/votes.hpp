#pragma once
/// Reference implementations of the procedural model, of legislative bargaining, and of Nash bargaining under a rule of
/// decision, for comparison with the library; like those of rules.hpp from the formulas of the documentation alone.
/// Which outcomes pass is found by asking every voter about every candidate, who is decisive by counting every
/// coalition, and the equilibrium from the inside out.

#include "rules.hpp"

namespace suasion::test::reference {

/// By what rule an issue is decided, beside the simple majority of an issue that has none.
enum class Rule : std::uint8_t { none, majority, half, qualified, double_majority, unanimity };
inline constexpr Rule rules[] = {Rule::none,      Rule::majority,        Rule::half,
                                 Rule::qualified, Rule::double_majority, Rule::unanimity};

/// Gives an issue a rule with a proposer and a parliament; half of the issues also state votes, some of them nought.
inline void decide_by(Issue& issue, Rule rule, std::uint64_t seed) {
  Numbers numbers(seed + 1000);
  const std::size_t count = issue.actors.size();
  const std::size_t proposer = numbers.below(count);
  const std::size_t parliament = (proposer + 1 + numbers.below(count - 1)) % count;
  const bool stated = numbers.below(2) == 0;
  for (std::size_t i = 0; i < count; ++i) {
    issue.population.push_back(1.0 + static_cast<double>(numbers.below(80)));
    if (stated) {
      issue.votes.push_back(i == 0 ? 2.0 : static_cast<double>(numbers.below(6)));
    }
  }
  if (rule != Rule::none) {
    issue.procedure = model::Procedure{.more_than = rule == Rule::majority,
                                       .proposer = static_cast<std::int32_t>(proposer),
                                       .parliament = static_cast<std::int32_t>(parliament)};
  }
  switch (rule) {
    case Rule::none:
    case Rule::majority:
    case Rule::half:
      break;  // the threshold is a half
    case Rule::qualified:
      issue.procedure->threshold = 2.0 / 3.0;
      break;
    case Rule::double_majority:
      issue.procedure->threshold = 0.55;
      issue.procedure->population_threshold = 0.65;
      break;
    case Rule::unanimity:
      issue.procedure->threshold = 1.0;
      break;
  }
}

/// The votes of each actor: as stated, else one each, without the proposer and the parliament of the procedure.
inline std::vector<double> votes(const Issue& issue) {
  if (!issue.votes.empty()) {
    return issue.votes;
  }
  std::vector<double> one_each(issue.actors.size(), 1.0);
  if (issue.procedure) {
    for (const std::int32_t row : {issue.procedure->proposer, issue.procedure->parliament}) {
      if (row >= 0) {
        one_each[static_cast<std::size_t>(row)] = 0.0;
      }
    }
  }
  return one_each;
}

/// Whether those in a set win under the procedure, a simple majority if there is none. @param counts votes by actor.
inline bool wins(const Issue& issue, const std::vector<double>& counts, const std::vector<bool>& in_favour) {
  const model::Procedure rule = issue.procedure.value_or(model::Procedure{});
  double part = 0.0;
  double all = 0.0;
  double people = 0.0;
  double all_people = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0.0) {
      const double inhabitants = issue.population.empty() ? 0.0 : issue.population[i];
      part += in_favour[i] ? counts[i] : 0.0;
      people += in_favour[i] ? inhabitants : 0.0;
      all += counts[i];
      all_people += inhabitants;
    }
  }
  const double needed = (rule.threshold + (rule.more_than ? rounding : -rounding)) * all;
  return part >= needed && people >= (rule.population_threshold - rounding) * all_people;
}

struct Pivots {
  double up = 0.0, down = 0.0;
  /// Whether one winning set wants up from q and another down, which takes two halves that both suffice.
  [[nodiscard]] bool both_sides(double q) const { return down < q && q < up; }
};

/// The voters whose consent every change needs (Krehbiel 1998): `up` is the most that the lowest member of a winning
/// set can have, `down` the least that the highest can, over all sets of voters.
inline Pivots pivots(const Issue& issue, const std::vector<double>& counts) {
  Pivots found{issue.low, issue.high};
  std::vector<bool> in_favour(counts.size());
  for (std::size_t set = 1; set < (std::size_t{1} << counts.size()); ++set) {
    double lowest = issue.high;
    double highest = issue.low;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      in_favour[i] = ((set >> i) & 1U) != 0 && counts[i] > 0.0;
      lowest = in_favour[i] ? std::min(lowest, issue.actors[i].position) : lowest;
      highest = in_favour[i] ? std::max(highest, issue.actors[i].position) : highest;
    }
    if (wins(issue, counts, in_favour)) {
      found.up = std::max(found.up, lowest);
      found.down = std::min(found.down, highest);
    }
  }
  return found;
}

/// `table=qualified`: those at or beyond the pivot, on the side where the winning set stands farther from q; all voters
/// where a set wins on neither side.
inline double nash_qualified(const Issue& issue, double p) {
  const std::vector<double> counts = votes(issue);
  const Pivots pivot = pivots(issue, counts);
  const double above = pivot.up - issue.status_quo;
  const double below = issue.status_quo - pivot.down;
  std::vector<bool> at_the_table(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double x = issue.actors[i].position;
    const bool everybody = above <= 0.0 && below <= 0.0;
    at_the_table[i] = counts[i] > 0.0 && (everybody || (above >= below ? x >= pivot.up : x <= pivot.down));
  }
  return nash_at(issue, at_the_table, p);
}

/// Whether voters who like y no less than the status quo win: y is in W (Crombez 1996).
inline bool passes(const Issue& issue, const std::vector<double>& counts, double y) {
  std::vector<bool> in_favour;
  for (const auto& actor : issue.actors) {
    const double gain = std::abs(actor.position - issue.status_quo) - std::abs(actor.position - y);
    in_favour.push_back(gain >= -rounding * issue.length());
  }
  return wins(issue, counts, in_favour);
}

/// All points at which a set of acceptable outcomes can begin or end, and the ideals of those who may propose: each
/// actor's position x, and 2 x - q, which it likes as much as the status quo q; and q.
inline std::vector<double> candidates(const Issue& issue) {
  std::vector<double> points = {issue.status_quo};
  for (const auto& actor : issue.actors) {
    points.insert(points.end(), {actor.position, 2.0 * actor.position - issue.status_quo});
  }
  return points;
}

/// Consultation (Crombez 1996; Steunenberg and Selck 2006): of what passes and no unanimous Council would amend, the
/// point nearest to the proposer's ideal; the status quo where it likes that no less.
inline double consultation(const Issue& issue) {
  const std::vector<double> counts = votes(issue);
  double lowest = issue.high;
  double highest = issue.low;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    lowest = counts[i] > 0.0 ? std::min(lowest, issue.actors[i].position) : lowest;
    highest = counts[i] > 0.0 ? std::max(highest, issue.actors[i].position) : highest;
  }
  const double ideal = agenda_setter(issue);
  double best = issue.status_quo;
  for (const double y : candidates(issue)) {
    const bool amended = y < lowest || y > highest;
    const double nearer = std::abs(best - ideal) - std::abs(y - ideal);
    if (nearer > rounding * issue.length() && !amended && passes(issue, counts, y)) {
      best = y;
    }
  }
  return best;
}

enum class JointText : std::uint8_t { bargain, parliament, council };

/// Codecision (Crombez 1997; Steunenberg and Selck 2006): what passes in the Council and is no worse than the status
/// quo q for the parliament; of that the point nearest to who offers, or the Nash bargain of pivot and parliament.
inline double codecision(const Issue& issue, JointText how, double p) {
  const std::vector<double> counts = votes(issue);
  const double q = issue.status_quo;
  const double parliament = issue.actors[static_cast<std::size_t>(issue.procedure->parliament)].position;
  const Pivots decisive = pivots(issue, counts);
  const double pivot = parliament > q ? std::max(q, decisive.up) : std::min(q, decisive.down);
  if (how == JointText::bargain) {
    const Issue two = {
        .actors = {{pivot, 1.0, 1.0}, {parliament, 1.0, 1.0}}, .low = issue.low, .high = issue.high, .status_quo = q};
    return nash(two, p);
  }
  const double ideal = how == JointText::parliament ? parliament : pivot;
  double best = q;
  for (const double y : candidates(issue)) {
    const double nearer = std::abs(best - ideal) - std::abs(y - ideal);
    const bool agreed = std::abs(y - parliament) <= std::abs(q - parliament) + rounding * issue.length();
    if (nearer > rounding * issue.length() && agreed && passes(issue, counts, y)) {
      best = y;
    }
  }
  return best;
}

enum class Recognition : std::uint8_t { equal, power, votes };

/// What a legislature is set to: discount factor, exponent of losses, and so on.
struct Legislature {
  double delta = 0.9, e = 2.0;
  Recognition recognition = Recognition::equal;
  bool power_votes = false;  ///< power times salience is voted with, instead of votes
  bool status_quo_lives = false;
};

/// The chance of each actor to propose.
inline std::vector<double> recognised(const Issue& issue, const Legislature& set) {
  std::vector<double> chance(issue.actors.size(), 1.0);
  if (set.recognition == Recognition::power) {
    chance = weights(issue);
  } else if (set.recognition == Recognition::votes) {
    chance = votes(issue);
  }
  double all = 0.0;
  for (const double part : chance) {
    all += part;
  }
  for (double& part : chance) {
    part /= all;
  }
  return chance;
}

/// An interval of the scale, as shares of it.
struct Interval {
  double low = 0.0, high = 1.0;
};

/// What i proposes given the interval A that passes: the point of A nearest to x_i.
inline double proposal(const Issue& issue, std::size_t i, Interval A) {
  const double x = (issue.actors[i].position - issue.low) / issue.length();
  return std::min(std::max(x, A.low), A.high);
}

/// The outermost points that a winning set accepts if interval A passes next time (Banks and Duggan 2000): i accepts y
/// iff u_i(y) >= delta v_i + (1 - delta) u_i(delay), u_i(y) = 1 - |x_i - y|^e, v_i what i expects of the proposals. In
/// losses, so that ones do not cancel; a period that is worth nothing is a loss of one.
inline Interval accepted(const Issue& issue, const Legislature& set, const std::vector<double>& chance,
                         const std::vector<double>& counts, Interval A) {
  constexpr double slack = 1e-13;  // rounding, in units of the scale
  const std::size_t n = issue.actors.size();
  std::vector<double> x(n);
  std::vector<double> reach(n);
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = (issue.actors[i].position - issue.low) / issue.length();
    double going_on = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      going_on += chance[j] * std::pow(std::abs(x[i] - proposal(issue, j, A)), set.e);
    }
    const double to_q = std::abs(issue.actors[i].position - issue.status_quo) / issue.length();
    const double delay = set.status_quo_lives ? std::pow(to_q, set.e) : 1.0;
    reach[i] = std::pow(set.delta * going_on + (1.0 - set.delta) * delay, 1.0 / set.e);
  }
  Interval found{1.0, 0.0};
  std::vector<bool> in_favour(n);
  for (std::size_t k = 0; k < 2 * n; ++k) {
    const double end = std::clamp(x[k / 2] + (k % 2 == 0 ? reach[k / 2] : -reach[k / 2]), 0.0, 1.0);
    for (std::size_t i = 0; i < n; ++i) {
      in_favour[i] = std::abs(x[i] - end) <= reach[i] + slack;
    }
    if (wins(issue, counts, in_favour)) {
      found.low = std::min(found.low, end);
      found.high = std::max(found.high, end);
    }
  }
  return found;
}

/// The interval that passes in equilibrium (Cho and Duggan 2003), from the inside out: from the voter in the middle,
/// round and round until what is accepted is what passes.
inline Interval equilibrium(const Issue& issue, const Legislature& set) {
  constexpr int most = 100000;
  constexpr double rest = 1e-15;
  const std::vector<double> chance = recognised(issue, set);
  const std::vector<double> counts = set.power_votes ? weights(issue) : votes(issue);
  const double middle = (median(issue, counts, Tie::midpoint) - issue.low) / issue.length();
  Interval A{middle, middle};
  for (int step = 0; step < most; ++step) {
    const Interval before = A;
    A = accepted(issue, set, chance, counts, before);
    if (std::abs(A.low - before.low) + std::abs(A.high - before.high) <= rest) {
      break;
    }
  }
  return A;
}

/// The mean of all proposals in proportion to recognition, `outcome=expected`, on the scale of the issue.
inline double expected_proposal(const Issue& issue, const Legislature& set, Interval A) {
  const std::vector<double> chance = recognised(issue, set);
  double mean_proposal = 0.0;
  for (std::size_t i = 0; i < chance.size(); ++i) {
    mean_proposal += chance[i] * proposal(issue, i, A);
  }
  return issue.low + mean_proposal * issue.length();
}

}  // namespace suasion::test::reference
