#include "suasion/analysis/sensitivity/slice_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/analysis/sensitivity/resamples.hpp"

namespace suasion::analysis {

SliceTable::SliceTable(const Classes& slice, const Classes& bin, std::size_t stride)
    : SliceTable(slice.count, bin.count) {
  // one slice and one bin more take what is not finite, so that counting needs no question
  const std::size_t width = bins_ + 1;
  std::vector<std::uint32_t> all((slices_ + 1) * width, 0);
  for (std::size_t i = 0; i < slice.of.size(); ++i) {
    ++all[slice.of[i] * width + bin.of[i * stride]];
  }
  for (std::size_t s = 0; s < slices_; ++s) {
    std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(s * width), bins_,
                counts_.begin() + static_cast<std::ptrdiff_t>(s * bins_));
  }
  add_up();
}

void SliceTable::add_up() {
  sizes_.assign(slices_, 0.0);
  shares_.assign(counts_.size(), 0.0);
  whole_.assign(bins_, 0.0);
  draws_ = 0;
  for (std::size_t s = 0; s < slices_; ++s) {
    std::size_t size = 0;
    for (std::size_t b = 0; b < bins_; ++b) {
      size += counts_[s * bins_ + b];
      shares_[s * bins_ + b] = static_cast<double>(size);
      whole_[b] += static_cast<double>(size);
    }
    sizes_[s] = static_cast<double>(size);
    for (std::size_t b = 0; b < bins_ && size > 0; ++b) {
      shares_[s * bins_ + b] /= sizes_[s];
    }
    draws_ += size;
  }
  for (double& share : whole_) {
    share /= std::max(1.0, static_cast<double>(draws_));
  }
}

KsSummary SliceTable::summary(std::vector<double> distances) const {
  if (distances.empty()) {
    return {};
  }
  const double median = quantile_of(distances, 0.5);  // which sorts them
  return {median, distances.back()};
}

KsSummary SliceTable::distances() const {
  std::vector<double> all;
  for (std::size_t s = 0; s < slices_; ++s) {
    if (sizes_[s] > 0.0) {
      double most = 0.0;
      for (std::size_t b = 0; b < bins_; ++b) {
        most = std::max(most, std::abs(shares_[s * bins_ + b] - whole_[b]));
      }
      all.push_back(most);
    }
  }
  return summary(std::move(all));
}

SliceTable SliceTable::coarse(std::size_t bins) const {
  if (bins_ <= bins || bins == 0) {
    return *this;
  }
  const std::size_t together = (bins_ + bins - 1) / bins;
  SliceTable result(slices_, (bins_ + together - 1) / together);
  for (std::size_t s = 0; s < slices_; ++s) {
    for (std::size_t b = 0; b < bins_; ++b) {
      result.counts_[s * result.bins_ + b / together] += counts_[s * bins_ + b];
    }
  }
  result.add_up();
  return result;
}

KsSummary SliceTable::bootstrap_distances(std::span<const double> normals) const {
  // First order: F_s moves by (sum over its cells up to b - F_s sum over all its cells) / n_s, and so does F of all.
  std::vector<double> moved(counts_.size(), 0.0);
  std::vector<double> moved_whole(bins_, 0.0);
  double total = 0.0;
  for (std::size_t s = 0; s < slices_; ++s) {
    double sum = 0.0;
    for (std::size_t b = 0; b < bins_; ++b) {
      const std::size_t cell = s * bins_ + b;
      sum += std::sqrt(static_cast<double>(counts_[cell])) * normals[cell];
      moved[cell] = sum;
      moved_whole[b] += sum;
    }
    total += sum;
    for (std::size_t b = 0; b < bins_; ++b) {
      const std::size_t cell = s * bins_ + b;
      moved[cell] = shares_[cell] + (moved[cell] - shares_[cell] * sum) / std::max(1.0, sizes_[s]);
    }
  }
  const double draws = std::max(1.0, static_cast<double>(draws_));
  std::vector<double> all;
  for (std::size_t s = 0; s < slices_; ++s) {
    if (sizes_[s] > 0.0) {
      double most = 0.0;
      for (std::size_t b = 0; b < bins_; ++b) {
        const double whole = whole_[b] + (moved_whole[b] - whole_[b] * total) / draws;
        most = std::max(most, std::abs(moved[s * bins_ + b] - whole));
      }
      all.push_back(most);
    }
  }
  return summary(std::move(all));
}

}  // namespace suasion::analysis
