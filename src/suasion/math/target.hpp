#pragma once
/// Which build of the kernels this machine runs. All give the same bits; they differ in speed only.

#include <cstdint>
#include <string_view>

namespace suasion::math {

enum class Target : std::uint8_t {
  generic,  ///< any machine; on x86-64 that is SSE2
  avx2,
  avx512,  ///< AVX-512 F, DQ, VL and BW
};

/// The fastest that machine and build have. The environment variable SUASION_TARGET_ISA ("generic", "avx2", "avx512")
/// asks for a lesser one, so that tests can compare them; a name that is unknown or more than the machine has is passed
/// over. Decided at the first call.
[[nodiscard]] Target best_target();

/// True if this machine can run kernels of `target`.
[[nodiscard]] bool can_run(Target target);

[[nodiscard]] std::string_view name(Target target);  ///< "generic", "avx2", "avx512"

}  // namespace suasion::math
