#pragma once
/// Elementary functions for packs of eight and for single doubles, with the same bits for both, for every instruction
/// set, compiler and optimisation level: no library call, no table, no fused multiply-add.
///
/// Polynomials are least-maximum fits of our own (Remez's exchange at 200 bits) unless a source is named. An ulp is
/// that of the result. Numbers smaller than 2^-1022 (subnormal) count as zero, as arguments and as results. What is not
/// a number stays that.

#include "suasion/math/pack.hpp"

namespace suasion::math::SUASION_TARGET {

constexpr double infinity = __builtin_huge_val();
constexpr double not_a_number = __builtin_nan("");
constexpr double least_normal = 0x1p-1022;

/// c0 + c1 x + c2 x^2 + ..., from the innermost bracket outwards.
template <class V>
SUASION_INLINE V polynomial(V x, double c) {
  return like(x, c);
}
template <class V, class... More>
SUASION_INLINE V polynomial(V x, double c, More... more) {
  return c + x * polynomial(x, more...);
}

/// The same polynomial as four of x^4 side by side: a long one would otherwise wait for itself.
template <class V, std::size_t count>
SUASION_INLINE V long_polynomial(V x, const double (&c)[count]) {
  constexpr std::size_t ways = 4;
  static_assert(count >= ways);
  const V x2 = x * x;
  const V x4 = x2 * x2;
  V sum[ways];
  for (std::size_t way = 0; way < ways; ++way) {
    std::size_t i = way + (count - 1 - way) / ways * ways;
    sum[way] = like(x, c[i]);
    while (i >= ways) {
      i -= ways;
      sum[way] = c[i] + x4 * sum[way];
    }
  }
  return (sum[0] + x * sum[1]) + x2 * (sum[2] + x * sum[3]);
}

/// The bits of 2^k, less those of 1, for a whole number k: to be added to the bits of a double. Valid for |k| < 2^11.
template <class V>
SUASION_INLINE auto exponent_bits(V k) {
  return shift_left(bits_of(k + 0x1.8p52), 52);  // the low bits of the sum hold k
}

/// value * 2^k, where the product is a normal number.
template <class V>
SUASION_INLINE V scale(V value, V k) {
  return from_bits(add_bits(bits_of(value), exponent_bits(k)));
}

/// exp2(x) for x < 1024, the same bits: what never overflows need not ask.
template <class V>
SUASION_INLINE V exp2_below(V x) {
  const V k = nearest_whole(x);
  const V f = x - k;  // exact, |f| <= 1/2
  const V f2 = f * f;
  // odd and even powers apart: half the waiting
  const V even = polynomial(f2, 0x1.c6b08d7049feap-5, 0x1.5d87fe78cd320p-10, 0x1.ffcbfbaa5fcfep-17,
                            0x1.b5267b609dac6p-24, 0x1.e79da374405abp-32);
  const V odd =
      polynomial(f2, 0x1.3b2ab6fba0138p-7, 0x1.4309130ed3aefp-13, 0x1.62bfc7a8a4829p-20, 0x1.e61b3df08b370p-28);
  const V tail = 0x1.ebfbdff82c5a4p-3 + f * (even + f * odd);
  const V power = 1.0 + f * (0x1.62e42fefa39efp-1 + f * tail);
  return select(x >= like(x, -1022.0), scale(power, k), like(x, 0.0));
}

/// 2^x. Error below 1.5 ulp.
template <class V>
SUASION_INLINE V exp2(V x) {
  return select(x < like(x, 1024.0), exp2_below(x), x * infinity);
}

/// exp(high + low) for a `low` that is small beside 1. Error below 1.5 ulp, with respect to the exact sum.
template <class V>
SUASION_INLINE V exp_of_sum(V high, V low) {
  constexpr double log2_e = 0x1.71547652b82fep+0;
  constexpr double ln2_high = 0x1.62e42fefa3800p-1;  // 42 bits, so that k times it is exact
  constexpr double ln2_low = 0x1.ef35793c76730p-45;
  const V k = nearest_whole(high * log2_e);
  const V r_high = high - k * ln2_high;
  const V r_low = k * ln2_low - low;
  const V r = r_high - r_low;
  const V lost = (r_high - r) - r_low;
  const V r2 = r * r;
  const V even = polynomial(r2, 0.5, 0x1.5555555555509p-5, 0x1.6c16c16c2ed3ap-10, 0x1.a01a013b46eb8p-16,
                            0x1.27e5ad2fee3f0p-22, 0x1.1e453425f8a02p-29);
  const V odd = polynomial(r2, 0x1.555555555555bp-3, 0x1.111111110ed32p-7, 0x1.a01a01b338e89p-13, 0x1.71ddf0b74e2e1p-19,
                           0x1.af6afeae6d70ap-26);
  const V power = 1.0 + (r + (lost + r2 * (even + r * odd)));
  constexpr double least = -708.39;              // exp of it is still normal
  constexpr double most = 0x1.62e42fefa39efp+9;  // ln 2^1024, rounded down
  const V normal = select(high >= like(high, least), scale(power, k), like(high, 0.0));
  return select(high <= like(high, most), normal, high * infinity);
}

/// e^x. Error below 1.5 ulp. Below -708.39 it is 0.
template <class V>
SUASION_INLINE V exp(V x) {
  return exp_of_sum(x, like(x, 0.0));
}

/// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), and log(1 + f) = f - square + rest, square = f^2 / 2.
template <class V>
struct LogParts {
  V k, f, square, rest;
};

template <class V>
SUASION_INLINE LogParts<V> log_parts(V x) {
  constexpr std::int64_t one = 0x3ff0000000000000;
  constexpr std::int64_t sqrt_half = 0x3fe6a09e667f3bcd;
  constexpr std::int64_t fraction = 0x000fffffffffffff;
  constexpr std::int64_t whole = 0x4330000000000000;  // of 2^52: a small number in its low bits is that number more
  const auto bits = bits_of(x);
  const auto shifted = add_bits(bits, bits_like(bits, one - sqrt_half));
  const V k = from_bits(shift_right(shifted, 52) | bits_like(bits, whole)) - (0x1p52 + 1023.0);
  const V f = from_bits(add_bits(shifted & bits_like(bits, fraction), bits_like(bits, sqrt_half))) - 1.0;
  // log(1 + f) = 2 atanh(s), s = f / (2 + f), written so that f itself stays exact
  const V s = f / (2.0 + f);
  const V z = s * s;
  const V z2 = z * z;
  const V even = polynomial(z2, 0x1.5555555555566p-1, 0x1.24924937f3839p-2, 0x1.7464d582e7b08p-3, 0x1.2dc045584c01ep-3);
  const V odd = polynomial(z2, 0x1.999999998c7bcp-2, 0x1.c71c5974bfdd6p-3, 0x1.39c3dfac9dc65p-3);
  const V square = 0.5 * f * f;
  return {k, f, square, s * (square + z * (even + z * odd))};
}

/// `result` where x is positive and finite; the limits of a logarithm elsewhere.
template <class V>
SUASION_INLINE V log_or_limit(V x, V result) {
  const V below = select(x >= like(x, 0.0), like(x, -infinity), like(x, not_a_number));
  return select(x >= like(x, least_normal), select(x < like(x, infinity), result, x), below);
}

/// The natural logarithm; -infinity at 0. Error below 1 ulp.
template <class V>
SUASION_INLINE V log(V x) {
  constexpr double ln2_high = 0x1.62e42fefa3800p-1;
  constexpr double ln2_low = 0x1.ef35793c76730p-45;
  const LogParts<V> p = log_parts(x);
  return log_or_limit(x, p.k * ln2_high - ((p.square - (p.rest + p.k * ln2_low)) - p.f));
}

/// The logarithm to base 2, exact for powers of two; -infinity at 0. Error below 1 ulp.
template <class V>
SUASION_INLINE V log2(V x) {
  constexpr double log2_e_high = 0x1.7154765200000p+0;  // 32 bits, so that its product with `high` is exact
  constexpr double log2_e_low = 0x1.705fc2eefa200p-33;
  const LogParts<V> p = log_parts(x);
  const V sum = p.f - p.square;
  const auto bits = bits_of(sum);
  const V high = from_bits(bits & bits_like(bits, -0x100000000));
  const V low = (p.f - high) - p.square + p.rest;
  const V product = high * log2_e_high;
  const V corrections = low * (log2_e_low + log2_e_high) + high * log2_e_low;
  const V total = p.k + product;
  return log_or_limit(x, total + (((p.k - total) + product) + corrections));
}

/// x^r for x >= 0, as exp2(r log2 x): pow(x, 0) = 1, also for x = 0; pow(0, r) = 0 for r > 0. The relative error grows
/// with the logarithm of the result: below (2 + 2 |r log2 x|) 2^-53.
template <class V>
SUASION_INLINE V pow(V x, V r) {
  return select(r == like(r, 0.0), like(r, 1.0), exp2(r * log2(x)));
}

/// (1 + 2 y) exp(y^2 / 2) (1 - Phi(y)) for y in [0, 40] and t = (y - 5)/(y + 5): the upper tail of the normal law
/// without its steep part.
/// @source for the form as a polynomial in (y - 5)/(y + 5): after Shepherd and Laframboise 1981; the coefficients are
/// our own.
template <class V>
SUASION_INLINE V normal_tail_fit(V t) {
  constexpr double c[] = {
      0x1.b135a378924a6p-1,   -0x1.44c9cd8f57959p-5,  -0x1.ba6f247fb8848p-5,  0x1.9d3d58860ce92p-4,
      -0x1.9c4af953d78c5p-4,  0x1.28e8fee38ffedp-4,   -0x1.42359ad00f095p-5,  0x1.f96034e153f71p-7,
      -0x1.d426362bf7cefp-9,  -0x1.f1d622202cd1ap-14, 0x1.bdbecef67705cp-12,  -0x1.c5ba9469f7b12p-14,
      -0x1.bb8b97069bbddp-16, 0x1.455a197f794fbp-16,  0x1.20633e66da383p-21,  -0x1.805084b01c05cp-19,
      0x1.720eda4e49173p-23,  0x1.d5542b42c8cadp-22,  -0x1.1ac84c22a4e08p-25, -0x1.2c10e4f56ce5dp-24,
      -0x1.3464fc3c9062cp-30, 0x1.2916e63015f60p-27,  0x1.e85731eac5339p-30};
  return long_polynomial(t, c);
}

/// The upper tail in three factors, bell * fit / (1 + 2 y), for y in [0, 40]; one division serves both.
template <class V>
struct NormalTail {
  V fit;
  V over;  ///< 1 / (1 + 2 y)
};

template <class V>
SUASION_INLINE NormalTail<V> normal_tail(V y) {
  const V line = 1.0 + 2.0 * y;
  const V shifted = y + 5.0;
  const V reciprocal = 1.0 / (line * shifted);
  return {normal_tail_fit((y - 5.0) * line * reciprocal), shifted * reciprocal};
}

/// exp(-y^2 / 2) for y in [0, 40]. A square of a large y loses nothing: y = h + (y - h) with h^2 exact.
template <class V>
SUASION_INLINE V normal_bell(V y) {
  const V h = (y + 0x1.8p32) - 0x1.8p32;
  return exp_of_sum(-0.5 * (h * h), -0.5 * ((y - h) * (y + h)));
}

/// The standard normal distribution function. Relative error below 1e-15 in both tails, down to x = -37.5, from where
/// on it is 0.
template <class V>
SUASION_INLINE V normal_cdf(V x) {
  const V y = min(like(x, 40.0), abs(x));
  const NormalTail<V> parts = normal_tail(y);
  const V tail = normal_bell(y) * (parts.fit * parts.over);
  return select(x > like(x, 0.0), 1.0 - tail, tail);
}

/// phi(x) / (1 - Phi(x)), the hazard of the standard normal law (the inverse of Mills' ratio). Relative error below
/// 2e-15 for x > -37, at any x above: in the upper tail bell and tail cancel on paper, so nothing is lost to them.
template <class V>
SUASION_INLINE V normal_hazard(V x) {
  constexpr double root_two_pi = 0x1.40d931ff62706p+1;
  const V y = min(like(x, 40.0), abs(x));
  const V fit = normal_tail_fit((y - 5.0) / (y + 5.0));
  const V upper = (1.0 + 2.0 * y) / (fit * root_two_pi);
  const V bell = normal_bell(y);
  const V lower = bell / ((1.0 - bell * fit / (1.0 + 2.0 * y)) * root_two_pi);
  const V q = 1.0 / (x * x);
  const V far = x * polynomial(q, 1.0, 1.0, -2.0, 10.0, -74.0, 706.0);  // the asymptotic series, exact to 1 ulp from 40
  return select(x < like(x, 0.0), lower, select(x < like(x, 40.0), upper, far));
}

/// True where normal_quantile_middle holds.
template <class V>
SUASION_INLINE auto is_central(V p) {
  return abs(p - 0.5) <= like(p, 0.425);
}

/// normal_quantile in the middle.
template <class V>
SUASION_INLINE V normal_quantile_middle(V p) {
  const V q = p - 0.5;
  const V c = 0.180625 - q * q;
  return q *
         polynomial(c, 3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
                    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727) /
         polynomial(c, 1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
                    39307.895800092710610, 28729.085735721942674, 5226.4952788528545610);
}

/// normal_quantile outside of the middle.
template <class V>
SUASION_INLINE V normal_quantile_tail(V p) {
  const V r = sqrt(-log(min(p, 1.0 - p)));
  const V n = r - 1.6;
  V size =
      polynomial(n, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
                 1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4) /
      polynomial(n, 1.0, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
                 0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4,
                 1.05075007164441684324e-9);
  const auto far = r > like(p, 5.0);
  if (any(far)) {
    const V m = r - 5.0;
    const V further = polynomial(m, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
                                 0.296560571828504891230, 0.0265321895265761230930, 1.24266094738807843860e-3,
                                 2.71155556874348757815e-5, 2.01033439929228813265e-7) /
                      polynomial(m, 1.0, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
                                 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15);
    size = select(far, further, size);
  }
  size = select(r < like(p, infinity), size, r);
  return select(p < like(p, 0.5), -size, size);
}

/// The inverse of normal_cdf for p in (0, 1); infinite at 0 and 1. Relative error below 1e-15 for p as given (for p
/// near 1 the tail is 1 - p, which doubles hold to 2^-53 only).
/// @source Wichura 1988, Algorithm AS 241, routine PPND16, with its published coefficients.
template <class V>
SUASION_INLINE V normal_quantile(V p) {
  const V middle = normal_quantile_middle(p);
  const auto central = is_central(p);
  return all(central) ? middle : select(central, middle, normal_quantile_tail(p));
}

}  // namespace suasion::math::SUASION_TARGET
