#pragma once
/// The two choices of theory that decide how a bargain goes: who sets the price, and what help from outside is worth.

#include <cstdint>

namespace suasion::system::leverage {

/// How the transfer that the patron pays is set.
enum class Price : std::uint8_t {
  negotiable,  ///< bargained over together with the concession (transferable utility)
  fixed,       ///< set elsewhere, e.g. by a contract that runs on; only the concession is bargained over
  capped,      ///< negotiable up to a ceiling, and at the ceiling above it
};

/// What the rival's help does while protege and patron bargain.
enum class OptionRule : std::uint8_t {
  inside,   ///< it flows while they bargain, so it moves the point of disagreement and is split
  outside,  ///< it is had only by leaving, so it counts only where leaving beats the deal
};

}  // namespace suasion::system::leverage
