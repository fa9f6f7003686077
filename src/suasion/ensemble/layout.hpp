#pragma once
/// Where what worlds write down has its place. The first world is written down at every tick; of all else, a variable
/// has an entry at the ticks of the days, and at every tick where its differences are followed.

#include <cstddef>
#include <limits>
#include <vector>

#include "suasion/ensemble/worlds.hpp"

namespace suasion::ensemble {

class Layout {
 public:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  explicit Layout(const WorldsSpec& spec);

  [[nodiscard]] std::size_t ticks() const { return on_day_.size(); }
  [[nodiscard]] bool on_day(std::size_t tick) const { return on_day_[tick]; }

  /// Entries of one world or comparison.
  [[nodiscard]] std::size_t entries() const { return entries_; }
  /// The entry of a variable at a tick, or none.
  [[nodiscard]] std::size_t entry(std::size_t v, std::size_t tick) const { return entry_[v * ticks() + tick]; }

  /// How many places so many rows (worlds, then comparisons) take: all variables and ticks of the first row, the
  /// entries of each of the others.
  [[nodiscard]] std::size_t places(std::size_t rows) const { return entry_.size() + (rows - 1) * entries_; }
  /// The place of a variable at a tick in a row, or none.
  [[nodiscard]] std::size_t place(std::size_t row, std::size_t v, std::size_t tick) const;

 private:
  std::size_t entries_ = 0;
  std::vector<bool> on_day_;        ///< [ticks]
  std::vector<std::size_t> entry_;  ///< [variables][ticks]
};

}  // namespace suasion::ensemble
