#include "estimate.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>

#include "progress.hpp"
#include "status.hpp"
#include "suasion/analysis/claims.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/system/plan.hpp"
#include "system.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto pilot_time = std::chrono::milliseconds(250);
constexpr double long_seconds = 60.0;
constexpr std::uint64_t large_bytes = 1'000'000'000;
/// Summary, its table and the report, together: about 14 MB for the larger bundled case, whatever the number of draws.
constexpr std::uint64_t bytes_of_reports = 20'000'000;

/// Seconds a draw takes, all threads at work. @param run takes a Control, gives the draws it did.
template <class Run>
double seconds_a_draw(const Run& run) {
  std::atomic<bool> enough = false;
  const Clock::time_point start = Clock::now();
  const ensemble::Control control = {
      .progress = [&](std::uint64_t, std::uint64_t) { enough = enough || Clock::now() - start > pilot_time; },
      .cancel = &enough};
  const std::uint64_t draws = run(control);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return draws == 0 ? 0.0 : seconds / static_cast<double>(draws);
}

/// What the worlds of a run, and then those of its claims, take.
double seconds_of_system(const Prepared& prepared, double draws) {
  const auto spec = analysis::counterfactual_worlds(prepared.scenario, *prepared.worlds);
  const auto claims = analysis::plan_claims(prepared.scenario, *prepared.worlds);
  if (!spec || !claims) {  // the run itself will say why
    return 0.0;
  }
  const double one = seconds_a_draw(
      [&](const ensemble::Control& control) { return ensemble::run_worlds(*spec, prepared.spec, control).draws_done; });
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
char answer() {
  char first = '\n';
  for (;;) {
    pollfd input = {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    char one = '\n';
    if (poll(&input, 1, -1) < 0 || read(STDIN_FILENO, &one, 1) <= 0) {  // poll, unlike read, gives way to Ctrl-C
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
  estimate.seconds = static_cast<double>(draws) * seconds_a_draw([&](const ensemble::Control& control) {
                       return ensemble::run(prepared.plan, prepared.spec, control).draws_done;
                     });
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

void ask_before_long_run(const Estimate& estimate, Asking asking, const Console& console) {
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
    const char said = answer();
    if (said == '\0') {
      console.note("\n");
    }
    if (said != 'y' && said != 'Y') {
      throw Failure(interrupted, "not run, as you wished; nothing was written", "--yes goes on without asking");
    }
  }
}

}  // namespace suasion::cli
