#pragma once
/// Bargaining with resolve once more, slowly and one draw at a time, as docs/models/resolve.md and the equations it
/// points to describe it: after the published description of Bueno de Mesquita 2011, its gaps filled by ours. It shares
/// no code with the library but its random numbers, so that the two can be compared draw by draw. Every payoff is
/// reckoned by recursion from the end of the tree.
///
/// Where the description leaves things open, this follows the library:
/// - Stances a millionth of the scale apart are the same; beliefs stay a millionth away from certainty.
/// - A round in which nobody moves is the end. Whoever has no weight does not play.
/// - Beliefs stand still within a game: A reckons with the chance of retaliation it believed in before, though one who
///   resists a challenge is likelier to retaliate than one who gives in.
/// - Of moves that are equally near that of the game (A, B) with the lowest numbers counts.
/// - Random numbers belong to the nodes of a game in the order challenge, resistance, coercion, victory.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "../../../support/issue.hpp"
#include "suasion/math/random.hpp"

namespace suasion::test::reference::resolve {

constexpr double least_belief = 1e-6;  ///< and the highest is 1 less it
constexpr double same_stance = 1e-6;   ///< in units of the scale
constexpr double rounding = 1e-12;     ///< payoffs that differ by less are the same, as where two swap stances and back

/// The options of the model, with its defaults. Costs in units of the scale.
struct Rules {
  double precision = 20.0;
  double coercing = 0.1, coerced = 0.2, retaliation = 0.2, hardened = 0.5, pride = 0.2;
  bool median = false;
  std::size_t rounds = 10;
};

/// One draw of an issue, and which random numbers belong to it.
struct Draw {
  Actors actors = {};
  std::vector<double> resolve = {};
  std::vector<std::size_t> who = {};  ///< which actors of the scenario, for the random numbers
  double low = 0.0, high = 1.0;       ///< ends of the scale
  std::uint64_t seed = 0, shocks = 0, number = 0;
};

/// What the others believe of an actor, or what it is: 0 or 1.
struct Type {
  double hawk = 0.0, retaliatory = 0.0;
};

/// An actor. Lengths in units of the scale.
struct Player {
  std::size_t id = 0;
  double ideal = 0.0, stance = 0.0, weight = 0.0, resolve = 0.0;
  Type type = {}, belief = {};
};

using Players = std::vector<Player>;

/// What a contest costs the two who fight it: A, who coerces, and B.
struct Contest {
  std::size_t a = 0, b = 0;
  double cost_a = 0.0, cost_b = 0.0;
};

/// A place an actor has to go to after a round, and which contest sends it there, if any.
struct Move {
  double to = 0.0;
  std::pair<std::size_t, std::size_t> game = {};  ///< the actors of the game that led there, for ties
  std::optional<Contest> contest = {};
};

/// How likely all that was seen of an actor in a round is if it is of a type, and if it is not.
struct Evidence {
  double if_hawk = 1.0, if_dove = 1.0, if_retaliatory = 1.0, if_pacific = 1.0;
};

struct Result {
  double outcome = 0.0;                          ///< on the scale
  std::vector<std::vector<double>> course = {};  ///< [round][actor]: stances on the scale, from the start to rest
  std::size_t settled_after = 0;  ///< rounds until rest; one more than there may be if they ran out before
  /// How near the closest call was: the least distance of a random number from the chance it was held against, or of
  /// what a round is worth to an actor of mean weight from what the one before was.
  double closest = 1.0;
};

/// u_i(y) = 1 - (x_i - y)^2.
inline double utility(const Player& player, double at) {
  return 1.0 - (player.ideal - at) * (player.ideal - at);
}

/// The game of one ordered pair: A, who may challenge, and B.
class Pair {
 public:
  Pair(const Rules& rules, const Players& players, std::size_t a, std::size_t b)
      : rules_(rules), a_(players[a]), b_(players[b]), victory_(prevails(players)) {}

  /// P = votes for A / all votes, where k votes w_k (|x_k - z_B| - |x_k - z_A|).
  [[nodiscard]] double prevails(const Players& players) const {
    double with_a = 0.0;
    double all = 0.0;
    for (const Player& k : players) {
      const double vote = k.weight * (std::abs(k.ideal - b_.stance) - std::abs(k.ideal - a_.stance));
      with_a += std::max(0.0, vote);
      all += std::abs(vote);
    }
    return all > 0.0 ? with_a / all : 0.5;
  }

