#include "suasion/system/stakeholder/stakeholder_kernel.hpp"

#include "suasion/math/pack.hpp"

namespace suasion::system::stakeholder::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

void mean(const Mean& m) {
  for (std::size_t row = 0; row < m.rows; row += pack_lanes) {
    Pack sum = broadcast(0.0);
    Pack total = broadcast(0.0);
    for (std::size_t i = 0; i < m.stakes; ++i) {
      const Pack weight = m.equal ? broadcast(1.0) : load(m.capability[i] + row) * load(m.salience[i] + row);
      sum = sum + weight * load(m.position[i] + row);
      total = total + weight;
    }
    store(m.out + row, sum / total);
  }
}

}  // namespace

StakeholderKernels stakeholder_kernels() {
  return {&mean};
}

}  // namespace suasion::system::stakeholder::SUASION_TARGET
