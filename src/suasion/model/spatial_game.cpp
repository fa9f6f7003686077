#include "suasion/model/spatial_game.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace suasion::model::spatial {

namespace {

using election::Square;

constexpr double same_place = 1e-9;  ///< of the scale: actors that stand together
constexpr double least_gain = 1e-5;  ///< a challenge must be worth more: the toolkit's threshold
constexpr double same_gain = 1e-12;  ///< challenges worth the same but for this are equally good

double distance(const Actor& from, const std::vector<double>& to) {
  double sum = 0.0;
  double whole = 0.0;
  for (std::size_t k = 0; k < to.size(); ++k) {
    const double s = from.salience[k];
    const double d = s * (from.position[k] - to[k]);
    sum += d * d;
    whole += s * s;
  }
  return std::min(1.0, std::sqrt(sum / whole));
}

double utility(double distance, double risk) {
  return (1.0 - distance) * (1.0 + distance * risk);
}

double total_salience(const Actor& actor) {
  return std::accumulate(actor.salience.begin(), actor.salience.end(), 0.0);
}

bool same(const std::vector<double>& x, const std::vector<double>& y) {
  return std::equal(x.begin(), x.end(), y.begin(), [](double a, double b) { return std::abs(a - b) <= same_place; });
}

/// The place of each actor among the distinct positions, numbered by first appearance.
std::vector<std::size_t> places(const std::vector<Actor>& actors, std::vector<std::size_t>& first) {
  std::vector<std::size_t> place(actors.size());
  for (std::size_t i = 0; i < actors.size(); ++i) {
    std::size_t at = 0;
    while (at < first.size() && !same(actors[first[at]].position, actors[i].position)) {
      ++at;
    }
    if (at == first.size()) {
      first.push_back(i);
    }
    place[i] = at;
  }
  return place;
}

std::vector<double> capabilities(const std::vector<Actor>& actors) {
  std::vector<double> list(actors.size());
  std::transform(actors.begin(), actors.end(), list.begin(), [](const Actor& actor) { return actor.capability; });
  return list;
}

/// Chances of the distinct positions, for every actor that of its own; `sharing` counts those who stand there.
struct Standing {
  std::vector<double> chance = {};
  std::vector<double> sharing = {};
};

Standing standing(const std::vector<Actor>& actors, const Parameters& parameters, const std::vector<double>& risk) {
  std::vector<std::size_t> first;
  const std::vector<std::size_t> place = places(actors, first);
  std::vector<std::vector<double>> utilities(actors.size());
  for (std::size_t i = 0; i < actors.size(); ++i) {
    for (const std::size_t at : first) {
      utilities[i].push_back(utility(distance(actors[i], actors[at].position), risk[i]));
    }
  }
  const std::vector<double> won = election::chances(
      election::coalitions(parameters.voting, capabilities(actors), utilities), parameters.victory, parameters.pce);
  Standing result;
  for (const std::size_t at : place) {
    result.chance.push_back(won[at]);
    result.sharing.push_back(static_cast<double>(std::count(place.begin(), place.end(), at)));
  }
  return result;
}

/// R_i on a line in the chances: 1 for the likeliest, and at the other end what the range says; 0 if all are alike.
std::vector<double> risks(const std::vector<Actor>& actors, const Parameters& parameters) {
  const std::vector<double> p = standing(actors, parameters, std::vector<double>(actors.size(), 0.0)).chance;
  const double least = *std::min_element(p.begin(), p.end());
  const double most = *std::max_element(p.begin(), p.end());
  const double low = parameters.risk_range == RiskRange::min   ? 0.0
                     : parameters.risk_range == RiskRange::mid ? -0.5
                                                               : -1.0;
  std::vector<double> risk(p.size(), 0.0);
  constexpr double alike = 1e-12;
  if (most - least > alike) {
    std::transform(p.begin(), p.end(), risk.begin(),
                   [&](double chance) { return low + (1.0 - low) * (chance - least) / (most - least); });
  }
  return risk;
}

/// How much of another's attitude to risk an observer sees, instead of its own.
double insight(RiskAdjust adjust) {
  switch (adjust) {
    case RiskAdjust::none:
      return 0.0;
    case RiskAdjust::one_third:
      return 1.0 / 3.0;
    case RiskAdjust::half:
      return 0.5;
    case RiskAdjust::two_thirds:
      return 2.0 / 3.0;
    case RiskAdjust::full:
      break;
  }
  return 1.0;
}

/// A bargain between two actors: where each would go.
struct Bargain {
  std::size_t challenger = 0, target = 0;
  std::vector<double> challenger_to = {}, target_to = {};
};

class Turn {
 public:
  Turn(const std::vector<Actor>& actors, const Parameters& parameters)
      : actors_(actors), parameters_(parameters), n_(actors.size()), distance_(n_), risk_(risks(actors, parameters)) {
    for (std::size_t i = 0; i < n_; ++i) {
      power_.push_back(actors[i].capability * total_salience(actors[i]));
      for (std::size_t j = 0; j < n_; ++j) {
        distance_(i, j) = distance(actors[i], actors[j].position);
      }
    }
  }

