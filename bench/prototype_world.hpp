#pragma once
/// The block that the prototype of the strategic system ran, twice: as a plain loop (prototype_loop.cpp) and as a
/// scenario for the engine (prototype_world.cpp). The equations are those of docs/models.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "suasion/system/plan.hpp"

namespace suasion::bench {

inline constexpr std::size_t months = 29;
inline constexpr std::size_t hazards = 5;
inline constexpr std::size_t uncertain = 24;

/// What is uncertain, drawn once per draw.
struct Uncertain {
  double support = 0.0, doubt = 0.0;                  ///< first belief in the rival's support
  double discrimination = 0.0, difficulty = 0.0;      ///< of a visit
  double half_life = 0.0;                             ///< of beliefs, months
  double own_trade = 0.0, other_trade = 0.0;          ///< dependence of protege and patron
  double exponent = 0.0;                              ///< of dependence in power
  double protege_cost = 0.0, patron_cost = 0.0;       ///< of a year of dispute
  double crisis_cost = 0.0;                           ///< of a crisis at home
  double gain = 0.0, aversion = 0.0, price = 0.0;     ///< of integration
  double most = 0.0, threshold = 0.0, noise = 0.0;    ///< of the alternative
  double severity = 0.0;                              ///< of sanctions
  double crackdown = 0.0;                             ///< its chance
  double crisis = 0.0;                                ///< how grave a crackdown is
  double reach = 0.0, weight = 0.0, fear_life = 0.0;  ///< of forces; of fear
  double rationality = 0.0;                           ///< of choices
};

/// What choices hang on; by action where there are several.
struct ChoiceFacts {
  double strategy = 0.3, threat_effect = 0.3, rights = 2.0, discount = 0.6;
  std::array<double, 6> rival_cost = {0.0, 0.4, 1.3, 1.5, 1.6, 1.8};
  std::array<double, 6> shift = {0.0, 0.05, 0.4, 0.5, 0.0, 0.0};
  std::array<double, 6> engages = {0.0, 0.5, 1.0, 1.0, 1.0, -1.0};
  std::array<double, 5> patron_cost = {0.0, 1.0, 2.5, 0.5, 1.2};
  std::array<double, 5> press = {0.0, 0.15, 0.5, 0.0, 0.0};
  double deal = 0.4, base_value = 2.0, base_reward = 1.0, base_pain = 3.0, base_need = 1.5;
  double concede_cost = 0.2, tilt_cost = 0.5, tilt_step = 0.3, odds = 0.6, odds_shift = 0.3, standing = 0.005;
  double relief = 0.3, exercise_cost = 0.9, reinforce_cost = 1.8;
};

/// What is the same in all draws.
struct PrototypeFacts {
  static constexpr std::size_t most_neighbours = 16;
  std::size_t neighbours = 5;
  double long_run_variance = 0.4, reliability = 0.93, sanction_difficulty = 1.2;
  double cost_of_acting = 1.8123876048736465;  ///< -Phi^-1(0.1) sqrt(2)
  double level = 0.35, level_sd = 0.05, level_half_life = 9.0, concession = 0.03;
  double dispute_half_life = 6.0, tilt_half_life = 4.0, tilt_effect = 0.3;
  std::size_t election_month = 6;
  double election_left = 0.27926078;  ///< months from the election on 9 August to the end of its month
  double crisis_half_life = 12.0;
  double threat_rate = 0.005, crisis_effect = 4.0, resolution_rate = 0.5, carried_out = 0.6, review_rate = 0.01,
         lift_rate = 0.005, eased_share = 0.4;
  std::array<double, hazards> hazard_rate = {0.22, 0.05, 0.01, 0.004, 0.03};
  std::array<double, hazards> hazard_slope = {-0.8, 0.5, 2.0, 2.0, 0.9};
  double leave_rate = 0.0033, leave_slope = 1.0;
  double access_intercept = -3.0, access_level = 4.0, access_base = 3.0, grievance = 0.2, coupling = 0.25;
  double standing = 15.0, reserve = 35.0, exercise = 12.0;  ///< thousand troops
  std::array<double, most_neighbours> standing_km = {}, reserve_km = {}, soil_km = {}, exercise_km = {};
  std::size_t exercise_month = 7;
  double exercise_share = 7.0 / 30.4375;
  ChoiceFacts choices = {};
};

/// What is looked at: sums over draws at the end, and of the belief every month.
struct Seen {
  std::vector<double> belief = {};  ///< [months]
  double level = 0.0, alternative = 0.0, agreed = 0.0, crisis = 0.0, sanctions = 0.0, fear = 0.0, intervention = 0.0;
  double crackdowns = 0.0, imposed = 0.0, left = 0.0;
  std::array<double, hazards> happened = {};
  bool keep_last = false;
  std::vector<std::array<double, 4>> last = {};  ///< [draws] belief, doubt, agreed, intervention at the end
};

/// The facts, with distances as the engine measures them.
[[nodiscard]] PrototypeFacts prototype_facts(std::size_t neighbours);

/// One draw at a time, with std::exp and the like. @param calls if not null, of transcendental functions.
void run_prototype(const PrototypeFacts& facts, bool with_choices, const std::vector<Uncertain>& draws,
                   std::uint64_t seed, Seen& seen, std::uint64_t* calls = nullptr);

/// The same block as a scenario. What the engine has and the prototype had not is switched off in it; every parameter
/// that is not among the uncertain ones is fixed. @param quiet no sanctions, no crackdown and a visit for sure: beliefs
/// and bargains then hang on no chance.
[[nodiscard]] std::string prototype_text(const PrototypeFacts& facts, bool with_choices, bool quiet);
/// Where the uncertain numbers stand in a plan of that scenario, in the order of Uncertain.
[[nodiscard]] std::array<system::Column, uncertain> prototype_inputs(const system::Plan& plan);

}  // namespace suasion::bench
