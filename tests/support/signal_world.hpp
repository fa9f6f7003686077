#pragma once
/// A small world of signals in code: patron BIG, rival FAR, protege MID, its neighbour NEX, and OTHER on the same tour.
/// Names are made up, so that nothing hangs on real ones.

#include <string>
#include <vector>

#include "system_world.hpp"

namespace suasion::test {

/// Origin 2020-01-31, two years by months. Kinds "visit" (a = 1, c = 1, tie 0.2, tension 0.1) and "sanction.impose"
/// (a = 1, c = 1.2). Beliefs begin at mean -0.8 and variance 0.36, which are the long-run values too, half-life 12
/// months; correlation with other states 0.3. Everything is known exactly, so all draws are alike unless `more` says
/// otherwise. @param history first day of it, or empty. @param more is added at the end of the TOML text.
[[nodiscard]] std::string signal_text(const std::string& more = {}, const std::string& history = {});

/// One block of draws of such a world.
class SignalWorld : public SystemWorld {
 public:
  explicit SignalWorld(const std::string& text, const std::vector<std::string>& assume = {}, std::uint64_t seed = 1)
      : SystemWorld(text, assume, seed, 1) {}

  /// The value of a variable in one draw, now. Throws if there is no such variable.
  [[nodiscard]] double value(const std::string& name, std::size_t row = 0) const { return values(name)[row]; }
};

/// What is wrong with a text, a line each; empty if it can be planned.
[[nodiscard]] std::string mistakes(const std::string& text);

}  // namespace suasion::test