  [[nodiscard]] std::vector<Move> play(const std::vector<double>& chance) const {
    const std::vector<Bargain> bargains = all_bargains();
    std::vector<std::vector<double>> worth(n_);  // [voters][bargains], then standing still
    for (std::size_t a = 0; a < n_; ++a) {
      worth[a] = worths(a, bargains);
    }
    std::vector<Move> moves;
    for (std::size_t k = 0; k < n_; ++k) {
      moves.push_back(choose(k, bargains, worth, chance[k]));
    }
    return moves;
  }

 private:
  /// u^h_i(j): what i makes of j's position, as h sees it.
  [[nodiscard]] Square seen_by(std::size_t h) const {
    const double share = insight(parameters_.risk_adjust);
    Square u(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      const double risk = (1.0 - share) * risk_[h] + share * risk_[i];
      for (std::size_t j = 0; j < n_; ++j) {
        u(i, j) = utility(distance_(i, j), risk);
      }
    }
    return u;
  }

  /// The chance that i prevails over j, with the utilities that somebody sees.
  [[nodiscard]] double prevails(const Square& u, std::size_t i, std::size_t j) const {
    const double own_i = election::vote(parameters_.voting, power_[i], u(i, i) - u(i, j));
    const double own_j = election::vote(parameters_.voting, power_[j], u(j, j) - u(j, i));
    double for_i = own_i;
    double for_j = own_j;
    for (std::size_t k = 0; k < n_; ++k) {
      if (k != i && k != j) {
        const double v = third_party(k, u(k, i), u(k, j), own_i, own_j);
        (v > 0.0 ? for_i : for_j) += std::abs(v);
      }
    }
    return election::victory(parameters_.victory, for_i, for_j);
  }

  /// The vote of k between i and j: joining one side is compared with joining the other. Positive: for i.
  [[nodiscard]] double third_party(std::size_t k, double u_i, double u_j, double strength_i, double strength_j) const {
    const double own = std::abs(election::vote(parameters_.voting, power_[k], u_i - u_j));
    const double with_i = election::victory(parameters_.victory, strength_i + own, strength_j);
    const double with_j = election::victory(parameters_.victory, strength_i, strength_j + own);
    const double u_k = 1.0;  // of its own position
    const bool full = parameters_.commitment == Commitment::full;
    const bool none = parameters_.commitment == Commitment::none;
    const double i_wins_with_k = 2.0 * u_i + (full ? u_i : u_k);
    const double j_wins_with_k = 2.0 * u_j + (full ? u_j : u_k);
    const double i_wins_over_k = 2.0 * u_i + (none ? u_k : u_i);
    const double j_wins_over_k = 2.0 * u_j + (none ? u_k : u_j);
    const double joining_i = with_i * i_wins_with_k + (1.0 - with_i) * j_wins_over_k;
    const double joining_j = with_j * i_wins_over_k + (1.0 - with_j) * j_wins_with_k;
    return election::vote(parameters_.voting, power_[k], (joining_i - joining_j) / 3.0);
  }

