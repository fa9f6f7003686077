#include "suasion/ensemble/sketch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace suasion::ensemble {

namespace {

constexpr int least_power = -24, most_power = 16;
constexpr std::int64_t bins_per_power = 32;
constexpr int bits_kept = 5;  // of the mantissa: 2^5 bins
constexpr int mantissa_bits = 52;
constexpr std::int64_t exponent_bias = 1023;
constexpr std::int64_t side = (most_power - least_power) * bins_per_power;  // bins of one sign
constexpr std::int64_t zero_bin = side;

/// Bins from the most negative to the most positive, zero in the middle.
std::size_t bin_of(double value) {
  const auto bits = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(std::abs(value)));
  const std::int64_t first = (exponent_bias + least_power) * bins_per_power;
  const std::int64_t step = std::min((bits >> (mantissa_bits - bits_kept)) - first, side - 1);
  if (step < 0) {
    return zero_bin;
  }
  return static_cast<std::size_t>(value < 0.0 ? zero_bin - 1 - step : zero_bin + 1 + step);
}

/// The lower edge, in size, of step `step` away from zero.
double edge(std::int64_t step) {
  const std::int64_t bits = (step + (exponent_bias + least_power) * bins_per_power) << (mantissa_bits - bits_kept);
  return std::bit_cast<double>(static_cast<std::uint64_t>(bits));
}

}  // namespace

void Sketch::add(double value) {
  if (bins_.empty()) {
    bins_.assign(2 * side + 1, 0);
  }
  ++bins_[bin_of(value)];
  ++count_;
}

void Sketch::merge(const Sketch& other) {
  if (other.bins_.empty()) {
    return;
  }
  if (bins_.empty()) {
    bins_.assign(2 * side + 1, 0);
  }
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    bins_[i] += other.bins_[i];
  }
  count_ += other.count_;
}

double Sketch::quantile(double p) const {
  if (count_ == 0) {
    return 0.0;
  }
  const double wanted = p * static_cast<double>(count_);
  double below = 0.0;
  std::int64_t bin = 0;
  const auto count = [&](std::int64_t at) { return static_cast<double>(bins_[static_cast<std::size_t>(at)]); };
  while (bin + 1 < static_cast<std::int64_t>(bins_.size()) && (count(bin) == 0.0 || below + count(bin) < wanted)) {
    below += count(bin);
    ++bin;
  }
  if (bin == zero_bin) {
    return 0.0;
  }
  const double share = std::clamp((wanted - below) / std::max(1.0, count(bin)), 0.0, 1.0);
  if (bin > zero_bin) {
    const std::int64_t step = bin - zero_bin - 1;
    return edge(step) + share * (edge(step + 1) - edge(step));
  }
  const std::int64_t step = zero_bin - 1 - bin;
  return -(edge(step + 1) - share * (edge(step + 1) - edge(step)));
}

}  // namespace suasion::ensemble
