#pragma once
/// Lets a rapidcheck property be a doctest check: the counterexample is printed when it fails.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <sstream>
#include <string>

namespace suasion::test {

template <class Property>
void check(const std::string& description, Property property) {
  const rc::detail::TestMetadata metadata{.id = description, .description = description};
  const rc::detail::TestResult result = rc::detail::checkTestable(property, metadata);
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  const bool passed = result.template is<rc::detail::SuccessResult>();
  CHECK_MESSAGE(passed, description << ": " << text.str());
}

}  // namespace suasion::test
