#pragma once
/// One piece of arithmetic of the strategic system, called once per block of draws and tick.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "suasion/system/block.hpp"

namespace suasion::system {

inline constexpr double days_per_month = 30.4375;

/// One stretch of the calendar. Ticks are of equal length, whatever the month; dates inside them are exact: a step that
/// has to do with a date advances what it changes to that date first.
struct Tick {
  std::size_t number = 0;             ///< 0 is the first after the origin
  double start = 0.0, end = 0.0;      ///< days since the origin; start < end
  double months = 0.0;                ///< (end - start) / days_per_month
  bool decisions = false;             ///< a month has come round since the last decisions: actors choose in this tick
  std::uint64_t decision_number = 0;  ///< of those decisions, counted from 0; keys their random numbers
};

/// The fixed order within a tick. Steps of one phase run in the order of the list of modules.
enum class Phase : std::uint8_t {
  event,        ///< what is dated inside the tick happens, at its exact time, in order of date
  decay,        ///< what fades, fades to the end of the tick
  derive,       ///< quantities that follow from the state: options, bargains, probabilities, exposure
  decide,       ///< actors choose (only where Tick::decisions)
  consequence,  ///< slow variables move, hazards strike
  temper,       ///< incidents and anxiety
};
inline constexpr std::size_t phases = 6;

/// Something that a step works out on the side: it can be left out where nobody looks at what it writes.
struct ByProduct {
  std::vector<Column> writes = {};
  std::vector<Column> reads = {};  ///< variables and events only; inputs and constants need not be named
  bool overwrites = false;         ///< all of `writes`, in every row and tick, without looking at what was there
};

/// Immutable; one object serves all threads. Writes only columns of its own module and event times.
class Step {
 public:
  virtual ~Step() = default;
  virtual void advance(Block& block, const Tick& tick) const = 0;
  /// The same step without some of the by-products that it was added with. @param left_out [by-products]
  /// @return nothing if it has no leaner form; it then works out all of them.
  [[nodiscard]] virtual std::unique_ptr<const Step> without(const std::vector<bool>& /*left_out*/) const { return {}; }
};

/// Sets up columns of its module before the first tick: initial states, and what happened before the origin.
class Start {
 public:
  virtual ~Start() = default;
  virtual void begin(Block& block) const = 0;
};

}  // namespace suasion::system
