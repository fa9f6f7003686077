#pragma once
/// A small strategic system in code: two patrons, a protege, a neighbour, and what each test adds. Names are made up,
/// so that nothing hangs on real ones.

#include <cstdint>
#include <string>
#include <vector>

#include "suasion/system/plan.hpp"

namespace suasion::test {

/// Protege MID, patron BIG, rival FAR, neighbour NEX; one issue at 35 of 100; trade between MID and BIG. Runs from
/// 2020-01-31 to 2022-01-31 by months. @param more is added at the end of the TOML text.
[[nodiscard]] std::string system_text(const std::string& more = "");

/// An issue beside the bargain, to be added to that text: BIG wants 80 with weight 100 * 0.5, MID 20 with weight 50 *
/// 0.5, so that the weighted mean is 60. It starts at 30 and closes the gap at 0.1 a month.
[[nodiscard]] std::string quota_text();

/// A planned system and its draws as they stand.
class SystemWorld {
 public:
  /// Throws with all messages if the text or the settings are not sound. @param assume as on the command line.
  explicit SystemWorld(const std::string& text, const std::vector<std::string>& assume = {}, std::uint64_t seed = 1,
                       std::size_t blocks = 4);

  /// Advances all draws through the next ticks; all that are left by default.
  void advance(std::size_t ticks = SIZE_MAX);

  /// The values of a variable in all draws, now. Throws if there is no such variable.
  [[nodiscard]] std::vector<double> values(const std::string& name) const;
  [[nodiscard]] double mean(const std::string& name) const;
  /// Overwrites a variable in all draws.
  void set(const std::string& name, double value);

  [[nodiscard]] const system::Plan& plan() const { return plan_; }

 private:
  scenario::Scenario scenario_;
  system::Plan plan_;
  std::vector<system::Block> blocks_;
  std::size_t next_ = 0;
};

}  // namespace suasion::test
