#pragma once
/// Before a long run: how long it will take and how much of the disk, and whether that is wanted.

#include <atomic>
#include <cstdint>
#include <filesystem>

#include "console.hpp"
#include "simulate.hpp"

namespace suasion::cli {

/// Runs of no more draws than this are neither measured nor asked about: a pilot would only make them longer.
inline constexpr std::uint64_t most_draws_unasked = 20'000;

/// What a run will take. All 0: it is too short to be worth a word.
struct Estimate {
  double seconds = 0.0;  ///< of draws, worlds and claims, with all threads and processes; without the studies of --full
  bool studies = false;  ///< which come on top
  std::uint64_t bytes = 0;       ///< of the run folder; an upper bound
  std::uint64_t free_bytes = 0;  ///< on the disk of the run folder; 0 where that cannot be told
  std::filesystem::path folder = {};
};

/// Measures the first draws of the run, about a third of a second each for bargaining and worlds, or a few draws where
/// they are slow; planning is left out. Changes nothing: the run draws the same again.
/// @param folder an existing one on the disk that is written to. @param processes that share the work
/// @throws std::system_error from ensemble::run.
[[nodiscard]] Estimate estimate(const Prepared& prepared, const std::filesystem::path& folder, unsigned processes);

/// How the user wants to be asked.
enum class Asking : std::uint8_t {
  usual,  ///< on a terminal
  yes,    ///< --yes: told, not asked
  silent  ///< --quiet: neither
};

/// Says what a run takes that is longer than a minute or larger than 1 GB, and on a terminal asks whether to go on.
/// Where standard input or standard error is no terminal, it is said and the run goes on.
/// @param stop set by Ctrl-C
/// @throws Failure (world) where the disk has less room than is needed, whatever `asking` says; (interrupted) where the
/// answer is no, or Ctrl-C.
void ask_before_long_run(const Estimate& estimate, Asking asking, const Console& console,
                         const std::atomic<bool>& stop);

}  // namespace suasion::cli
