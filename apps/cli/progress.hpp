#pragma once
/// A progress line with throughput and time left, on a terminal only.

#include <chrono>
#include <cstdint>
#include <string>

#include "console.hpp"

namespace suasion::cli {

class Progress {
 public:
  /// @param shown false: says nothing at all (--quiet, or standard error is no terminal).
  /// @param noun what is counted, in the singular.
  Progress(const Console& console, bool shown, std::string noun = "draw");
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;

  /// @param stopping the first Ctrl-C has come.
  void update(std::uint64_t done, std::uint64_t all, bool stopping);

  /// Where it is shown, and with whom the work is shared.
  [[nodiscard]] const Console& console() const { return console_; }

 private:
  const Console& console_;
  bool shown_;
  std::string noun_;
  bool dirty_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// "3 s", "2 min 05 s", "1 h 12 min".
[[nodiscard]] std::string duration_in_words(double seconds);

}  // namespace suasion::cli