  [[nodiscard]] std::vector<Bargain> all_bargains() const {
    std::vector<Bargain> bargains;
    for (std::size_t i = 0; i < n_; ++i) {
      const Square seen = seen_by(i);
      double best = least_gain;
      std::size_t target = n_;
      double chance = 0.0;
      for (std::size_t j = 0; j < n_; ++j) {
        if (j != i && distance_(i, j) > 0.0) {
          const double P = prevails(seen, i, j);
          const double resists = total_salience(actors_[j]);
          const double gain = (1.0 - resists * (1.0 - P)) * 2.0 * seen(i, i) + resists * (1.0 - P) * 2.0 * seen(i, j) -
                              seen(i, i) - seen(i, j);
          // of equally good targets, as where two stand together, the one with the lowest number, whatever the order
          const bool first = target == n_ || actors_[j].id < actors_[target].id;
          if (gain > best + same_gain || (target < n_ && first && gain >= best - same_gain)) {
            best = gain;
            target = j;
            chance = P;
          }
        }
      }
      if (target < n_) {
        add_bargains(bargains, i, target, chance);
      }
    }
    return bargains;
  }

  void add_bargains(std::vector<Bargain>& bargains, std::size_t i, std::size_t j, double chance_i) const {
    const Bargain mine = interpolate(i, j, chance_i);
    if (parameters_.view == View::initiator) {
      add(bargains, mine);
      return;
    }
    const Bargain yours = interpolate(i, j, prevails(seen_by(j), i, j));
    if (parameters_.view == View::both) {
      add(bargains, mine);
      add(bargains, yours);
      return;
    }
    Bargain middle = mine;
    const double share = power_[i] / (power_[i] + power_[j]);
    for (std::size_t k = 0; k < middle.challenger_to.size(); ++k) {
      middle.challenger_to[k] = share * mine.challenger_to[k] + (1.0 - share) * yours.challenger_to[k];
      middle.target_to[k] = share * mine.target_to[k] + (1.0 - share) * yours.target_to[k];
    }
    add(bargains, middle);
  }

  /// Two that challenge each other may find the same bargain; twice on the list it would split its votes.
  static void add(std::vector<Bargain>& bargains, const Bargain& fresh) {
    const bool known = std::any_of(bargains.begin(), bargains.end(), [&](const Bargain& old) {
      if (old.challenger == fresh.challenger && old.target == fresh.target) {
        return same(old.challenger_to, fresh.challenger_to) && same(old.target_to, fresh.target_to);
      }
      return old.challenger == fresh.target && old.target == fresh.challenger &&
             same(old.challenger_to, fresh.target_to) && same(old.target_to, fresh.challenger_to);
    });
    if (!known) {
      bargains.push_back(fresh);
    }
  }

  [[nodiscard]] Bargain interpolate(std::size_t i, std::size_t j, double P) const {
    Bargain bargain{i, j, actors_[i].position, actors_[j].position};
    for (std::size_t k = 0; k < bargain.target_to.size(); ++k) {
      const double x = actors_[i].position[k];
      const double y = actors_[j].position[k];
      const double s = actors_[i].salience[k];
      const double t = actors_[j].salience[k];
      if (parameters_.interpolation == Interpolation::s2pmax) {
        bargain.challenger_to[k] = x + gives_way(std::max(0.0, 1.0 - 2.0 * P), t * t, s * s) * (y - x);
        bargain.target_to[k] = y + gives_way(std::max(0.0, 2.0 * P - 1.0), s * s, t * t) * (x - y);
      } else {
        const bool squared = parameters_.interpolation == Interpolation::s2p2;
        const double v = squared ? s * s * P * P : s * P;
        const double w = squared ? t * t * (1.0 - P) * (1.0 - P) : t * (1.0 - P);
        if (v + w > 0.0) {
          bargain.challenger_to[k] = bargain.target_to[k] = (v * x + w * y) / (v + w);
        }
      }
    }
    return bargain;
  }

