// The combined forecast against the plain reading of it in reference/combination.hpp (docs/models/combination.md;
// McFadden 1974 for the conditional logit; weights as in src/suasion/model/combination.json): the law over 21 cells,
// the law in points of the scale, and whether draws of the model follow it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "../../support/issue.hpp"
#include "reference/combination.hpp"
#include "suasion/math/random.hpp"
#include "suasion/model/combination_law.hpp"

namespace {

namespace ref = suasion::test::reference::combination;
using suasion::model::choice_cells;
using suasion::model::choice_cells_of;
using suasion::model::choice_law;
using suasion::model::choice_member_count;
using suasion::model::ChoiceCells;
using suasion::model::ChoiceIssue;
using suasion::model::combination_draw;
using suasion::model::combination_law;
using suasion::model::CombinationWeights;
using suasion::model::lanes;
using suasion::model::nobody;
using suasion::model::pooled_choice;
using suasion::model::Procedure;
using suasion::model::shipped_combination;
using suasion::test::Actors;
using suasion::test::Extras;
using suasion::test::make;
using suasion::test::random_actors;
using suasion::test::TileRun;

constexpr double rounding = 1e-9;  ///< of a chance

/// The weights as the file has them, not as the library reads them.
ref::Table table() {
  std::ifstream file(std::string(SUASION_SOURCE_DIR) + "/src/suasion/model/combination.json");
  const nlohmann::json whole = nlohmann::json::parse(file);
  ref::Table made;
  for (const auto& member : whole["members"]) {
    if (member.contains("error_sd")) {
      made.compromise_weight = member["weight"];
      made.error_sd = member["error_sd"];
      continue;
    }
    made.choice.push_back({member["weight"], {}});
    for (const auto& [term, b] : member["coefficients"].items()) {
      made.choice.back().coefficients[term] = b;
    }
  }
  return made;
}

/// How positions are coded: anywhere, in steps of the cells or not of them, at the two ends, or near
/// them.
enum class Coding { fine, fifths, eighths, ends, near_ends };

/// 3 to 8 actors; by turns with and without a reference point, an agenda setter, a second chamber, and an actor without
/// weight.
ref::Issue random_issue(std::uint64_t seed, Coding coding) {
  ref::Issue issue;
  for (const auto& actor : random_actors(3 + seed % 6, seed)) {
    const double steps = coding == Coding::fifths ? 20.0 : coding == Coding::eighths ? 8.0 : 1.0;
    const double x = actor.position / 100.0;
    const double coded = coding == Coding::fine ? x : std::round(x * steps) / steps;
    issue.position.push_back(coding == Coding::near_ends ? 0.98 * coded + 0.02 * x : coded);
    issue.capability.push_back(actor.capability);
    issue.salience.push_back(actor.salience);
  }
  if (seed % 2 == 1) {
    const double x = random_actors(1, seed + 1000)[0].position / 100.0;
    issue.reference_point = coding == Coding::fine ? x : std::round(x * 8.0) / 8.0;
  }
  if (seed % 3 > 0) {
    issue.agenda_setter = seed % 4 == 0 ? 2 : 0;
  }
  if (seed % 5 > 1) {
    issue.second_chamber = 1;
  }
  if (seed % 7 == 0) {
    issue.capability.back() = 0.0;
  }
  if (seed % 11 == 5) {  // nobody with weight is without a role
    std::fill(issue.capability.begin() + 2, issue.capability.end(), 0.0);
    issue.agenda_setter = 0;
    issue.second_chamber = 1;
  }
  return issue;
}

/// 40 issues of every coding.
std::vector<ref::Issue> random_issues() {
  std::vector<ref::Issue> issues;
  for (const Coding coding : {Coding::fine, Coding::fifths, Coding::eighths, Coding::ends, Coding::near_ends}) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      ref::Issue issue = random_issue(seed, coding);
      if (issue.position.front() == issue.position.back()) {
        issue.position.front() = 1.0 - issue.position.front();  // or all may stand in one place
      }
      issues.push_back(issue);
    }
  }
  return issues;
}

