#pragma once
/// Reference implementations of the simple rules and of Nash bargaining, for comparison with the library. They are
/// written from the formulas of the documentation alone and follow definitions, not theorems: every candidate is tried,
/// every pair of positions voted on, every coalition counted, and the product of gains is searched. Slow, one list of
/// actors at a time. Positions and outcomes are in units of the issue's scale, weights in any unit.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "../../../support/issue.hpp"

namespace suasion::test::reference {

/// What differs by less than this part of the whole differs by rounding alone.
inline constexpr double rounding = 1e-9;

/// Everything that an issue may state.
struct Issue {
  Actors actors = {};
  double low = 0.0, high = 100.0, status_quo = 0.0;
  std::vector<double> votes = {}, population = {};  ///< [actors], or empty where not stated
  std::optional<model::Procedure> procedure = {};

  [[nodiscard]] double length() const { return high - low; }
};

/// What the library makes of the issue, in eight draws of chance. @param first_draw the first of them.
inline TileRun solved(const Issue& issue, std::string_view choice, std::uint64_t first_draw = 0) {
  Extras extras;
  extras.votes = issue.votes;
  extras.population = issue.population;
  extras.procedure = issue.procedure;
  extras.first_draw = first_draw;
  TileRun run({issue.actors}, issue.low, issue.high, {issue.status_quo}, extras);
  run.solve(*make(choice));
  return run;
}

/// Numbers in (0, 1) as a function of a seed, from raw words since the library's distributions differ between machines.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : words_(seed) {}
  double next() { return (static_cast<double>(words_() >> 12U) + 0.5) * 0x1p-52; }
  /// A whole number from 0 to count - 1.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(static_cast<double>(count) * next()); }

 private:
  std::mt19937_64 words_;
};

/// How the actors of a random issue stand.
enum class Stands : std::uint8_t {
  anywhere,  ///< all differ
  on_marks,  ///< at tenths of the scale, with saliences in tenths down to nought: ties, some that rounding breaks
};

inline constexpr Stands all_stands[] = {Stands::anywhere, Stands::on_marks};

/// An issue of 3 to 9 actors, as a function of the seed. The status quo lies below all, among or above them.
inline Issue random_issue(std::uint64_t seed, Stands stands) {
  constexpr double tenths = 10.0;
  constexpr double ends[][2] = {{0.0, 100.0}, {-20.0, 30.0}, {1000.0, 3000.0}};
  Numbers numbers(seed);
  Issue issue{.actors = random_actors(3 + numbers.below(7), seed)};
  issue.low = ends[seed % 3][0];
  issue.high = ends[seed % 3][1];
  const double room = numbers.next();  // a part of the scale that is left to the status quo
  const std::size_t side = numbers.below(3);
  const auto placed = [&](double at) {
    const double share = stands == Stands::on_marks ? std::round(tenths * at) / tenths : at;
    return issue.low + share * issue.length();
  };
  for (auto& actor : issue.actors) {
    const double at = actor.position / 100.0;
    actor.position = placed(side == 0 ? room + at * (1.0 - room) : side == 1 ? at * room : at);
    if (stands == Stands::on_marks) {
      actor.capability = 1.0;
      actor.salience = std::floor(4.0 * actor.salience) / tenths;
    }
  }
  issue.actors.front().salience = std::max(issue.actors.front().salience, 0.1);  // somebody must care
  const double beside = side == 0 ? room * numbers.next() : room + (1.0 - room) * numbers.next();
  issue.status_quo = placed(side == 2 ? room : beside);
  return issue;
}

inline std::vector<double> weights(const Issue& issue) {
  std::vector<double> w;
  for (const auto& actor : issue.actors) {
    w.push_back(actor.capability * actor.salience);
  }
  return w;
}

