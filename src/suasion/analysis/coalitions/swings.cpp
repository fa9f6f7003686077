#include "suasion/analysis/coalitions/swings.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace suasion::analysis::coalitions {

namespace {

/// Sums of weights of all coalitions of some neighbouring actors.
std::vector<double> subset_sums(const std::vector<double>& weights, std::size_t begin, std::size_t end) {
  std::vector<double> sums(std::size_t{1} << (end - begin), 0.0);
  for (std::size_t s = 1; s < sums.size(); ++s) {
    const auto low = static_cast<std::size_t>(std::countr_zero(s));
    sums[s] = sums[s & (s - 1)] + weights[begin + low];
  }
  return sums;
}

/// Coalitions counted by size and by sums, each sum up to its need: what is beyond does not matter.
class Program {
 public:
  explicit Program(const Hurdles& game) : game_(game) {
    for (const Hurdle& hurdle : game.all) {
      spans_.push_back(static_cast<std::size_t>(hurdle.need) + 1);
      cells_ *= spans_.back();
    }
    swings_.assign(game.actors, std::vector<double>(game.actors, 0.0));
  }

  Swings run() {
    std::vector<double> table(game_.actors * cells_, 0.0);
    table[0] = 1.0;  // the empty coalition
    all_but_one(0, game_.actors, 0, table);
    return std::move(swings_);
  }

 private:
  /// @param table of the coalitions of the `joined` actors outside [begin, end)
  void all_but_one(std::size_t begin, std::size_t end, std::size_t joined, const std::vector<double>& table) {
    if (end - begin == 1) {
      count(begin, table);
      return;
    }
    const std::size_t middle = begin + (end - begin) / 2;
    std::vector<double> half = table;
    for (std::size_t i = middle; i < end; ++i) {
      join(i, joined + i - middle, half);
    }
    all_but_one(begin, middle, joined + end - middle, half);
    half = table;
    for (std::size_t i = begin; i < middle; ++i) {
      join(i, joined + i - begin, half);
    }
    all_but_one(middle, end, joined + middle - begin, half);
  }

  /// Where each cell of sums goes when the actor joins.
  [[nodiscard]] std::vector<std::size_t> targets(std::size_t actor) const {
    std::vector<std::size_t> target(cells_);
    for (std::size_t cell = 0; cell < cells_; ++cell) {
      std::size_t rest = cell;
      std::size_t stride = 1;
      for (std::size_t h = 0; h < spans_.size(); ++h) {
        const auto weight = static_cast<std::size_t>(game_.all[h].weights[actor]);
        target[cell] += stride * std::min(spans_[h] - 1, rest % spans_[h] + weight);
        rest /= spans_[h];
        stride *= spans_[h];
      }
    }
    return target;
  }

  /// Adds to the table the coalitions that the actor makes by joining those of up to `most` others.
  void join(std::size_t actor, std::size_t most, std::vector<double>& table) const {
    const std::vector<std::size_t> target = targets(actor);
    for (std::size_t size = most + 1; size-- > 0;) {
      for (std::size_t cell = 0; cell < cells_; ++cell) {
        table[(size + 1) * cells_ + target[cell]] += table[size * cells_ + cell];
      }
    }
  }

  void count(std::size_t actor, const std::vector<double>& table) {
    const std::vector<std::size_t> target = targets(actor);
    for (std::size_t cell = 0; cell + 1 < cells_; ++cell) {  // the last cell wins by itself
      if (target[cell] + 1 == cells_) {
        for (std::size_t size = 0; size < game_.actors; ++size) {
          swings_[actor][size] += table[size * cells_ + cell];
        }
      }
    }
  }

  const Hurdles& game_;
  std::vector<std::size_t> spans_ = {};
  std::size_t cells_ = 1;
  Swings swings_ = {};
};

}  // namespace

std::vector<std::uint8_t> winning(const Hurdles& game) {
  base::require(game.actors <= most_enumerated, "too many coalitions to enumerate");
  const std::size_t half = game.actors / 2;
  const std::size_t mask = (std::size_t{1} << half) - 1;
  std::vector<std::uint8_t> result(std::size_t{1} << game.actors, 1);
  for (const Hurdle& hurdle : game.all) {
    const std::vector<double> low = subset_sums(hurdle.weights, 0, half);
    const std::vector<double> high = subset_sums(hurdle.weights, half, game.actors);
    for (std::size_t s = 0; s < result.size(); ++s) {
      const bool met = low[s & mask] + high[s >> half] >= hurdle.need;
      result[s] = met ? result[s] : std::uint8_t{0};
    }
  }
  return result;
}

Swings swings_by_enumeration(const Hurdles& game) {
  const std::size_t n = game.actors;
  const std::vector<std::uint8_t> wins = winning(game);
  std::vector<std::uint32_t> with(n * (n + 1), 0);  // winning coalitions by actor and size
  std::vector<std::uint32_t> any(n + 1, 0);         // winning coalitions by size
  for (std::size_t s = 0; s < wins.size(); ++s) {
    if (wins[s] == 0) {
      continue;
    }
    const auto size = static_cast<std::size_t>(std::popcount(s));
    ++any[size];
    for (std::size_t rest = s; rest != 0; rest &= rest - 1) {
      ++with[static_cast<std::size_t>(std::countr_zero(rest)) * (n + 1) + size];
    }
  }
  // Whoever joins a winning coalition makes a winning one; the others that win with the actor are its swings.
  Swings swings(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t others = 0; others < n; ++others) {
      const std::uint32_t without = any[others] - with[i * (n + 1) + others];
      swings[i][others] = with[i * (n + 1) + others + 1] - without;
    }
  }
  return swings;
}

double cells_of_program(const Hurdles& game) {
  auto cells = static_cast<double>(game.actors);
  for (const Hurdle& hurdle : game.all) {
    if (!hurdle.whole) {
      return std::numeric_limits<double>::infinity();
    }
    cells *= hurdle.need + 1.0;
  }
  return cells;
}

Swings swings_by_program(const Hurdles& game) {
  base::require(std::isfinite(cells_of_program(game)), "dynamic programming needs whole weights");
  return Program(game).run();
}

}  // namespace suasion::analysis::coalitions
