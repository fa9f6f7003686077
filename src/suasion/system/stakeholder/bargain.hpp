#pragma once
/// An issue with many stakeholders, solved at the state of the moment.

#include <memory>
#include <vector>

#include "suasion/model/bargaining.hpp"
#include "suasion/system/block.hpp"

namespace suasion::system::stakeholder {

/// How the state moves one position: by `by` for each unit of `variable`.
struct Shift {
  std::size_t stake = 0;
  Column by = {}, variable = {};
};

/// One issue with its stakeholders.
struct Table {
  double low = 0.0, high = 1.0;
  std::vector<Column> position = {}, salience = {}, capability = {};  ///< [stakes]
  std::vector<Shift> shifts = {};
  Column status_quo = {}, speed = {}, target = {}, level = {};
};

/// Solves an issue for 256 draws. Immutable.
class Bargain {
 public:
  Bargain(const model::ModelChoice& choice, Table table);

  [[nodiscard]] const Table& table() const { return table_; }
  /// False if every bargain ends as the first one did, since the state moves no position.
  [[nodiscard]] bool changes() const { return !table_.shifts.empty(); }
  /// Writes the target.
  void solve(Block& block) const;

 private:
  /// The two means are worked out over whole columns; any other model eight draws at a time.
  enum class Rule : std::uint8_t { compromise, mean, other };

  void average(const std::vector<const double*>& position, Block& block) const;
  void bargain(const std::vector<const double*>& position, Block& block) const;

  Rule rule_;
  std::unique_ptr<const model::Bargaining> solver_;
  Table table_;
};

}  // namespace suasion::system::stakeholder
