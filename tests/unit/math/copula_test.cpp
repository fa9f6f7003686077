#include "suasion/math/copula.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "suasion/base/result.hpp"

namespace {

using namespace suasion::math;

using Columns = std::vector<std::vector<double>>;

Columns independent(std::size_t axes, std::size_t draws) {
  Columns columns(axes, std::vector<double>(draws));
  for (std::size_t axis = 0; axis < axes; ++axis) {
    for (std::size_t draw = 0; draw < draws; ++draw) {
      columns[axis][draw] = uniform(3, channel("axis " + std::to_string(axis)), draw);
    }
  }
  return columns;
}

Columns applied(const GaussianCopula& copula, Columns columns) {
  const std::vector<std::span<double>> spans(columns.begin(), columns.end());
  copula.apply(spans);
  return columns;
}

}  // namespace

TEST_CASE("without correlations nothing changes, and only linked axes do") {
  const Columns before = independent(5, 300);
  CHECK(applied(GaussianCopula(), before) == before);
  const Columns after = applied(GaussianCopula(5, {{1, 3, 0.6}}), before);
  CHECK(after[0] == before[0]);
  CHECK(after[2] == before[2]);
  CHECK(after[4] == before[4]);
  CHECK(after[3] != before[3]);
  // the first axis of a group keeps its values, but for the rounding of the way there and back
  for (std::size_t i = 0; i < before[1].size(); ++i) {
    CHECK(after[1][i] == doctest::Approx(before[1][i]).epsilon(1e-13));
  }
}

TEST_CASE("groups do not disturb each other") {
  const Columns before = independent(4, 300);
  const Columns both = applied(GaussianCopula(4, {{0, 1, 0.6}, {2, 3, -0.4}}), before);
  const Columns one = applied(GaussianCopula(4, {{2, 3, -0.4}}), before);
  CHECK(both[2] == one[2]);
  CHECK(both[3] == one[3]);
}

TEST_CASE("a draw comes out the same in whatever block it stands") {
  const GaussianCopula copula(3, {{0, 1, 0.6}, {1, 2, -0.4}});
  const Columns all = independent(3, 100);
  const Columns together = applied(copula, all);
  for (const std::size_t row : {0U, 7U, 50U, 99U}) {
    const Columns alone = applied(copula, {{all[0][row]}, {all[1][row]}, {all[2][row]}});
    for (std::size_t axis = 0; axis < 3; ++axis) {
      CHECK(alone[axis][0] == together[axis][row]);
    }
  }
}

TEST_CASE("results stay inside (0, 1) at the ends of the grid") {
  const double least = 0x1p-53;
  const double most = 1.0 - 0x1p-53;
  const Columns after =
      applied(GaussianCopula(2, {{0, 1, 0.9}}), {{least, most, least, most}, {least, most, most, least}});
  for (const std::vector<double>& column : after) {
    for (const double u : column) {
      CHECK(u > 0.0);
      CHECK(u < 1.0);
    }
  }
}

TEST_CASE("correlations that make no sense are told") {
  const auto message = [](const std::vector<RankCorrelation>& list) { return GaussianCopula::flaw(4, list).message; };
  CHECK(message({{0, 1, 0.5}, {1, 2, 0.5}}).empty());
  CHECK(message({{0, 1, 1.0}}) == "the rank correlation is 1; it must lie between -1 and 1, both excluded");
  CHECK(message({{0, 1, -1.5}}) == "the rank correlation is -1.5; it must lie between -1 and 1, both excluded");
  CHECK(message({{0, 1, std::nan("")}}) == "the rank correlation is nan; it must lie between -1 and 1, both excluded");
  CHECK(message({{2, 2, 0.5}}) == "an input cannot be correlated with itself");
  CHECK(message({{0, 1, 0.5}, {1, 0, 0.4}}) == "the correlation of two inputs is given twice");
  CHECK(message({{0, 9, 0.5}}) == "a correlation names an input that is not there");
}

TEST_CASE("correlations that cannot hold together name their group and the smallest eigenvalue") {
  // a, b and b, c nearly the same, yet a, c nearly opposite; the pair 0, 1 is not to blame
  const GaussianCopula::Flaw flaw = GaussianCopula::flaw(6, {{0, 1, 0.5}, {2, 4, 0.9}, {4, 5, 0.9}, {2, 5, -0.9}});
  CHECK(flaw.axes == std::vector<std::size_t>{2, 4, 5});
  // the matrix 1, r, -r; r, 1, r; -r, r, 1 has the smallest eigenvalue 1 - 2 r, r = 2 sin(0.9 pi / 6) = 0.90798
  CHECK(
      flaw.message ==
      "these correlations cannot hold together: the smallest eigenvalue of their matrix is -0.816; it must be above 0");
  CHECK_THROWS_AS(GaussianCopula(6, {{2, 4, 0.9}, {4, 5, 0.9}, {2, 5, -0.9}}), suasion::base::InternalError);
}
