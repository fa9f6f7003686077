#pragma once
/// How far a long computation is: on a terminal a line that is written again and again, in a log a line now and then.

#include <chrono>
#include <cstdint>
#include <string>

#include "console.hpp"

namespace suasion::cli {

/// On a terminal: share, throughput and time left, as often as it is told. Where standard error is no terminal: the
/// same with the time of day (UTC), one line per interval. The first such line comes after the first interval, so that
/// what is soon done says nothing; where there was one, a last one says how long it took.
class Progress {
 public:
  static constexpr std::chrono::milliseconds usual_interval = std::chrono::seconds(30);

  /// @param shown false: says nothing at all (--quiet).
  /// @param noun what is counted, in the singular.
  /// @param interval between the lines of a log.
  Progress(const Console& console, bool shown, std::string noun = "draw",
           std::chrono::milliseconds interval = usual_interval);
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
  [[nodiscard]] double seconds() const;  ///< since it began
  void rewrite(const std::string& text, std::uint64_t done, std::uint64_t all, bool stopping) const;
  void log(const std::string& text) const;

  const Console& console_;
  bool shown_;
  std::string noun_;
  std::chrono::milliseconds interval_;
  bool said_ = false;  ///< something
  std::uint64_t done_ = 0, all_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point next_line_ = start_ + interval_;
};

/// "3 s", "2 min 05 s", "1 h 12 min".
[[nodiscard]] std::string duration_in_words(double seconds);

}  // namespace suasion::cli
