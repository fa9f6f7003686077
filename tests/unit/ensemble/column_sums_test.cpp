#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/ensemble/column_sums_kernel.hpp"
#include "suasion/math/random.hpp"

namespace {

using suasion::ensemble::column_kernels;
using suasion::ensemble::ColumnSums;

struct alignas(64) Column {
  double values[256];
};

Column random_column(double level) {
  Column column{};
  for (std::size_t row = 0; row < 256; ++row) {
    column.values[row] = level + suasion::math::uniform(2, suasion::math::channel("column"), row);
  }
  return column;
}

}  // namespace

TEST_CASE("mean and squared deviations of a column are those of long arithmetic") {
  for (const double level : {0.0, -3.0, 1e6}) {
    const Column column = random_column(level);
    for (const std::size_t count : {8U, 16U, 248U, 256U}) {
      long double sum = 0.0L;
      for (std::size_t i = 0; i < count; ++i) {
        sum += column.values[i];
      }
      const long double mean = sum / static_cast<long double>(count);
      long double m2 = 0.0L;
      for (std::size_t i = 0; i < count; ++i) {
        m2 += (column.values[i] - mean) * (column.values[i] - mean);
      }
      const ColumnSums found = column_kernels().sums(column.values, count);
      CHECK(found.mean == doctest::Approx(static_cast<double>(mean)).epsilon(1e-15));
      CHECK(found.m2 == doctest::Approx(static_cast<double>(m2)).epsilon(1e-9));
    }
  }
}

TEST_CASE("a column of noughts, as where nothing differs, has neither mean nor deviation") {
  const Column column{};
  const ColumnSums found = column_kernels().sums(column.values, 256);
  CHECK(found.mean == 0.0);
  CHECK(found.m2 == 0.0);
}

TEST_CASE("equal values have no deviation but that of rounding") {
  Column column{};
  std::fill_n(column.values, 256, 0.1);
  const ColumnSums found = column_kernels().sums(column.values, 256);
  CHECK(found.mean == doctest::Approx(0.1).epsilon(1e-15));
  CHECK(found.m2 < 1e-29);
}

TEST_CASE("one value that is not finite makes the sum so") {
  for (const double bad : {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                           std::numeric_limits<double>::quiet_NaN()}) {
    for (const std::size_t row : {0U, 7U, 130U, 255U}) {
      Column column = random_column(1.0);
      column.values[row] = bad;
      CHECK_FALSE(std::isfinite(column_kernels().sums(column.values, 256).m2));
    }
  }
}

TEST_CASE("every instruction set of this machine adds up a column to the same bits") {
  const Column column = random_column(0.3);
  const ColumnSums plain = column_kernels(suasion::math::Target::generic).sums(column.values, 256);
  const ColumnSums best = column_kernels().sums(column.values, 256);
  CHECK(plain.mean == best.mean);
  CHECK(plain.m2 == best.m2);
}
