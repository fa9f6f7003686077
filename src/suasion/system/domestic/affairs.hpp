#pragma once
/// The steps of module `domestic`: columns in, columns out.

#include <limits>
#include <optional>
#include <vector>

#include "suasion/system/step.hpp"

namespace suasion::system::domestic {

inline constexpr double never = std::numeric_limits<double>::infinity();

/// An election: what it may bring, decided once per draw.
struct Ballot {
  math::Channel chance = {};
  Column day = {};                         ///< of the vote
  std::optional<Column> crackdown_chance;  ///< nothing: none
  std::optional<Column> turnover_chance;   ///< nothing: none
  std::optional<Column> handover_days;     ///< from the vote to the change of office; nothing: none
  std::optional<Column> held;              ///< event column of the election itself
  Column crackdown_day = {};               ///< out, +infinity where there is none
  std::optional<Column> by_kind;           ///< event column that takes the earlier of its own and the crackdown
  std::optional<Column> leaves;            ///< event column that takes the earlier of its own and the handover
};

/// Decides ballots. Crackdown and turnover are parts of one unit interval from its two ends: each keeps its stated
/// chance, never both come, and where both chances exceed 1 the crackdown goes first.
class Ballots final : public Start {
 public:
  explicit Ballots(std::vector<Ballot> ballots) : ballots_(std::move(ballots)) {}
  void begin(Block& block) const override;

 private:
  std::vector<Ballot> ballots_;
};

/// Something that lifts the crisis or the shelter of an actor to a height on a day.
struct Jump {
  bool of_crisis = true;                ///< false: of the shelter
  double first = -never, last = never;  ///< days between which it lies, for sure
  Column day = {};                      ///< +infinity where it does not come
  Column height = {};
};

/// Columns of one actor's affairs.
struct Affairs {
  math::Channel patience_channel = {};
  Column half_life_months = {}, shelter_months = {};
  std::optional<Column> leave_rate = {}, decline = {};  ///< nothing where nobody's tenure counts
  double years = 0.0;                                   ///< in office at the origin
  Column slope = {};
  Column half_life = {}, shelter_life = {}, base = {}, patience = {};  ///< set at the start
  Column crisis = {}, shelter = {}, summed = {}, hazard = {}, changed = {}, leaves = {};
  std::vector<Jump> jumps = {};  ///< in order of their first day; those before the origin too
};

/// Units, the leader's patience, and what past crackdowns and visits have left.
class BeginAffairs final : public Start {
 public:
  explicit BeginAffairs(Affairs affairs) : affairs_(std::move(affairs)) {}
  void begin(Block& block) const override;

 private:
  Affairs affairs_;
};

/// One tick of an actor's affairs, split at the exact day of every jump.
class AdvanceAffairs final : public Step {
 public:
  explicit AdvanceAffairs(Affairs affairs) : affairs_(std::move(affairs)) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  Affairs affairs_;
};

}  // namespace suasion::system::domestic
