#include "suasion/math/law.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>

#include "suasion/base/hash.hpp"
#include "suasion/base/result.hpp"
#include "suasion/math/random.hpp"

namespace {

using namespace suasion::math;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

struct Said {
  Law law;
  std::string words;
};

const Discrete three_points{{{5.0, 1.0}, {1.0, 2.0}, {9.0, 1.0}}};

/// One of each form, cut and uncut.
const std::vector<Law> sound_laws = {{Fixed{3.5}},
                                     {Uniform{-2.0, 6.0}},
                                     {Uniform{-2.0, 6.0}, 0.0, 100.0},
                                     {Triangular{0.0, 3.0, 10.0}},
                                     {Triangular{0.0, 0.0, 1.0}},
                                     {Triangular{0.0, 1.0, 1.0}, 0.5, infinity},
                                     {Pert{0.0, 3.0, 10.0}},
                                     {Pert{0.0, 3.0, 10.0}, 4.0, 20.0},
                                     {Beta{2.0, 5.0, 0.0, 100.0}},
                                     {Beta{0.5, 0.5, 0.0, 1.0}, 0.1, 0.2},
                                     {Normal{50.0, 10.0}},
                                     {Normal{50.0, 10.0}, 0.0, 100.0},
                                     {Normal{0.0, 1.0}, 6.0, infinity},
                                     {LogNormal{3.0, 0.5}},
                                     {LogNormal{3.0, 0.5}, 1.0, 4.0},
                                     {Interval{65.0, 90.0}, 0.0, 100.0},
                                     {three_points},
                                     {three_points, 2.0, 10.0},
                                     {Mixture{{{1.0, {Normal{50.0, 10.0}}}, {3.0, {Uniform{0.0, 20.0}}}}}, 0.0, 100.0},
                                     {Mixture{{{1.0, {three_points}}, {1.0, {Mixture{{{1.0, {Fixed{2.0}}}}}}}}}}};

std::vector<double> probabilities(std::size_t count) {
  std::vector<double> u(count);
  for (std::size_t i = 0; i < count; ++i) {
    u[i] = uniform(1, channel("u"), i);
  }
  return u;
}

}  // namespace

TEST_CASE("laws that make sense have no flaw") {
  for (const Law& law : sound_laws) {
    CAPTURE(describe(law));
    CHECK(flaw(law).empty());
  }
}

TEST_CASE("each flaw is told with its value") {
  const Said cases[] = {
      {{Fixed{infinity}}, "the value is inf; it must be a finite number"},
      {{Fixed{120.0}, 0.0, 100.0}, "120 is not between 0 and 100"},
      {{Fixed{-1.0}, 0.0, infinity}, "-1 is not at or above 0"},
      {{Fixed{2.0}, -infinity, 1.5}, "2 is not at or below 1.5"},
      {{Uniform{2.0, 1.0}}, "low is 2, above high, 1"},
      {{Uniform{2.0, 2.0}}, "low and high are both 2; write a single number"},
      {{Uniform{-1.7e308, 1.7e308}}, "low and high are too far apart"},
      {{Uniform{not_a_number, 1.0}}, "low is nan; it must be a finite number"},
      {{Uniform{200.0, 300.0}, 0.0, 100.0}, "no mass between 0 and 100"},
      {{Triangular{0.0, 5.0, 1.0}}, "mode is 5; it must lie between low, 0, and high, 1"},
      {{Pert{0.0, -5.0, 1.0}}, "mode is -5; it must lie between low, 0, and high, 1"},
      {{Pert{3.0, 3.0, 3.0}}, "low and high are both 3; write a single number"},
      {{Beta{0.0, 1.0}}, "a is 0; it must lie between 0.01 and 1000000"},
      {{Beta{1.0, -2.0, 1.0, 0.0}}, "b is -2; it must lie between 0.01 and 1000000; low is 1, above high, 0"},
      {{Normal{77.5, -1.0}}, "sd is -1; it must be above 0"},
      {{Normal{not_a_number, 0.0}}, "mean is nan; it must be a finite number; sd is 0; it must be above 0"},
      {{Normal{0.0, 1.0}, 50.0, 100.0}, "no mass between 50 and 100"},
      {{LogNormal{0.0, 0.0}}, "median is 0; it must be above 0; log_sd is 0; it must be above 0"},
      {{LogNormal{1.0, 1.0}, -infinity, 0.0}, "no mass at or below 0"},
      {{Interval{90.0, 65.0}}, "low is 90, above high, 65"},
      {{Interval{90.0, 90.0}}, "low and high are both 90; write a single number"},
      {{Discrete{}}, "there is no value to choose from"},
      {{Discrete{{{1.0, 0.0}}}}, "the weight of 1 is 0; it must be above 0"},
      {{Discrete{{{1.0, 1.0}, {1.0, 2.0}}}}, "the value 1 is there twice"},
      {{Discrete{{{1.0, 1.0}}}, 2.0, 3.0}, "no mass between 2 and 3"},
      {{Mixture{}}, "there is no component to choose from"},
      {{Mixture{{{-1.0, {Normal{0.0, 0.0}}}}}},
       "the weight of component 1 is -1; it must be above 0; component 1: sd is 0; it must be above 0"},
      {{Normal{0.0, 1.0}, 3.0, 2.0}, "the lower bound, 3, is above the upper bound, 2"},
      {{Normal{0.0, 1.0}, not_a_number, 2.0}, "a bound is not a number"}};
  for (const Said& said : cases) {
    CHECK(flaw(said.law) == said.words);
    CHECK_THROWS_AS(Quantile{said.law}, suasion::base::InternalError);
  }
}

