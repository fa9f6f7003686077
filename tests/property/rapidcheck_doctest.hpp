#pragma once
/// Lets a rapidcheck property be a doctest check: the counterexample is printed when it fails.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <sstream>
#include <string>

namespace suasion::test {

/// @param cases how many inputs to try; RapidCheck's own number if 0. Fewer where one input costs a whole run.
template <class Property>
void check(const std::string& description, Property property, int cases = 0) {
  const rc::detail::TestMetadata metadata{.id = description, .description = description};
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = cases > 0 ? cases : params.maxSuccess;
  const rc::detail::TestResult result = rc::detail::checkTestable(property, metadata, params);
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  const bool passed = result.template is<rc::detail::SuccessResult>();
  CHECK_MESSAGE(passed, description << ": " << text.str());
}

}  // namespace suasion::test
