#include "suasion/ensemble/chronicle_inputs.hpp"

#include <algorithm>

namespace suasion::ensemble {

namespace {

using model::block_draws;

std::vector<math::Channel> channels_of_inputs(const std::vector<scenario::Input>& inputs) {
  std::vector<math::Channel> channels;
  channels.reserve(inputs.size());
  for (const scenario::Input& input : inputs) {
    channels.push_back(input.channel);
  }
  return channels;
}

/// Where a value lies in its law. The probability it was drawn with says so where the law is smooth and its quantile
/// function rises; in a mixture or among few values it does not, and slices of the law are counted.
DrawnInput placed(const math::Quantile& quantile, double probability, double value) {
  constexpr std::size_t slices = 2000;
  std::vector<double> law(slices);
  for (std::size_t i = 0; i < slices; ++i) {
    law[i] = quantile((static_cast<double>(i) + 0.5) / static_cast<double>(slices));
  }
  const bool rises = std::is_sorted(law.begin(), law.end());
  std::sort(law.begin(), law.end());
  const auto [low, high] = std::equal_range(law.begin(), law.end(), value);
  const double rank = 0.5 * static_cast<double>((low - law.begin()) + (high - law.begin()));
  const bool smooth = rises && high - low <= 1;
  const auto at = [&](double share) { return law[static_cast<std::size_t>(share * static_cast<double>(slices))]; };
  return {.value = value,
          .standing = smooth ? probability : rank / static_cast<double>(slices),
          .q05 = rises ? quantile(0.05) : at(0.05),
          .q50 = rises ? quantile(0.5) : at(0.5),
          .q95 = rises ? quantile(0.95) : at(0.95)};
}

}  // namespace

InputsOfBlock::InputsOfBlock(const std::vector<scenario::Input>& inputs, const math::GaussianCopula& copula,
                             const RunSpec& spec)
    : inputs_(inputs),
      copula_(copula),
      design_(spec.design, spec.seed, channels_of_inputs(inputs), spec.draws),
      uniform_(inputs.size() * block_draws),
      probability_(inputs.size() * block_draws),
      value_(inputs.size() * block_draws) {}

void InputsOfBlock::draw(std::uint64_t block) {
  std::vector<std::span<double>> columns;
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    design_.fill(i, block * block_draws, {uniform_.data() + i * block_draws, block_draws});
    columns.emplace_back(probability_.data() + i * block_draws, block_draws);
  }
  std::copy(uniform_.begin(), uniform_.end(), probability_.begin());
  copula_.apply(columns);
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    inputs_[i].quantile.fill(columns[i], {value_.data() + i * block_draws, block_draws});
  }
}

std::vector<DrawnInput> InputsOfBlock::row(std::size_t row) const {
  std::vector<DrawnInput> drawn;
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    if (!inputs_[i].fixed) {
      DrawnInput one = placed(inputs_[i].quantile, probability_[i * block_draws + row], values(i)[row]);
      one.input = i;
      drawn.push_back(one);
    }
  }
  return drawn;
}

}  // namespace suasion::ensemble
