#pragma once
/// Several processes that work on one computation. All of them run the same program with the same arguments, share out
/// what can be shared out, and put the results together, so that each ends with the same values as one process alone.

#include <functional>
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
  /// What every process gave, joined, for process 0 alone; nothing for the others. Neighbours are joined first, then
  /// pairs of neighbours, and so on, so that no process ever holds more than two.
  /// @param join of what lower and higher ranks gave
  using Join = std::function<std::string(const std::string& lower, const std::string& higher)>;
  [[nodiscard]] virtual std::string fold(std::string mine, const Join& join) = 0;
};

}  // namespace suasion::base
