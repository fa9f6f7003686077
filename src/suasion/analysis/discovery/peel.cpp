#include "suasion/analysis/discovery/peel.hpp"

#include <algorithm>

#include "suasion/analysis/discovery/cut.hpp"

namespace suasion::analysis::discovery {

namespace {

/// A slice that may be peeled off.
struct Slice {
  std::size_t input = 0;
  bool upper = false;
  Cut cut = {};
  double gain = 0.0;  ///< of density, for each draw given up
};

/// The box as sorted lists of rows. Rows that were peeled off stay in the lists until they are half of them, so that a
/// step costs in proportion to what it looks at, not to what is left.
class Peeling {
 public:
  Peeling(const Draws& draws, Order order)
      : draws_(draws),
        order_(std::move(order)),
        first_(draws.inputs.size(), 0),
        last_(draws.inputs.size(), order_.rows),
        alive_(draws.size(), 0) {
    for (const std::uint32_t row : order_.of(0)) {
      alive_[row] = 1;
      ++in_.draws;
      in_.hits += draws.of_interest[row];
    }
  }

  [[nodiscard]] Count in() const { return in_; }

  /// The best slice of about `wanted` draws that leaves at least `least`; one without draws if there is none.
  [[nodiscard]] Slice best(std::size_t wanted, std::size_t least) {
    Slice best;
    for (std::size_t j = 0; j < draws_.inputs.size(); ++j) {
      skip_dead_ends(j);
      for (const bool upper : {false, true}) {
        const Slice slice = slice_of(j, upper, wanted);
        if (slice.cut.draws > 0 && in_.draws - slice.cut.draws >= least &&
            (best.cut.draws == 0 || slice.gain > best.gain)) {
          best = slice;
        }
      }
    }
    return best;
  }

  void remove(const Slice& slice) {
    const std::span<const std::uint32_t> rows = order_.of(slice.input);
    std::size_t left = slice.cut.draws;
    for (std::size_t i = 0; left > 0; ++i) {
      const std::uint32_t row = slice.upper ? rows[last_[slice.input] - 1 - i] : rows[first_[slice.input] + i];
      left -= alive_[row];
      alive_[row] = 0;
    }
    in_.draws -= slice.cut.draws;
    in_.hits -= slice.cut.hits;
    if (2 * in_.draws < order_.rows) {
      order_ = among(order_, alive_);
      std::fill(first_.begin(), first_.end(), 0);
      std::fill(last_.begin(), last_.end(), order_.rows);
    }
  }

 private:
  void skip_dead_ends(std::size_t input) {
    const std::span<const std::uint32_t> rows = order_.of(input);
    while (alive_[rows[first_[input]]] == 0) {
      ++first_[input];
    }
    while (alive_[rows[last_[input] - 1]] == 0) {
      --last_[input];
    }
  }

  [[nodiscard]] Slice slice_of(std::size_t input, bool upper, std::size_t wanted) const {
    const std::span<const std::uint32_t> rows = order_.of(input);
    const std::span<const double> column = draws_.inputs[input];
    CutFinder finder(wanted);
    const std::size_t length = last_[input] - first_[input];
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint32_t row = upper ? rows[last_[input] - 1 - i] : rows[first_[input] + i];
      if (alive_[row] != 0 && finder.add(column[row], draws_.of_interest[row] != 0)) {
        break;
      }
    }
    const Cut& cut = finder.cut();
    const auto rest = static_cast<double>(in_.draws - cut.draws);
    const double before = static_cast<double>(in_.hits) / static_cast<double>(in_.draws);
    const double after = rest > 0.0 ? static_cast<double>(in_.hits - cut.hits) / rest : before;
    return {input, upper, cut, cut.draws == 0 ? 0.0 : (after - before) / static_cast<double>(cut.draws)};
  }

  const Draws& draws_;
  Order order_;
  std::vector<std::size_t> first_, last_;  ///< [inputs]: where the living part of each list begins and ends
  std::vector<std::uint8_t> alive_;        ///< [draws]
  Count in_ = {};
};

}  // namespace

Trajectory peel(const Draws& draws, Order order, double alpha, std::size_t least) {
  base::require(order.rows > 0 && alpha > 0.0 && alpha < 1.0 && least > 0, "peeling needs rows and a share");
  Peeling peeling(draws, std::move(order));
  Trajectory trajectory = {{Box{}, peeling.in()}};
  while (peeling.in().hits < peeling.in().draws) {
    const auto wanted =
        std::max<std::size_t>(1, static_cast<std::size_t>(alpha * static_cast<double>(peeling.in().draws)));
    const Slice slice = peeling.best(wanted, least);
    if (slice.cut.draws == 0) {
      break;
    }
    peeling.remove(slice);
    const Box& box = trajectory.back().box;
    trajectory.push_back({slice.upper ? with_high(box, slice.input, bound_below(slice.cut.next, slice.cut.last))
                                      : with_low(box, slice.input, bound_above(slice.cut.last, slice.cut.next)),
                          peeling.in()});
  }
  return trajectory;
}

}  // namespace suasion::analysis::discovery
