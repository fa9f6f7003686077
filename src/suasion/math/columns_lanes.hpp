#pragma once
/// Whether something holds in one of the eight draws of a pack: the sign bits of a mask, all at once. Kernels include
/// this header, so it drags in nothing that has code.

#include "suasion/math/pack.hpp"

namespace suasion::math::SUASION_TARGET {

/// True if the mask, of lanes whose bits are all set or all clear, is set in some lane.
SUASION_INLINE bool somewhere(Mask mask) {
  int found = 0;
  for (const PartMask& part : mask.part) {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    found |= static_cast<int>(_mm512_movepi64_mask((__m512i)part));
#elif defined(__AVX__)
    found |= _mm256_movemask_pd((__m256d)part);
#elif defined(__SSE2__)
    found |= _mm_movemask_pd((__m128d)part);
#else
    found |= static_cast<int>(any(mask));
    static_cast<void>(part);
#endif
  }
  return found != 0;
}
SUASION_INLINE bool somewhere(bool mask) {
  return mask;
}

/// True if it is set in all lanes.
SUASION_INLINE bool everywhere(Mask mask) {
  return !somewhere(~mask);
}
SUASION_INLINE bool everywhere(bool mask) {
  return mask;
}

}  // namespace suasion::math::SUASION_TARGET
