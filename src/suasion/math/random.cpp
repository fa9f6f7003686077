#include "suasion/math/random.hpp"

#include <Random123/philox.h>

#include "suasion/base/hash.hpp"

namespace suasion::math {

Channel channel(std::string_view name) {
  return {base::hash64(name)};
}

std::uint64_t bits(std::uint64_t seed, Channel channel, std::uint64_t draw, std::uint64_t step) {
  const philox4x64_key_t key = {{seed, channel.key}};
  const philox4x64_ctr_t counter = {{draw, step, 0, 0}};
  return philox4x64(counter, key).v[0];
}

double uniform(std::uint64_t seed, Channel channel, std::uint64_t draw, std::uint64_t step) {
  return unit_interval(bits(seed, channel, draw, step));
}

}  // namespace suasion::math
