// The combined forecast on the DEU III training part: the cross-validated figures of docs/models/combination.md, and
// the targets it was built for.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "../support/dataset.hpp"
#include "published.hpp"
#include "suasion/analysis/backtest_table.hpp"

using suasion::test::published;

TEST_CASE("backtest: the combined forecast beats the compromise model in cross-validation by proposal") {
  const auto set = suasion::test::deu3_training();
  if (!set) {
    return;
  }
  const auto backtest = suasion::analysis::backtest(*set, {.models = {"compromise"}}, {});
  REQUIRE(backtest);
  const auto table = suasion::analysis::backtest_table(*set, *backtest, 1000, 1);
  const auto& models = table.groups.front().models;
  const auto& combined = *models[0];
  const auto& compromise = *models[2];
  CHECK(compromise.mae.value == published(24.55, 2));
  CHECK(combined.mae.value == published(22.92, 2));
  CHECK(combined.crps.value == published(15.99, 2));
  CHECK(combined.mae_difference->value <= -1.5);
  CHECK(combined.mae_difference->high < 0.0);
  CHECK(combined.crps.value <= 0.94 * compromise.crps.value);
  CHECK(combined.crps.value <= 0.94 * 17.1);
  CHECK(combined.covered[2].value >= 0.87);
  CHECK(combined.covered[2].value <= 0.93);
  const auto two_sided = std::find_if(table.groups.begin(), table.groups.end(),
                                      [](const auto& group) { return group.name == "two-sided"; });
  REQUIRE(two_sided != table.groups.end());
  CHECK(std::abs(two_sided->models[0]->covered[2].value - 0.9) <= 0.05);
  CHECK(backtest->models[1].trained_on == set->cases.size());  // and the row says so
}
