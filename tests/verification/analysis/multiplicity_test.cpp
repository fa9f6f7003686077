// Corrections for many tests, on published examples.
#include "suasion/analysis/multiplicity.hpp"

#include <doctest/doctest.h>

#include "../published.hpp"

namespace {

using namespace suasion;
using analysis::Basis;
using analysis::ClaimResult;
using analysis::Verdict;
using test::published;

ClaimResult by_error(const std::string& id, double away, std::vector<double> ablations = {}) {
  ClaimResult claim{.id = id, .verdict = Verdict::supported};
  claim.finding = {.holds = away > 3.0, .basis = Basis::error, .away = away};
  for (const double one : ablations) {
    claim.ablations.push_back({.change = "x", .holds = one > 3.0, .basis = Basis::error, .away = one});
  }
  return claim;
}

}  // namespace

TEST_CASE("Benjamini and Hochberg's example of fifteen tests has four findings at 0.05, and Holm's has three") {
  // Benjamini and Hochberg 1995, section 3.2, p. 295: the fifteen probabilities of Neuhaus et al. 1992
  const std::vector<double> p = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                                 .0459, .3240, .4262, .5719, .6528, .7590, 1.000};
  const auto found = [](const std::vector<double>& adjusted) {
    std::size_t count = 0;
    for (const double one : adjusted) {
      count += one <= 0.05 ? 1 : 0;
    }
    return count;
  };
  CHECK(found(analysis::benjamini_hochberg(p)) == 4);
  CHECK(found(analysis::holm(p)) == 3);
  CHECK(analysis::holm(p)[0] == published(0.0015, 4));                  // 15 * 0.0001
  CHECK(analysis::benjamini_hochberg(p)[3] == published(0.035625, 6));  // 15 / 4 * 0.0095
}

TEST_CASE("Holm's adjusted probabilities rise with the probabilities and stop at one, in any order") {
  const std::vector<double> adjusted = analysis::holm(std::vector<double>{0.04, 0.01, 0.03, 0.9});
  CHECK(adjusted[1] == doctest::Approx(0.04));
  CHECK(adjusted[2] == doctest::Approx(0.09));
  CHECK(adjusted[0] == doctest::Approx(0.09));  // 2 * 0.04 would be less than the one before
  CHECK(adjusted[3] == doctest::Approx(0.9));
  CHECK(analysis::holm({}).empty());
}

TEST_CASE("three standard errors on either side come about by chance in 0.27 % of tests") {
  CHECK(analysis::false_rate() == published(0.0026998, 7));
}

TEST_CASE("a verdict that barely holds is taken back among many, and one that holds by far is not") {
  std::vector<ClaimResult> claims = {by_error("far", 8.0, {7.0, 9.0}), by_error("bare", 3.1)};
  for (int i = 0; i < 8; ++i) {
    claims.push_back(by_error("none", 0.5));
    claims.back().verdict = Verdict::not_supported;
  }
  const analysis::Multiplicity found = analysis::multiplicity(claims);
  CHECK(found.claims == 10);
  CHECK(found.findings == 12);
  CHECK(found.by_error == 12);
  CHECK(found.expected == doctest::Approx(12 * 0.00134990));
  REQUIRE(found.changed.size() == 1);
  CHECK(found.changed[0].id == "bare");
  CHECK(found.changed[0].holm == Verdict::not_supported);
}

TEST_CASE("an ablation that barely holds makes a supported claim conditional") {
  const std::vector<ClaimResult> claims = {by_error("one", 9.0, {3.05, 9.0, 9.0})};
  const analysis::Multiplicity found = analysis::multiplicity(claims);
  CHECK(found.changed.empty());  // Holm leaves the largest of four as it is
  const std::vector<ClaimResult> two = {by_error("one", 9.0, {3.05, 9.0, 9.0}), by_error("two", 3.2, {1.0, 2.0})};
  REQUIRE(analysis::multiplicity(two).changed.size() == 2);
  CHECK(analysis::multiplicity(two).changed[0].holm == Verdict::conditional);
}

TEST_CASE("shares of draws have no rate of false findings, and are never taken back") {
  ClaimResult claim{.id = "share", .verdict = Verdict::supported};
  claim.finding = {.share = 0.96, .holds = true, .basis = Basis::share};
  ClaimResult untestable{.id = "taste"};
  const analysis::Multiplicity found = analysis::multiplicity(std::vector<ClaimResult>{claim, untestable});
  CHECK(found.claims == 1);
  CHECK(found.by_share == 1);
  CHECK(found.expected == 0.0);
  CHECK(found.changed.empty());
}
