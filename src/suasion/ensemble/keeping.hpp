#pragma once
/// Where a run puts what must outlive it: what has been done so far, and the draws themselves. The engine knows no
/// folders; who calls it does.

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "suasion/ensemble/tree.hpp"

namespace suasion::ensemble {

/// Keeps what has been done, so that a run that is broken off can be taken up again. A run has stages (its issues, its
/// worlds, ...); a stage may be kept in several parts, each with blocks that no other part has.
class Keeper {
 public:
  virtual ~Keeper() = default;
  /// The parts of a stage that were kept by those who worked on it before.
  [[nodiscard]] virtual std::vector<std::string> kept(const std::string& stage) = 0;
  /// When keep() should be called next; later for a run that wants to be done by then.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point due() const = 0;
  /// What was done at the end, or before an interruption, is wanted as well.
  [[nodiscard]] virtual bool keeps_the_end() const = 0;
  /// Replaces what this process kept of the stage before. @param blocks that the part has. @throws std::system_error.
  virtual void keep(const std::string& stage, const Ranges& blocks, const std::string& part) = 0;
};

/// Takes draws one by one, as they are.
class DrawsSink {
 public:
  virtual ~DrawsSink() = default;
  /// @param columns as the stage names them (draw_columns, world_columns): [columns][rows], of draws first, first + 1,
  /// ...
  virtual void add(std::uint64_t first, std::size_t rows, std::span<const double> columns) = 0;
  /// Does not return before what was added is safe. @throws std::system_error.
  virtual void flush() = 0;
};

}  // namespace suasion::ensemble
