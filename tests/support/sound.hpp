#pragma once
/// Values that tests take to be there.

#include <stdexcept>
#include <string>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/system/assume.hpp"

namespace suasion::test {

/// The value. Throws with all messages if there is none.
template <class T>
[[nodiscard]] T sound(base::Result<T> result) {
  if (result) {
    return *std::move(result);
  }
  std::string said;
  for (const base::Diagnostic& diagnostic : result.error()) {
    said += base::to_text(diagnostic) + "\n";
  }
  throw std::runtime_error(said);
}

/// Settings as on the command line.
[[nodiscard]] inline system::Assumptions settings(const std::vector<std::string>& assume) {
  system::Assumptions all;
  for (const std::string& text : assume) {
    all.push_back(sound(system::parse_assumption(text)));
  }
  return all;
}

}  // namespace suasion::test
