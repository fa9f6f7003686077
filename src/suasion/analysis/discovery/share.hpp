#pragma once
/// Shares of counts with their uncertainty, and the chance of a count.

#include <cstddef>

namespace suasion::analysis::discovery {

/// `count` of `of`, with its 95 % interval. With none to count among, value and interval are (1/2, 0, 1): nothing
/// known.
struct Share {
  std::size_t count = 0, of = 0;
  double value = 0.5, low = 0.0, high = 1.0;
};

/// The share and its score interval, which holds its level also near 0 and 1 and for few draws, if the draws are
/// independent; for designs more even than chance (Latin hypercube, Sobol) it errs on the wide side.
/// @param count at most `of`. @source Wilson 1927, Journal of the American Statistical Association 22, 209-212
[[nodiscard]] Share share(std::size_t count, std::size_t of);

/// P(X >= count) for X ~ Binomial(of, chance), summed term by term: relative error below 1e-9.
/// @param chance in [0, 1]
[[nodiscard]] double binomial_tail(std::size_t count, std::size_t of, double chance);

}  // namespace suasion::analysis::discovery