  /// What A demands that B agree to: z_B + g (z_A - z_B), by relative expected gains.
  [[nodiscard]] double demand() const {
    const double d = std::abs(a_.stance - b_.stance);
    const double gain_a = std::max(0.0, victory_ * d - rules_.coercing);
    const double gain_b = std::max(0.0, (1.0 - victory_) * d - rules_.coerced);
    const double g = gain_a + gain_b > 0.0 ? gain_a / (gain_a + gain_b) : victory_;
    return b_.stance + g * (a_.stance - b_.stance);
  }

  /// Where a bargain meets: z_B + m (z_A - z_B); whoever suffers more by giving way gives way less.
  [[nodiscard]] double bargain() const {
    const double h_a = victory_ * (1.0 + rules_.pride * a_.resolve);
    const double h_b = (1.0 - victory_) * (1.0 + rules_.pride * b_.resolve);
    return b_.stance + h_a / (h_a + h_b) * (a_.stance - b_.stance);
  }

  /// Cost to A of coercing: less if it is a hawk, more if B retaliates, which may be a chance.
  [[nodiscard]] double cost_a(double hawk, double retaliatory) const {
    return rules_.coercing * (1.0 - rules_.hardened * hawk) + rules_.retaliation * retaliatory;
  }
  /// Cost to B of being coerced: less if it retaliates.
  [[nodiscard]] double cost_b(double retaliatory) const {
    return rules_.coerced * (1.0 - rules_.hardened * retaliatory);
  }

  /// The payoff of stances (y, y') to one of the two: (u(y) + u(y')) / 2, less pride rho |move|.
  [[nodiscard]] double payoff(const Player& who, double stance_a, double stance_b) const {
    const double own = &who == &a_ ? stance_a : stance_b;
    return (utility(who, stance_a) + utility(who, stance_b)) / 2.0 -
           rules_.pride * who.resolve * std::abs(own - who.stance);
  }

  [[nodiscard]] double payoff_peace(const Player& who) const { return payoff(who, a_.stance, b_.stance); }
  [[nodiscard]] double payoff_giving_in(const Player& who) const { return payoff(who, a_.stance, demand()); }
  [[nodiscard]] double payoff_bargain(const Player& who) const { return payoff(who, bargain(), bargain()); }
  /// Costs come on top of this.
  [[nodiscard]] double payoff_contest(const Player& who) const {
    return victory_ * payoff(who, a_.stance, a_.stance) + (1.0 - victory_) * payoff(who, b_.stance, b_.stance);
  }

  /// Logit with precision lambda: the chance of taking what is worth `one` rather than `other`.
  [[nodiscard]] double logit(double one, double other) const {
    return 1.0 / (1.0 + std::exp(rules_.precision * (other - one)));
  }

  /// Payoff to A, hawk (1) or not (0), of coercing B.
  [[nodiscard]] double payoff_coercing(double hawk) const {
    return payoff_contest(a_) - cost_a(hawk, b_.belief.retaliatory);
  }

  /// Chance that A coerces once B resists, rather than bargain.
  [[nodiscard]] double coerces(double hawk) const { return logit(payoff_coercing(hawk), payoff_bargain(a_)); }

  /// Payoff to B, retaliatory (1) or not (0), of resisting: A may be a hawk or not, and coerce or bargain.
  [[nodiscard]] double payoff_resisting(double retaliatory) const {
    const double coerced = payoff_contest(b_) - cost_b(retaliatory);
    const double by_hawk = coerces(1.0) * coerced + (1.0 - coerces(1.0)) * payoff_bargain(b_);
    const double by_dove = coerces(0.0) * coerced + (1.0 - coerces(0.0)) * payoff_bargain(b_);
    return a_.belief.hawk * by_hawk + (1.0 - a_.belief.hawk) * by_dove;
  }

  /// Chance that B resists a challenge, rather than give in.
  [[nodiscard]] double resists(double retaliatory) const {
    return logit(payoff_resisting(retaliatory), payoff_giving_in(b_));
  }

  /// Payoff to A of challenging: B resists or gives in, for all that A knows of its type.
  [[nodiscard]] double payoff_challenging(double hawk) const {
    const double resistance = b_.belief.retaliatory * resists(1.0) + (1.0 - b_.belief.retaliatory) * resists(0.0);
    const double resisted = coerces(hawk) * payoff_coercing(hawk) + (1.0 - coerces(hawk)) * payoff_bargain(a_);
    return resistance * resisted + (1.0 - resistance) * payoff_giving_in(a_);
  }

