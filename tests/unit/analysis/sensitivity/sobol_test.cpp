#include "suasion/analysis/sensitivity/sobol.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <limits>

#include "../../../support/function.hpp"
#include "suasion/base/result.hpp"

namespace suasion::test {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// y1 depends on x1, y2 on x2, y3 on nothing; the experiment knows. Counts how often outputs were asked for.
class Apart final : public ensemble::Experiment {
 public:
  Apart()
      : inner_(function_experiment({.factors = 3, .outputs = {"y1", "y2", "y3"}, .function = [](auto u, double) {
                                      return std::vector{u[0], u[1] * u[1], 4.0};
                                    }})) {}
  [[nodiscard]] const std::vector<ensemble::Factor>& factors() const override { return inner_->factors(); }
  [[nodiscard]] const std::vector<std::string>& outputs() const override { return inner_->outputs(); }
  [[nodiscard]] const std::vector<math::RankCorrelation>& links() const override { return inner_->links(); }
  [[nodiscard]] bool reaches(std::size_t factor, std::size_t output) const override {
    return factor == output && factor < 2;
  }
  [[nodiscard]] bool has_chance(std::size_t /*output*/) const override { return false; }
  [[nodiscard]] std::unique_ptr<ensemble::Trial> trial() const override {
    return std::make_unique<Counting>(inner_->trial(), runs, asked);
  }
  mutable std::atomic<int> runs = 0, asked = 0;

 private:
  struct Counting final : ensemble::Trial {
    std::unique_ptr<ensemble::Trial> inner;
    std::atomic<int>&runs, &asked;
    Counting(std::unique_ptr<ensemble::Trial> trial, std::atomic<int>& r, std::atomic<int>& a)
        : inner(std::move(trial)), runs(r), asked(a) {}
    void run(const ensemble::Points& points, std::span<const char> wanted, std::span<double> columns) override {
      ++runs;
      for (const char one : wanted) {
        asked += one;
      }
      inner->run(points, wanted, columns);
    }
  };
  std::unique_ptr<ensemble::Experiment> inner_;
};

}  // namespace

TEST_CASE("outputs that a group cannot reach are not computed, and have total index 0 exactly") {
  const Apart experiment;
  const auto study =
      analysis::sobol(experiment, analysis::single_factors(experiment), {.base_points = 256, .threads = 1}, {});
  REQUIRE(study);
  CHECK(experiment.runs == 4);   // A, B, x1, x2: nothing for x3
  CHECK(experiment.asked == 8);  // three, three, one, one
  CHECK(study->outputs[0].groups[1].total.value == 0.0);
  CHECK(study->outputs[0].groups[1].first.high == 0.0);
  CHECK(study->outputs[0].groups[0].total.value == doctest::Approx(1.0).epsilon(0.02));
  CHECK(study->outputs[2].constant);
  CHECK(study->outputs[2].groups.empty());
  CHECK(study->outputs[2].mean == 4.0);
}

TEST_CASE("base points with a value that is not finite are left out and counted") {
  const std::vector<double> a = {1.0, 2.0, nan, 4.0, 3.0, 0.5};
  const std::vector<double> b = {2.0, 1.0, 0.0, 3.0, 1.0, 2.5};
  const std::vector<double> ab = {1.5, 1.0, 0.0, std::numeric_limits<double>::infinity(), 2.0, 1.0};
  const auto some = analysis::indices({a, b, {ab}}, analysis::Resamples(6, 0, 1));
  CHECK(some.left_out == 2);
  const std::vector<double> a4 = {1.0, 2.0, 3.0, 0.5};
  const std::vector<double> b4 = {2.0, 1.0, 1.0, 2.5};
  const std::vector<double> ab4 = {1.5, 1.0, 2.0, 1.0};
  const auto all = analysis::indices({a4, b4, {ab4}}, analysis::Resamples(4, 0, 1));
  CHECK(some.groups[0].first.value == all.groups[0].first.value);
  CHECK(some.groups[0].total.value == all.groups[0].total.value);
  // by hand: mean 1.625, V = 5.21875 / 8; sum of squared differences 0.25 + 1 + 1 + 0.25
  CHECK(all.mean == 1.625);
  CHECK(all.variance ==
        doctest::Approx((0.390625 + 0.140625 + 1.890625 + 1.265625 + 0.140625 + 0.390625 + 0.390625 + 0.765625) / 8.0));
  CHECK(all.groups[0].total.value == doctest::Approx(2.5 / 4.0 / (2.0 * all.variance)));
  CHECK(all.groups[0].first.value ==
        doctest::Approx((0.375 * 0.5 + 0.625 * 1.0 + 0.625 * 1.0 + 0.875 * 0.5) / 4.0 / all.variance));
  CHECK(analysis::indices({{a.data() + 2, 1}, {b.data() + 2, 1}, {}}, analysis::Resamples(1, 5, 1)).constant);
}

TEST_CASE("a far-off mean does not spoil the indices") {
  const auto experiment =
      function_experiment({.factors = 2, .outputs = {"near", "far"}, .function = [](auto u, double) {
                             const double y = u[0] + 0.5 * u[1];
                             return std::vector{y, 0x1p30 + y};
                           }});
  const auto study = analysis::sobol(*experiment, analysis::single_factors(*experiment), {.base_points = 512}, {});
  REQUIRE(study);
  for (std::size_t g = 0; g < 2; ++g) {
    CHECK(std::abs(study->outputs[0].groups[g].first.value - study->outputs[1].groups[g].first.value) < 1e-6);
  }
}

TEST_CASE("groups that cut a link are refused") {
  const auto experiment = function_experiment(
      {.factors = 2, .function = [](auto u, double) { return std::vector{u[0]}; }, .links = {{0, 1, 0.5}}});
  CHECK_THROWS_AS((void)analysis::sobol(*experiment, {{.name = "x1", .factors = {0}}}, {}, {}), base::InternalError);
}

TEST_CASE("many factors fall back to a Latin hypercube, and a cancelled study gives nothing") {
  const auto experiment = function_experiment(
      {.factors = 2000, .function = [](auto u, double) { return std::vector{u[0] + 0.1 * u[1999]}; }});
  const std::vector<analysis::FactorGroup> groups = {{.name = "first", .factors = {0}}};
  const auto study = analysis::sobol(*experiment, groups, {.base_points = 512}, {});
  REQUIRE(study);
  CHECK(study->design == math::DesignKind::latin_hypercube);
  CHECK(study->outputs.front().groups.front().total.value == doctest::Approx(1.0 / 1.01).epsilon(0.1));
  const std::atomic<bool> cancel = true;
  CHECK_FALSE(analysis::sobol(*experiment, groups, {.base_points = 512}, {.cancel = &cancel}));
}

}  // namespace suasion::test
