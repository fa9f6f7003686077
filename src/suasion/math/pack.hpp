#pragma once
/// Eight doubles side by side: a lane per draw. Kernels are written once on these and compiled per instruction set into
/// the namespace SUASION_TARGET. Every operation here is exact or correctly rounded, so lanes have the same bits
/// everywhere. The functions stand for a single double as well, so that one template serves both.
///
/// A Pack is made of as many native vectors as the instruction set needs, not of one 64-byte GNU vector: GCC 12 takes
/// comparisons of vectors that are wider than the machine's apart into single numbers, several times slower. All is
/// always inlined, so that no symbol of a newer instruction set can be picked for the whole program.

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#ifndef SUASION_TARGET
#define SUASION_TARGET generic
#endif
#define SUASION_INLINE static inline __attribute__((always_inline))

// SUASION_PARTS(item) lists item(k) for every part k of a Pack; SUASION_FILL(v) lists v for every lane of a part.
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define SUASION_PART_BYTES 64
#define SUASION_PARTS(item) item(0)
#define SUASION_FILL(v) v, v, v, v, v, v, v, v
// The plain forms read an uninitialised number in the headers of GCC 12, which warns; a full mask costs nothing.
#define SUASION_NATIVE(name, ...) _mm512_maskz_##name(0xff, __VA_ARGS__)
#elif defined(__AVX__)
#define SUASION_PART_BYTES 32
#define SUASION_PARTS(item) item(0), item(1)
#define SUASION_FILL(v) v, v, v, v
#define SUASION_NATIVE(name, ...) _mm256_##name(__VA_ARGS__)
#else
#define SUASION_PART_BYTES 16
#define SUASION_PARTS(item) item(0), item(1), item(2), item(3)
#define SUASION_FILL(v) v, v
#define SUASION_NATIVE(name, ...) _mm_##name(__VA_ARGS__)
#endif