TEST_CASE("laws are described in words, with the cut where it matters") {
  const Said cases[] = {{{Fixed{77.5}}, "77.5"},
                        {{Fixed{1234567.0}}, "1235000"},
                        {{Uniform{0.0, 100.0}, 0.0, 100.0}, "anywhere from 0 to 100, all equally likely"},
                        {{Triangular{0.0, 3.0, 10.0}}, "triangular from 0 to 10, most likely 3"},
                        {{Pert{0.0, 3.0, 10.0}}, "PERT from 0 to 10, most likely 3"},
                        {{Beta{2.0, 5.0}}, "beta with shapes 2 and 5"},
                        {{Beta{2.0, 5.0, 0.0, 100.0}}, "beta with shapes 2 and 5, from 0 to 100"},
                        {{Normal{77.5, 7.6}, 0.0, 100.0}, "normal, mean 77.5, sd 7.6, cut to 0..100"},
                        {{Normal{50.0, 7.6}, 0.0, 100.0}, "normal, mean 50, sd 7.6"},
                        {{Normal{0.0, 1.0}, 0.0, infinity}, "normal, mean 0, sd 1, cut to 0 or more"},
                        {{Normal{0.0, 1.0}, -infinity, 0.5}, "normal, mean 0, sd 1, cut to 0.5 or less"},
                        {{LogNormal{3.0, 0.5}}, "lognormal, median 3, sd of the logarithm 0.5"},
                        {{Interval{65.0, 90.0}}, "between 65 and 90 (central 90 %)"},
                        {{Interval{1.0 / 3.0, 2.0 / 3.0}}, "between 0.3333 and 0.6667 (central 90 %)"},
                        {{Discrete{{{1.0, 1.0}, {2.0, 3.0}}}}, "one of 1 (25 %), 2 (75 %)"},
                        {{Mixture{{{1.0, {Fixed{1.0}}}, {1.0, {Uniform{2.0, 3.0}}}}}},
                         "mixture of 50 %: 1; 50 %: anywhere from 2 to 3, all equally likely"}};
  for (const Said& said : cases) {
    CHECK(describe(said.law) == said.words);
  }
}

TEST_CASE("only a law with a single value is fixed") {
  CHECK(is_fixed({Fixed{3.0}}));
  CHECK(is_fixed({Discrete{{{3.0, 1.0}}}}));
  CHECK(is_fixed({three_points, 8.0, 10.0}));
  CHECK_FALSE(is_fixed({three_points}));
  CHECK_FALSE(is_fixed({Normal{0.0, 1.0}}));
}

TEST_CASE("filling a column gives the bits of one call each, whatever its length, also in place") {
  for (const Law& law : sound_laws) {
    CAPTURE(describe(law));
    const Quantile quantile(law);
    for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 256U, 1001U}) {
      std::vector<double> values = probabilities(count);
      std::vector<double> expected;
      for (const double u : values) {
        expected.push_back(quantile(u));
      }
      quantile.fill(values, values);
      CHECK(values == expected);
    }
  }
}

