#include "suasion/analysis/multiplicity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/math/elementary.hpp"

namespace suasion::analysis {

namespace {

namespace own = math::SUASION_TARGET;

std::vector<std::size_t> ascending(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  return order;
}

/// One test by errors: the finding of a claim (0) or of its ablations.
struct Test {
  std::size_t claim = 0, finding = 0;
};

const Finding& finding_of(const ClaimResult& claim, std::size_t at) {
  return at == 0 ? claim.finding : claim.ablations[at - 1];
}

/// The verdict where the findings of these tests hold only as far as their probabilities allow.
Verdict corrected(const ClaimResult& claim, std::size_t index, std::span<const Test> tests, std::span<const double> p) {
  const auto holds = [&](std::size_t at) {
    bool found = finding_of(claim, at).holds;
    for (std::size_t t = 0; t < tests.size(); ++t) {
      if (tests[t].claim == index && tests[t].finding == at) {
        found = found && p[t] <= false_rate();
      }
    }
    return found;
  };
  if (!holds(0)) {
    return Verdict::not_supported;
  }
  bool survives = true;
  for (std::size_t at = 1; at <= claim.ablations.size(); ++at) {
    survives = survives && holds(at);
  }
  return survives ? Verdict::supported : Verdict::conditional;
}

void count(const Finding& one, Multiplicity& result) {
  if (!one.why_not.empty()) {
    return;
  }
  ++result.findings;
  result.by_share += one.basis == Basis::share ? 1 : 0;
  result.by_absence += one.basis == Basis::absence ? 1 : 0;
  if (one.basis == Basis::error) {
    ++result.by_error;
    result.expected += one.two_sided ? false_rate() : 0.5 * false_rate();
  }
}

}  // namespace

std::vector<double> holm(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  double so_far = 0.0;
  std::size_t rank = 0;
  for (const std::size_t i : ascending(p)) {
    so_far = std::max(so_far, std::min(1.0, static_cast<double>(p.size() - rank) * p[i]));
    adjusted[i] = so_far;
    ++rank;
  }
  return adjusted;
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  std::vector<std::size_t> order = ascending(p);
  double so_far = 1.0;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    so_far = std::min(so_far, static_cast<double>(p.size()) / static_cast<double>(rank) * p[i]);
    adjusted[i] = so_far;
  }
  return adjusted;
}

double false_rate() {
  return 2.0 * own::normal_cdf(-enough_errors);
}

Multiplicity multiplicity(std::span<const ClaimResult> claims) {
  Multiplicity result;
  std::vector<Test> tests;
  std::vector<double> p;
  for (std::size_t c = 0; c < claims.size(); ++c) {
    const bool judged = claims[c].verdict != Verdict::untestable;
    result.claims += judged ? 1 : 0;
    for (std::size_t at = 0; judged && at <= claims[c].ablations.size(); ++at) {
      const Finding& one = finding_of(claims[c], at);
      count(one, result);
      if (one.why_not.empty() && one.basis == Basis::error) {
        tests.push_back({c, at});
        p.push_back(2.0 * own::normal_cdf(-std::abs(one.away)));
      }
    }
  }
  const std::vector<double> by_holm = holm(p);
  const std::vector<double> by_bh = benjamini_hochberg(p);
  for (std::size_t c = 0; c < claims.size(); ++c) {
    const Changed now = {claims[c].id, corrected(claims[c], c, tests, by_holm), corrected(claims[c], c, tests, by_bh)};
    const bool same = now.holm == claims[c].verdict && now.benjamini_hochberg == claims[c].verdict;
    if (claims[c].verdict != Verdict::untestable && !same) {
      result.changed.push_back(now);
    }
  }
  return result;
}

}  // namespace suasion::analysis
