#pragma once
/// `run --until-error E`: how many draws it takes.

#include "simulate.hpp"

namespace suasion::cli {

/// A run that chooses its own number of draws makes no more than this.
inline constexpr std::uint64_t most_draws_until = 10'000'000;

/// The error that was asked for, in points. @throws Failure (bad_input) where it is not a number above 0.
[[nodiscard]] double parse_error(const std::string& text);

/// Makes a pilot of the first draws, and sets `prepared.spec.draws` to what it says is needed.
/// @throws Failure (bad_input) if that is more than a run makes, saying what could be had; (interrupted) where the
/// pilot was not finished.
void choose_draws(Prepared& prepared, const ensemble::Control& control);

/// True where a run that was to reach an error, and was not interrupted, has not; `prepared.spec.draws` is then what to
/// try next. @throws Failure (bad_input) as choose_draws.
[[nodiscard]] bool needs_more(Prepared& prepared, const Outcome& outcome);

}  // namespace suasion::cli
