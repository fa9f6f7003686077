#pragma once
/// What module `signal` keeps, as columns: who believes what about whose support, and what can happen to these beliefs.
/// Made while planning; nothing here changes during a run.

#include <optional>
#include <string>
#include <vector>

#include "suasion/system/builder.hpp"

namespace suasion::system::signal {

/// Mean and variance of a belief, or what to add to them.
struct BeliefPair {
  Column mean = {}, variance = {};
  bool operator==(const BeliefPair&) const = default;
};

/// One observer's belief about the rival's support for one receiver.
struct Belief {
  std::size_t receiver = 0;   ///< 0 is the protege
  std::string observer = {};  ///< "" for everybody at once
  BeliefPair now = {}, start = {}, long_run = {};
  std::vector<Column> kept = {};  ///< [memories] the part of the mean that fades at the pace of that memory
  bool shadow = false;            ///< runs through the history only, with another long-run mean: is there a change?
};

/// The pace of kinds of signals that are remembered longer or shorter than others.
struct Memory {
  Column half_life = {};  ///< months
};

/// A signal kind as one belief sees it.
struct ItemColumns {
  Column discrimination = {}, difficulty = {};
  bool operator==(const ItemColumns&) const = default;
};

/// What the stops of a tour have in common.
struct Tour {
  BeliefPair effect = {};
  bool learns = false;  ///< a stop says something about the tour
};

/// What one belief makes of one signal that was announced first.
struct Gaps {
  BeliefPair held = {}, dropped = {};
};

/// A thing sent, or not, from the rival to a receiver.
struct Signal {
  std::size_t receiver = 0;
  double toward = 1.0;                    ///< -1: hostile
  std::vector<std::size_t> beliefs = {};  ///< that hear of it directly; the receiver's own first
  bool open = true;                       ///< everybody hears of it, so that it can say something about other receivers
  std::vector<ItemColumns> items = {};    ///< [beliefs]
  std::optional<std::size_t> memory = {};
  std::optional<std::size_t> tour = {};
  std::optional<Column> tie = {}, footprint = {};
  std::vector<Gaps> gaps = {};             ///< [beliefs] if it is announced
  Column doubt = {};                       ///< that it will be dropped, as announced
  std::optional<Column> reliability = {};  ///< its complement; none: no doubt
};

/// A dated happening of a signal.
struct Moment {
  enum class Kind : std::uint8_t { send, miss, announce, postpone, hold, drop, change } kind = Kind::send;
  std::size_t signal = 0;
  Column day = {};
  std::optional<Column> unless = {};  ///< happens only where this day never comes
  double first = 0.0, last = 0.0;     ///< no sooner, no later, in any draw
};

/// A past event that may not have happened: its day in draws in which it did.
struct Uncertain {
  Column day = {}, reliability = {}, happened = {};
  math::Channel chance = {};
};

/// A month without a signal is a signal too, if observers are taken to expect one.
struct Quiet {
  std::size_t signal = 0;
  ItemColumns yearly = {};
  Column difficulty = {};  ///< of one month
};

/// A signal that comes of what happens in the run: on the day of an event, or with a decision.
struct Prompt {
  std::size_t signal = 0;
  std::optional<Column> event = {};     ///< day
  std::vector<Column> except = {};      ///< days on which it is that of a dated signal
  std::optional<Column> decision = {};  ///< 1 in the month in which it is done
};

/// Everything that the steps of the module need.
struct Audience {
  std::vector<Belief> beliefs = {};
  std::vector<std::size_t> own = {};  ///< [receivers] the belief of the receiver itself, or of everybody
  std::vector<Memory> memories = {};
  std::vector<Tour> tours = {};
  std::vector<Signal> signals = {};
  std::vector<Moment> moments = {};  ///< by first day
  std::vector<Prompt> prompts = {};
  std::vector<Uncertain> uncertain = {};
  std::optional<Quiet> quiet = {};
  std::vector<Column> truth = {};  ///< [receivers]
  std::vector<math::Channel> truth_draw = {};
  bool frozen = false, fades = true;
  double history = 0.0;  ///< first day, <= 0
  std::optional<Column> spill_over = {};
  std::optional<std::size_t> shadow = {};  ///< index of the belief with a change
  std::optional<std::size_t> coming = {};  ///< index of the signal that is planned for the protege
  bool coming_told = false;                ///< it has been announced
  Column changed_mean = {};                ///< the shadow's long-run mean after the change
  Column change_day = {}, change_year = {}, change_shift = {};
  Column clock = {}, half_life = {}, drop_difficulty = {}, postponement = {};
  Column tour_variance = {};
  Column last_signal = {};  ///< day of the last signal to the protege
  Column leader_changed = {}, leader_seen = {}, leader_share = {};
  Column news = {}, tie = {}, footprint = {}, seeing = {}, change = {};
};

}  // namespace suasion::system::signal