  /// The part of the way that the weaker side goes: `lead` is the difference of the chances.
  [[nodiscard]] static double gives_way(double lead, double other, double own) {
    const double push = lead * other;
    const double hold = (1.0 - lead) * own;
    return push > 0.0 ? push / (push + hold) : 0.0;
  }

  /// What every bargain, and at the end standing still, is worth to `a`: the mean utility of all positions after it.
  [[nodiscard]] std::vector<double> worths(std::size_t a, const std::vector<Bargain>& bargains) const {
    double now = 0.0;
    for (std::size_t j = 0; j < n_; ++j) {
      now += utility(distance_(a, j), risk_[a]);
    }
    std::vector<double> worth;
    for (const Bargain& bargain : bargains) {
      const double change = utility(distance(actors_[a], bargain.challenger_to), risk_[a]) +
                            utility(distance(actors_[a], bargain.target_to), risk_[a]) -
                            utility(distance_(a, bargain.challenger), risk_[a]) -
                            utility(distance_(a, bargain.target), risk_[a]);
      worth.push_back((now + change) / static_cast<double>(n_));
    }
    worth.push_back(now / static_cast<double>(n_));
    return worth;
  }

  [[nodiscard]] Move choose(std::size_t k, const std::vector<Bargain>& bargains,
                            const std::vector<std::vector<double>>& worth, double chance) const {
    std::vector<std::size_t> mine = {bargains.size()};  // standing still comes first, so it wins ties
    for (std::size_t b = 0; b < bargains.size(); ++b) {
      if (bargains[b].challenger == k || bargains[b].target == k) {
        mine.push_back(b);
      }
    }
    std::vector<std::vector<double>> utilities(n_);
    for (std::size_t a = 0; a < n_; ++a) {
      for (const std::size_t b : mine) {
        utilities[a].push_back(worth[a][b]);
      }
    }
    const std::vector<double> p =
        election::chances(election::coalitions(parameters_.voting, capabilities(actors_), utilities),
                          parameters_.victory, parameters_.pce);
    const std::size_t chosen = mine[parameters_.stochastic ? drawn(p, chance) : likeliest(p)];
    if (chosen == bargains.size()) {
      return {actors_[k].position, -1};
    }
    const Bargain& bargain = bargains[chosen];
    return bargain.challenger == k ? Move{bargain.challenger_to, static_cast<int>(bargain.target)}
                                   : Move{bargain.target_to, static_cast<int>(bargain.challenger)};
  }

  [[nodiscard]] static std::size_t likeliest(const std::vector<double>& p) {
    constexpr double rounding = 1e-12;  // a tie within rounding goes to the first, on every machine
    std::size_t best = 0;
    for (std::size_t b = 1; b < p.size(); ++b) {
      best = p[b] > p[best] + rounding ? b : best;
    }
    return best;
  }

  [[nodiscard]] static std::size_t drawn(const std::vector<double>& p, double chance) {
    std::size_t b = 0;
    while (b + 1 < p.size() && chance >= p[b]) {
      chance -= p[b];
      ++b;
    }
    return b;
  }

  const std::vector<Actor>& actors_;
  const Parameters& parameters_;
  std::size_t n_;
  Square distance_;
  std::vector<double> risk_, power_;
};

}  // namespace

std::vector<Move> turn(const std::vector<Actor>& actors, const Parameters& parameters,
                       const std::vector<double>& chance) {
  return Turn(actors, parameters).play(chance);
}

std::vector<double> chances(const std::vector<Actor>& actors, const Parameters& parameters) {
  const Standing stand = standing(actors, parameters, risks(actors, parameters));
  std::vector<double> share(actors.size());
  for (std::size_t i = 0; i < actors.size(); ++i) {
    share[i] = stand.chance[i] / stand.sharing[i];
  }
  return share;
}

double movement(const std::vector<Actor>& actors, const std::vector<Move>& moves) {
  double sum = 0.0;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    double squares = 0.0;
    for (std::size_t k = 0; k < actors[i].position.size(); ++k) {
      const double d = moves[i].position[k] - actors[i].position[k];
      squares += d * d;
    }
    sum += std::sqrt(squares);
  }
  return sum;
}

}  // namespace suasion::model::spatial
