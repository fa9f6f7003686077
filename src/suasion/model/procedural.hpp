#pragma once
/// Decisions by proposal and vote on a line, with a reference point q that holds without a decision (Crombez 1996,
/// 1997; Steunenberg and Selck 2006). Losses are single-peaked and symmetric. The Council are those with votes; P_up
/// and P_down are its pivots (voting.hpp), W = [q, 2 P_up - q] or [2 P_down - q, q] is what a sufficient part of it
/// prefers to q, L and H are its lowest and highest member.
///
/// Consultation: the proposer proposes the point nearest to its ideal within W and [L, H], since anything outside [L,
/// H] would be amended unanimously; nothing, so q, if it likes q no less. The parliament is only heard.
///
/// Codecision: Council and parliament (ideal e) must agree on a joint text. Both gain within W and [q, 2 e - q]; if one
/// of the two is empty but for q, or they lie on different sides of q, nothing changes. Within it
///     bargain     the Nash solution of the Council's pivot and the parliament, with equal weights (nash.hpp)
///     parliament  the parliament offers, the Council takes it or leaves it: the point nearest to e
///     council     the Council's pivot offers: the point nearest to it

#include "suasion/model/bargaining.hpp"
#include "suasion/model/nash.hpp"
#include "suasion/model/voting.hpp"

namespace suasion::model::procedural {

enum class JointText : std::uint8_t { bargain, parliament, council };

/// What comes of a consultation. @param council ascending by position, not empty.
[[nodiscard]] double consultation(const std::vector<Voter>& council, const Procedure& procedure, double proposer,
                                  double q);

/// What comes of a codecision.
[[nodiscard]] double codecision(const std::vector<Voter>& council, const Procedure& procedure, double parliament,
                                double q, JointText who, nash::Loss loss);

[[nodiscard]] Model entry();

}  // namespace suasion::model::procedural
