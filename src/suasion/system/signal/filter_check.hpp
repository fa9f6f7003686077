#pragma once
/// The filter of two moments against a filter on a grid, over the dated signals before the origin. Both are told the
/// same: what is heard directly, and fading at the common pace. Spill-over from other states, memories of a pace of
/// their own and what stops tell of their tour are left out of both: they are no part of one belief about one state.

#include <memory>
#include <vector>

#include "suasion/system/check.hpp"
#include "suasion/system/signal/audience.hpp"
#include "suasion/system/signal/grid.hpp"

namespace suasion::system::signal {

/// One thing that a belief hears of, with numbers in the place of columns.
struct Piece {
  Moment::Kind kind = Moment::Kind::send;
  std::size_t signal = 0;  ///< whose announcement it begins, mixes or ends
  double day = 0.0;
  double discrimination = 1.0;                                    ///< what a tour leaves of it
  double difficulty = 0.0;                                        ///< of an item of theta, whichever way the act points
  double sign = 1.0;                                              ///< 1 where it speaks for much support
  double keeping_discrimination = 1.0, keeping_difficulty = 0.0;  ///< of keeping an announcement
  double doubt = 0.0;  ///< of an announcement, or a postponement, that it will be dropped
  bool operator==(const Piece& other) const = default;
};

/// What one belief goes through.
struct Course {
  Moments start = {}, long_run = {};
  double half_life = 0.0;       ///< days; 0: nothing fades
  double from = 0.0, to = 0.0;  ///< days
  std::vector<Piece> pieces = {};
  bool operator==(const Course& other) const = default;
};

/// By equations (3) and (4), as the module computes.
[[nodiscard]] Moments by_two_moments(const Course& course);

/// By Bayes' rule on a grid; announcements split the belief in two that go on side by side until the doubt ends. Steps
/// too short for the grid are put together with those that follow.
/// @throws base::InternalError where more than five announcements are in doubt at once.
[[nodiscard]] Moments by_grid(const Course& course, std::size_t nodes = 193);

/// True where by_grid() can follow.
[[nodiscard]] bool can_follow(const Course& course);

/// Beliefs of one course are compared once.
class FilterCheck final : public Check {
 public:
  explicit FilterCheck(std::shared_ptr<const Audience> audience) : audience_(std::move(audience)) {}
  [[nodiscard]] std::vector<Approximation> compare(const Block& block, std::size_t row) const override;

  /// What a belief of the audience hears before the origin in one draw.
  [[nodiscard]] Course course(const Block& block, std::size_t belief, std::size_t row) const;

 private:
  std::shared_ptr<const Audience> audience_;
};

}  // namespace suasion::system::signal
