#include "progress.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>

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

/// "12,000 of 20,000 draws".
std::string so_many(std::uint64_t done, std::uint64_t all, const std::string& noun) {
  const std::string with_commas = report::counted(done, noun);
  return fmt::format("{} of {}", with_commas.substr(0, with_commas.find(' ')), report::counted(all, noun));
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

Progress::Progress(const Console& console, bool shown, std::string noun, std::chrono::milliseconds interval)
    : console_(console), shown_(shown), noun_(std::move(noun)), interval_(interval) {}

Progress::~Progress() {
  if (said_ && console_.err_is_terminal()) {
    console_.note("\r\033[K");
  } else if (said_) {
    log(fmt::format("{} in {}", so_many(done_, all_, noun_), duration_in_words(seconds())));
  }
}

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void Progress::update(std::uint64_t done, std::uint64_t all, bool stopping) {
  done_ = done;
  all_ = all;
  const double passed = seconds();
  if (!shown_ || all == 0 || passed <= 0.0) {
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (!console_.err_is_terminal() && now < next_line_) {
    return;
  }
  std::string text;
  if (stopping) {
    text = "finishing what was begun; Ctrl-C again quits at once";
  } else {
    const double rate = static_cast<double>(done) / passed;
    if (rate >= 1.0) {
      const std::string thing = noun_.substr(0, noun_.find(" of "));  // what it is of has just been said
      text += fmt::format(", {} a second", report::counted(static_cast<std::uint64_t>(rate), thing));
    }
    if (done > 0) {
      text += fmt::format(", {} left", duration_in_words(static_cast<double>(all - done) / rate));
    }
  }
  said_ = true;
  if (console_.err_is_terminal()) {
    rewrite((stopping ? "  " : fmt::format(" of {}", report::counted(all, noun_))) + text, done, all, stopping);
    return;
  }
  log(so_many(done, all, noun_) + (stopping ? "; " : "") + text);
  next_line_ = now + interval_;
}

/// Over what stood there before.
void Progress::rewrite(const std::string& text, std::uint64_t done, std::uint64_t all, bool stopping) const {
  constexpr std::size_t least_bar = 10;
  constexpr std::size_t longest_bar = 30;
  const double share = static_cast<double>(done) / static_cast<double>(all);
  const std::string whole = fmt::format("{:3.0f} %{}", std::floor(100.0 * share), text);
  const std::size_t width = console_.err().width;
  std::string line = whole.substr(0, width > 0 ? width - 1 : 0);
  if (!stopping && width > whole.size() + least_bar + 2) {
    const std::size_t columns = std::min(longest_bar, width - whole.size() - 2);
    line = console_.paint_err("36", bar(share, columns, console_.err().unicode)) + " " + whole;
  }
  console_.note("\r\033[K" + line);
}

void Progress::log(const std::string& text) const {
  const double share = all_ == 0 ? 1.0 : static_cast<double>(done_) / static_cast<double>(all_);
  console_.note(fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {:3.0f} %: {}\n", fmt::gmtime(std::time(nullptr)),
                            std::floor(100.0 * share), text));
}

}  // namespace suasion::cli
