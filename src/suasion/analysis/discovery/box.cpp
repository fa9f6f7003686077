#include "suasion/analysis/discovery/box.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/base/result.hpp"

namespace suasion::analysis::discovery {

namespace {

/// The side of the input, added without bounds if the box has none.
Side& side_of(Box& box, std::size_t input) {
  auto at = std::lower_bound(box.begin(), box.end(), input,
                             [](const Side& side, std::size_t wanted) { return side.input < wanted; });
  if (at == box.end() || at->input != input) {
    at = box.insert(at, Side{.input = input});
  }
  return *at;
}

Box without_idle_sides(Box box) {
  box.erase(std::remove_if(box.begin(), box.end(),
                           [](const Side& side) { return std::isinf(side.low) && std::isinf(side.high); }),
            box.end());
  return box;
}

}  // namespace

Box with_low(Box box, std::size_t input, double low) {
  side_of(box, input).low = low;
  return without_idle_sides(std::move(box));
}

Box with_high(Box box, std::size_t input, double high) {
  side_of(box, input).high = high;
  return without_idle_sides(std::move(box));
}

Broken broken(const Box& box, const Draws& draws, std::size_t row) {
  Broken result;
  for (std::size_t s = 0; s < box.size(); ++s) {
    const double x = draws.inputs[box[s].input][row];
    if (x < box[s].low || x > box[s].high) {
      ++result.sides;
      result.last = s;
    }
  }
  return result;
}

Count count_inside(const Box& box, const Draws& draws, std::span<const std::uint32_t> rows) {
  Count count;
  for (const std::uint32_t row : rows) {
    if (inside(box, draws, row)) {
      ++count.draws;
      count.hits += draws.of_interest[row];
    }
  }
  return count;
}

Fit fit(const Box& box, const Draws& draws, std::span<const std::uint32_t> rows) {
  const Count in = count_inside(box, draws, rows);
  return {share(in.hits, count_of_interest(draws, rows)), share(in.hits, in.draws)};
}

std::vector<Restriction> restrictions(const Box& box, const Draws& draws) {
  base::require(draws.size() > 0, "quantiles need draws");
  std::vector<Restriction> result;
  for (const Side& side : box) {
    std::vector<double> sorted(draws.inputs[side.input].begin(), draws.inputs[side.input].end());
    std::sort(sorted.begin(), sorted.end());
    const auto first = std::lower_bound(sorted.begin(), sorted.end(), side.low);
    const auto last = std::upper_bound(sorted.begin(), sorted.end(), side.high);
    Restriction one{.input = side.input};
    const auto n = static_cast<double>(sorted.size());
    if (std::isfinite(side.low)) {
      one.low = side.low;
      one.below = static_cast<double>(first - sorted.begin()) / n;
    }
    if (std::isfinite(side.high)) {
      one.high = side.high;
      one.up_to = static_cast<double>(last - sorted.begin()) / n;
    }
    one.least = first < last ? *first : side.low;  // a box from elsewhere may hold none of these draws
    one.most = first < last ? *(last - 1) : side.high;
    one.values = static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
    result.push_back(one);
  }
  return result;
}

double bound_above(double less, double more) {
  const double middle = 0.5 * less + 0.5 * more;
  return middle > less ? middle : more;
}

double bound_below(double less, double more) {
  const double middle = 0.5 * less + 0.5 * more;
  return middle < more ? middle : less;
}

}  // namespace suasion::analysis::discovery
