#pragma once
/// Random numbers as a function, never a stream: the number for (seed, channel, draw, step) does not depend on what
/// else was drawn, by which thread, or in which order. Philox4x64-10 (Salmon and others 2011) from the Random123
/// library.

#include <cstdint>
#include <span>
#include <string_view>

namespace suasion::math {

/// A named source of randomness, e.g. "issues.integration.positions.RUS". Names key numbers, so they are ids that an
/// author never changes, not display names.
struct Channel {
  std::uint64_t key = 0;
};

[[nodiscard]] Channel channel(std::string_view name);

/// Uniform in the open interval (0, 1), on the grid (k + 1/2) 2^-52.
[[nodiscard]] double uniform(std::uint64_t seed, Channel channel, std::uint64_t draw, std::uint64_t step = 0);

/// out[i] = a uniform number for (channel, draw first_draw + i, step). Four neighbouring draws share one evaluation of
/// the generator, so that this costs a quarter of `uniform`; it is another function of the same key.
void uniforms(std::uint64_t seed, Channel channel, std::uint64_t first_draw, std::uint64_t step, std::span<double> out);

/// The upper 52 of 64 bits as a number in (0, 1), on the grid (k + 1/2) 2^-52: neither 0 nor 1, and 1 - u is exact.
[[nodiscard]] constexpr double unit_interval(std::uint64_t bits) {
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

/// 64 random bits of the same key. Steps from 2^63 on belong to the designs.
[[nodiscard]] std::uint64_t bits(std::uint64_t seed, Channel channel, std::uint64_t draw, std::uint64_t step = 0);

}  // namespace suasion::math
