#pragma once
/// The challenge model as it was used for decisions of the European Union (Bueno de Mesquita and Stokman 1994; Arregui,
/// Stokman and Thomson 2006): the offers of the expected-utility model (expected_utility.hpp) with chances that add up
/// to one, played until the weighted median of the positions settles; the outcome is that median.

#include "suasion/model/bargaining.hpp"

namespace suasion::model::challenge {

[[nodiscard]] Model entry();

}  // namespace suasion::model::challenge