  /// Chance that A challenges B, rather than leave it in peace.
  [[nodiscard]] double challenges(double hawk) const { return logit(payoff_challenging(hawk), payoff_peace(a_)); }

  [[nodiscard]] double chance_of_victory() const { return victory_; }

 private:
  const Rules& rules_;
  const Player &a_, &b_;
  double victory_;
};

/// One draw of an issue from beginning to end. It is done with after `play`.
class Game {
 public:
  Game(const Draw& draw, const Rules& rules) : draw_(draw), rules_(rules) {
    for (std::size_t i = 0; i < draw.actors.size(); ++i) {
      const auto& actor = draw.actors[i];
      const double x = (actor.position - draw.low) / (draw.high - draw.low);
      const double rho = draw.resolve[i];
      const std::size_t id = draw.who[i];
      const double belief = std::clamp(rho, least_belief, 1.0 - least_belief);
      players_.push_back({.id = id,
                          .ideal = x,
                          .stance = x,
                          .weight = actor.capability * actor.salience,
                          .resolve = rho,
                          .type = {happens(0, id, id, 0, rho) ? 1.0 : 0.0, happens(0, id, id, 1, rho) ? 1.0 : 0.0},
                          .belief = {belief, belief}});
    }
  }

  /// Plays rounds until nobody moves, or one is worth less than the one before, or there are no more.
  Result play() {
    result_.settled_after = rules_.rounds + 1;
    result_.course.push_back(stances());
    double before = total(std::vector<double>(players_.size(), 0.0));
    for (std::size_t round = 1; round <= rules_.rounds; ++round) {
      const Players kept = players_;
      const double now = total(play_round(round));
      const bool moved = std::any_of(moves_.begin(), moves_.end(), [](const auto& of) { return !of.empty(); });
      if (moved) {
        result_.closest = std::min(result_.closest, std::abs(now - before));
      }
      if (!moved || now < before - rounding) {
        players_ = kept;
        result_.settled_after = round - 1;
        break;
      }
      before = now;
      result_.course.push_back(stances());
    }
    result_.outcome = on_scale(rules_.median ? weighted_median() : weighted_mean());
    return result_;
  }

 private:
  /// Whether something of the given chance comes about, by the random number of this round, pair and node.
  bool happens(std::size_t round, std::size_t a, std::size_t b, std::size_t node, double chance) {
    constexpr std::uint64_t nodes = 4;
    constexpr std::uint64_t actors = 65536;
    const std::uint64_t step = ((round * actors + a) * actors + b) * nodes + node;
    const double u = math::uniform(draw_.seed, {draw_.shocks}, draw_.number, step);
    result_.closest = std::min(result_.closest, std::abs(u - chance));
    return u < chance;
  }

  /// Everybody plays everybody; then all move and all learn. Returns the costs of the round, actor by actor.
  std::vector<double> play_round(std::size_t round) {
    moves_.assign(players_.size(), {});
    evidence_.assign(players_.size(), {});
    for (std::size_t a = 0; a < players_.size(); ++a) {
      for (std::size_t b = 0; b < players_.size(); ++b) {
        const bool apart = std::abs(players_[a].stance - players_[b].stance) > same_stance;
        if (apart && players_[a].weight > 0.0 && players_[b].weight > 0.0) {
          play_pair(round, a, b);
        }
      }
    }
    std::vector<double> costs = carry_out_moves();
    learn();
    return costs;
  }

  /// The game of one ordered pair.
  void play_pair(std::size_t round, std::size_t a, std::size_t b) {
    const Pair pair(rules_, players_, a, b);
    const Player& A = players_[a];
    const Player& B = players_[b];
    const std::pair game(A.id, B.id);
    const bool challenged = happens(round, A.id, B.id, 0, pair.challenges(A.type.hawk));
    see_choice_of_a(a, challenged, pair.challenges(1.0), pair.challenges(0.0));
    if (!challenged) {
      return;
    }
    const bool resisted = happens(round, A.id, B.id, 1, pair.resists(B.type.retaliatory));
    see_choice_of_b(b, resisted, pair.resists(1.0), pair.resists(0.0));
    if (!resisted) {
      moves_[b].push_back({pair.demand(), game, {}});
      return;
    }
    const bool coerced = happens(round, A.id, B.id, 2, pair.coerces(A.type.hawk));
    see_choice_of_a(a, coerced, pair.coerces(1.0), pair.coerces(0.0));
    if (!coerced) {
      moves_[a].push_back({pair.bargain(), game, {}});
      moves_[b].push_back({pair.bargain(), game, {}});
      return;
    }
    const Contest contest{a, b, pair.cost_a(A.type.hawk, B.type.retaliatory), pair.cost_b(B.type.retaliatory)};
    const bool won = happens(round, A.id, B.id, 3, pair.chance_of_victory());
    moves_[won ? b : a].push_back({won ? A.stance : B.stance, game, contest});
  }

