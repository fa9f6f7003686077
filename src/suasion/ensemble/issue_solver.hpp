#pragma once
/// One thread's way through the issues of a plan: from columns of input values to what every model makes of every
/// issue, eight draws at a time.

#include <memory>
#include <new>
#include <span>
#include <vector>

#include "suasion/ensemble/plan.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::ensemble {

/// Doubles aligned for packs.
class Lanes {
 public:
  explicit Lanes(std::size_t count);
  [[nodiscard]] double* data() { return data_.get(); }

 private:
  struct Free {
    void operator()(double* memory) const;
  };
  std::unique_ptr<double, Free> data_;
};

/// Solves tiles, and hands them out one at a time. Cells are counted issue by issue, model by model, in the order of
/// the plan. Not shared between threads.
class IssueSolver {
 public:
  explicit IssueSolver(const Plan& plan);
  ~IssueSolver();
  IssueSolver(IssueSolver&&) noexcept;
  IssueSolver& operator=(IssueSolver&&) = delete;
  IssueSolver(const IssueSolver&) = delete;
  IssueSolver& operator=(const IssueSolver&) = delete;

  /// [inputs] of the plan, 256 values each, for the caller to fill.
  [[nodiscard]] std::span<const std::span<double>> columns() const;

  /// Solves draws first + row to first + row + 7. @param row of the columns, a multiple of eight. @param wanted
  /// [cells]: 0 for those that need not be solved; all, if empty. Of models that trade across issues all are solved, or
  /// none.
  void solve(std::uint64_t seed, std::uint64_t first, std::size_t row, std::span<const char> wanted = {});

  /// The same for many tiles, and faster where draws come to rest at different times (model::Refilling): says which
  /// rows next() will hand out, 0 to 7, 8 to 15, ... below `rows`. The columns must stand still until the last of them.
  void begin(std::uint64_t seed, std::uint64_t first, std::size_t rows, std::span<const char> wanted = {});
  /// Goes on to the next eight rows: tile(), course() and trades() speak of them until the next call.
  void next();

  /// False where the model has nothing to say on the issue.
  [[nodiscard]] bool active(std::size_t cell) const;
  /// How many rounds the model may take; 0 where it has none, or nothing to say.
  [[nodiscard]] std::size_t rounds(std::size_t cell) const;
  /// Of the tile that was handed out last, as all that follow.
  [[nodiscard]] const model::IssueTile& tile(std::size_t issue) const;
  [[nodiscard]] const model::Course& course(std::size_t cell) const;
  /// What a model traded, in any of the eight draws.
  [[nodiscard]] const std::vector<model::Trade>& trades(std::size_t model) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// True for a model whose outcome on an issue hangs on that issue alone.
[[nodiscard]] bool issue_by_issue(const PlannedModel& model);

}  // namespace suasion::ensemble
