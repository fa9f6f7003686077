#pragma once
/// The uncertain numbers of a scenario as a computation sees them: one column each, however often a number is used.

#include <string>
#include <unordered_map>
#include <vector>

#include "suasion/math/copula.hpp"
#include "suasion/math/law.hpp"
#include "suasion/math/random.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::scenario {

/// An uncertain or fixed number of the scenario: one column of each block.
struct Input {
  std::string path = {};  ///< as Quantity::path
  math::Quantile quantile;
  math::Channel channel = {};  ///< keyed by the path, so that no other input disturbs it
  bool fixed = false;
};

/// Gives every quantity that a plan uses one column.
class Inputs {
 public:
  /// The column of a quantity, by its path.
  std::size_t index_of(const Quantity& quantity);
  /// The same for a law that stands in no scenario, e.g. a default.
  std::size_t index_of(const std::string& path, const math::Law& law);

  /// Correlations between inputs in use; those of quantities that nothing reads have no effect.
  [[nodiscard]] std::vector<math::RankCorrelation> links(const Scenario& scenario) const;

  [[nodiscard]] std::size_t size() const { return inputs_.size(); }
  std::vector<Input> take() { return std::move(inputs_); }

 private:
  std::vector<Input> inputs_;
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace suasion::scenario