TEST_CASE("values at the ends of the grid of probabilities are finite and inside the cut") {
  for (const Law& law : sound_laws) {
    CAPTURE(describe(law));
    const Quantile quantile(law);
    for (const double u : {0x1p-53, 1.0 - 0x1p-53}) {
      CHECK(std::isfinite(quantile(u)));
      CHECK(quantile(u) >= law.low);
      CHECK(quantile(u) <= law.high);
    }
  }
}

TEST_CASE("a discrete law takes its values in order, each on its share of probability") {
  const Quantile quantile({three_points});
  CHECK(quantile(0.49) == 1.0);
  CHECK(quantile(0.51) == 5.0);
  CHECK(quantile(0.74) == 5.0);
  CHECK(quantile(0.76) == 9.0);
  const Quantile cut({three_points, 2.0, 10.0});
  CHECK(cut(0.49) == 5.0);
  CHECK(cut(0.51) == 9.0);
}

TEST_CASE("a mixture draws its components in order of their means") {
  const Quantile quantile({Mixture{{{1.0, {Uniform{10.0, 20.0}}}, {3.0, {Uniform{0.0, 4.0}}}}}});
  CHECK(quantile(0.375) == doctest::Approx(2.0));
  CHECK(quantile(0.75 + 0.125) == doctest::Approx(15.0));
}

TEST_CASE("cutting a mixture weighs its components by what is left of them") {
  // half of the first is left, all of the second: shares 1/3 and 2/3
  const Quantile quantile({Mixture{{{1.0, {Uniform{0.0, 2.0}}}, {1.0, {Uniform{2.0, 3.0}}}}}, 1.0, 3.0});
  CHECK(quantile(1.0 / 6.0) == doctest::Approx(1.5));
  CHECK(quantile(2.0 / 3.0) == doctest::Approx(2.5));
  const Quantile only_second({Mixture{{{1.0, {Uniform{0.0, 2.0}}}, {1.0, {Uniform{2.0, 3.0}}}}}, 2.5, 3.0});
  CHECK(only_second(0.5) == doctest::Approx(2.75));
}

TEST_CASE("a component's own cut counts before the mixture's") {
  // the first keeps a quarter of its own cut law: shares 1/5 and 4/5
  const Law half{Uniform{0.0, 8.0}, 0.0, 4.0};
  const Quantile quantile({Mixture{{{1.0, half}, {1.0, {Uniform{4.0, 5.0}}}}}, 3.0, 10.0});
  CHECK(quantile(0.1) == doctest::Approx(3.5));
  CHECK(quantile(0.6) == doctest::Approx(4.5));
}

TEST_CASE("summaries of laws with known moments") {
  const LawSummary fixed = summarise({Fixed{3.0}});
  CHECK(fixed.mean == 3.0);
  CHECK(fixed.sd == 0.0);
  CHECK(fixed.q50 == 3.0);
  const LawSummary uniform_law = summarise({Uniform{0.0, 12.0}});
  CHECK(uniform_law.mean == doctest::Approx(6.0));
  CHECK(uniform_law.sd == doctest::Approx(std::sqrt(12.0)));
  CHECK(uniform_law.q05 == doctest::Approx(0.6));
  const LawSummary interval = summarise({Interval{65.0, 90.0}});
  CHECK(interval.mean == doctest::Approx(77.5));
  CHECK(interval.q05 == doctest::Approx(65.0));
  CHECK(interval.q95 == doctest::Approx(90.0));
  // of two equal halves the median is where they meet, though neither component has it in its middle
  const LawSummary mixed = summarise({Mixture{{{1.0, {Uniform{0.0, 3.0}}}, {1.0, {Uniform{1.0, 2.0}}}}}});
  CHECK(mixed.q50 == doctest::Approx(1.5).epsilon(1e-3));
  CHECK(mixed.q05 == doctest::Approx(0.3).epsilon(1e-2));
}

TEST_CASE("values have the same bits on every machine and with every compiler") {
  std::string digits;
  for (const Law& law : sound_laws) {
    std::vector<double> values = probabilities(500);
    Quantile(law).fill(values, values);
    for (const double value : values) {
      digits += std::to_string(std::bit_cast<std::uint64_t>(value)) + " ";
    }
  }
  CHECK(suasion::base::hash128_hex(digits) == "e75eacdb6454445e571c85c0be09e453");
}
