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

void uniforms(std::uint64_t seed, Channel channel, std::uint64_t first_draw, std::uint64_t step,
              std::span<double> out) {
  // Neighbouring draws, not steps, take the four words of one evaluation: a call then wastes none of them. The third
  // word of the counter keeps these apart from the numbers of bits().
  constexpr std::uint64_t words = 4;
  const philox4x64_key_t key = {{seed, channel.key}};
  philox4x64_ctr_t block = {};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::uint64_t draw = first_draw + i;
    if (i == 0 || draw % words == 0) {
      const philox4x64_ctr_t counter = {{draw / words, step, 1, 0}};
      block = philox4x64(counter, key);
    }
    out[i] = unit_interval(block.v[draw % words]);
  }
}

}  // namespace suasion::math
