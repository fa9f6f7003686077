#pragma once
/// What a module can say of its own approximations.

#include <vector>

#include "suasion/system/block.hpp"

namespace suasion::system {

/// A belief as its module has it and as a computation has it that does without the module's approximation.
struct Approximation {
  Column column = {};    ///< of its mean
  std::size_t news = 0;  ///< taken in
  double mean = 0.0, sd = 0.0;
  double exact_mean = 0.0, exact_sd = 0.0;

  /// How far the mean is off, in standard deviations, and the sd, as a share of the exact one.
  [[nodiscard]] double mean_off() const { return (mean - exact_mean) / exact_sd; }
  [[nodiscard]] double sd_off() const { return sd / exact_sd - 1.0; }
};

/// Immutable; one object serves all threads.
class Check {
 public:
  virtual ~Check() = default;
  /// @param block after begin(). @param row the draw to look at.
  [[nodiscard]] virtual std::vector<Approximation> compare(const Block& block, std::size_t row) const = 0;
};

}  // namespace suasion::system
