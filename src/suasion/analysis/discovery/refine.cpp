#include "suasion/analysis/discovery/refine.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "suasion/analysis/discovery/cut.hpp"
#include "suasion/base/result.hpp"

namespace suasion::analysis::discovery {

namespace {

/// A draw that one bound alone keeps out of the box.
struct Outer {
  double value = 0.0;
  std::uint8_t hit = 0;
};

/// For each side of a box, the draws just below and just above it, from the box outwards.
struct Rim {
  std::vector<Outer> below = {}, above = {};
};

std::vector<Rim> rims(const Box& box, const Draws& draws, std::span<const std::uint32_t> rows, Count& in) {
  std::vector<Rim> result(box.size());
  in = {};
  for (const std::uint32_t row : rows) {
    const Broken where = broken(box, draws, row);
    if (where.sides == 0) {
      ++in.draws;
      in.hits += draws.of_interest[row];
    } else if (where.sides == 1) {
      const Side& side = box[where.last];
      const double x = draws.inputs[side.input][row];
      (x < side.low ? result[where.last].below : result[where.last].above).push_back({x, draws.of_interest[row]});
    }
  }
  for (Rim& rim : result) {
    std::sort(rim.below.begin(), rim.below.end(), [](const Outer& a, const Outer& b) { return a.value > b.value; });
    std::sort(rim.above.begin(), rim.above.end(), [](const Outer& a, const Outer& b) { return a.value < b.value; });
  }
  return result;
}

/// The slice next to the box; all of it, with no bound left, if it has no more draws than wanted.
struct Patch {
  Count count = {};
  bool open = false;  ///< nothing lies beyond
  double last = 0.0, next = 0.0;
};

Patch patch(const std::vector<Outer>& outer, std::size_t wanted) {
  CutFinder finder(wanted);
  for (const Outer& one : outer) {
    if (finder.add(one.value, one.hit != 0)) {
      const Cut& cut = finder.cut();
      return {{cut.draws, cut.hits}, false, cut.last, cut.next};
    }
  }
  return {finder.seen(), true, 0.0, 0.0};
}

double ratio(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// The densest box that one patch makes, if it is at least as dense as the box; without sides and draws if none is.
struct Pasted {
  bool found = false;
  double density = 0.0;
  Box box = {};
};

Box pasted_on(const Box& box, std::size_t input, bool upper, const Patch& patch) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return upper ? with_high(box, input, patch.open ? infinity : bound_below(patch.last, patch.next))
               : with_low(box, input, patch.open ? -infinity : bound_above(patch.next, patch.last));
}

Pasted best_pasted(const Box& box, const std::vector<Rim>& all, Count in, std::size_t wanted) {
  Pasted best{.density = ratio(in.hits, in.draws)};
  for (std::size_t s = 0; s < box.size(); ++s) {
    for (const bool upper : {false, true}) {
      const Patch slice = patch(upper ? all[s].above : all[s].below, wanted);
      const double density = ratio(in.hits + slice.count.hits, in.draws + slice.count.draws);
      if (slice.count.draws > 0 && (density > best.density || (!best.found && density == best.density))) {
        best = {true, density, pasted_on(box, box[s].input, upper, slice)};
      }
    }
  }
  return best;
}

}  // namespace

std::vector<double> quasi_p(const Box& box, const Draws& draws, std::span<const std::uint32_t> rows) {
  Count in;
  std::vector<double> result;
  std::vector<Count> without(box.size());  // kept out by one side alone
  for (const std::uint32_t row : rows) {
    const Broken where = broken(box, draws, row);
    if (where.sides < 2) {
      Count& count = where.sides == 0 ? in : without[where.last];
      ++count.draws;
      count.hits += draws.of_interest[row];
    }
  }
  for (const Count& out : without) {
    const std::size_t all = in.draws + out.draws;
    result.push_back(all == 0 ? 1.0 : binomial_tail(in.hits, in.draws, ratio(in.hits + out.hits, all)));
  }
  return result;
}

Box drop_idle(Box box, const Draws& draws, std::span<const std::uint32_t> rows, double level) {
  const double ends = 2.0 * static_cast<double>(draws.inputs.size());
  while (!box.empty()) {
    const std::vector<double> p = quasi_p(box, draws, rows);
    const auto worst = std::max_element(p.begin(), p.end());
    if (*worst * ends <= level) {
      break;
    }
    box.erase(box.begin() + (worst - p.begin()));
  }
  return box;
}

Box paste(Box box, const Draws& draws, std::span<const std::uint32_t> rows, double alpha) {
  while (true) {
    Count in;
    const std::vector<Rim> all = rims(box, draws, rows, in);
    if (in.draws == 0) {
      return box;
    }
    const auto wanted = std::max<std::size_t>(1, static_cast<std::size_t>(alpha * static_cast<double>(in.draws)));
    Pasted larger = best_pasted(box, all, in, wanted);
    if (!larger.found) {
      return box;
    }
    box = std::move(larger.box);
  }
}

}  // namespace suasion::analysis::discovery
