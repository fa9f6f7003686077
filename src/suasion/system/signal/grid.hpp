#pragma once
/// A belief as weights on a grid: no assumption about its form. The reference for the filter of two moments, and what
/// many silent years must be put through: a long row of equal non-events bends a belief away from the normal form.

#include <cstddef>
#include <vector>

namespace suasion::system::signal {

/// Mean and variance of a belief about support, in standard deviations over all states.
struct Moments {
  double mean = 0.0, variance = 1.0;
  bool operator==(const Moments& other) const = default;
};

class GridBelief {
 public:
  /// A belief on nodes of your own, e.g. two types. @param weights >= 0, with a positive sum; as many as nodes.
  GridBelief(std::vector<double> nodes, std::vector<double> weights);

  /// The normal law on `count` nodes (65 to 129 are enough) spread evenly over `range` standard deviations of both of
  /// `start` and `long_run` around their means.
  static GridBelief normal(Moments start, Moments long_run, std::size_t count = 129, double range = 7.0);

  /// Conditions on the signal (1) being sent, or not; returns how likely that was.
  double observe(double discrimination, double difficulty, bool sent);
  /// Conditions on any likelihood, one number a node; returns how likely it was.
  double observe(const std::vector<double>& likelihood);
  /// The Ornstein-Uhlenbeck transition (4), as a dense matrix over the nodes whose rows have the exact mean and, away
  /// from the ends, the exact variance. @pre the sd of the step is at least half the distance of nodes, or rho is 1;
  /// even nodes. Throws base::InternalError otherwise.
  void fade(Moments long_run, double rho);

  [[nodiscard]] const std::vector<double>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<double>& weights() const { return weights_; }
  [[nodiscard]] Moments moments() const;

 private:
  std::vector<double> nodes_, weights_;
};

/// Years in which a signal could have come each year and did not.
struct Silence {
  int years = 0;
  double discrimination = 1.0, difficulty = 0.0;  ///< of one year's signal
  double half_life_months = 0.0;                  ///< 0: nothing fades
  Moments start = {}, long_run = {};
};

/// The belief after a silence, by the grid filter: the prior of a belief about a state that was long left alone.
[[nodiscard]] Moments after_silence(const Silence& silence);

}  // namespace suasion::system::signal
