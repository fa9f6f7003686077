#include "suasion/analysis/coalitions/blocking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "suasion/analysis/coalitions/swings.hpp"

namespace suasion::analysis::coalitions {

namespace {

/// A set as bits, with what it is ordered by.
struct Candidate {
  int size = 0;
  double weight = 0.0;
  std::size_t bits = 0;
};

Members members(std::size_t bits) {
  Members result;
  for (; bits != 0; bits &= bits - 1) {
    result.push_back(static_cast<std::size_t>(std::countr_zero(bits)));
  }
  return result;
}

double weight_of(const std::vector<double>& weights, std::size_t bits) {
  double sum = 0.0;
  for (; bits != 0; bits &= bits - 1) {
    sum += weights[static_cast<std::size_t>(std::countr_zero(bits))];
  }
  return sum;
}

bool is_minimal(const std::vector<std::uint8_t>& enough, std::size_t bits) {
  for (std::size_t rest = bits; rest != 0; rest &= rest - 1) {
    if (enough[bits ^ (rest & ~(rest - 1))] != 0) {
      return false;
    }
  }
  return true;
}

bool comes_first(const Candidate& a, const Candidate& b) {
  if (a.size != b.size) {
    return a.size < b.size;
  }
  if (a.weight != b.weight) {
    return a.weight < b.weight;
  }
  const std::size_t differ = a.bits ^ b.bits;
  return (a.bits & differ & ~(differ - 1)) != 0;  // the lowest actor that only one of them has
}

/// @param enough [sets]: 1 for sets that do it; so do all sets that hold one of them
MinimalSets minimal(const std::vector<std::uint8_t>& enough, const std::vector<double>& weights, std::size_t limit) {
  std::vector<Candidate> found;
  for (std::size_t s = 0; s < enough.size(); ++s) {
    if (enough[s] != 0 && is_minimal(enough, s)) {
      found.push_back({std::popcount(s), weight_of(weights, s), s});
    }
  }
  MinimalSets result{.count = found.size()};
  const auto shown = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::partial_sort(found.begin(), shown, found.end(), comes_first);
  std::for_each(found.begin(), shown, [&](const Candidate& one) { result.sets.push_back(members(one.bits)); });
  return result;
}

base::Result<std::vector<std::uint8_t>> winning_sets(const Game& game) {
  const base::Result<Hurdles> rules = hurdles(game);
  if (!rules) {
    return tl::unexpected(rules.error());
  }
  if (rules->actors > most_enumerated) {
    return base::fail(
        "A503",
        fmt::format("coalitions of {} actors are too many to list; {} is the most", rules->actors, most_enumerated),
        "leave out actors of little weight");
  }
  return winning(*rules);
}

/// Members that the coalition of all cannot do without.
Members needed(const Hurdles& rules) {
  Members result;
  std::vector<std::uint8_t> in(rules.actors, 1);
  for (std::size_t i = 0; i < rules.actors; ++i) {
    in[i] = 0;
    if (!wins(rules, in)) {
      result.push_back(i);
    }
    in[i] = 1;
  }
  return result;
}

}  // namespace

base::Result<MinimalSets> minimal_winning(const Game& game, std::size_t limit) {
  const base::Result<std::vector<std::uint8_t>> winning = winning_sets(game);
  if (!winning) {
    return tl::unexpected(winning.error());
  }
  return minimal(*winning, game.criteria[0].weights, limit);
}

base::Result<MinimalSets> minimal_blocking(const Game& game, std::size_t limit) {
  const base::Result<std::vector<std::uint8_t>> winning = winning_sets(game);
  if (!winning) {
    return tl::unexpected(winning.error());
  }
  // a set blocks if those outside it lose; its index is the complement's, read from the end
  std::vector<std::uint8_t> blocking(winning->rbegin(), winning->rend());
  for (std::uint8_t& one : blocking) {
    one ^= 1U;
  }
  return minimal(blocking, game.criteria[0].weights, limit);
}

base::Result<Roles> roles(const Game& game, const Power& power) {
  const base::Result<Hurdles> rules = hurdles(game);
  if (!rules) {
    return tl::unexpected(rules.error());
  }
  base::require(power.penrose.size() == rules->actors, "power of the same game");
  Roles result{.vetoers = needed(*rules)};
  std::vector<std::uint8_t> alone(rules->actors, 0);
  for (std::size_t i = 0; i < rules->actors; ++i) {
    if (power.penrose[i] == 0.0) {
      result.dummies.push_back(i);
    }
    alone[i] = 1;
    if (result.vetoers == Members{i} && wins(*rules, alone)) {
      result.dictators.push_back(i);
    }
    alone[i] = 0;
  }
  return result;
}

}  // namespace suasion::analysis::coalitions
