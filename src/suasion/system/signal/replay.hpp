#pragma once
/// What dated signals do to beliefs, row by row: each draw may have its own days.

#include <array>
#include <vector>

#include "suasion/system/signal/audience.hpp"
#include "suasion/system/signal/signal_kernel.hpp"

namespace suasion::system::signal {

/// A number a row.
using Row = std::array<double, block_draws>;

/// The arithmetic of one audience on one block. Cheap to make; holds nothing but references.
class Replay {
 public:
  /// @param history before the origin; the belief with a change of the long-run mean lives there only.
  Replay(const Audience& audience, Block& block, bool history)
      : audience_(audience), block_(block), history_(history) {}

  /// All moments of the calendar after `from` and no later than `until`, in each row in the order of its own days.
  void calendar(double from, double until);
  /// A signal of `when[row]`, which may lie a little before what beliefs have faded to already: they are taken back to
  /// that day (the transition is exact both ways), and on again to `until`.
  void late(const Moment& moment, const Row& when, double until);
  /// Fades everything to that day, in all rows.
  void pass_to(double day);
  /// A change of leader: rho[row] of every deviation from the long-run belief is left, at the same moment.
  void forget(const Row& rho);
  /// What seeing the signal sent would say, more than seeing it not sent: mu+ - mu-, by the receiver's belief now.
  void look_ahead(const Signal& signal, const Row& when);

 private:
  void pass_to(const Row& when);
  void fade(const Row& rho, const std::vector<Row>& memories);
  void fade_gaps(const Signal& signal, const Row& rho, const std::vector<Row>& memories);
  void happen(const Moment& moment, const Row& when);
  /// What the i-th belief makes of it; `bits` is the surprise of the first one.
  void take_in(const Moment& moment, std::size_t i, const Row& when, BeliefColumns tour_after, Row& bits);
  void change_long_run(const Row& when);
  /// @return surprise in bits
  Row hear(const Moment& moment, std::size_t i, const Row& when, BeliefColumns tour_after);
  void end_doubt(const Moment& moment, std::size_t i, const Row& when);
  void spill(std::size_t source, const Row& when, Row& mean, Row& variance);
  void count(const Moment& moment, const Row& when, const Row& bits);
  [[nodiscard]] News news(const Signal& signal, std::size_t i, const Row& when) const;
  [[nodiscard]] BeliefColumns columns(const BeliefPair& pair) const {
    return {block_.column(pair.mean), block_.column(pair.variance)};
  }
  [[nodiscard]] bool concerns(std::size_t belief) const { return history_ || !audience_.beliefs[belief].shadow; }

  const Audience& audience_;
  Block& block_;
  bool history_;
};

}  // namespace suasion::system::signal
