#include "suasion/math/columns_kernel.hpp"

#include "suasion/math/elementary.hpp"

namespace suasion::math::SUASION_TARGET {

namespace {

/// Names of functions as types, so that one loop serves all.
struct Exp2 {
  template <class V>
  static V at(V x) {
    return exp2(x);
  }
};
struct Log2 {
  template <class V>
  static V at(V x) {
    return log2(x);
  }
};
struct Exp {
  template <class V>
  static V at(V x) {
    return exp(x);
  }
};
struct Log {
  template <class V>
  static V at(V x) {
    return log(x);
  }
};
struct NormalCdf {
  template <class V>
  static V at(V x) {
    return normal_cdf(x);
  }
};
struct NormalQuantile {
  template <class V>
  static V at(V x) {
    return normal_quantile(x);
  }
};

template <class Function>
void over_column(const double* from, double* to, std::size_t count) {
  std::size_t i = 0;
  for (; i + pack_lanes <= count; i += pack_lanes) {
    store(to + i, Function::at(load(from + i)));
  }
  for (; i < count; ++i) {
    to[i] = Function::at(from[i]);
  }
}

}  // namespace

ColumnFunctions column_functions() {
  return {&over_column<Exp2>, &over_column<Log2>,      &over_column<Exp>,
          &over_column<Log>,  &over_column<NormalCdf>, &over_column<NormalQuantile>};
}

}  // namespace suasion::math::SUASION_TARGET
