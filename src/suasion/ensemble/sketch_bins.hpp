#pragma once
/// The bins of a Sketch. Kernels include this header, so it drags in nothing that has code.

#include <cstdint>

namespace suasion::ensemble::bins {

inline constexpr int least_power = -24, most_power = 16;
inline constexpr int bits_kept = 5;  ///< of the mantissa
inline constexpr std::int64_t per_power = 1 << bits_kept;
inline constexpr std::int64_t side = (most_power - least_power) * per_power;  ///< bins of one sign
inline constexpr std::int64_t zero = side;                                    ///< bins from the most negative on

inline constexpr int mantissa_bits = 52;
inline constexpr std::int64_t exponent_bias = 1023;
/// What the upper bits of the least value that has a bin of its own come to, as a whole number.
inline constexpr std::int64_t first = (exponent_bias + least_power) * per_power;

}  // namespace suasion::ensemble::bins
