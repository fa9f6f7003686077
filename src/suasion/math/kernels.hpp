#pragma once
/// How a file of kernels is declared and chosen. A file NAME_kernel.cpp is compiled once per instruction set into the
/// namespace SUASION_TARGET and defines there one function that hands out a table of its functions; the header declares
/// it with SUASION_KERNELS(Table, function), and an ordinary source file picks the best with SUASION_PICK_KERNELS.

#include "suasion/math/target.hpp"

// NOLINTBEGIN(bugprone-macro-parentheses): names cannot stand in parentheses
#if defined(__x86_64__)
/// Declares `Table function()` for every instruction set, and `const Table& function(math::Target)` that chooses.
#define SUASION_KERNELS(Table, function)                    \
  namespace generic {                                       \
  Table function();                                         \
  }                                                         \
  namespace avx2 {                                          \
  Table function();                                         \
  }                                                         \
  namespace avx512 {                                        \
  Table function();                                         \
  }                                                         \
  [[nodiscard]] const Table& function(math::Target target); \
  [[nodiscard]] inline const Table& function() {            \
    return function(math::best_target());                   \
  }
/// Defines the choice; once, in a source file that is no kernel, in the same namespace. Each table is made only on a
/// machine that can run it.
#define SUASION_PICK_KERNELS(Table, function)        \
  const Table& function(math::Target target) {       \
    if (target == math::Target::avx512) {            \
      static const Table table = avx512::function(); \
      return table;                                  \
    }                                                \
    if (target == math::Target::avx2) {              \
      static const Table table = avx2::function();   \
      return table;                                  \
    }                                                \
    static const Table table = generic::function();  \
    return table;                                    \
  }
#else
#define SUASION_KERNELS(Table, function)                    \
  namespace generic {                                       \
  Table function();                                         \
  }                                                         \
  [[nodiscard]] const Table& function(math::Target target); \
  [[nodiscard]] inline const Table& function() {            \
    return function(math::best_target());                   \
  }
#define SUASION_PICK_KERNELS(Table, function)       \
  const Table& function(math::Target /*target*/) {  \
    static const Table table = generic::function(); \
    return table;                                   \
  }
#endif
// NOLINTEND(bugprone-macro-parentheses)
