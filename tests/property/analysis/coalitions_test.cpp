// Laws that power obeys in any voting game.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "../rapidcheck_doctest.hpp"
#include "suasion/analysis/coalitions/blocking.hpp"
#include "suasion/analysis/coalitions/swings.hpp"

namespace {

using namespace suasion::analysis::coalitions;
using suasion::test::check;

/// Two to nine actors, one or two criteria, with or without somebody's consent.
Game any_game() {
  const int n = *rc::gen::inRange(2, 10);
  Game game;
  const int criteria = *rc::gen::inRange(1, 3);
  for (int c = 0; c < criteria; ++c) {
    Criterion& criterion = game.criteria.emplace_back();
    for (int i = 0; i < n; ++i) {
      criterion.weights.push_back(*rc::gen::inRange(0, 12));
    }
    criterion.weights[0] += 1.0;
    criterion.quota = *rc::gen::inRange(1, 10) / 10.0;
    criterion.majority = *rc::gen::arbitrary<bool>() ? Majority::at_least : Majority::more_than;
  }
  if (*rc::gen::inRange(0, 4) == 0) {
    game.consent = {static_cast<std::size_t>(*rc::gen::inRange(0, n))};
  }
  return game;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

TEST_CASE("coalitions: dynamic programming counts what enumeration counts") {
  check("the same swings", [] {
    const auto rules = hurdles(any_game());
    RC_ASSERT(rules.has_value());
    RC_ASSERT(swings_by_program(*rules) == swings_by_enumeration(*rules));
  });
}

TEST_CASE("coalitions: the Shapley-Shubik index is the share of orders in which an actor is pivotal") {
  check(
      "all orders of up to six actors",
      [] {
        Game game = any_game();
        for (Criterion& criterion : game.criteria) {
          criterion.weights.resize(std::min<std::size_t>(criterion.weights.size(), 6));
        }
        const std::size_t n = game.criteria[0].weights.size();
        game.consent.clear();
        const auto indices = power(game);
        RC_ASSERT(indices.has_value());
        std::vector<double> positions(n);
        std::iota(positions.begin(), positions.end(), 0.0);
        std::vector<double> pivotal(n, 0.0);
        double orders = 0.0;
        do {
          pivotal[pivots(game, positions)->rising] += 1.0;
          orders += 1.0;
        } while (std::next_permutation(positions.begin(), positions.end()));
        for (std::size_t i = 0; i < n; ++i) {
          RC_ASSERT(std::abs(indices->shapley_shubik[i] - pivotal[i] / orders) < 1e-12);
        }
      },
      30);
}

TEST_CASE("coalitions: indices sum to one, equals have equal power, more weight is never less power") {
  check("sums, symmetry, monotony", [] {
    Game game = any_game();
    game.criteria.resize(1);
    game.consent.clear();
    const auto indices = power(game);
    RC_ASSERT(indices.has_value());
    RC_ASSERT(std::abs(sum(indices->shapley_shubik) - 1.0) < 1e-12);
    RC_ASSERT(std::abs(sum(indices->banzhaf) - 1.0) < 1e-12);
    const std::vector<double>& w = game.criteria[0].weights;
    for (std::size_t i = 0; i < w.size(); ++i) {
      for (std::size_t j = 0; j < w.size(); ++j) {
        RC_ASSERT(w[i] != w[j] || indices->shapley_shubik[i] == indices->shapley_shubik[j]);
        RC_ASSERT(w[i] != w[j] || indices->penrose[i] == indices->penrose[j]);
        RC_ASSERT(w[i] > w[j] || indices->shapley_shubik[i] <= indices->shapley_shubik[j] + 1e-12);
        RC_ASSERT(w[i] > w[j] || indices->penrose[i] <= indices->penrose[j]);
      }
    }
  });
}

TEST_CASE("coalitions: an actor without weight is a dummy, and changes nothing for others") {
  check("adding a dummy", [] {
    Game game = any_game();
    const auto before = power(game);
    for (Criterion& criterion : game.criteria) {
      criterion.weights.push_back(0.0);
    }
    const auto after = power(game);
    RC_ASSERT(before.has_value() && after.has_value());
    RC_ASSERT(after->shapley_shubik.back() == 0.0);
    RC_ASSERT(after->penrose.back() == 0.0);
    for (std::size_t i = 0; i < before->penrose.size(); ++i) {
      RC_ASSERT(std::abs(before->shapley_shubik[i] - after->shapley_shubik[i]) < 1e-12);
      RC_ASSERT(before->penrose[i] == after->penrose[i]);
    }
    const auto found = roles(game, *after);
    RC_ASSERT(std::count(found->dummies.begin(), found->dummies.end(), before->penrose.size()) == 1);
  });
}

TEST_CASE("coalitions: every winning coalition meets every blocking set, and scale changes nothing") {
  check("duality, scaling", [] {
    Game game = any_game();
    const auto winning = minimal_winning(game, 1000);
    const auto blocking = minimal_blocking(game, 1000);
    RC_ASSERT(winning.has_value() && blocking.has_value());
    RC_ASSERT(!winning->sets.empty() && !blocking->sets.empty());
    for (const Members& w : winning->sets) {
      for (const Members& b : blocking->sets) {
        Members common;
        std::set_intersection(w.begin(), w.end(), b.begin(), b.end(), std::back_inserter(common));
        RC_ASSERT(!common.empty());
      }
    }
    const auto before = power(game);
    for (double& weight : game.criteria[0].weights) {
      weight *= 0.7;
    }
    RC_ASSERT(power(game)->penrose == before->penrose);
  });
}
