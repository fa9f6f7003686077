#include "console.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <limits>
#include <system_error>

namespace suasion::cli {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  return value == nullptr ? std::string() : std::string(value);
}

/// The locale as the environment states it: LC_ALL before LC_CTYPE before LANG.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value = environment(name);
    if (!value.empty()) {
      std::transform(value.begin(), value.end(), value.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
      return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
    }
  }
  return false;
}

std::size_t width_of(int stream) {
  constexpr std::size_t usual = 80;
  winsize size{};
  if (ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {  // NOLINT(cppcoreguidelines-pro-type-vararg)
    return size.ws_col;
  }
  const std::string columns = environment("COLUMNS");
  const long stated = std::strtol(columns.c_str(), nullptr, 10);
  return stated > 0 ? static_cast<std::size_t>(stated) : usual;
}

report::TextStyle style_of(int stream) {
  const bool terminal = isatty(stream) == 1;
  const bool colour = terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  return {.width = width_of(stream), .colour = colour, .unicode = !terminal || locale_is_utf8()};
}

}  // namespace

Console::Console() : out_(style_of(STDOUT_FILENO)), err_(style_of(STDERR_FILENO)) {
  const bool told = isatty(STDOUT_FILENO) == 1 || !environment("COLUMNS").empty();
  table_width_ = told ? out_.width : std::numeric_limits<std::size_t>::max();
  err_is_terminal_ = isatty(STDERR_FILENO) == 1;
}

void Console::join(base::Team* team) {
  team_ = team;
  err_is_terminal_ = err_is_terminal_ && leads();
}

void Console::speak_up(std::string_view message, std::string_view hint) {
  if (!leads()) {
    const std::string kept = std::move(kept_);
    const std::string who = fmt::format("process {}: ", team_->rank());
    team_ = nullptr;
    note(kept.empty() ? kept : who + kept);
    if (!message.empty()) {
      error(who + std::string(message), hint);
    }
  } else if (!message.empty()) {
    error(message, hint);
  }
}

void Console::print(std::string_view text) {
  if (!leads()) {
    return;
  }
  while (!text.empty() && !reader_gone_) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      reader_gone_ = true;
    } else if (errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "cannot write to standard output");
    }
  }
}

void Console::note(std::string_view text) const {
  if (!leads()) {
    kept_ += text;
    return;
  }
  const std::string shown = err_.unicode ? std::string(text) : report::to_ascii(text);
  std::string_view rest = shown;
  while (!rest.empty()) {
    const ssize_t written = write(STDERR_FILENO, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) {
      return;
    }
    rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
}

void Console::error(std::string_view message, std::string_view hint) const {
  note(fmt::format("suasion: {} {}\n", paint_err("1;31", "error:"), message));
  if (!hint.empty()) {
    note(fmt::format("  {}\n", hint));
  }
}

std::string Console::paint_err(std::string_view code, std::string_view text) const {
  return err_.colour ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
}

}  // namespace suasion::cli