  /// What others learn of A where it challenges or coerces, or does not, and of B where it resists or does not.
  void see_choice_of_a(std::size_t a, bool did, double if_hawk, double if_dove) {
    evidence_[a].if_hawk *= did ? if_hawk : 1.0 - if_hawk;
    evidence_[a].if_dove *= did ? if_dove : 1.0 - if_dove;
  }
  void see_choice_of_b(std::size_t b, bool did, double if_retaliatory, double if_pacific) {
    evidence_[b].if_retaliatory *= did ? if_retaliatory : 1.0 - if_retaliatory;
    evidence_[b].if_pacific *= did ? if_pacific : 1.0 - if_pacific;
  }

  /// Everybody takes the move nearest to its ideal. Returns what each pays: pride, and the contests that decided.
  std::vector<double> carry_out_moves() {
    std::vector<double> costs(players_.size(), 0.0);
    for (std::size_t i = 0; i < players_.size(); ++i) {
      if (moves_[i].empty()) {
        continue;
      }
      Player& player = players_[i];
      const Move& taken = *std::min_element(moves_[i].begin(), moves_[i].end(), [&](const Move& one, const Move& two) {
        return std::pair(std::abs(one.to - player.ideal), one.game) <
               std::pair(std::abs(two.to - player.ideal), two.game);
      });
      costs[i] += rules_.pride * player.resolve * std::abs(taken.to - player.stance);
      player.stance = taken.to;
      if (taken.contest) {
        costs[taken.contest->a] += taken.contest->cost_a;
        costs[taken.contest->b] += taken.contest->cost_b;
      }
    }
    return costs;
  }

  /// Bayes' rule from what was seen.
  void learn() {
    const auto update = [](double& belief, double if_so, double if_not) {
      const double posterior = belief * if_so / (belief * if_so + (1.0 - belief) * if_not);
      belief = std::clamp(posterior, least_belief, 1.0 - least_belief);
    };
    for (std::size_t i = 0; i < players_.size(); ++i) {
      update(players_[i].belief.hawk, evidence_[i].if_hawk, evidence_[i].if_dove);
      update(players_[i].belief.retaliatory, evidence_[i].if_retaliatory, evidence_[i].if_pacific);
    }
  }

  /// sum_i w_i (mean_j u_i(z_j) - costs_i), here over sum_i w_i, so that rounding has a unit.
  [[nodiscard]] double total(const std::vector<double>& costs) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < players_.size(); ++i) {
      double mean = 0.0;
      for (const Player& other : players_) {
        mean += utility(players_[i], other.stance) / static_cast<double>(players_.size());
      }
      sum += players_[i].weight * (mean - costs[i]);
    }
    return sum / total_weight();
  }

  [[nodiscard]] double total_weight() const {
    double sum = 0.0;
    for (const Player& player : players_) {
      sum += player.weight;
    }
    return sum;
  }

  /// sum_i w_i z_i / sum_i w_i.
  [[nodiscard]] double weighted_mean() const {
    double sum = 0.0;
    for (const Player& player : players_) {
      sum += player.weight * player.stance;
    }
    return sum / total_weight();
  }

  /// The lowest stance with at least half of the weight at or below it.
  [[nodiscard]] double weighted_median() const {
    Players sorted = players_;
    std::sort(sorted.begin(), sorted.end(), [](const Player& a, const Player& b) { return a.stance < b.stance; });
    double weight = 0.0;
    std::size_t i = 0;
    while (weight + sorted[i].weight < total_weight() / 2.0) {
      weight += sorted[i++].weight;
    }
    return sorted[i].stance;
  }

  [[nodiscard]] std::vector<double> stances() const {
    std::vector<double> list;
    for (const Player& player : players_) {
      list.push_back(on_scale(player.stance));
    }
    return list;
  }

  [[nodiscard]] double on_scale(double z) const { return draw_.low + z * (draw_.high - draw_.low); }

  const Draw& draw_;
  const Rules& rules_;
  Players players_;
  Result result_;
  std::vector<std::vector<Move>> moves_;
  std::vector<Evidence> evidence_;
};

}  // namespace suasion::test::reference::resolve