/// The same issue as the library takes it.
ChoiceIssue library_issue(const ref::Issue& issue) {
  ChoiceIssue made{.position = issue.position, .salience = issue.salience};
  for (std::size_t i = 0; i < issue.position.size(); ++i) {
    made.weight.push_back(issue.weight(i));
  }
  made.agenda_setter = issue.agenda_setter.value_or(nobody);
  made.second_chamber = issue.second_chamber.value_or(nobody);
  made.reference_point = issue.reference_point.value_or(std::nan(""));
  return made;
}

const CombinationWeights& weights() {
  return shipped_combination().weights;
}

/// The larger of two; what is not a number stays in sight.
double larger(double a, double b) {
  return a > b || std::isnan(a) ? a : b;
}

double largest_difference(const std::array<double, choice_cells>& a, const ref::Law& b) {
  double largest = 0.0;
  for (std::size_t k = 0; k < choice_cells; ++k) {
    largest = larger(largest, std::abs(a[k] - b[k]));
  }
  return largest;
}

/// Places at which two laws are compared: between the whole points, and on both sides of every place that is held. The
/// library keeps places to a millionth of a point.
std::vector<double> places(const ref::Issue& issue) {
  constexpr double beside = 1e-5 / 100.0;
  std::vector<double> list;
  list.reserve(100 + 2 * ref::cells);
  for (int point = 0; point < 100; ++point) {
    list.push_back((point + 0.3) / 100.0);
  }
  for (std::size_t k = 0; k < ref::cells; ++k) {
    list.push_back(ref::place(issue, k) - beside);
    list.push_back(ref::place(issue, k) + beside);
  }
  return list;
}

/// The procedure and the roles of an issue, as a tile has them.
Extras extras_of(const ref::Issue& issue, std::uint64_t first_draw) {
  Extras extras;
  extras.first_draw = first_draw;
  Procedure procedure;
  procedure.proposer = issue.agenda_setter ? static_cast<std::int32_t>(*issue.agenda_setter) : -1;
  procedure.parliament = issue.second_chamber ? static_cast<std::int32_t>(*issue.second_chamber) : -1;
  extras.procedure = procedure;
  return extras;
}

/// The eight outcomes of the model in eight draws of its chance, in lengths of the scale from -40 to 160.
std::vector<double> outcomes(const ref::Issue& issue, std::uint64_t first_draw) {
  constexpr double low = -40.0;
  constexpr double high = 160.0;
  Actors actors;
  for (std::size_t i = 0; i < issue.position.size(); ++i) {
    actors.push_back({low + issue.position[i] * (high - low), issue.capability[i], issue.salience[i]});
  }
  std::vector<double> status_quo;
  if (issue.reference_point) {
    status_quo.push_back(low + *issue.reference_point * (high - low));
  }
  TileRun run({actors}, low, high, status_quo, extras_of(issue, first_draw));
  run.solve(*make("combination"));
  std::vector<double> list;
  for (std::size_t l = 0; l < lanes; ++l) {
    list.push_back((run.outcome(l) - low) / (high - low));
  }
  return list;
}

}  // namespace

TEST_CASE("combination, reference: every choice model gives every cell the same chance, and so does their mixture") {
  const ref::Table learnt = table();
  REQUIRE(learnt.choice.size() == choice_member_count);
  for (const ref::Issue& issue : random_issues()) {
    const ChoiceCells cells = choice_cells_of(library_issue(issue));
    for (std::size_t m = 0; m < choice_member_count; ++m) {
      CHECK(largest_difference(choice_law(cells, weights().choice[m]),
                               ref::choice_law(issue, learnt.choice[m].coefficients)) < rounding);
    }
    CHECK(largest_difference(pooled_choice(cells, weights()), ref::pooled_choice(issue, learnt)) < rounding);
  }
}

