#pragma once
/// The exchange model: log-rolling over pairs of issues (Stokman and van Oosten 1994; van Assen, Stokman and van Oosten
/// 2003).
///
/// The outcome of issue p without trade is the compromise O_p = sum_i w_ip x_ip / W_p, w_ip = c_ip s_ip, W_p = sum_i
/// w_ip. Positions are taken in units of each issue's scale; utility is U_i = - sum_p s_ip |x_ip - O_p|. Actors i and j
/// can trade over issues p and q if they stand on opposite sides of O on both and care differently: s_ip/s_iq <
/// s_jp/s_jq. Then i, who cares less for p, gives way on p, and j on q. A move of i by d shifts O_p by w_ip d / W_p; it
/// goes at most to the partner's position, and O at most as far. With shifts P of O_p and Q of O_q
///
///     gain_i = s_iq Q - s_ip P,      gain_j = s_jp P - s_jq Q,      P/Q = (s_iq + k s_jq) / (s_ip + k s_jp)
///
/// where k = 1 makes the gains equal, and k = gain_i* / gain_j*, the most each could get while the other loses nothing,
/// is the solution of Raiffa, Kalai and Smorodinsky. P and Q are as large as the limits allow.
///
/// Of all trades of all pairs the one with the largest sum of gains is carried out; its actors are then bound on its
/// issues for the round, and so on until nobody can gain. In a new round nobody is bound, and votes start from where
/// the round before left them; utilities stay those of the true positions. Gains and losses of third parties are
/// recorded with each trade.
///
/// Position exchange: the trades are all struck with the outcomes expected before any trade; only the positions move,
/// and the compromise of the new positions is the outcome.

#include "suasion/model/bargaining.hpp"

namespace suasion::model::exchange {

[[nodiscard]] Model entry();
[[nodiscard]] Model position_exchange();

}  // namespace suasion::model::exchange
