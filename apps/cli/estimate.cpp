#include "estimate.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <functional>

#include "progress.hpp"
#include "status.hpp"
#include "suasion/analysis/claims.hpp"
#include "suasion/ensemble/parallel.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/system/plan.hpp"
#include "system.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto pilot_time = std::chrono::milliseconds(250);
constexpr double slow_block = 2.0;  ///< seconds: one that takes longer is not waited for
constexpr int look_up_after = 100;  // milliseconds
constexpr double long_seconds = 60.0;
constexpr std::uint64_t large_bytes = 1'000'000'000;
/// Summary, its table and the report, together: about 14 MB for the larger bundled case, whatever the number of draws.
constexpr std::uint64_t bytes_of_reports = 20'000'000;

using Trial = std::function<std::uint64_t(const ensemble::RunSpec&, const ensemble::Control&)>;  ///< gives draws done

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Seconds that the first few draws take, all of one block and so on one thread, with what is made ready for them.
double seconds_of_first(std::uint64_t draws, ensemble::RunSpec spec, const Trial& run) {
  const Clock::time_point start = Clock::now();
  spec.draws = draws;
  (void)run(spec, {});
  return seconds_since(start);
}

/// Seconds that a draw takes with all threads at work, from as many blocks as are done in the time of a pilot. The
/// clock starts when the threads do, which is told by the first word of progress.
double seconds_of_blocks(const ensemble::RunSpec& spec, const Trial& run) {
  constexpr auto first_word = std::chrono::milliseconds(100);
  std::atomic<bool> enough = false;
  Clock::time_point start = Clock::now();
  bool told = false;
  const auto progress = [&](std::uint64_t, std::uint64_t) {
    start = told ? start : Clock::now() - first_word;
    told = true;
    enough = enough || Clock::now() - start > pilot_time;
  };
  const std::uint64_t draws = run(spec, {.progress = progress, .cancel = &enough});
  return draws == 0 ? 0.0 : seconds_since(start) / static_cast<double>(draws);
}

/// Seconds that a draw takes with all threads at work. A few draws come first, since a block of them can take minutes.
double seconds_a_draw(const ensemble::RunSpec& spec, const Trial& run) {
  constexpr std::uint64_t few = 8;
  constexpr std::uint64_t more = 24;
  const auto threads = static_cast<double>(ensemble::threads_for(ensemble::blocks_of(spec.draws), spec.threads));
  const double first = seconds_of_first(few, spec, run);
  if (first > slow_block) {
    return first / few / threads;
  }
  const double each = std::max(0.0, seconds_of_first(more, spec, run) - first) / (more - few);
  return each * model::block_draws > slow_block ? each / threads : seconds_of_blocks(spec, run);
}

/// What the worlds of a run, and then those of its claims, take.
double seconds_of_system(const Prepared& prepared, double draws) {
  const auto spec = analysis::counterfactual_worlds(prepared.scenario, *prepared.worlds);
  const auto claims = analysis::plan_claims(prepared.scenario, *prepared.worlds);
  if (!spec || !claims) {  // the run itself will say why
    return 0.0;
  }
  const double one =
      seconds_a_draw(prepared.spec, [&](const ensemble::RunSpec& part, const ensemble::Control& control) {
        return ensemble::run_worlds(*spec, part, control).draws_done;
      });
  const double claim_draws = std::min(draws, static_cast<double>(claim_draws_of_run));
  const double claim_worlds =
      static_cast<double>(claims->spec.worlds.size()) / static_cast<double>(spec->worlds.size());
  return one * (draws + claim_worlds * claim_draws);
}

/// What draws take on the disk that are saved, before they are packed: as segments, and once more in draws.nc.
std::uint64_t bytes_of_draw(const Prepared& prepared) {
  std::size_t numbers = ensemble::draw_columns(prepared.plan).size();
  if (system::has_system(prepared.scenario)) {
    numbers += ensemble::world_columns(worlds_of_run(prepared)).size();
  }
  return 2 * sizeof(double) * numbers;
}

