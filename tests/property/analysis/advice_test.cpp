// Laws that advice obeys for any objective.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "../../support/advice_problems.hpp"
#include "../rapidcheck_doctest.hpp"
#include "suasion/analysis/advice/search.hpp"

namespace {

using namespace suasion;
using analysis::Advice;
using test::AdviceProblem;
using test::check;

constexpr int problems = 30;  ///< tried of each law

AdviceProblem any_problem() {
  AdviceProblem problem = test::random_problem(*rc::gen::arbitrary<std::uint64_t>());
  problem.spec.blocks = 4;
  return problem;
}

Advice searched(const AdviceProblem& problem, unsigned threads = 1) {
  test::LuckyObjective objective = problem.objective(threads);
  return analysis::advise(objective, problem.levers, problem.spec).value();
}

bool same(const analysis::Judged& a, const analysis::Judged& b) {
  return a.move == b.move && a.cost == b.cost && a.figures.gain.value == b.figures.gain.value &&
         a.figures.gain.error == b.figures.gain.error && a.figures.worst_tenth.value == b.figures.worst_tenth.value;
}

bool same(const std::vector<analysis::Judged>& a, const std::vector<analysis::Judged>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return same(x, y); });
}

}  // namespace

TEST_CASE("advice: levers in another order give the same moves in that order") {
  const auto law = [] {
    const AdviceProblem problem = any_problem();
    const std::size_t count = problem.levers.size();
    std::vector<std::size_t> where(count);  // of each lever in the other list
    std::iota(where.begin(), where.end(), 0);
    for (std::size_t i = count; i > 1; --i) {
      std::swap(where[i - 1], where[*rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, i))]);
    }
    AdviceProblem other = problem;
    for (std::size_t i = 0; i < count; ++i) {
      other.levers[where[i]] = problem.levers[i];
    }
    other.function = [&](std::span<const double> a, double luck) {
      std::vector<double> back(count);
      for (std::size_t i = 0; i < count; ++i) {
        back[i] = a[where[i]];
      }
      return problem.function(back, luck);
    };
    Advice one = searched(problem);
    const Advice two = searched(other);
    for (analysis::Effort& effort : one.choices[0].best.move) {
      effort.lever = where[effort.lever];
    }
    RC_ASSERT(one.model_runs == two.model_runs);
    RC_ASSERT(same(one.choices[0].best, two.choices[0].best));
    for (std::size_t i = 0; i < count; ++i) {
      RC_ASSERT(one.singles[i].figures.gain.value == two.singles[where[i]].figures.gain.value);
    }
  };
  check("permutation", law, problems);
}

TEST_CASE("advice: more to spend never gives a worse choice, and no choice is worse than nothing or over its budget") {
  const auto law = [] {
    using analysis::Criterion;
    AdviceProblem problem = any_problem();
    const double budget = problem.spec.budgets[0];
    problem.spec.budgets = {budget, 0.0, 2.0 * budget, 0.7 * budget};
    problem.spec.quest = {.criterion = *rc::gen::element(Criterion::expected, Criterion::worst_tenth, Criterion::helped,
                                                         Criterion::reach),
                          .goal = analysis::Goal{1.5, 0.5}};
    const Advice advice = searched(problem);
    for (const analysis::Choice& one : advice.choices) {
      RC_ASSERT(one.best.cost <= one.budget + 1e-9);
      RC_ASSERT(one.criterion >= 0.0);
      for (const analysis::Choice& other : advice.choices) {
        RC_ASSERT(one.budget > other.budget || one.criterion <= other.criterion);
      }
    }
  };
  check("monotony", law, problems);
}

TEST_CASE("advice: doing nothing costs nothing, gains nothing and stands first on the front") {
  const auto law = [] {
    const Advice advice = searched(any_problem());
    RC_ASSERT(advice.finalists.back().judged.move.empty());
    for (const analysis::Judged& nothing : {advice.finalists.back().judged, advice.front.front()}) {
      RC_ASSERT(nothing.cost == 0.0);
      RC_ASSERT(nothing.figures.gain.value == 0.0);
      RC_ASSERT(nothing.figures.gain.error == 0.0);
      RC_ASSERT(nothing.figures.worst_tenth.value == 0.0);
    }
    RC_ASSERT(advice.front.front().move.empty());
  };
  check("nothing", law, problems);
}

TEST_CASE("advice: the same bytes whatever the number of threads of the objective") {
  const auto law = [] {
    const AdviceProblem problem = any_problem();
    const Advice one = searched(problem);
    const Advice four = searched(problem, 4);
    RC_ASSERT(one.model_runs == four.model_runs);
    RC_ASSERT(same(one.choices[0].best, four.choices[0].best));
    RC_ASSERT(same(one.choices[0].confirmed, four.choices[0].confirmed));
    RC_ASSERT(same(one.front, four.front));
    RC_ASSERT(same(one.singles, four.singles));
  };
  check("threads", law, problems / 3);
}
