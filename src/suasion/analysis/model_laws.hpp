#pragma once
/// What the models of the registry say about decided cases, before the outcome is looked at.

#include <optional>
#include <string>
#include <vector>

#include "suasion/analysis/parallel.hpp"
#include "suasion/math/atoms.hpp"
#include "suasion/model/bargaining.hpp"
#include "suasion/scenario/dataset.hpp"

namespace suasion::analysis {

/// One model on every case of a data set, in the order of its cases; nothing where the model does not apply (it needs
/// something that the case does not state, or gives no number).
struct ModelLaws {
  model::ModelChoice choice = {};
  std::vector<std::optional<math::Atoms>> law = {};  ///< in points of 0..100
};

struct LawsSpec {
  std::uint64_t seed = 1;
  std::uint64_t draws = 1000;  ///< for models that take chances; the others need no more than a few
  unsigned threads = 0;        ///< 0: one per processor. Never changes a result.
};

/// Cases of one cluster are issues of one scenario, so that models may trade across them.
/// @param models names as model::choose takes them. @error M1xx from choose.
[[nodiscard]] base::Result<std::vector<ModelLaws>> model_laws(const scenario::Dataset& set,
                                                              const std::vector<std::string>& models,
                                                              const LawsSpec& spec, const Watch& watch);

/// Indices of the cases of each cluster, clusters in order of first appearance.
[[nodiscard]] std::vector<std::vector<std::size_t>> by_cluster(const scenario::Dataset& set);

}  // namespace suasion::analysis
