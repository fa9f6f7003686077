#pragma once
/// A stochastic bargaining model with resolve, after the published description of Bueno de Mesquita 2011. That
/// description leaves gaps; what fills them here is ours, named below and open to change by options.
///
/// Actors have an ideal x_i (fixed), a stance z_i (begins at x_i and moves), weight w_i = c_i s_i and resolve rho_i in
/// [0, 1]. Lengths are in units of the scale; u_i(y) = 1 - (x_i - y)^2, so that meeting halfway is
/// worth something to both. Types are drawn once a draw: i is a hawk with
/// chance rho_i (coercing costs it less), and retaliatory with chance rho_i (being coerced costs it less, and coercing
/// it costs more). Nobody knows the types of others; all share beliefs that begin at rho_i.
///
/// In each round every ordered pair (A, B) with different stances plays, everybody at once:
///     1. A challenges or not.
///     2. B gives in, so moves to A's demand, or resists.
///     3. A bargains, so both move to z_B + m (z_A - z_B), or coerces, so the loser moves to the winner's stance.
/// P = votes for A / all votes, where k votes w_k (|x_k - z_B| - |x_k - z_A|). The demand is z_B + g (z_A - z_B),
/// g = G_A / (G_A + G_B), where G_A = max(0, P d - cost of coercing) and G_B = max(0, (1 - P) d - cost of being
/// coerced), d = |z_A - z_B|: relative expected gains; P where both are 0. In a bargain whoever suffers more by
/// giving way gives way less: m = h_A / (h_A + h_B), h_A = P (1 + pride rho_A), h_B = (1 - P) (1 + pride rho_B). The
/// payoff of a pair's stances (y, y') to i is (u_i(y) + u_i(y')) / 2, less pride rho_i |move| if i gives way, less
/// costs. Choices are smoothed best replies: logit with precision lambda, given type and beliefs. After the round
/// beliefs follow Bayes' rule from what was seen. An actor with several moves to make takes the one nearest to its
/// ideal.
///
/// The game ends when a round leaves the sum of all payoffs, sum_i w_i (mean_j u_i(z_j) - costs_i), lower than the
/// round before did; such a round is taken back. An actor's costs are its pride and those of contests that decided
/// where somebody went; the others were overtaken. The outcome is the weighted mean of stances, or the weighted median.

#include "suasion/model/bargaining.hpp"

namespace suasion::model::resolve {

[[nodiscard]] Model entry();

}  // namespace suasion::model::resolve
