#pragma once
/// The asymmetric Nash bargaining solution on a line (Nash 1950; Harsanyi and Selten 1972; Achen 2006).
///
///     max over O of  sum_i w_i log(U_i(O) - U_i(disagreement)),     w_i = c_i s_i,  U_i(O) = -|x_i - O|^p,  p = 1 or 2
///
/// over the outcomes O that no bargainer finds worse than disagreement. Disagreement is the status quo q, so U_i(q); or
/// a payoff -d that is the same for all, in scale lengths to the power p. As d grows the solution tends to the weighted
/// mean (p = 2) or the weighted median (p = 1). Where no outcome but q is acceptable to all, the outcome is q.

#include <vector>

#include "suasion/model/bargaining.hpp"

namespace suasion::model::nash {

struct Bargainer {
  double position = 0.0, weight = 0.0;
};

enum class Loss : std::uint8_t { linear, quadratic };

/// The solution with disagreement at q. Bargainers without weight have no say; q where nobody has any.
[[nodiscard]] double agreement(const std::vector<Bargainer>& bargainers, double q, Loss loss);

/// The solution with the same disagreement payoff -d < 0 for all. Distances are taken in units of `scale`; `d` is at
/// least 1, so that any outcome between the positions is acceptable. Not a number where nobody has any weight.
[[nodiscard]] double agreement_apart(const std::vector<Bargainer>& bargainers, double d, double scale, Loss loss);

[[nodiscard]] Model entry();

}  // namespace suasion::model::nash
