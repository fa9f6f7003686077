#include "suasion/analysis/tails.hpp"

#include <doctest/doctest.h>

using namespace suasion;
using analysis::Tail;
using analysis::Trust;

TEST_CASE("trust falls with the shape, sooner where there are few draws") {
  const auto trusted = [](double k, std::uint64_t draws) { return analysis::trust({.draws = draws, .k = k}); };
  CHECK(trusted(0.5, 8192) == Trust::sound);
  CHECK(trusted(0.51, 8192) == Trust::no_error);
  CHECK(trusted(0.7, 8192) == Trust::no_error);
  CHECK(trusted(0.71, 8192) == Trust::no_mean);
  // 1 - 1 / log10(200) = 0.565: Vehtari et al. 2024, section 3.2.4
  CHECK(trusted(0.56, 200) == Trust::no_error);
  CHECK(trusted(0.57, 200) == Trust::no_mean);
  CHECK(analysis::trust({}) == Trust::sound);
  CHECK(analysis::trust({.cut = true}) == Trust::unknown);
}

TEST_CASE("values that a sketch cannot tell apart are not judged") {
  ensemble::Sketch sketch;
  for (int i = 0; i < 1000; ++i) {
    sketch.add(70'000.0 + i);
  }
  CHECK(analysis::tail_of(sketch).cut);
}

TEST_CASE("without draws, or with all of them alike, there is nothing to doubt") {
  CHECK(analysis::trust(analysis::tail_of(ensemble::Sketch())) == Trust::sound);
  ensemble::Sketch alike;
  for (int i = 0; i < 1000; ++i) {
    alike.add(3.0);
  }
  const Tail tail = analysis::tail_of(alike);
  CHECK(tail.draws == 1000);
  CHECK_FALSE(tail.k.has_value());
}

TEST_CASE("a tail does not depend on how the draws were put together") {
  ensemble::Sketch all;
  ensemble::Sketch part;
  ensemble::Sketch rest;
  for (int i = 1; i <= 3000; ++i) {
    const double value = 3000.0 / i;  // Pareto, k = 1
    all.add(value);
    (i % 3 == 0 ? part : rest).add(value);
  }
  rest.merge(part);
  const Tail one = analysis::tail_of(all);
  const Tail two = analysis::tail_of(rest);
  REQUIRE(one.k.has_value());
  CHECK(*one.k == *two.k);
  CHECK(one.share == two.share);
  CHECK(*one.k > 0.7);
}
