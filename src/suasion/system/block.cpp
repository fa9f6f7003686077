#include "suasion/system/block.hpp"

#include <algorithm>

namespace suasion::system {

Block::Block(std::size_t columns)
    : size_(columns * stride),
      values_(static_cast<double*>(::operator new (size_ * sizeof(double), std::align_val_t{64}))) {
  clear();
}

std::vector<const double*> Block::columns(const std::vector<Column>& list) const {
  std::vector<const double*> columns;
  columns.reserve(list.size());
  for (const Column one : list) {
    columns.push_back(column(one));
  }
  return columns;
}

void Block::clear() {
  std::fill_n(values_.get(), size_, 0.0);
}

void Block::uniforms(math::Channel channel, std::uint64_t step, double* to) const {
  math::uniforms(seed, channel, first_draw, step, {to, block_draws});
}

}  // namespace suasion::system
