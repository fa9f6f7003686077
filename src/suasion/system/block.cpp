#include "suasion/system/block.hpp"

#include <algorithm>

namespace suasion::system {

Block::Block(std::size_t columns)
    : values_(static_cast<double*>(::operator new (columns* block_draws * sizeof(double), std::align_val_t{64}))) {
  std::fill_n(values_.get(), columns * block_draws, 0.0);
}

void Block::uniforms(math::Channel channel, std::uint64_t step, double* to) const {
  math::uniforms(seed, channel, first_draw, step, {to, block_draws});
}

}  // namespace suasion::system