std::string size_in_words(std::uint64_t bytes) {
  constexpr double thousand = 1000.0;
  constexpr std::array<const char*, 5> units = {"MB", "GB", "TB", "PB", "EB"};
  double size = static_cast<double>(bytes) / (thousand * thousand);
  std::size_t unit = 0;
  while (size >= thousand && unit + 1 < units.size()) {
    size /= thousand;
    ++unit;
  }
  return fmt::format("{:.{}f} {}", size, size < 10.0 ? 1 : 0, units.at(unit));
}

std::string in_words(const Estimate& estimate) {
  std::string text = fmt::format("This run takes about {}", duration_in_words(estimate.seconds));
  if (estimate.studies) {
    text += " and the studies of --full";
  }
  text += fmt::format(", and up to {} of the disk", size_in_words(estimate.bytes));
  if (estimate.free_bytes > 0) {
    text += fmt::format(" ({} are free)", size_in_words(estimate.free_bytes));
  }
  return text + ".";
}

/// The first letter of the line that is typed; 0 for Ctrl-C or the end of the input.
char answer(const std::atomic<bool>& stop) {
  char first = '\n';
  for (;;) {
    pollfd input = {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    char one = '\n';
    const int ready = poll(&input, 1, look_up_after);  // not for ever: a signal may come just before it
    if (stop || (ready < 0 && errno != EINTR)) {
      return '\0';
    }
    if (ready <= 0) {
      continue;
    }
    if (read(STDIN_FILENO, &one, 1) <= 0) {
      return '\0';
    }
    if (one == '\n') {
      return first;
    }
    first = first == '\n' ? one : first;
  }
}

}  // namespace

Estimate estimate(const Prepared& prepared, const fs::path& folder, unsigned processes) {
  const std::uint64_t draws = ensemble::draws_in(blocks_of_run(prepared, prepared.spec.draws), prepared.spec.draws);
  if (draws <= most_draws_unasked) {
    return {};
  }
  Estimate estimate = {.studies = prepared.full, .folder = folder};
  const double each =
      seconds_a_draw(prepared.spec, [&](const ensemble::RunSpec& part, const ensemble::Control& control) {
        return ensemble::run(prepared.plan, part, control).draws_done;
      });
  estimate.seconds = static_cast<double>(draws) * each;
  if (system::has_system(prepared.scenario)) {
    estimate.seconds += seconds_of_system(prepared, static_cast<double>(draws));
  }
  estimate.seconds /= processes;
  estimate.bytes = bytes_of_reports + (prepared.save_draws ? draws * bytes_of_draw(prepared) : 0);
  std::error_code unknown;
  const fs::space_info space = fs::space(folder, unknown);
  estimate.free_bytes = unknown ? 0 : space.available;
  return estimate;
}

void ask_before_long_run(const Estimate& estimate, Asking asking, const Console& console,
                         const std::atomic<bool>& stop) {
  if (estimate.free_bytes > 0 && estimate.bytes > estimate.free_bytes) {
    throw Failure(world,
                  fmt::format("not enough room on the disk of '{}': the run needs up to {}, {} are free",
                              estimate.folder.parent_path().string(), size_in_words(estimate.bytes),
                              size_in_words(estimate.free_bytes)),
                  "leave out --save-draws, make fewer --draws, or name a folder on another disk with --out");
  }
  if (asking == Asking::silent || (estimate.seconds <= long_seconds && estimate.bytes <= large_bytes)) {
    return;
  }
  const bool asks = asking == Asking::usual && isatty(STDIN_FILENO) == 1 && console.err_is_terminal();
  console.note(in_words(estimate) + (asks ? "\nGo on? [y/N] " : "\n"));
  if (asks) {
    const char said = answer(stop);
    if (said == '\0') {
      console.note("\n");
    }
    if (said != 'y' && said != 'Y') {
      throw Failure(interrupted, "not run, as you wished; nothing was written", "--yes goes on without asking");
    }
  }
}

}  // namespace suasion::cli
