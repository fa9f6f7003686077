#include "suasion/analysis/coalitions/power.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/analysis/coalitions/swings.hpp"
#include "suasion/math/random.hpp"

namespace suasion::analysis::coalitions {

namespace {

constexpr std::size_t most_counted = 1000;  ///< actors, so that the number of coalitions is a double
constexpr double most_work = 1e9;           ///< additions of dynamic programming: a few seconds
constexpr double most_cells = 1e7;          ///< doubles in a table, of which some are held at a time

Power of_swings(const Swings& swings, Method method) {
  const std::size_t n = swings.size();
  Power power{.method = method};
  power.shapley_shubik.assign(n, 0.0);
  power.penrose.assign(n, 0.0);
  power.shapley_shubik_error.assign(n, 0.0);
  power.penrose_error.assign(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    double choices = 1.0;  // of `others` among n - 1
    for (std::size_t others = 0; others < n; ++others) {
      // others! (n - 1 - others)! / n!
      power.shapley_shubik[i] += swings[i][others] / choices / static_cast<double>(n);
      power.penrose[i] += std::ldexp(swings[i][others], 1 - static_cast<int>(n));
      choices *= static_cast<double>(n - 1 - others) / static_cast<double>(others + 1);
    }
  }
  return power;
}

/// A coalition that actors join one by one.
class Growing {
 public:
  explicit Growing(const Hurdles& game) : game_(game), sums_(game.all.size(), 0.0) {}

  void clear() { std::fill(sums_.begin(), sums_.end(), 0.0); }

  void join(std::size_t actor) {
    for (std::size_t h = 0; h < sums_.size(); ++h) {
      sums_[h] += game_.all[h].weights[actor];
    }
  }

  /// True if the coalition wins with another actor's vote, or without it.
  [[nodiscard]] bool wins_with(std::size_t actor, double votes) const {
    for (std::size_t h = 0; h < sums_.size(); ++h) {
      if (sums_[h] + votes * game_.all[h].weights[actor] < game_.all[h].need) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool wins() const { return wins_with(0, 0.0); }

 private:
  const Hurdles& game_;
  std::vector<double> sums_;
};

std::size_t pivot(const Hurdles& game, std::span<const std::size_t> order) {
  Growing coalition(game);
  for (const std::size_t actor : order) {
    coalition.join(actor);
    if (coalition.wins()) {
      return actor;
    }
  }
  return order.back();  // all together win, but sums in another order may differ in the last bit
}

void shuffle(std::vector<std::size_t>& order, const Sampling& sampling, std::uint64_t sample) {
  const math::Channel channel = math::channel("coalitions.orders");
  for (std::size_t i = order.size() - 1; i > 0; --i) {
    const double u = math::uniform(sampling.seed, channel, sample, i);
    std::swap(order[i], order[static_cast<std::size_t>(u * static_cast<double>(i + 1))]);
  }
}

/// Adds a random coalition to the counts of swings.
void add_swings(const Hurdles& game, const Sampling& sampling, std::uint64_t sample, Growing& coalition,
                std::vector<double>& swings) {
  const math::Channel channel = math::channel("coalitions.votes");
  std::vector<std::uint8_t> in(game.actors);
  coalition.clear();
  for (std::size_t i = 0; i < game.actors; ++i) {
    in[i] = math::bits(sampling.seed, channel, sample, i) >> 63 != 0 ? 1 : 0;
    if (in[i] != 0) {
      coalition.join(i);
    }
  }
  for (std::size_t i = 0; i < game.actors; ++i) {
    const bool with = coalition.wins_with(i, in[i] != 0 ? 0.0 : 1.0);
    const bool without = coalition.wins_with(i, in[i] != 0 ? -1.0 : 0.0);
    swings[i] += with && !without ? 1.0 : 0.0;
  }
}

double standard_error(double share, double samples) {
  return std::sqrt(share * (1.0 - share) / samples);
}

Power sampled(const Hurdles& game, const Sampling& sampling) {
  base::require(sampling.samples > 0, "sampling needs samples");
  const std::size_t n = game.actors;
  Power power{.method = Method::sampling};
  power.shapley_shubik.assign(n, 0.0);
  power.penrose.assign(n, 0.0);
  std::vector<std::size_t> order(n);
  Growing coalition(game);
  for (std::uint64_t sample = 0; sample < sampling.samples; ++sample) {
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, sampling, sample);
    power.shapley_shubik[pivot(game, order)] += 1.0;
    add_swings(game, sampling, sample, coalition, power.penrose);
  }
  const auto samples = static_cast<double>(sampling.samples);
  for (std::size_t i = 0; i < n; ++i) {
    power.shapley_shubik[i] /= samples;
    power.penrose[i] /= samples;
    power.shapley_shubik_error.push_back(standard_error(power.shapley_shubik[i], samples));
    power.penrose_error.push_back(standard_error(power.penrose[i], samples));
  }
  return power;
}

bool can_program(const Hurdles& game) {
  const auto n = static_cast<double>(game.actors);
  const double cells = cells_of_program(game);
  return game.actors <= most_counted && cells <= most_cells && cells * n * std::ceil(std::sqrt(n)) <= most_work;
}

}  // namespace

base::Result<Power> power(const Game& game, const Sampling& sampling) {
  const base::Result<Hurdles> rules = hurdles(game);
  if (!rules) {
    return tl::unexpected(rules.error());
  }
  Power result = rules->actors <= most_enumerated ? of_swings(swings_by_enumeration(*rules), Method::enumeration)
                 : can_program(*rules)            ? of_swings(swings_by_program(*rules), Method::program)
                                                  : sampled(*rules, sampling);
  const double sum = std::accumulate(result.penrose.begin(), result.penrose.end(), 0.0);
  for (const double one : result.penrose) {
    result.banzhaf.push_back(sum > 0.0 ? one / sum : 0.0);
  }
  return result;
}

base::Result<Pivots> pivots(const Game& game, std::span<const double> positions) {
  const base::Result<Hurdles> rules = hurdles(game);
  if (!rules) {
    return tl::unexpected(rules.error());
  }
  base::require(positions.size() == rules->actors, "one position for each actor");
  std::vector<std::size_t> order(positions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return positions[a] < positions[b]; });
  Pivots result{.rising = pivot(*rules, order)};
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return positions[a] > positions[b]; });
  result.falling = pivot(*rules, order);
  return result;
}

}  // namespace suasion::analysis::coalitions
