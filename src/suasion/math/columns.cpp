#include "suasion/base/result.hpp"
#include "suasion/math/columns_kernel.hpp"

namespace suasion::math {

ColumnFunctions column_functions(Target target) {
  base::require(can_run(target), "this machine can run the kernel");
#if defined(__x86_64__)
  switch (target) {
    case Target::avx512:
      return avx512::column_functions();
    case Target::avx2:
      return avx2::column_functions();
    case Target::generic:
      break;
  }
#endif
  return generic::column_functions();
}

const ColumnFunctions& column_functions() {
  static const ColumnFunctions best = column_functions(best_target());
  return best;
}

}  // namespace suasion::math
