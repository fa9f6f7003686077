#include "suasion/analysis/sensitivity/classes.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "suasion/base/result.hpp"

namespace suasion::analysis {

namespace {

/// The distinct values in ascending order, if there are at most `most`; else the first most + 1 that were met.
std::vector<double> few_values(const std::vector<double>& values, std::size_t most) {
  std::vector<double> few;
  for (const double value : values) {
    const auto at = std::lower_bound(few.begin(), few.end(), value);
    if (at == few.end() || *at != value) {
      few.insert(at, value);
      if (few.size() > most) {
        break;
      }
    }
  }
  return few;
}

/// Puts those values into place that would be at k * count / most of all sorted, for k in (low, high), the values
/// between the places of low and high being between those places already. Half of the cuts at a time: far less than
/// sorting.
void place_quantiles(std::vector<double>& values, std::size_t most, std::size_t low, std::size_t high) {
  const auto place = [&](std::size_t k) {
    return values.begin() + static_cast<std::ptrdiff_t>(k * values.size() / most);
  };
  if (high - low < 2) {
    return;
  }
  const std::size_t middle = low + (high - low) / 2;  // the value at place(low) stays where it is
  std::nth_element(low > 0 ? place(low) + 1 : values.begin(), place(middle), place(high));
  place_quantiles(values, most, low, middle);
  place_quantiles(values, most, middle, high);
}

/// The least value of every class but the first. Changes the order of values.
std::vector<double> cuts_of(std::vector<double>& values, std::size_t most) {
  std::vector<double> cuts = few_values(values, most);
  if (cuts.size() > most) {
    place_quantiles(values, most, 0, most);
    cuts.assign(1, *std::min_element(values.begin(), values.end()));
    for (std::size_t k = 1; k < most; ++k) {
      const double cut = values[k * values.size() / most];
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
  std::vector<double> finite;
  finite.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(finite), [](double x) { return std::isfinite(x); });
  Classes classes{.of = std::vector<std::uint16_t>(values.size(), 0)};
  if (finite.empty()) {
    return classes;
  }
  std::vector<double> cuts = cuts_of(finite, most);
  classes.count = cuts.size() + 1;
  const Finder finder(std::move(cuts));
  std::transform(values.begin(), values.end(), classes.of.begin(), [&](double value) {
    return static_cast<std::uint16_t>(std::isfinite(value) ? finder(value) : classes.count);
  });
  return classes;
}

}  // namespace suasion::analysis
