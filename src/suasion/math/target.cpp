#include "suasion/math/target.hpp"

#include <cstdlib>

namespace suasion::math {

namespace {

constexpr Target all_targets[] = {Target::avx512, Target::avx2, Target::generic};  // fastest first

Target choose() {
  const char* const set = std::getenv("SUASION_TARGET_ISA");  // NOLINT(concurrency-mt-unsafe): read once, never set
  const std::string_view asked = set == nullptr ? std::string_view{} : std::string_view(set);
  for (const Target target : all_targets) {
    if (name(target) == asked && can_run(target)) {
      return target;
    }
  }
  for (const Target target : all_targets) {
    if (can_run(target)) {
      return target;
    }
  }
  return Target::generic;
}

}  // namespace

bool can_run(Target target) {
#if defined(__x86_64__)
  switch (target) {
    case Target::avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
    case Target::avx2:
      return __builtin_cpu_supports("avx2");
    case Target::generic:
      return true;
  }
#endif
  return target == Target::generic;
}

Target best_target() {
  static const Target chosen = choose();
  return chosen;
}

std::string_view name(Target target) {
  switch (target) {
    case Target::avx512:
      return "avx512";
    case Target::avx2:
      return "avx2";
    case Target::generic:
      break;
  }
  return "generic";
}

}  // namespace suasion::math
