#pragma once
/// Laws: how sure an author is of a number. A law is a plain value; `Quantile` is its inverse distribution function,
/// compiled once per run and then evaluated for every draw.
///
/// All of it is plain arithmetic and our own elementary functions, so that every machine and compiler gives the same
/// bits: libraries of distributions differ in the last one, and differences spread.

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace suasion::math {

struct Law;

/// Known exactly.
struct Fixed {
  double value = 0.0;
};

/// Anywhere in [low, high], low < high.
struct Uniform {
  double low = 0.0, high = 1.0;
};

/// low <= mode <= high, low < high.
struct Triangular {
  double low = 0.0, mode = 0.5, high = 1.0;
};

/// Malcolm and others (1959): beta with shape 1 + 4 (mode - low)/(high - low) and 1 + 4 (high - mode)/(high - low).
struct Pert {
  double low = 0.0, mode = 0.5, high = 1.0;
};

/// Shapes from 0.01 to 10^6, stretched to [low, high].
struct Beta {
  double a = 1.0, b = 1.0, low = 0.0, high = 1.0;
};

/// sd > 0.
struct Normal {
  double mean = 0.0, sd = 1.0;
};

/// median > 0, log_sd > 0.
struct LogNormal {
  double median = 1.0, log_sd = 1.0;
};

/// A bare `[low, high]`: the normal law whose central 90 % they are.
struct Interval {
  double low = 0.0, high = 1.0;
};

/// (value, weight): different values, weights > 0.
struct Discrete {
  std::vector<std::pair<double, double>> points = {};
};

/// (weight, law), weights > 0. Drawn by composition from one uniform number: components in order of mean.
struct Mixture {
  std::vector<std::pair<double, Law>> components;  // no "= {}": clang would want Law complete here
};

using Form = std::variant<Fixed, Uniform, Triangular, Pert, Beta, Normal, LogNormal, Interval, Discrete, Mixture>;

/// A form cut to [low, high]: the law of the quantity given that it lies there (truncation, not clamping).
struct Law {
  Form form = Fixed{};
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

/// Empty if the law makes sense, else what is wrong in words, e.g. "sd is -1; it must be above 0" or "no mass between
/// 0 and 100". Never throws.
[[nodiscard]] std::string flaw(const Law& law);

/// The law in words, e.g. "normal, mean 77.5, sd 7.6, cut to 0..100" or "between 65 and 90 (central 90 %)".
[[nodiscard]] std::string describe(const Law& law);

/// True for a single value without any uncertainty.
[[nodiscard]] bool is_fixed(const Law& law);

/// The inverse distribution function of a law without flaw, ready for many evaluations. Immutable; safe to share
/// between threads.
class Quantile {
 public:
  explicit Quantile(const Law& law);  ///< throws base::InternalError if flaw(law) is not empty

  /// The value at probability u in (0, 1); monotone in u for every form but mixtures.
  [[nodiscard]] double operator()(double u) const;

  /// out[i] = (*this)(u[i]), bit for bit. Spans of equal length; they may be one and the same.
  void fill(std::span<const double> u, std::span<double> out) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

/// Mean, standard deviation and chosen quantiles of a law. Moments (and a mixture's quantiles) are those of 4096 equal
/// slices of probability, each stood for by its middle: for display.
struct LawSummary {
  double mean = 0.0, sd = 0.0, q05 = 0.0, q50 = 0.0, q95 = 0.0;
};
[[nodiscard]] LawSummary summarise(const Law& law);

}  // namespace suasion::math
