#pragma once
/// What has been evaluated so far, so that nothing is run twice, and how one move is compared with another.

#include <limits>
#include <map>
#include <optional>

#include "suasion/analysis/advice/criteria.hpp"
#include "suasion/analysis/advice/lattice.hpp"
#include "suasion/analysis/advice/objective.hpp"

namespace suasion::analysis {

/// What is sought.
struct Quest {
  Criterion criterion = Criterion::expected;
  bool per_cost = false;          ///< the criterion over the cost, not the criterion itself; where it is above 0
  std::optional<Goal> goal = {};  ///< Criterion::reach needs one
};

/// What one move is worth, for comparison. Figures that are equal leave the choice to the next.
struct Worth {
  double aim = -std::numeric_limits<double>::infinity();  ///< what is maximised; least where the move is not possible
  double gain = aim;                                      ///< the criterion
  double near = aim;  ///< how near the goal one gets, up to the goal: a way up where no move reaches it yet
  double cost = 0.0;
};

/// True if the first of two moves is better: by aim, gain, nearness; cheaper; of fewer levers; earlier by name.
[[nodiscard]] bool better(const Worth& a, const Point& of_a, const Worth& b, const Point& of_b);

/// Worth from paired draws. A move that has no value in more than a hundredth of the draws in which doing nothing has
/// one is not possible.
[[nodiscard]] Worth worth(const Quest& quest, std::span<const double> values, std::span<const double> nothing,
                          double cost);

/// A store of draws by move. Not shared between threads; refers to what it was made of.
class Evaluations {
 public:
  Evaluations(Objective& objective, const Lattice& lattice, const Quest& quest)
      : objective_(objective), lattice_(lattice), quest_(quest) {}

  /// Sees to it that each of the points, and doing nothing, has its first `blocks` blocks, in as few calls as can be.
  void ensure(const std::vector<Point>& points, std::uint64_t blocks);

  /// The first `blocks` blocks of a point that has them. @return [blocks * block_draws]
  [[nodiscard]] std::span<const double> values(const Point& point, std::uint64_t blocks) const;
  /// Blocks that a point has.
  [[nodiscard]] std::uint64_t blocks_of(const Point& point) const;
  [[nodiscard]] Worth worth_of(const Point& point, std::uint64_t blocks) const;

  /// Points that have that many blocks, doing nothing (the empty point) among them, in order.
  [[nodiscard]] std::vector<Point> having(std::uint64_t blocks) const;
  /// Draws evaluated so far, over all moves.
  [[nodiscard]] std::uint64_t model_runs() const { return model_runs_; }

 private:
  Objective& objective_;
  const Lattice& lattice_;
  const Quest& quest_;
  std::map<Point, std::vector<double>> draws_;
  std::uint64_t model_runs_ = 0;
};

}  // namespace suasion::analysis
