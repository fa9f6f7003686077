#pragma once
/// Log-rolling: two actors who stand on opposite sides of two issues each give way on the one they care less about.

#include <vector>

namespace suasion::system::leverage {

/// One actor's stake in one issue. Positions in any unit; only distances matter.
struct SwapStake {
  double position = 0.0;
  double salience = 0.0;    ///< >= 0
  double capability = 0.0;  ///< >= 0
};

/// The stakes of the two who swap, and the outcome and the sum of capability times salience of all actors, on one
/// issue.
struct SwapIssue {
  SwapStake first = {}, second = {};
  double outcome = 0.0;  ///< sum of c s x over sum of c s
  double weight = 0.0;   ///< sum of c s over all actors, > 0
};

/// A swap at the rate that leaves both equally better off. The first actor gives way on one issue, the second on the
/// other; outcomes move by so much (signed).
struct Swap {
  bool profitable = false;
  bool first_gets_p = false;  ///< the outcome on issue p moves towards the first actor
  double gain = 0.0;          ///< of each, in salience times distance
  double move_p = 0.0, move_q = 0.0;
};

/// Rate of exchange, shift on p for each unit of shift on q, that gives both the same gain:
/// (s_iq + s_jq) / (s_ip + s_jp).   (10)
/// @source Stokman and Van Oosten 1994
[[nodiscard]] double equal_gain_rate(const SwapIssue& p, const SwapIssue& q);

/// The best swap of two actors over two issues, each shift at most full adoption of the partner's position, and the
/// other scaled by the rate. Not profitable where they stand on the same side of an outcome or weigh the issues alike.
[[nodiscard]] Swap best_swap(const SwapIssue& p, const SwapIssue& q);

/// What a swap does to somebody else: minus the rise in salience times distance from the outcomes.
/// @param on_p,on_q the third actor's stakes; salience 0 where it has none.
[[nodiscard]] double externality(const Swap& swap, const SwapIssue& p, const SwapIssue& q, const SwapStake& on_p,
                                 const SwapStake& on_q);

}  // namespace suasion::system::leverage
