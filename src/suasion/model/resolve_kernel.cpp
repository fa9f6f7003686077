#include "suasion/model/resolve_kernel.hpp"

#include "suasion/math/elementary.hpp"

namespace suasion::model::resolve::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// The chance of the first of two choices.
SUASION_INLINE Pack logit(Pack first, Pack second, double precision) {
  return 1.0 / (1.0 + exp(precision * (second - first)));
}

struct Player {
  Pack ideal, stance, resolve, believed_hawk, believed_retaliatory;
};

Player player(const Players& players, std::size_t i) {
  const std::size_t at = i * lanes;
  return {load(players.ideal + at), load(players.stance + at), load(players.resolve + at),
          load(players.believed_hawk + at), load(players.believed_retaliatory + at)};
}

SUASION_INLINE Pack utility(const Player& i, Pack y) {
  return 1.0 - (i.ideal - y) * (i.ideal - y);
}

SUASION_INLINE Pack pair(const Player& i, Pack y, Pack z) {
  return 0.5 * (utility(i, y) + utility(i, z));
}

/// Payoffs of one ordered pair, challenger A and target B, and the chances at each node of its game.
struct Game {
  const Costs& costs;  // NOLINT(cppcoreguidelines-avoid-const-or-ref-data-members): lives for one call
  Player a, b;
  Pack prevails, demand = {}, middle = {};
  Pack challenges[2] = {}, resists[2] = {}, coerces[2] = {};  ///< if not of the type, and if of the type

  Game(const Costs& of, const Player& challenger, const Player& target, Pack chance)
      : costs(of), a(challenger), b(target), prevails(chance) {
    place_offers();
    for (std::size_t hawk = 0; hawk < 2; ++hawk) {
      coerces[hawk] = logit(coercing(hawk), bargaining(a), costs.precision);
    }
    for (std::size_t retaliatory = 0; retaliatory < 2; ++retaliatory) {
      const Pack c = a.believed_hawk * coerces[1] + (1.0 - a.believed_hawk) * coerces[0];
      const Pack resisting = c * being_coerced(retaliatory) + (1.0 - c) * bargaining(b);
      const Pack yielding = pair(b, a.stance, demand) - pride(b, demand);
      resists[retaliatory] = logit(resisting, yielding, costs.precision);
    }
    for (std::size_t hawk = 0; hawk < 2; ++hawk) {
      const Pack r = b.believed_retaliatory * resists[1] + (1.0 - b.believed_retaliatory) * resists[0];
      const Pack met = coerces[hawk] * coercing(hawk) + (1.0 - coerces[hawk]) * bargaining(a);
      const Pack challenging = r * met + (1.0 - r) * pair(a, a.stance, demand);
      challenges[hawk] = logit(challenging, pair(a, a.stance, b.stance), costs.precision);
    }
  }

 private:
  void place_offers() {
    const Pack zero = broadcast(0.0);
    const Pack d = abs(a.stance - b.stance);
    const Pack gain_a = max(zero, prevails * d - costs.coercing);
    const Pack gain_b = max(zero, (1.0 - prevails) * d - costs.coerced);
    const Mask any = gain_a + gain_b > zero;
    const Pack g = select(any, gain_a / select(any, gain_a + gain_b, broadcast(1.0)), prevails);
    demand = b.stance + g * (a.stance - b.stance);
    const Pack hold_a = prevails * (1.0 + costs.pride * a.resolve);
    const Pack hold_b = (1.0 - prevails) * (1.0 + costs.pride * b.resolve);
    middle = b.stance + hold_a / (hold_a + hold_b) * (a.stance - b.stance);
  }
  [[nodiscard]] Pack pride(const Player& i, Pack to) const { return costs.pride * i.resolve * abs(i.stance - to); }
  [[nodiscard]] Pack bargaining(const Player& i) const { return pair(i, middle, middle) - pride(i, middle); }
  [[nodiscard]] Pack coercing(std::size_t hawk) const {
    const Pack cost =
        costs.coercing * (hawk != 0 ? 1.0 - costs.hardened : 1.0) + costs.retaliation * b.believed_retaliatory;
    return prevails * pair(a, a.stance, a.stance) +
           (1.0 - prevails) * (pair(a, b.stance, b.stance) - pride(a, b.stance)) - cost;
  }
  [[nodiscard]] Pack being_coerced(std::size_t retaliatory) const {
    const double cost = costs.coerced * (retaliatory != 0 ? 1.0 - costs.hardened : 1.0);
    return prevails * (pair(b, a.stance, a.stance) - pride(b, a.stance)) +
           (1.0 - prevails) * pair(b, b.stance, b.stance) - cost;
  }
};

void contests(const Players& players, double* distance, double* prevails) {
  const std::size_t n = players.count;
  const Pack zero = broadcast(0.0);
  for (std::size_t i = 0; i < n; ++i) {
    const Pack stance = load(players.stance + i * lanes);
    for (std::size_t k = 0; k < n; ++k) {
      store(distance + (i * n + k) * lanes, abs(load(players.ideal + k * lanes) - stance));
    }
  }
  for (std::size_t a = 0; a < n; ++a) {
    store(prevails + (a * n + a) * lanes, broadcast(0.5));
    for (std::size_t b = a + 1; b < n; ++b) {
      Pack for_a = zero;
      Pack for_b = zero;
      Pack all = zero;
      for (std::size_t k = 0; k < n; ++k) {
        const Pack v = load(players.weight + k * lanes) *
                       (load(distance + (b * n + k) * lanes) - load(distance + (a * n + k) * lanes));
        for_a = for_a + max(zero, v);
        for_b = for_b + max(zero, -v);
        all = all + abs(v);
      }
      const Mask any = all > zero;
      const Pack norm = select(any, all, broadcast(1.0));
      store(prevails + (a * n + b) * lanes, select(any, for_a / norm, broadcast(0.5)));
      store(prevails + (b * n + a) * lanes, select(any, for_b / norm, broadcast(0.5)));
    }
  }
}

void games(const Players& players, const Costs& costs, const double* prevails, std::size_t a, double* row) {
  const std::size_t n = players.count;
  const Player challenger = player(players, a);
  for (std::size_t b = 0; b < n; ++b) {
    if (b == a) {
      continue;
    }
    const Pack chance = load(prevails + (a * n + b) * lanes);
    const Game game(costs, challenger, player(players, b), chance);
    const auto put = [&](Answer answer, std::size_t type, Pack values) {
      store(row + (b * answers + static_cast<std::size_t>(answer) + type) * lanes, values);
    };
    put(Answer::prevails, 0, chance);
    put(Answer::demand, 0, game.demand);
    put(Answer::middle, 0, game.middle);
    for (std::size_t type = 0; type < 2; ++type) {
      put(Answer::challenges, type, game.challenges[type]);
      put(Answer::resists, type, game.resists[type]);
      put(Answer::coerces, type, game.coerces[type]);
    }
  }
}

}  // namespace

ResolveKernels resolve_kernels() {
  return {&contests, &games};
}

}  // namespace suasion::model::resolve::SUASION_TARGET
