#pragma once
/// Where to cut a column that is read from its end inwards, so that about a wanted number of draws is cut off and equal
/// values are never torn apart.

#include <cstddef>

#include "suasion/analysis/discovery/box.hpp"

namespace suasion::analysis::discovery {

/// What is cut off, and the two values between which the cut lies.
struct Cut {
  std::size_t draws = 0, hits = 0;  ///< no draws: the column cannot be cut
  double last = 0.0, next = 0.0;    ///< last value cut off, first value kept
};

/// The cut between two different values that takes most draws without taking more than wanted, if that is at least half
/// of what is wanted; else the next one further in. So a column of few values loses a whole value at a time, and a
/// value that hardly occurs does not pass for a cut.
class CutFinder {
 public:
  explicit CutFinder(std::size_t wanted) : wanted_(wanted) {}

  /// Takes the next draw of the column. True: the cut is known, no more draws are needed.
  bool add(double value, bool hit) {
    const bool enough = 2 * cut_.draws >= wanted_;
    if (draws_ > wanted_ && enough) {
      return true;
    }
    if (draws_ > 0 && value != last_) {
      if (draws_ <= wanted_ || !enough) {
        cut_ = {draws_, hits_, last_, value};
      }
      if (draws_ >= wanted_) {
        return true;
      }
    }
    ++draws_;
    hits_ += hit ? 1 : 0;
    last_ = value;
    return false;
  }

  [[nodiscard]] const Cut& cut() const { return cut_; }
  [[nodiscard]] Count seen() const { return {draws_, hits_}; }

 private:
  std::size_t wanted_;
  std::size_t draws_ = 0, hits_ = 0;
  double last_ = 0.0;
  Cut cut_ = {};
};

}  // namespace suasion::analysis::discovery
