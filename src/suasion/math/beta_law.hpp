#pragma once
/// The beta law on [0, 1] in plain arithmetic and our own elementary functions. A library would do, were it not that
/// libraries differ in their last bits from machine to machine, and that no rounding makes up for it: whatever the
/// grid, some value lies at an edge of it.

namespace suasion::math {

/// The beta law with shapes a, b from 0.01 to 10^6.
class BetaLaw {
 public:
  BetaLaw(double a, double b);

  /// Probability at or below x, and above x. Relative error about 1e-14 times the root of the larger shape.
  [[nodiscard]] double below(double x) const;
  [[nodiscard]] double above(double x) const;

  /// The value whose probability is Phi(z), with its slope against the normal score z.
  struct Knot {
    double z = 0.0;
    double x = 0.0, slope = 0.0;                  ///< value and dx/dz
    double log_odds = 0.0, log_odds_slope = 0.0;  ///< log(x / (1 - x)) and its slope
  };

  /// |z| <= 9. @param near the result for a neighbouring score, which saves work.
  [[nodiscard]] Knot at_score(double z, const Knot& near) const;
  [[nodiscard]] Knot at_score(double z) const;

 private:
  /// The law as seen from one end: `a` is the shape that rules there.
  struct Side {
    double a = 1.0, b = 1.0;
    double log_mean = 0.0, log_rest = 0.0;  ///< logarithms of a / (a + b) and b / (a + b)
    double total = 1.0;                     ///< of x^a (1 - x)^b / (x (1 - x)), which is made 1 at the mean
    struct Tail {
      double log_mass = 0.0;     ///< a logarithm, as masses far out are too small for a double
      double log_density = 0.0;  ///< of the log odds
      double ratio = 1.0;        ///< mass over density
    };
    [[nodiscard]] Tail at(double log_x, double log_rest_of_x) const;
    [[nodiscard]] Tail at_log_odds(double log_odds) const;
    [[nodiscard]] double solve(double mass, double log_odds) const;
  };

  static Side make_side(double a, double b);

  Side lower_, upper_;
};

}  // namespace suasion::math
