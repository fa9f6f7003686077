#include "suasion/ensemble/sketch_kernel.hpp"

#include "suasion/ensemble/sketch_bins.hpp"
#include "suasion/math/pack.hpp"

namespace suasion::ensemble::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

constexpr double whole = 0x1p52;  // a small number stands in the low bits of the sum of the two

/// Sign, exponent and upper mantissa of a number are its bin: steps away from zero, to the side of its sign.
template <class V>
V bin_of(V value) {
  constexpr double least = 0x1p-24;
  constexpr double largest = 0x1.fffffffffffffp15;
  static_assert(bins::least_power == -24 && bins::most_power == 16);
  const V size = min(abs(value), like(value, largest));
  const auto upper = shift_right(bits_of(size), bins::mantissa_bits - bins::bits_kept);
  const V step = from_bits(upper | bits_like(upper, bits_of(whole))) - (whole + static_cast<double>(bins::first - 1));
  const V away = select(size < like(size, least), like(size, 0.0), step);
  return static_cast<double>(bins::zero) + select(value < like(value, 0.0), -away, away);
}

template <class V>
auto as_integer(V bin) {
  const auto bits = bits_of(bin + whole);
  return bits - bits_like(bits, bits_of(whole));
}

BinRange bins_of(const double* values, std::size_t count, std::int64_t* to) {
  Pack lowest = broadcast(static_cast<double>(2 * bins::side));
  Pack highest = broadcast(0.0);
  Pack least = broadcast(values[0]);
  Pack most = least;
  std::size_t i = 0;
  for (; i + pack_lanes <= count; i += pack_lanes) {
    const Pack value = load(values + i);
    least = min(least, value);
    most = max(most, value);
    const Pack bin = bin_of(value);
    lowest = min(lowest, bin);
    highest = max(highest, bin);
    store(to + i, as_integer(bin));
  }
  double lows[pack_lanes];
  double highs[pack_lanes];
  store(lows, lowest);
  store(highs, highest);
  double low = lows[0];
  double high = highs[0];
  double smallest = least[0];
  double largest = most[0];
  for (std::size_t lane = 1; lane < pack_lanes; ++lane) {
    low = min(low, lows[lane]);
    high = max(high, highs[lane]);
    smallest = min(smallest, least[lane]);
    largest = max(largest, most[lane]);
  }
  for (; i < count; ++i) {
    smallest = min(smallest, values[i]);
    largest = max(largest, values[i]);
    const double bin = bin_of(values[i]);
    low = min(low, bin);
    high = max(high, bin);
    to[i] = as_integer(bin);
  }
  return {as_integer(low), as_integer(high), smallest, largest};
}

}  // namespace

SketchKernels sketch_kernels() {
  return {&bins_of};
}

}  // namespace suasion::ensemble::SUASION_TARGET
