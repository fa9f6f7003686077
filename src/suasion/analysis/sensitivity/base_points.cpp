#include "suasion/analysis/sensitivity/base_points.hpp"

#include <algorithm>

#include "suasion/base/result.hpp"
#include "suasion/math/columns_kernel.hpp"

namespace suasion::analysis {

using model::block_draws;

BasePoints::BasePoints(const ensemble::Experiment& experiment, std::size_t count, std::uint64_t seed,
                       std::size_t copies)
    : count_(count),
      factors_(experiment.factors().size()),
      padded_((count + block_draws - 1) / block_draws * block_draws),
      design_(copies * factors_ <= math::Design::most_axes(math::DesignKind::sobol)
                  ? math::DesignKind::sobol
                  : math::DesignKind::latin_hypercube),
      values_(copies * factors_ * padded_) {
  base::require(count > 0, "an analysis has base points");
  std::vector<math::Channel> channels;
  for (std::size_t copy = 0; copy < copies; ++copy) {
    for (const ensemble::Factor& factor : experiment.factors()) {
      channels.push_back(math::Channel{
          math::bits(factor.channel.key, math::channel("sensitivity.base"), static_cast<std::uint64_t>(copy))});
    }
  }
  const math::Design design(design_, seed, std::move(channels), count);
  std::vector<std::span<double>> axes;
  for (std::size_t axis = 0; axis < copies * factors_; ++axis) {
    axes.push_back(std::span(values_).subspan(axis * padded_, padded_));
    design.fill(axis, 0, axes.back());
  }
  const math::GaussianCopula copula(factors_, experiment.links());
  for (std::size_t copy = 0; copy < copies; ++copy) {
    copula.apply(std::span(axes).subspan(copy * factors_, factors_));
  }
}

std::size_t BasePoints::blocks() const {
  return padded_ / block_draws;
}

std::size_t BasePoints::rows(std::size_t block) const {
  return std::min(block_draws, count_ - block * block_draws);
}

const double* BasePoints::column(std::size_t copy, std::size_t factor, std::size_t block) const {
  return values_.data() + (copy * factors_ + factor) * padded_ + block * block_draws;
}

std::vector<const double*> BasePoints::columns(std::size_t copy, std::size_t block) const {
  std::vector<const double*> all(factors_);
  for (std::size_t f = 0; f < factors_; ++f) {
    all[f] = column(copy, f, block);
  }
  return all;
}

std::vector<double> BasePoints::scores(std::size_t copy, std::size_t factor) const {
  std::vector<double> z(padded_);
  math::column_functions().normal_quantile(column(copy, factor, 0), z.data(), padded_);
  return z;
}

std::uint64_t second_luck(std::uint64_t seed) {
  return math::bits(seed, math::channel("sensitivity.luck"), 1);
}

}  // namespace suasion::analysis
