#pragma once
/// The arithmetic of bargaining with resolve, for eight draws at once: who would prevail, and with what chances each
/// node of the game of a pair goes which way. What chance then makes of it is up to resolve.cpp, draw by draw. Kernels
/// include this header, so it drags in nothing that has code.

#include <cstddef>
#include <cstdint>

#include "suasion/math/kernels.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::model::resolve {

/// What the game of a pair costs and how closely its players look; see the options in resolve.cpp.
struct Costs {
  double precision = 20.0;   ///< lambda
  double coercing = 0.1;     ///< to the one who coerces
  double coerced = 0.2;      ///< to the one who is coerced
  double retaliation = 0.2;  ///< further cost of coercing somebody retaliatory
  double hardened = 0.5;     ///< share of its cost that a hawk, or somebody retaliatory, does not feel
  double pride = 0.2;        ///< cost of giving way, per unit of resolve and distance
};

/// The players at the beginning of a round. Arrays are [actors][lanes], positions over the length of the scale.
struct Players {
  std::size_t count = 0;
  const double *ideal = nullptr, *stance = nullptr, *weight = nullptr, *resolve = nullptr;
  const double *believed_hawk = nullptr, *believed_retaliatory = nullptr;  ///< chances, in (0, 1)
};

/// What is worked out for a challenger and a target. Of a type and its opposite the opposite comes first.
enum class Answer : std::uint8_t {
  prevails,     ///< chance that the challenger wins a contest
  demand,       ///< where the target goes if it yields
  middle,       ///< where both go if they bargain
  challenges,   ///< chances: if the challenger is no hawk; the next is if it is one
  resists = 5,  ///< if the target is not retaliatory; if it is
  coerces = 7,  ///< if the challenger is no hawk; if it is one
  count = 9
};
inline constexpr std::size_t answers = static_cast<std::size_t>(Answer::count);

struct ResolveKernels {
  /// prevails[(a * count + b) * lanes + lane]: chance that a wins a contest of its stance with b's, for all a and b.
  /// @param distance room for count * count * lanes numbers.
  void (*contests)(const Players& players, double* distance, double* prevails) = nullptr;
  /// row[(b * answers + answer) * lanes + lane] for one challenger a and all b, given `prevails` of all pairs.
  void (*games)(const Players& players, const Costs& costs, const double* prevails, std::size_t a,
                double* row) = nullptr;
};

SUASION_KERNELS(ResolveKernels, resolve_kernels)

}  // namespace suasion::model::resolve
