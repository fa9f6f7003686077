#pragma once
/// Data from outside the repository, for tests that need it.

#include <optional>

#include "suasion/scenario/dataset.hpp"

namespace suasion::test {

/// The DEU III training part below the folder that SUASION_DATA names; without it, nothing, and a message says so.
[[nodiscard]] std::optional<scenario::Dataset> deu3_training();

}  // namespace suasion::test
