#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "../../support/issue.hpp"
#include "suasion/model/combination_law.hpp"

namespace {

using namespace suasion;
using namespace suasion::model;

const ChoiceIssue camps = {.position = {0.0, 0.2, 1.0},
                           .weight = {1.0, 2.0, 1.0},
                           .salience = {0.5, 1.0, 0.5},
                           .agenda_setter = 1,
                           .second_chamber = 2,
                           .reference_point = 0.0};

/// The issue with its scale turned round.
ChoiceIssue turned(ChoiceIssue issue) {
  for (double& x : issue.position) {
    x = 1.0 - x;
  }
  issue.reference_point = 1.0 - issue.reference_point;
  return issue;
}

double feature(const ChoiceCells& cells, std::size_t k, Term term) {
  return cells.feature[k][static_cast<std::size_t>(term)];
}

}  // namespace

TEST_CASE("combination: features say who stands where, and how near the rest lies") {
  const ChoiceCells cells = choice_cells_of(camps);
  CHECK(cells.compromise == doctest::Approx(0.35));
  CHECK(cells.held[0]);
  CHECK(cells.held[4]);
  CHECK(!cells.held[10]);
  CHECK(feature(cells, 4, Term::held) == 1.0);
  CHECK(feature(cells, 4, Term::held_two_sided) == 0.0);
  CHECK(feature(cells, 0, Term::near_compromise) == doctest::Approx(-0.35));
  CHECK(feature(cells, 20, Term::near_members) == doctest::Approx(-1.0));  // only the first has no role
  CHECK(feature(cells, 0, Term::at_reference) == 1.0);
  CHECK(feature(cells, 20, Term::at_chamber) == 1.0);
  CHECK(feature(cells, 14, Term::near_agenda_setter) == doctest::Approx(-0.5));
}

TEST_CASE("combination: what an issue does not state leaves its terms at zero") {
  ChoiceIssue plain = camps;
  plain.agenda_setter = plain.second_chamber = nobody;
  plain.reference_point = std::nan("");
  const ChoiceCells cells = choice_cells_of(plain);
  for (std::size_t k = 0; k < choice_cells; ++k) {
    for (const Term term :
         {Term::at_reference, Term::near_reference, Term::at_chamber, Term::near_chamber, Term::near_agenda_setter}) {
      CHECK(feature(cells, k, term) == 0.0);
    }
    CHECK(feature(cells, k, Term::near_members) == feature(cells, k, Term::near_compromise));
  }
}

TEST_CASE("combination: a scale turned round has the same law, turned round") {
  const CombinationWeights& weights = shipped_combination().weights;
  const auto law = pooled_choice(choice_cells_of(camps), weights);
  const auto back = pooled_choice(choice_cells_of(turned(camps)), weights);
  for (std::size_t k = 0; k < choice_cells; ++k) {
    CHECK(law[k] == doctest::Approx(back[choice_cells - 1 - k]));
  }
}

TEST_CASE("combination: the law is a law, and draws follow it") {
  const CombinationWeights& weights = shipped_combination().weights;
  const ChoiceCells cells = choice_cells_of(camps);
  const math::Atoms law = combination_law(cells, weights);
  CHECK(std::accumulate(law.mass.begin(), law.mass.end(), 0.0) == doctest::Approx(1.0));
  CHECK(law.at.front() >= 0.0);
  CHECK(law.at.back() <= 100.0);
  constexpr int steps = 400;
  double mean = 0.0;
  double at_twenty = 0.0;
  for (int i = 0; i < steps; ++i) {
    for (int j = 0; j < steps; ++j) {
      const double draw = combination_draw(cells, weights, (i + 0.5) / steps, (j + 0.5) / steps);
      mean += 100.0 * draw / (steps * steps);
      at_twenty += draw == cells.place[4] ? 1.0 / (steps * steps) : 0.0;
    }
  }
  double expected = 0.0;
  for (std::size_t i = 0; i < law.at.size(); ++i) {
    expected += law.mass[i] * law.at[i];
  }
  CHECK(std::abs(mean - expected) < 0.2);
  const double choice = 1.0 - weights.weight[choice_member_count];
  CHECK(std::abs(at_twenty - choice * pooled_choice(cells, weights)[4]) < 0.005);
}

TEST_CASE("combination: where everybody stands in one place there is nothing to choose") {
  test::TileRun run({test::Actors{{30, 1, 1}, {30, 2, 0.5}}}, 0, 100);
  run.solve(*test::make("combination"));
  CHECK(run.outcome() == doctest::Approx(30.0));
}

TEST_CASE("combination: without weight there is no number") {
  test::TileRun run({test::Actors{{30, 0, 1}, {60, 1, 0}}}, 0, 100);
  run.solve(*test::make("combination"));
  CHECK(std::isnan(run.outcome()));
}

TEST_CASE("combination: the table of weights survives being written and read") {
  const CombinationTable& table = shipped_combination();
  CHECK(to_json(combination_from_json(to_json(table))) == to_json(table));
  CHECK(table.origin.cases > 0);
  CHECK(table.origin.trained.size() == table.origin.clusters);
  CHECK_THROWS_AS(static_cast<void>(combination_from_json("{}")), std::invalid_argument);
}
