#include "suasion/ensemble/sketch.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "suasion/ensemble/sketch_bins.hpp"
#include "suasion/ensemble/sketch_kernel.hpp"

namespace suasion::ensemble {

SUASION_PICK_KERNELS(SketchKernels, sketch_kernels)

namespace {

/// The lower edge, in size, of step `step` away from zero.
double edge(std::int64_t step) {
  const std::int64_t bits = (step + bins::first) << (bins::mantissa_bits - bins::bits_kept);
  return std::bit_cast<double>(static_cast<std::uint64_t>(bits));
}

/// The place at a share of the way through a bin.
double within(std::int64_t bin, double share) {
  if (bin == bins::zero) {
    return 0.0;
  }
  if (bin > bins::zero) {
    const std::int64_t step = bin - bins::zero - 1;
    return edge(step) + share * (edge(step + 1) - edge(step));
  }
  const std::int64_t step = bins::zero - 1 - bin;
  return -(edge(step + 1) - share * (edge(step + 1) - edge(step)));
}

}  // namespace

void Sketch::make_room(std::int64_t lowest, std::int64_t highest) {
  if (counts_.empty()) {
    first_ = lowest;
  } else if (lowest < first_) {
    counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - lowest), 0);
    first_ = lowest;
  }
  counts_.resize(std::max(counts_.size(), static_cast<std::size_t>(highest - first_ + 1)));
}

void Sketch::add(std::span<const double> values) {
  constexpr std::size_t at_once = 256;
  std::array<std::int64_t, at_once> bins;
  for (std::size_t from = 0; from < values.size(); from += at_once) {
    const std::size_t count = std::min(at_once, values.size() - from);
    const BinRange range = sketch_kernels().bins(values.data() + from, count, bins.data());
    make_room(range.lowest, range.highest);
    least_ = std::min(least_, range.least);
    most_ = std::max(most_, range.most);
    for (std::size_t i = 0; i < count; ++i) {
      ++counts_[static_cast<std::size_t>(bins[i] - first_)];
    }
  }
  count_ += values.size();
}

void Sketch::add_zeros(std::uint64_t count) {
  if (count > 0) {
    make_room(bins::zero, bins::zero);
    least_ = std::min(least_, 0.0);
    most_ = std::max(most_, 0.0);
    counts_[static_cast<std::size_t>(bins::zero - first_)] += static_cast<std::uint32_t>(count);
    count_ += count;
  }
}

void Sketch::merge(const Sketch& other) {
  if (other.counts_.empty()) {
    return;
  }
  make_room(other.first_, other.first_ + static_cast<std::int64_t>(other.counts_.size()) - 1);
  least_ = std::min(least_, other.least_);
  most_ = std::max(most_, other.most_);
  const auto offset = static_cast<std::size_t>(other.first_ - first_);
  for (std::size_t i = 0; i < other.counts_.size(); ++i) {
    counts_[offset + i] += other.counts_[i];
  }
  count_ += other.count_;
}

double Sketch::quantile(double p) const {
  if (count_ == 0) {
    return 0.0;
  }
  const double wanted = p * static_cast<double>(count_);
  double below = 0.0;
  std::size_t at = 0;
  while (at + 1 < counts_.size() && (counts_[at] == 0 || below + counts_[at] < wanted)) {
    below += counts_[at];
    ++at;
  }
  const std::int64_t bin = first_ + static_cast<std::int64_t>(at);
  const double share = std::clamp((wanted - below) / std::max(1U, counts_[at]), 0.0, 1.0);
  return std::clamp(within(bin, share), least_, most_);
}

double Sketch::quantile_error(double p) const {
  if (count_ == 0) {
    return 0.0;
  }
  const double aside = std::sqrt(p * (1.0 - p) / static_cast<double>(count_));
  return 0.5 * (quantile(std::min(1.0, p + aside)) - quantile(std::max(0.0, p - aside)));
}

std::vector<Bin> Sketch::bins() const {
  std::vector<Bin> list;
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    if (counts_[at] > 0) {
      const std::int64_t bin = first_ + static_cast<std::int64_t>(at);
      list.push_back(
          {std::clamp(within(bin, 0.0), least_, most_), std::clamp(within(bin, 1.0), least_, most_), counts_[at]});
    }
  }
  return list;
}

bool Sketch::overflows() const {
  const double largest = std::ldexp(1.0, bins::most_power);
  return count_ > 0 && (most_ >= largest || least_ <= -largest);
}

}  // namespace suasion::ensemble
