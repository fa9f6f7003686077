#pragma once
/// What an actor wants, as a user writes it: `integration down`, `basing >= 60 @ 0.8`, `air-base no`.

#include <optional>
#include <string>

#include "suasion/analysis/study/outputs.hpp"

namespace suasion::analysis {

enum class Aim : std::uint8_t { up, down, at_least, at_most, yes, no };

/// The words of a goal, before it is known what the name stands for.
struct GoalWords {
  std::string text = {};  ///< as written
  std::string name = {};  ///< of an output, as plan_study() takes it
  Aim aim = Aim::up;
  double value = 0.0;                 ///< of at_least and at_most
  std::optional<double> chance = {};  ///< wanted, in (0, 1)
};

/// A goal on a known output.
struct PursuedGoal {
  GoalWords words = {};
  StudiedOutput output = {};

  /// Values of the output times this are higher where they are better.
  [[nodiscard]] double sign() const {
    return words.aim == Aim::down || words.aim == Aim::at_most || words.aim == Aim::no ? -1.0 : 1.0;
  }
  /// True where there is something to be reached: a value, or a chance of an answer.
  [[nodiscard]] bool has_target() const;
  /// The value to be reached, on the output's own scale: 1/2 for answers.
  [[nodiscard]] double target() const;
  /// The chance that is wanted of it: 1/2 unless stated.
  [[nodiscard]] double chance() const;
};

/// NAME up|down|yes|no, NAME <= X, NAME >= X; then, if wanted, @ CHANCE.
/// @error M311 not of these forms, M314 a chance that is none.
[[nodiscard]] base::Result<GoalWords> parse_goal(const std::string& text);

/// @error M312 an aim that does not suit the output; M313 a value outside of the scale.
[[nodiscard]] base::Result<PursuedGoal> pursue(const scenario::Scenario& scenario, const GoalWords& words,
                                               const StudiedOutput& output);

}  // namespace suasion::analysis
