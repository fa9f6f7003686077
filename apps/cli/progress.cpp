#include "progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/report/numbers.hpp"

namespace suasion::cli {

namespace {

std::string bar(double share, std::size_t columns, bool unicode) {
  const auto full = static_cast<std::size_t>(std::lround(share * static_cast<double>(columns)));
  std::string text;
  for (std::size_t i = 0; i < columns; ++i) {
    const bool filled = i < full;
    text += unicode ? (filled ? "━" : "─") : (filled ? "#" : ".");
  }
  return text;
}

}  // namespace

std::string duration_in_words(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(std::max(0.0, seconds)));
  if (whole < 60) {
    return fmt::format("{} s", whole);
  }
  if (whole < 3600) {
    return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  }
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

Progress::Progress(const Console& console, bool shown, std::string noun)
    : console_(console), shown_(shown), noun_(std::move(noun)) {}

Progress::~Progress() {
  if (dirty_) {
    console_.note("\r\033[K");
  }
}

void Progress::update(std::uint64_t done, std::uint64_t all, bool stopping) {
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  if (!shown_ || all == 0 || seconds <= 0.0) {
    return;
  }
  const double share = static_cast<double>(done) / static_cast<double>(all);
  const double rate = static_cast<double>(done) / seconds;
  std::string text = fmt::format("{:3.0f} %", std::floor(100.0 * share));
  if (stopping) {
    text += "  finishing what was begun; Ctrl-C again quits at once";
  } else {
    text += fmt::format(" of {}", report::counted(all, noun_));
    if (done > 0) {
      text += rate < 1.0 ? std::string()
                         : fmt::format(", {} a second", report::counted(static_cast<std::uint64_t>(rate), noun_));
      text += fmt::format(", {} left", duration_in_words(static_cast<double>(all - done) / rate));
    }
  }
  constexpr std::size_t least_bar = 10;
  constexpr std::size_t longest_bar = 30;
  const std::size_t width = console_.err().width;
  std::string line = text.substr(0, width > 0 ? width - 1 : 0);
  if (!stopping && width > text.size() + least_bar + 2) {
    const std::size_t columns = std::min(longest_bar, width - text.size() - 2);
    line = console_.paint_err("36", bar(share, columns, console_.err().unicode)) + " " + text;
  }
  console_.note("\r\033[K" + line);
  dirty_ = true;
}

}  // namespace suasion::cli
