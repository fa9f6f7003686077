#pragma once
/// The tolerance of a printed figure: half a unit of its last digit.

#include <cmath>
#include <ostream>

namespace suasion::test {

struct Published {
  double value;
  int digits;  ///< after the decimal point
};

inline Published published(double value, int digits) {
  return {value, digits};
}

inline bool operator==(double found, const Published& expected) {
  const double half_unit = 0.5 * std::pow(10.0, -expected.digits);
  return std::abs(found - expected.value) <= half_unit * (1.0 + 1e-9);
}

inline std::ostream& operator<<(std::ostream& out, const Published& expected) {
  return out << expected.value << " (published to " << expected.digits << " digits)";
}

}  // namespace suasion::test
