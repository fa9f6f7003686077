#pragma once
/// Several processes that work on one computation. All of them run the same program with the same arguments, share out
/// what can be shared out, and put the results together, so that each ends with the same values as one process alone.

#include <string>
#include <string_view>
#include <vector>

#include "suasion/base/processors.hpp"

namespace suasion::base {

/// One process's place among them. Every process must call the same functions in the same order, from one thread.
class Team {
 public:
  virtual ~Team() = default;
  [[nodiscard]] virtual unsigned rank() const = 0;  ///< from 0; process 0 is the one that prints and writes
  [[nodiscard]] virtual unsigned size() const = 0;  ///< at least 1
  /// How many threads this process should use if nobody says: its share of the processors of its machine.
  [[nodiscard]] virtual unsigned processors() const { return usable_processors(); }
  /// What every process gave, in the order of ranks, for every process. Parts may be of any size.
  [[nodiscard]] virtual std::vector<std::string> all_gather(std::string_view mine) = 0;
  /// The same, for process 0 alone; nothing for the others.
  [[nodiscard]] virtual std::vector<std::string> gather(std::string_view mine) = 0;
};

}  // namespace suasion::base
