#pragma once
/// Draws for tests of discovery: points of the unit cube, and an outcome with a chance that depends on the point.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "suasion/analysis/discovery/draws.hpp"
#include "suasion/math/random.hpp"

namespace suasion::test {

/// Owns what Draws looks at. Not copied: Draws would look at the original.
class Cube {
 public:
  /// @param chance of the outcome at a point: a function of a span of coordinates
  template <class Chance>
  Cube(std::size_t draws, std::size_t inputs, std::uint64_t seed, const Chance& chance)
      : columns_(inputs, std::vector<double>(draws)), outcome_(draws) {
    for (std::size_t j = 0; j < inputs; ++j) {
      math::uniforms(seed, math::channel("test.cube." + std::to_string(j)), 0, 0, columns_[j]);
      views_.emplace_back(columns_[j]);
    }
    std::vector<double> point(inputs);
    for (std::size_t i = 0; i < draws; ++i) {
      for (std::size_t j = 0; j < inputs; ++j) {
        point[j] = columns_[j][i];
      }
      outcome_[i] = math::uniform(seed, math::channel("test.cube.luck"), i) < chance(point) ? 1 : 0;
    }
  }
  Cube(const Cube&) = delete;
  Cube& operator=(const Cube&) = delete;
  ~Cube() = default;

  [[nodiscard]] analysis::discovery::Draws draws() const { return {views_, outcome_}; }
  [[nodiscard]] std::vector<double>& column(std::size_t input) { return columns_[input]; }
  [[nodiscard]] std::vector<std::uint8_t>& outcome() { return outcome_; }

 private:
  std::vector<std::vector<double>> columns_;
  std::vector<std::uint8_t> outcome_;
  std::vector<std::span<const double>> views_ = {};
};

}  // namespace suasion::test
