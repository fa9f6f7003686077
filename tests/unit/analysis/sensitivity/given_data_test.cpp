#include "suasion/analysis/sensitivity/given_data.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "suasion/analysis/sensitivity/classes.hpp"
#include "suasion/base/result.hpp"
#include "suasion/math/random.hpp"

namespace suasion::test {

TEST_CASE("classes have equal counts, ties stay together, few values have a class each") {
  const std::vector<double> distinct = {5.0, 1.0, 4.0, 2.0, 3.0, 0.0};
  const auto three = analysis::classify(distinct, 3);
  CHECK(three.count == 3);
  CHECK(three.of == std::vector<std::uint16_t>{2, 0, 2, 1, 1, 0});
  const std::vector<double> few = {7.0, -1.0, 7.0, 7.0, 7.0, 7.0, 2.0};
  const auto values = analysis::classify(few, 3);
  CHECK(values.count == 3);
  CHECK(values.of == std::vector<std::uint16_t>{2, 0, 2, 2, 2, 2, 1});
  const std::vector<double> ties = {1.0, 1.0, 1.0, 1.0, 2.0, 3.0, 4.0, 5.0};
  const auto two = analysis::classify(ties, 2);
  CHECK(two.of == std::vector<std::uint16_t>{0, 0, 0, 0, 1, 1, 1, 1});
  const std::vector<double> holes = {1.0, std::numeric_limits<double>::quiet_NaN(), 1.0};
  CHECK(analysis::classify(holes, 4).of == std::vector<std::uint16_t>{0, 1, 0});
  CHECK(analysis::classify({}, 4).count == 0);
}

TEST_CASE("constant columns, columns that are never finite and left-out draws do no harm") {
  std::vector<double> x(500);
  math::uniforms(1, math::channel("x"), 0, 0, x);
  std::vector<double> y = x;
  y[3] = std::numeric_limits<double>::infinity();
  std::vector<double> hole = x;
  hole[4] = hole[5] = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> constant(500, 2.0);
  const std::vector<double> nothing(500, std::numeric_limits<double>::quiet_NaN());
  const std::vector<std::span<const double>> inputs = {x, hole, constant, nothing};
  const std::vector<std::span<const double>> outputs = {y, constant, nothing};
  const auto found = analysis::given_data(inputs, outputs, {.threads = 1}, {});
  REQUIRE(found);
  CHECK((*found)[0][0].left_out == 1);
  CHECK((*found)[0][1].left_out == 3);
  CHECK((*found)[0][0].median.told_apart());
  CHECK((*found)[0][2].slices == 1);
  CHECK((*found)[0][3].left_out == 500);
  for (const auto& row : *found) {
    for (const auto& one : row) {
      CHECK(std::isfinite(one.median.value.low));
      CHECK(std::isfinite(one.most.floor));
    }
  }
  for (const std::size_t o : {1U, 2U}) {
    CHECK((*found)[o][0].most.value.value == 0.0);
    CHECK_FALSE((*found)[o][0].most.told_apart());
  }
}

TEST_CASE("columns of unequal length are refused") {
  const std::vector<double> x(5, 0.0);
  const std::vector<std::span<const double>> inputs = {x};
  const std::vector<std::span<const double>> outputs = {std::span(x).first(4)};
  CHECK_THROWS_AS((void)analysis::given_data(inputs, outputs, {}, {}), base::InternalError);
}

}  // namespace suasion::test
