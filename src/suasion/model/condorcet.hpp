#pragma once
/// The Condorcet winner among the positions held: the one that no other position beats in a vote by pairs.
///
/// Of positions a and b, voter i with weight w_i = c_i s_i gives a the vote w_i (|x_i - b|^p - |x_i - a|^p) if that is
/// positive, else it gives b the opposite (`votes=proportional`), or its whole weight to the nearer one
/// (`votes=whole`). With p = 1, or whole votes, the winner is the weighted median (Black 1958); with p = 2 and
/// proportional votes it is the position nearest to the weighted mean, since sum_i w_i ((x_i - b)^2 - (x_i - a)^2) =
/// W ((b - m)^2 - (a - m)^2), m the weighted mean. Where two positions tie, the point midway between them.

#include "suasion/model/bargaining.hpp"

namespace suasion::model::condorcet {

[[nodiscard]] Model entry();

}  // namespace suasion::model::condorcet
