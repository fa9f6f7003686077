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

/// normal_quantile: the middle everywhere, then the tails alone, gathered eight by eight; three packs in four would
/// otherwise take both ways, for a lane or two.
void quantiles(const double* from, double* to, std::size_t count) {
  constexpr std::size_t at_a_time = 256;
  for (std::size_t first = 0; first < count; first += at_a_time) {
    const std::size_t rows = count - first < at_a_time ? count - first : at_a_time;
    double tail[at_a_time + pack_lanes];
    std::size_t row[at_a_time + pack_lanes];
    std::size_t tails = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      const double p = from[first + i];
      tail[tails] = p;
      row[tails] = first + i;
      tails += is_central(p) ? 0 : 1;
    }
    std::size_t i = 0;
    for (; i + pack_lanes <= rows; i += pack_lanes) {
      store(to + first + i, normal_quantile_middle(load(from + first + i)));
    }
    for (; i < rows; ++i) {
      to[first + i] = normal_quantile_middle(from[first + i]);
    }
    for (std::size_t lane = tails; lane < tails + pack_lanes; ++lane) {
      tail[lane] = 0.5;
    }
    for (std::size_t t = 0; t < tails; t += pack_lanes) {
      double value[pack_lanes];
      store(value, normal_quantile_tail(load(tail + t)));
      for (std::size_t lane = 0; lane < pack_lanes && t + lane < tails; ++lane) {
        to[row[t + lane]] = value[lane];
      }
    }
  }
}

}  // namespace

ColumnFunctions column_functions() {
  return {&over_column<Exp2>, &over_column<Log2>,      &over_column<Exp>,
          &over_column<Log>,  &over_column<NormalCdf>, &quantiles};
}

}  // namespace suasion::math::SUASION_TARGET
