#pragma once
/// One thread's way through one world of the strategic system, in one block of draws.

#include <span>
#include <vector>

#include "suasion/ensemble/experiment.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::ensemble {

/// Where a world sets out in a block.
struct Departure {
  /// [inputs of the plan], 256 probabilities each.
  std::span<const double* const> columns = {};
  bool linked = false;                ///< the columns of correlated inputs are dependent already
  std::span<const Push> pushes = {};  ///< Push::factor counts the inputs of the plan
  std::uint64_t seed = 1, first_draw = 0;
  bool answers = true;  ///< answers to questions will be asked for
};

/// Runs worlds, one after another. Not shared between threads.
class WorldRunner {
 public:
  /// @param columns at least as many as any of the plans has.
  explicit WorldRunner(std::size_t columns) : block_(columns) {}

  void begin(const system::Plan& plan, const Departure& departure);

  /// Advances through the ticks that end by `end`, in days since the origin.
  void advance_to(double end);

  [[nodiscard]] const double* column(system::Column column) const { return block_.column(column); }

  /// The answer to a question of the plan. Only once the last tick is over.
  [[nodiscard]] bool is_yes(std::size_t question, std::size_t row) const;

 private:
  void hold(const system::Tick& tick);

  const system::Plan* plan_ = nullptr;
  system::Block block_;
  std::size_t next_ = 0;  ///< tick
  bool answers_ = false;
  std::vector<char> held_;  ///< [questions][256]: of those about thresholds
};

/// Changes values after they were drawn. @param to the column of the input.
void push(const Push& push, std::span<double> to);

}  // namespace suasion::ensemble