TEST_CASE("combination, reference: the law in points of the scale is the same") {
  const ref::Table learnt = table();
  for (const ref::Issue& issue : random_issues()) {
    const ref::Law pooled = ref::pooled_choice(issue, learnt);
    const suasion::math::Atoms law = combination_law(choice_cells_of(library_issue(issue)), weights());
    double apart = 0.0;
    for (const double x : places(issue)) {
      const double library = suasion::math::cumulative(law, 100.0 * x).at_or_below;
      apart = larger(apart, std::abs(library - ref::below(issue, learnt, pooled, x, true)));
    }
    CHECK(apart < rounding);
  }
}

TEST_CASE("combination, reference: draws spread over all their numbers follow the law") {
  // Two numbers on a grid of 80 by 80 say how much of the law lies at or below a place to about two steps of the grid.
  constexpr int steps = 80;
  const ref::Table learnt = table();
  for (const Coding coding : {Coding::fine, Coding::fifths, Coding::ends}) {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      const ref::Issue issue = random_issue(seed, coding);
      const ChoiceCells cells = choice_cells_of(library_issue(issue));
      if (cells.unanimous) {
        continue;
      }
      const ref::Law pooled = ref::pooled_choice(issue, learnt);
      std::vector<double> draws;
      for (int i = 0; i < steps; ++i) {
        for (int k = 0; k < steps; ++k) {
          draws.push_back(combination_draw(cells, weights(), (i + 0.5) / steps, (k + 0.5) / steps));
        }
      }
      double apart = 0.0;
      for (const double x : places(issue)) {
        const auto drawn = std::count_if(draws.begin(), draws.end(), [&](double draw) { return draw <= x; });
        const double share = static_cast<double>(drawn) / (steps * steps);
        apart = larger(apart, std::abs(share - ref::below(issue, learnt, pooled, x, false)));
      }
      CHECK(apart < 2.0 / steps);
    }
  }
}

TEST_CASE("combination, reference: the model draws from the law of its positions, roles and reference point") {
  const ref::Table learnt = table();
  constexpr double beside = 1e-9;
  std::vector<double> ranks;  // of each outcome in the law, at random inside what is drawn with a chance of its own
  std::uint64_t first_draw = 0;
  for (const ref::Issue& issue : random_issues()) {
    const ChoiceCells cells = choice_cells_of(library_issue(issue));
    const ref::Law pooled = ref::pooled_choice(issue, learnt);
    const std::vector<double> drawn = outcomes(issue, first_draw);
    for (std::size_t l = 0; l < lanes; ++l) {
      const auto chance = [&](std::uint64_t step) {
        return suasion::math::uniform(Extras{}.seed, {Extras{}.shocks}, first_draw + l, step);
      };
      CHECK(drawn[l] == doctest::Approx(combination_draw(cells, weights(), chance(0), chance(1))).epsilon(rounding));
      const double below = ref::below(issue, learnt, pooled, drawn[l] - beside, false);
      const double to = ref::below(issue, learnt, pooled, drawn[l] + beside, false);
      ranks.push_back(below + chance(2) * (to - below));
    }
    first_draw += lanes;
  }
  // Ranks in the right law are uniform. Kolmogorov: 1.63 / sqrt(n) is passed by 99 of 100 such samples.
  std::sort(ranks.begin(), ranks.end());
  double apart = 0.0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    apart = larger(apart, std::abs(ranks[i] - (static_cast<double>(i) + 0.5) / static_cast<double>(ranks.size())));
  }
  CHECK(ranks.size() > 1000);
  CHECK(apart < 1.63 / std::sqrt(static_cast<double>(ranks.size())));
}

TEST_CASE("combination, reference: where everybody stands in one place, all of the law is there") {
  ref::Issue issue = random_issue(4, Coding::fine);
  for (double& x : issue.position) {
    x = 0.37;
  }
  for (const double outcome : outcomes(issue, 0)) {
    CHECK(outcome == doctest::Approx(0.37).epsilon(rounding));
  }
  const suasion::math::Atoms law = combination_law(choice_cells_of(library_issue(issue)), weights());
  REQUIRE(law.at.size() == 1);
  CHECK(law.at[0] == doctest::Approx(37.0).epsilon(rounding));
}
