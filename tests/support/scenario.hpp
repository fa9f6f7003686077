#pragma once
/// Scenarios made in code, for tests and benchmarks of the engine.

#include <cstdint>

#include "suasion/scenario/scenario.hpp"

namespace suasion::test {

/// One issue on 0..100 with `actors` actors whose position, salience and capability are uncertain; a function of
/// `seed`.
[[nodiscard]] scenario::Scenario random_scenario(std::size_t actors, std::uint64_t seed, std::size_t issues = 1);

}  // namespace suasion::test
