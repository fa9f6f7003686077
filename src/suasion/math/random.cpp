#include "suasion/math/random.hpp"

#include <Random123/philox.h>

#include <algorithm>

#include "suasion/base/hash.hpp"

namespace suasion::math {

namespace {

constexpr std::uint64_t words = 4;  // of one evaluation

/// The words that four neighbouring draws share. The third word of the counter keeps them apart from those of bits().
inline philox4x64_ctr_t four(std::uint64_t seed, Channel channel, std::uint64_t quarter, std::uint64_t step) {
  const philox4x64_ctr_t counter = {{quarter, step, 1, 0}};
  const philox4x64_key_t key = {{seed, channel.key}};
  return philox4x64(counter, key);
}

}  // namespace

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
  // Neighbouring draws, not steps, take the four words of one evaluation: a call then wastes none of them.
  std::size_t i = 0;
  const auto one_by_one = [&](std::size_t until) {
    for (; i < until; ++i) {
      const std::uint64_t draw = first_draw + i;
      out[i] = unit_interval(four(seed, channel, draw / words, step).v[draw % words]);
    }
  };
  one_by_one(std::min<std::size_t>(out.size(), (words - first_draw % words) % words));
  for (; i + words <= out.size(); i += words) {
    const philox4x64_ctr_t block = four(seed, channel, (first_draw + i) / words, step);
    for (std::size_t w = 0; w < words; ++w) {
      out[i + w] = unit_interval(block.v[w]);
    }
  }
  one_by_one(out.size());
}

}  // namespace suasion::math
