#pragma once
/// Many claims judged at once: how many of those that rest on Monte Carlo errors would hold by chance alone, and which
/// verdicts a correction for their number takes back.

#include <span>
#include <string>
#include <vector>

#include "suasion/analysis/claims.hpp"

namespace suasion::analysis {

/// Probabilities made larger for the number of tests, in the order given: one of at most alpha is found where Holm's
/// step-down test at level alpha, which bounds the chance of any false finding, finds it.
/// @source Holm 1979, Scandinavian Journal of Statistics 6, p. 67
[[nodiscard]] std::vector<double> holm(std::span<const double> p);

/// The same for the expected share of false findings among all findings.
/// @source Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57, p. 293
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p);

/// A claim whose verdict would be another one.
struct Changed {
  std::string id = {};
  Verdict holm = Verdict::untestable, benjamini_hochberg = Verdict::untestable;
};

struct Multiplicity {
  std::size_t claims = 0;      ///< judged: those that can be tested
  std::size_t findings = 0;    ///< with their ablations
  std::size_t by_share = 0;    ///< judged by shares of draws: statements about the model, with no rate of false ones
  std::size_t by_error = 0;    ///< judged by a mean, or a ratio, more than three standard errors away
  std::size_t by_absence = 0;  ///< "same": held because no difference shows, which more draws may yet show
  double expected = 0.0;  ///< of `by_error`: that would hold by chance if there were no effects and draws independent
  std::vector<Changed> changed = {};  ///< verdicts that change where these are corrected for their number
};

/// The chance that a normal figure of no effect is more than three standard errors from nothing, on either side: the
/// level at which verdicts are corrected.
[[nodiscard]] double false_rate();

[[nodiscard]] Multiplicity multiplicity(std::span<const ClaimResult> claims);

}  // namespace suasion::analysis