/// The point where pulls w_i (x_i - O) balance, which is sum w_i x_i / sum w_i (Achen 2006), found by halving.
inline double balance_point(const Issue& issue, const std::vector<double>& w) {
  double low = issue.low;
  double high = issue.high;
  constexpr int halvings = 200;
  for (int step = 0; step < halvings; ++step) {
    const double middle = 0.5 * (low + high);
    double pull = 0.0;
    for (std::size_t i = 0; i < w.size(); ++i) {
      pull += w[i] * (issue.actors[i].position - middle);
    }
    (pull > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

inline double mean(const Issue& issue) {
  return balance_point(issue, std::vector<double>(issue.actors.size(), 1.0));
}

inline double compromise(const Issue& issue) {
  return balance_point(issue, weights(issue));
}

enum class Tie : std::uint8_t { midpoint, lower, upper };

/// The middle of weights w (Black 1958): from the least position with at least half at or below it to the greatest with
/// at least half at or above it; halves that differ by rounding alone count as halves.
inline double median(const Issue& issue, const std::vector<double>& w, Tie tie) {
  double lower = issue.high;
  double upper = issue.low;
  for (const auto& candidate : issue.actors) {
    double at_or_below = 0.0;
    double at_or_above = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < w.size(); ++i) {
      at_or_below += issue.actors[i].position <= candidate.position ? w[i] : 0.0;
      at_or_above += issue.actors[i].position >= candidate.position ? w[i] : 0.0;
      all += w[i];
    }
    const double half = (0.5 - rounding) * all;
    lower = at_or_below >= half ? std::min(lower, candidate.position) : lower;
    upper = at_or_above >= half ? std::max(upper, candidate.position) : upper;
  }
  return tie == Tie::lower ? lower : tie == Tie::upper ? upper : 0.5 * (lower + upper);
}

/// By how much a beats b in a vote by pairs (Condorcet 1785), as a share of all weight, distances in units of the scale
/// to the power p; with whole votes voters give their whole weight to the nearer one.
inline double lead(const Issue& issue, double a, double b, double p, bool whole) {
  double sum = 0.0;
  double all = 0.0;
  for (const auto& actor : issue.actors) {
    const double w = actor.capability * actor.salience;
    const double to_a = std::pow(std::abs(actor.position - a) / issue.length(), p);
    const double to_b = std::pow(std::abs(actor.position - b) / issue.length(), p);
    const double vote = to_b - to_a;
    const double side = vote > rounding ? 1.0 : vote < -rounding ? -1.0 : 0.0;
    sum += w * (whole ? side : vote);
    all += w;
  }
  return sum / all;
}

/// The held position that loses to no other, by votes on all pairs (Condorcet 1785); midway where two of them tie.
inline double condorcet(const Issue& issue, double p, bool whole) {
  double least = issue.high;
  double greatest = issue.low;
  for (const auto& a : issue.actors) {
    bool beaten = false;
    for (const auto& b : issue.actors) {
      beaten = beaten || lead(issue, a.position, b.position, p, whole) < -rounding;
    }
    if (!beaten) {
      least = std::min(least, a.position);
      greatest = std::max(greatest, a.position);
    }
  }
  return 0.5 * (least + greatest);
}

/// What the proposer of the procedure wants (after Romer and Rosenthal 1978).
inline double agenda_setter(const Issue& issue) {
  return issue.actors[static_cast<std::size_t>(issue.procedure->proposer)].position;
}

/// A bargain on a line: gains are g_i - |x_i - O|^p, distances in units of `unit`, where g_i is the loss without
/// agreement (Nash 1950; weights: Harsanyi and Selten 1972).
struct Bargain {
  struct Party {
    double position = 0.0, weight = 0.0, apart = 0.0;
  };
  std::vector<Party> parties = {};
  double p = 2.0;
  double unit = 1.0;

  [[nodiscard]] double loss(const Party& party, double O) const {
    return std::pow(std::abs(party.position - O) / unit, p);
  }
  [[nodiscard]] bool acceptable(double O) const {
    return std::all_of(parties.begin(), parties.end(),
                       [&](const Party& party) { return loss(party, O) < party.apart; });
  }
  /// log of the product of gains at a over that at b, from a - b and not from the two products or distances: near the
  /// top these differ by rounding alone, and would leave its place known to the root of that.
  [[nodiscard]] double better(double a, double b) const {
    double sum = 0.0;
    for (const Party& party : parties) {
      const double x = party.position;
      const bool above = x >= std::max(a, b);
      const bool below = x <= std::min(a, b);
      const double nearer = (above ? a - b : below ? b - a : std::abs(x - b) - std::abs(x - a)) / unit;
      const double more = p == 1.0 ? nearer : nearer * (std::abs(x - a) + std::abs(x - b)) / unit;  // p = 1 or 2
      sum += party.weight * std::log1p(more / (party.apart - loss(party, b)));
    }
    return sum;
  }
};

/// Whether a is a better outcome than b: acceptable where b is not, or with a larger product of gains.
inline bool preferred(const Bargain& bargain, double a, double b) {
  if (!bargain.acceptable(a) || !bargain.acceptable(b)) {
    return bargain.acceptable(a);
  }
  return bargain.better(a, b) > 0.0;
}

/// The outcome with the largest product of gains (Nash 1950): the best point of a grid between marks, then thirds cut
/// off around it. @param otherwise what holds where no outcome is acceptable to all.
inline double largest_product(const Bargain& bargain, std::vector<double> marks, double otherwise) {
  constexpr int points = 12;    // between two marks
  constexpr int cuttings = 90;  // each leaves two thirds
  std::sort(marks.begin(), marks.end());
  std::vector<double> grid = {marks.front()};
  double best = marks.front();
  for (std::size_t k = 1; k < marks.size(); ++k) {
    for (int j = 1; j <= points; ++j) {
      grid.push_back(marks[k - 1] + (marks[k] - marks[k - 1]) * j / points);
      best = preferred(bargain, grid.back(), best) ? grid.back() : best;
    }
  }
  if (!bargain.acceptable(best)) {
    return otherwise;
  }
  double low = marks.front();
  double high = marks.back();
  for (const double point : grid) {  // the neighbours of the best; those beside it by rounding alone are none
    const double apart = rounding * bargain.unit;
    low = point < best - apart ? std::max(low, point) : low;
    high = point > best + apart ? std::min(high, point) : high;
  }
  for (int step = 0; step < cuttings; ++step) {
    const double a = low + (high - low) / 3.0;
    const double b = high - (high - low) / 3.0;
    if (preferred(bargain, a, b)) {
      high = b;
    } else {
      low = a;
    }
  }
  return 0.5 * (low + high);
}

/// Nash bargaining with disagreement at q among some of the actors (Nash 1950; Harsanyi and Selten 1972; Achen 2006);
/// who has no weight has neither gain nor veto.
inline double nash_at(const Issue& issue, const std::vector<bool>& at_the_table, double p) {
  const double q = issue.status_quo;
  const std::vector<double> w = weights(issue);
  Bargain bargain{.p = p, .unit = issue.length()};
  std::vector<double> marks = {q};
  double low = q;
  double high = q;
  for (std::size_t i = 0; i < w.size(); ++i) {
    const double x = issue.actors[i].position;
    if (at_the_table[i] && w[i] > 0.0) {
      bargain.parties.push_back({x, w[i], std::pow(std::abs(x - q) / issue.length(), p)});
      low = std::min(low, x);
      high = std::max(high, x);
      marks.insert(marks.end(), {x, 2.0 * x - q});
    }
  }
  // Beyond all positions and q everybody loses.
  std::transform(marks.begin(), marks.end(), marks.begin(), [&](double x) { return std::clamp(x, low, high); });
  return largest_product(bargain, marks, q);
}

/// `disagreement=status_quo`, `table=all`.
inline double nash(const Issue& issue, double p) {
  return nash_at(issue, std::vector<bool>(issue.actors.size(), true), p);
}

/// `disagreement=common`: the same loss d for all, in units of the loss over the whole scale (Achen 2006).
inline double nash_common(const Issue& issue, double d, double p) {
  Bargain bargain{.p = p, .unit = issue.length()};
  const std::vector<double> w = weights(issue);
  std::vector<double> marks;
  for (std::size_t i = 0; i < w.size(); ++i) {
    if (w[i] > 0.0) {
      bargain.parties.push_back({issue.actors[i].position, w[i], d});
      marks.push_back(issue.actors[i].position);
    }
  }
  return largest_product(bargain, marks, std::numeric_limits<double>::quiet_NaN());
}

}  // namespace suasion::test::reference