namespace suasion::math::SUASION_TARGET {

typedef double Part __attribute__((vector_size(SUASION_PART_BYTES)));             // NOLINT(modernize-use-using)
typedef std::int64_t PartMask __attribute__((vector_size(SUASION_PART_BYTES)));   // NOLINT(modernize-use-using)
typedef std::uint64_t PartBits __attribute__((vector_size(SUASION_PART_BYTES)));  // NOLINT(modernize-use-using)

constexpr std::size_t pack_lanes = 8;
constexpr std::size_t part_lanes = SUASION_PART_BYTES / sizeof(double);

/// Eight doubles.
struct alignas(64) Pack {
  Part part[pack_lanes / part_lanes];
  __attribute__((always_inline)) double operator[](std::size_t lane) const {
    return part[lane / part_lanes][lane % part_lanes];
  }
};

/// Eight truth values: all bits of a lane set, or none. Also eight 64-bit integers, for work on the bits of doubles.
struct alignas(64) Mask {
  PartMask part[pack_lanes / part_lanes];
  __attribute__((always_inline)) std::int64_t operator[](std::size_t lane) const {
    return part[lane / part_lanes][lane % part_lanes];
  }
};

// ---- Making, loading, storing

// clang-format off: a macro must see one initialiser
#define SUASION_ITEM(k) \
  Part {                \
    SUASION_FILL(value) \
  }
SUASION_INLINE Pack broadcast(double value) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
#define SUASION_ITEM(k) \
  PartMask {            \
    SUASION_FILL(value) \
  }
SUASION_INLINE Mask broadcast_bits(std::int64_t value) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
// clang-format on

/// `value` in the type of the first argument: for templates that serve Pack and double.
SUASION_INLINE Pack like(Pack /*type*/, double value) {
  return broadcast(value);
}
SUASION_INLINE double like(double /*type*/, double value) {
  return value;
}

// Part by part: GCC 12 copies a whole Pack through the stack and does not see that nobody reads it there.
SUASION_INLINE Part load_part(const double* from) {
  Part part;
  __builtin_memcpy(&part, from, sizeof part);
  return part;
}

#define SUASION_ITEM(k) load_part(from + (k)*part_lanes)
/// Eight doubles in a row; no alignment needed.
SUASION_INLINE Pack load(const double* from) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM

SUASION_INLINE void store(double* to, Pack pack) {
  for (std::size_t k = 0; k < pack_lanes / part_lanes; ++k) {
    __builtin_memcpy(to + k * part_lanes, &pack.part[k], sizeof(Part));
  }
}

/// Lane by lane: column[row[0]] ... column[row[7]].
template <class Row>
SUASION_INLINE Pack gather(const double* column, const Row* row) {
  Pack pack;
  for (std::size_t lane = 0; lane < pack_lanes; ++lane) {
    pack.part[lane / part_lanes][lane % part_lanes] = column[row[lane]];
  }
  return pack;
}

/// Puts one number into one lane.
SUASION_INLINE void set_lane(Pack& pack, std::size_t lane, double value) {
  pack.part[lane / part_lanes][lane % part_lanes] = value;
}
SUASION_INLINE void set_lane(Mask& mask, std::size_t lane, bool value) {
  mask.part[lane / part_lanes][lane % part_lanes] = value ? -1 : 0;
}

/// Eight integers.
SUASION_INLINE void store(std::int64_t* to, Mask bits) {
  for (std::size_t k = 0; k < pack_lanes / part_lanes; ++k) {
    __builtin_memcpy(to + k * part_lanes, &bits.part[k], sizeof(PartMask));
  }
}

/// Eight integers in a row; no alignment needed.
SUASION_INLINE Mask load_bits(const std::int64_t* from) {
  Mask bits;
  for (std::size_t k = 0; k < pack_lanes / part_lanes; ++k) {
    __builtin_memcpy(&bits.part[k], from + k * part_lanes, sizeof(PartMask));
  }
  return bits;
}

// ---- Operators: of two packs, or of a pack and a number

#define SUASION_OPERATOR(op, Result)                    \
  SUASION_INLINE Result operator op(Pack x, Pack y) {   \
    return {{SUASION_PARTS(SUASION_ITEM)}};             \
  }                                                     \
  SUASION_INLINE Result operator op(Pack x, double y) { \
    return x op broadcast(y);                           \
  }                                                     \
  SUASION_INLINE Result operator op(double x, Pack y) { \
    return broadcast(x) op y;                           \
  }

#define SUASION_ITEM(k) x.part[k] + y.part[k]
SUASION_OPERATOR(+, Pack)
#undef SUASION_ITEM
#define SUASION_ITEM(k) x.part[k] - y.part[k]
SUASION_OPERATOR(-, Pack)
#undef SUASION_ITEM
#define SUASION_ITEM(k) x.part[k] * y.part[k]
SUASION_OPERATOR(*, Pack)
#undef SUASION_ITEM
#define SUASION_ITEM(k) x.part[k] / y.part[k]
SUASION_OPERATOR(/, Pack)
#undef SUASION_ITEM
#define SUASION_ITEM(k) PartMask(x.part[k] < y.part[k])
SUASION_OPERATOR(<, Mask)
#undef SUASION_ITEM
#define SUASION_ITEM(k) PartMask(x.part[k] <= y.part[k])
SUASION_OPERATOR(<=, Mask)
#undef SUASION_ITEM
#define SUASION_ITEM(k) PartMask(x.part[k] > y.part[k])
SUASION_OPERATOR(>, Mask)
#undef SUASION_ITEM
#define SUASION_ITEM(k) PartMask(x.part[k] >= y.part[k])
SUASION_OPERATOR(>=, Mask)
#undef SUASION_ITEM
#define SUASION_ITEM(k) PartMask(x.part[k] == y.part[k])
SUASION_OPERATOR(==, Mask)
#undef SUASION_ITEM
#define SUASION_ITEM(k) PartMask(x.part[k] != y.part[k])
SUASION_OPERATOR(!=, Mask)
#undef SUASION_ITEM
#undef SUASION_OPERATOR

#define SUASION_ITEM(k) -x.part[k]
SUASION_INLINE Pack operator-(Pack x) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
#define SUASION_ITEM(k) x.part[k] & y.part[k]
SUASION_INLINE Mask operator&(Mask x, Mask y) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
#define SUASION_ITEM(k) x.part[k] | y.part[k]
SUASION_INLINE Mask operator|(Mask x, Mask y) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
#define SUASION_ITEM(k) x.part[k] + y.part[k]
SUASION_INLINE Mask operator+(Mask x, Mask y) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
#define SUASION_ITEM(k) x.part[k] - y.part[k]
SUASION_INLINE Mask operator-(Mask x, Mask y) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
#define SUASION_ITEM(k) ~x.part[k]
SUASION_INLINE Mask operator~(Mask x) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM

// ---- Choice

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define SUASION_ITEM(k) Part(_mm512_mask_blend_pd(_mm512_movepi64_mask((__m512i)mask.part[k]), y.part[k], x.part[k]))
#elif defined(__AVX__)
#define SUASION_ITEM(k) Part(_mm256_blendv_pd(y.part[k], x.part[k], (__m256d)mask.part[k]))
#else
#define SUASION_ITEM(k) (Part)((mask.part[k] & (PartMask)x.part[k]) | (~mask.part[k] & (PartMask)y.part[k]))
#endif
/// x where the mask is set, else y.
SUASION_INLINE Pack select(Mask mask, Pack x, Pack y) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE double select(bool mask, double x, double y) {
  return mask ? x : y;
}

#if defined(__SSE2__)
#define SUASION_ITEM(k) Part(SUASION_NATIVE(min_pd, x.part[k], y.part[k]))
#else
#define SUASION_ITEM(k) x.part[k] < y.part[k] ? x.part[k] : y.part[k]
#endif
/// x < y ? x : y, lane by lane: y where one is not a number.
SUASION_INLINE Pack min(Pack x, Pack y) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE double min(double x, double y) {
  return x < y ? x : y;
}

#if defined(__SSE2__)
#define SUASION_ITEM(k) Part(SUASION_NATIVE(max_pd, x.part[k], y.part[k]))
#else
#define SUASION_ITEM(k) x.part[k] > y.part[k] ? x.part[k] : y.part[k]
#endif
/// x > y ? x : y, lane by lane: y where one is not a number.
SUASION_INLINE Pack max(Pack x, Pack y) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE double max(double x, double y) {
  return x > y ? x : y;
}

/// True if the mask is set in some lane.
SUASION_INLINE bool any(Mask mask) {
  PartMask found = mask.part[0];
  for (std::size_t k = 1; k < pack_lanes / part_lanes; ++k) {
    found |= mask.part[k];
  }
#if defined(__AVX512F__) && defined(__AVX512DQ__)
  return _mm512_movepi64_mask((__m512i)found) != 0;
#elif defined(__AVX__)
  return _mm256_movemask_pd((__m256d)found) != 0;
#elif defined(__SSE2__)
  return _mm_movemask_pd((__m128d)found) != 0;
#else
  return (found[0] | found[1]) != 0;
#endif
}
SUASION_INLINE bool any(bool mask) {
  return mask;
}

SUASION_INLINE bool all(Mask mask) {
  return !any(~mask);
}
SUASION_INLINE bool all(bool mask) {
  return mask;
}

SUASION_INLINE bool none(Mask mask) {
  return !any(mask);
}
SUASION_INLINE bool none(bool mask) {
  return !mask;
}

// ---- The bits of doubles

#define SUASION_ITEM(k) (PartMask) x.part[k]
SUASION_INLINE Mask bits_of(Pack x) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE std::int64_t bits_of(double x) {
  return __builtin_bit_cast(std::int64_t, x);
}

#define SUASION_ITEM(k) (Part) x.part[k]
SUASION_INLINE Pack from_bits(Mask x) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE double from_bits(std::int64_t x) {
  return __builtin_bit_cast(double, x);
}

/// A constant of bits in the type that goes with the argument.
SUASION_INLINE Mask bits_like(Mask /*type*/, std::int64_t value) {
  return broadcast_bits(value);
}
SUASION_INLINE std::int64_t bits_like(std::int64_t /*type*/, std::int64_t value) {
  return value;
}

/// Sums of bits wrap around: lanes whose result is thrown away may run over.
#define SUASION_ITEM(k) (PartMask)((PartBits)x.part[k] + (PartBits)y.part[k])
SUASION_INLINE Mask add_bits(Mask x, Mask y) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE std::int64_t add_bits(std::int64_t x, std::int64_t y) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(x) + static_cast<std::uint64_t>(y));
}

