#pragma once
/// The elementary functions over whole columns, compiled once per instruction set. All builds give the same bits, those
/// of the functions in elementary.hpp.

#include <cstddef>

#include "suasion/math/target.hpp"

namespace suasion::math {

/// to[i] = f(from[i]) for i < count; the columns may be one and the same.
using ColumnFunction = void(const double* from, double* to, std::size_t count);

/// One build of them.
struct ColumnFunctions {
  ColumnFunction* exp2 = nullptr;
  ColumnFunction* log2 = nullptr;
  ColumnFunction* exp = nullptr;
  ColumnFunction* log = nullptr;
  ColumnFunction* normal_cdf = nullptr;
  ColumnFunction* normal_quantile = nullptr;
};

namespace generic {
ColumnFunctions column_functions();
}
#if defined(__x86_64__)
namespace avx2 {
ColumnFunctions column_functions();
}
namespace avx512 {
ColumnFunctions column_functions();
}
#endif

/// The build for a target that this machine can run.
[[nodiscard]] ColumnFunctions column_functions(Target target);

/// The build for the best target.
[[nodiscard]] const ColumnFunctions& column_functions();

}  // namespace suasion::math
