#include "suasion/analysis/choice_fit.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "suasion/analysis/combination_fit.hpp"
#include "suasion/math/random.hpp"

namespace {

using namespace suasion;
using namespace suasion::analysis;

const std::vector<model::Term> terms = {model::Term::held, model::Term::near_compromise, model::Term::midpoint};

/// Cases whose outcomes are drawn from a choice model with known coefficients.
std::vector<ChoiceCase> simulated(const model::Coefficients& truth, std::size_t count) {
  std::vector<ChoiceCase> cases;
  const math::Channel channel = math::channel("test.choice_fit");
  for (std::size_t i = 0; i < count; ++i) {
    model::ChoiceIssue issue;
    for (std::size_t a = 0; a < 4; ++a) {
      issue.position.push_back(math::uniform(1, channel, i, a));
      issue.weight.push_back(0.1 + math::uniform(1, channel, i, 10 + a));
      issue.salience.push_back(0.5);
    }
    ChoiceCase& one = cases.emplace_back();
    one.cells = model::choice_cells_of(issue);
    const auto law = model::choice_law(one.cells, truth);
    double u = math::uniform(1, channel, i, 20);
    while (one.outcome + 1 < law.size() && u >= law[one.outcome]) {
      u -= law[one.outcome];
      ++one.outcome;
    }
  }
  return cases;
}

std::vector<std::size_t> all(std::size_t count) {
  std::vector<std::size_t> which(count);
  for (std::size_t i = 0; i < count; ++i) {
    which[i] = i;
  }
  return which;
}

}  // namespace

TEST_CASE("choice fit: with many cases and little shrinkage the true coefficients come back") {
  model::Coefficients truth{};
  truth[static_cast<std::size_t>(model::Term::held)] = 1.5;
  truth[static_cast<std::size_t>(model::Term::near_compromise)] = 3.0;
  truth[static_cast<std::size_t>(model::Term::midpoint)] = -0.5;
  constexpr std::size_t count = 8000;
  const std::vector<ChoiceCase> cases = simulated(truth, count);
  const model::Coefficients found = fit_choice(cases, all(count), terms, 1e-3);
  for (const model::Term term : terms) {
    const auto t = static_cast<std::size_t>(term);
    CHECK(std::abs(found[t] - truth[t]) < 0.2);  // about four standard errors
  }
  CHECK(found[static_cast<std::size_t>(model::Term::at_chamber)] == 0.0);  // not among the terms
}

TEST_CASE("choice fit: the stronger the shrinkage, the nearer to zero") {
  model::Coefficients truth{};
  truth[static_cast<std::size_t>(model::Term::held)] = 2.0;
  const std::vector<ChoiceCase> cases = simulated(truth, 100);
  double before = 1e9;
  for (const double ridge : {0.1, 10.0, 1000.0}) {
    const double size = std::abs(fit_choice(cases, all(100), terms, ridge)[0]);
    CHECK(size < before);
    before = size;
  }
  CHECK(before < 0.3);
}

TEST_CASE("folds: clusters are shared out evenly, the same way every time, and another way in another repeat") {
  const auto fold = assign_folds(23, 10, 1, "test", 0);
  std::vector<int> size(10, 0);
  for (const std::size_t f : fold) {
    ++size[f];
  }
  for (const int n : size) {
    CHECK((n == 2 || n == 3));
  }
  CHECK(fold == assign_folds(23, 10, 1, "test", 0));
  CHECK(fold != assign_folds(23, 10, 1, "test", 1));
}
