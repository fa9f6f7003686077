#include "suasion/analysis/sensitivity/classes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/base/result.hpp"

namespace suasion::analysis {

namespace {

/// The least value of every class but the first.
std::vector<double> cuts_of(const std::vector<double>& sorted, std::size_t most) {
  std::vector<double> cuts;
  for (auto next = sorted.begin(); next != sorted.end() && cuts.size() <= most;
       next = std::upper_bound(next, sorted.end(), *next)) {
    cuts.push_back(*next);
  }
  if (cuts.size() > most) {
    cuts.assign(1, sorted.front());
    for (std::size_t k = 1; k < most; ++k) {
      const double cut = sorted[k * sorted.size() / most];
      if (cut != cuts.back()) {
        cuts.push_back(cut);
      }
    }
  }
  cuts.erase(cuts.begin());
  return cuts;
}

/// Binary search without branches, which nobody could foresee: cuts are filled up to a power of two less one.
class Finder {
 public:
  explicit Finder(std::vector<double> cuts) : cuts_(std::move(cuts)) {
    while (step_ <= cuts_.size()) {
      step_ *= 2;
    }
    cuts_.resize(step_, std::numeric_limits<double>::infinity());
  }

  /// How many cuts are at most `value`, which is finite.
  [[nodiscard]] std::size_t operator()(double value) const {
    std::size_t below = 0;
    for (std::size_t step = step_ / 2; step > 0; step /= 2) {
      below += cuts_[below + step - 1] <= value ? step : 0;
    }
    return below;
  }

 private:
  std::vector<double> cuts_;
  std::size_t step_ = 1;
};

}  // namespace

Classes classify(std::span<const double> values, std::size_t most) {
  base::require(most > 0 && most < std::numeric_limits<std::uint16_t>::max(), "the number of a class has 16 bits");
  std::vector<double> sorted;
  sorted.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double x) { return std::isfinite(x); });
  std::sort(sorted.begin(), sorted.end());
  Classes classes{.of = std::vector<std::uint16_t>(values.size(), 0)};
  if (sorted.empty()) {
    return classes;
  }
  std::vector<double> cuts = cuts_of(sorted, most);
  classes.count = cuts.size() + 1;
  const Finder finder(std::move(cuts));
  std::transform(values.begin(), values.end(), classes.of.begin(), [&](double value) {
    return static_cast<std::uint16_t>(std::isfinite(value) ? finder(value) : classes.count);
  });
  return classes;
}

}  // namespace suasion::analysis