// Shifts are of the bits as unsigned numbers: the machines before AVX-512 have no other for 64 bits.
#define SUASION_ITEM(k) (PartMask)((PartBits)x.part[k] << count)
SUASION_INLINE Mask shift_left(Mask x, int count) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE std::int64_t shift_left(std::int64_t x, int count) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(x) << count);
}
#define SUASION_ITEM(k) (PartMask)((PartBits)x.part[k] >> count)
SUASION_INLINE Mask shift_right(Mask x, int count) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE std::int64_t shift_right(std::int64_t x, int count) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(x) >> count);
}

// ---- Exact and correctly rounded functions

SUASION_INLINE Pack abs(Pack x) {
  return from_bits(bits_of(x) & broadcast_bits(0x7fffffffffffffff));
}
SUASION_INLINE double abs(double x) {
  return from_bits(bits_of(x) & 0x7fffffffffffffff);
}

#if defined(__SSE2__)
#define SUASION_ITEM(k) Part(SUASION_NATIVE(sqrt_pd, x.part[k]))
SUASION_INLINE Pack sqrt(Pack x) {
  return {{SUASION_PARTS(SUASION_ITEM)}};
}
#undef SUASION_ITEM
SUASION_INLINE double sqrt(double x) {
  return _mm_cvtsd_f64(_mm_sqrt_pd(_mm_set1_pd(x)));
}
#else
SUASION_INLINE double sqrt(double x) {
  return __builtin_sqrt(x);
}
SUASION_INLINE Pack sqrt(Pack x) {
  for (Part& part : x.part) {
    for (std::size_t lane = 0; lane < part_lanes; ++lane) {
      part[lane] = __builtin_sqrt(part[lane]);
    }
  }
  return x;
}
#endif

/// The nearest whole number, ties to even, for |x| < 2^51.
template <class V>
SUASION_INLINE V nearest_whole(V x) {
  constexpr double to_whole = 0x1.8p52;  // from here on doubles are whole
  return (x + to_whole) - to_whole;
}

}  // namespace suasion::math::SUASION_TARGET
