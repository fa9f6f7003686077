// Elections and leaders against closed forms and counts.
#include <doctest/doctest.h>

#include <cmath>

#include "suasion/math/law.hpp"
#include "suasion/scenario/read.hpp"
#include "suasion/system/domestic/formulas.hpp"

namespace {

namespace formulas = suasion::system::domestic::SUASION_TARGET;

}  // namespace

TEST_CASE("two crackdowns in four elections on a flat prior make the bundled Beta(3, 3)") {
  // Beta(1, 1) and two successes in four trials: Beta(1 + 2, 1 + 2), mean 1/2, variance 1/28.
  const auto files = suasion::scenario::load(std::string(SUASION_SOURCE_DIR) + "/scenarios/belarus-2020.toml");
  REQUIRE(files);
  const auto scenario = suasion::scenario::read(*files);
  REQUIRE(scenario);
  const auto* election = scenario->element("elections", "election-2020");
  REQUIRE(election != nullptr);
  REQUIRE(election->quantity("crackdown") != nullptr);
  const suasion::math::LawSummary law = suasion::math::summarise(election->quantity("crackdown")->law);
  CHECK(law.mean == doctest::Approx(0.5).epsilon(1e-9));
  CHECK(law.sd * law.sd == doctest::Approx(1.0 / 28.0).epsilon(1e-4));
}

TEST_CASE("a crisis halves in its half-life, and two steps are one") {
  CHECK(formulas::kept(365.25, 365.25) == 0.5);
  CHECK(formulas::kept(100.0, 365.25) * formulas::kept(265.25, 365.25) == doctest::Approx(0.5).epsilon(1e-15));
}

TEST_CASE("the default tenure hazard agrees with the counts it was taken from") {
  // Archigos 4.1 and Polity 5, polity2 < 0, 1991 to 2014: 13 exits in 172 leader-years after 2 to 5 years in office,
  // 14 in 234 after 5 to 10, 30 in 597 after ten or more (mean about 17).
  const double at_ten = 0.0042 * 12.0;
  CHECK(at_ten * formulas::entrenchment(17.0, 0.25) == doctest::Approx(30.0 / 597.0).epsilon(0.2));
  CHECK(at_ten * formulas::entrenchment(7.5, 0.25) == doctest::Approx(14.0 / 234.0).epsilon(0.2));
  CHECK(at_ten * formulas::entrenchment(3.5, 0.25) == doctest::Approx(13.0 / 172.0).epsilon(0.2));
}
