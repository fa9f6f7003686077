#pragma once
/// The inputs of one block, as a run draws them, and where each draw lies in its law. Private to the chronicle.

#include <span>
#include <vector>

#include "suasion/ensemble/chronicle.hpp"
#include "suasion/math/design.hpp"

namespace suasion::ensemble {

/// Draws the inputs of a plan block by block: points of the design, made dependent, sent through quantile functions.
class InputsOfBlock {
 public:
  InputsOfBlock(const std::vector<scenario::Input>& inputs, const math::GaussianCopula& copula, const RunSpec& spec);

  /// Draws 256 * block ... 256 * block + 255.
  void draw(std::uint64_t block);

  /// The 256 coordinates of an input in the design, before anything is made of them.
  [[nodiscard]] const double* uniforms(std::size_t input) const { return uniform_.data() + input * model::block_draws; }
  /// The 256 values of an input.
  [[nodiscard]] const double* values(std::size_t input) const { return value_.data() + input * model::block_draws; }

  /// Every input that is not fixed, in one draw.
  [[nodiscard]] std::vector<DrawnInput> row(std::size_t row) const;

 private:
  const std::vector<scenario::Input>& inputs_;
  const math::GaussianCopula& copula_;
  math::Design design_;
  std::vector<double> uniform_, probability_, value_;
};

}  // namespace suasion::ensemble
