#pragma once
/// Something that can be tried at points of the experimenter's choice: a scenario, or a function in a test. A run draws
/// its points; sensitivity, tipping points and searches choose them.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "suasion/math/copula.hpp"
#include "suasion/math/random.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::ensemble {

/// An uncertain input: a number that the experimenter may set.
struct Factor {
  std::string name = {};  ///< e.g. "issues.integration.positions.RUS"
  math::Channel channel = {};
};

/// Changes an input's value after it was drawn: value * scale + shift, kept within [low, high].
struct Push {
  std::size_t factor = 0;
  double scale = 1.0, shift = 0.0;
  double low = 0.0, high = 0.0;
};

/// 256 points. Columns may be shared by batches that differ in a few coordinates only.
struct Points {
  /// [factors], 256 probabilities in (0, 1) each: where each point lies in the input's law. Inputs that are linked
  /// (Experiment::links) must come already dependent, as math::GaussianCopula makes them.
  std::span<const double* const> columns = {};
  std::span<const Push> pushes = {};
  /// Chance that no input stands for (hazards, choices, the error of a model) is a function of (seed, first_draw +
  /// row): the same luck for the same pair.
  std::uint64_t seed = 1, first_draw = 0;
};

/// Tries points, 256 at a time. Not shared between threads.
class Trial {
 public:
  virtual ~Trial() = default;
  /// @param wanted [outputs]: 0 for those that need not be computed; their columns stay as they are.
  /// @param columns [outputs][256], row by row what each point comes to; not a number where it comes to nothing.
  virtual void run(const Points& points, std::span<const char> wanted, std::span<double> columns) = 0;
};

/// Immutable; shared by all threads.
class Experiment {
 public:
  virtual ~Experiment() = default;
  [[nodiscard]] virtual const std::vector<Factor>& factors() const = 0;
  [[nodiscard]] virtual const std::vector<std::string>& outputs() const = 0;
  /// Rank correlations between factors (math::RankCorrelation counts axes as factors() does).
  [[nodiscard]] virtual const std::vector<math::RankCorrelation>& links() const = 0;
  /// False where an output surely does not depend on a factor, so that it need not be computed anew.
  [[nodiscard]] virtual bool reaches(std::size_t factor, std::size_t output) const = 0;
  /// False where chance plays no part in an output once the inputs are given.
  [[nodiscard]] virtual bool has_chance(std::size_t output) const = 0;
  [[nodiscard]] virtual std::unique_ptr<Trial> trial() const = 0;
};

}  // namespace suasion::ensemble
