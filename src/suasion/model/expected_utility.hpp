#pragma once
/// The expected-utility group decision model (Bueno de Mesquita 1984, 1994, 1997; Scholz, Calbert and Smith 2011).
///
/// Actors i = 1..n with position x_i, capability c_i, salience s_i in [0, 1], weight w_i = c_i s_i; R the range of the
/// positions, mu their weighted centre. For an observer with risk exponent r, D = |x_i - x_j| / R and
/// M = (|x_i - mu| + |x_i - x_j|) / R:
///
///     success   Us = 2 - 4 (1/2 - D/2)^r        failure   Uf = 2 - 4 (1/2 + D/2)^r      unchanged  Uq = 2 - 4 (1/2)^r
///     better    Ub = 2 - 4 (1/2 - M/4)^r        worse     Uw = 2 - 4 (1/2 + M/4)^r
///     votes     v_k = w_k [ (|x_k - x_j| / R)^r_k - (|x_k - x_i| / R)^r_k ],    P_ij = sum_k max(0, v_k) / Z
///     E_ij = s_j (P_ij Us + (1 - P_ij) Uf) + (1 - s_j) Us - Q Uq - (1 - Q) (T Ub + (1 - T) Uw)
///
/// Risk: with r = 1 for all, the danger of i is S_i = sum_{j != i} E_ji; R_i = (2 S_i - S_max - S_min) /
/// (S_max - S_min); r_i = (1 - R_i/3) / (1 + R_i/3), in [1/2, 2]; r_i = 1 where all dangers are equal.
///
/// Offers to i, by the signs of E_ij and E_ji as i sees them:
///     conflict      both > 0 and E_ji > E_ij                 i would move to x_j
///     compromise    E_ji > 0 > E_ij and E_ji > |E_ij|        i would move to x_i + (x_j - x_i) |E_ij / E_ji|
///     capitulation  E_ji > 0 > E_ij and E_ji < |E_ij|        i would move to x_j
/// Actors on the same position (nearer than same_position) make each other none. Each actor takes its best class
/// present, in that order, and in it the offer that moves it least (ties: option `ties`). All move together. At rest
/// when no one moves.
///
/// Replications disagree on the details; each is an option here, and the presets are `scholz2011` (the authors'
/// program) and `as-written` (the papers' own words).

#include "suasion/model/bargaining.hpp"
#include "suasion/model/expected_utility_kernel.hpp"

namespace suasion::model::expected_utility {

/// The row of the registry.
[[nodiscard]] Model entry();

/// @param settings every option with a valid value, as model::choose gives them.
[[nodiscard]] Parameters parameters(const Settings& settings);

/// A model of these parameters, with the fastest kernel that the machine has.
[[nodiscard]] std::unique_ptr<Bargaining> solver(const Parameters& parameters);

}  // namespace suasion::model::expected_utility
