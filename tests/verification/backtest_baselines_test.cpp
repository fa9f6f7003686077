// The table of simple rules in the README of the DEU III data (training part, 213 issues), to two decimals.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <string>

#include "../support/dataset.hpp"
#include "../support/issue.hpp"
#include "published.hpp"

namespace {

using namespace suasion;
using test::Actors;
using test::published;

Actors actors_of(const scenario::Case& one, bool votes, bool salience, bool institutions) {
  Actors actors;
  for (const scenario::CaseStake& stake : one.stakes) {
    if (institutions || stake.role == scenario::Role::none) {
      actors.push_back({stake.position, votes ? stake.capability : 1.0, salience ? stake.salience / 100.0 : 1.0});
    }
  }
  return actors;
}

double mean_absolute_error(const scenario::Dataset& set, const std::function<double(const scenario::Case&)>& rule) {
  double sum = 0.0;
  for (const scenario::Case& one : set.cases) {
    sum += std::abs(rule(one) - one.outcome);
  }
  return sum / static_cast<double>(set.cases.size());
}

double solved(const char* model, const Actors& actors) {
  test::TileRun run({actors}, 0, 100);
  run.solve(*test::make(model));
  return run.outcome();
}

/// Where the Commission did not take a position the table takes the middle of the scale: only so is it 39.00.
double agenda_setter(const scenario::Case& one) {
  for (const scenario::CaseStake& stake : one.stakes) {
    if (stake.role == scenario::Role::agenda_setter) {
      return stake.position;
    }
  }
  return 50.0;
}

}  // namespace

TEST_CASE("backtest: the baselines of the DEU III training part come out to two decimals") {
  const auto set = test::deu3_training();
  if (!set) {
    return;
  }
  CHECK(set->cases.size() == 213);
  const auto error = [&](const char* model, bool votes, bool salience, bool institutions = true) {
    return mean_absolute_error(
        *set, [&](const scenario::Case& one) { return solved(model, actors_of(one, votes, salience, institutions)); });
  };
  CHECK(mean_absolute_error(*set, [](const scenario::Case&) { return 50.0; }) == published(29.90, 2));
  CHECK(error("mean", false, false) == published(25.02, 2));
  CHECK(error("compromise", false, true) == published(25.08, 2));
  CHECK(error("compromise", true, false) == published(24.50, 2));
  CHECK(error("compromise", true, true) == published(24.55, 2));
  CHECK(error("compromise", true, true, false) == published(25.80, 2));
  CHECK(error("median", false, false) == published(29.36, 2));
  CHECK(error("weighted-median", false, true) == published(29.14, 2));
  CHECK(error("weighted-median", true, true) == published(29.01, 2));
  CHECK(mean_absolute_error(*set, agenda_setter) == published(39.00, 2));
}
