#pragma once
/// One outcome of the library held against that of a reference.

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>

#include "rules.hpp"

namespace suasion::test::reference {

/// What a reference says of an issue, on its scale.
using Expected = std::function<double(const Issue&)>;

/// Compares the library with a reference on an issue. @param tolerance in units of the scale.
inline void compare_outcome(const std::string& choice, const Issue& issue, const Expected& expected, double tolerance) {
  const double found = solved(issue, choice).outcome();
  const double wanted = expected(issue);
  CAPTURE(choice);
  CAPTURE(found);
  CAPTURE(wanted);
  CHECK(std::abs(found - wanted) <= tolerance * issue.length());
}

}  // namespace suasion::test::reference
