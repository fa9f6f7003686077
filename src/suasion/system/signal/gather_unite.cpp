#include <fmt/format.h>

#include <algorithm>

#include "suasion/system/signal/gather.hpp"

// Observers who begin alike and hear the same believe the same: one belief serves them all.

namespace suasion::system::signal {

namespace {

/// Where a belief stands among those that hear of a signal; their number if it does not.
std::size_t place_in(const Signal& signal, std::size_t belief) {
  return static_cast<std::size_t>(std::find(signal.beliefs.begin(), signal.beliefs.end(), belief) -
                                  signal.beliefs.begin());
}

/// True if both hear of the same signals, and understand them alike.
bool hear_alike(const Audience& audience, std::size_t one, std::size_t other) {
  return std::all_of(audience.signals.begin(), audience.signals.end(), [&](const Signal& signal) {
    const std::size_t a = place_in(signal, one);
    const std::size_t b = place_in(signal, other);
    const bool hears = a < signal.beliefs.size();
    return hears == (b < signal.beliefs.size()) && (!hears || signal.items[a] == signal.items[b]);
  });
}

bool are_alike(const Audience& audience, std::size_t one, std::size_t other) {
  const Belief& a = audience.beliefs[one];
  const Belief& b = audience.beliefs[other];
  return !a.shadow && !b.shadow && a.receiver == b.receiver && a.start == b.start && a.long_run == b.long_run &&
         hear_alike(audience, one, other);
}

/// Takes those out of a signal that another belief stands for, and gives the others their new numbers.
void renumber(Signal& signal, const std::vector<std::size_t>& same, const std::vector<std::size_t>& number) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < signal.beliefs.size(); ++i) {
    if (same[signal.beliefs[i]] != signal.beliefs[i]) {
      continue;
    }
    signal.beliefs[kept] = number[signal.beliefs[i]];
    signal.items[kept] = signal.items[i];
    if (!signal.gaps.empty()) {
      signal.gaps[kept] = signal.gaps[i];
    }
    ++kept;
  }
  signal.beliefs.resize(kept);
  signal.items.resize(kept);
  signal.gaps.resize(signal.gaps.empty() ? 0 : kept);
}

}  // namespace

std::string Gatherer::name_of(const Belief& belief) const {
  return fmt::format("{}-{}.{}", builder_.roles().rival, receivers_[belief.receiver],
                     belief.observer.empty() ? "all" : belief.observer);
}

void Gatherer::unite() {
  std::vector<std::size_t> same;    // [beliefs] the first that is alike
  std::vector<std::size_t> number;  // [beliefs] once those that are alike are one
  std::vector<Belief> kept;
  for (std::size_t b = 0; b < audience_.beliefs.size(); ++b) {
    std::size_t first = 0;
    while (first < b && !are_alike(audience_, first, b)) {
      ++first;
    }
    same.push_back(first);
    number.push_back(first < b ? number[first] : kept.size());
    const Belief& belief = audience_.beliefs[b];
    if (first == b) {
      kept.push_back(belief);
      continue;
    }
    builder_.unite("signal.support." + name_of(belief), audience_.beliefs[first].now.mean);
    builder_.unite("signal.doubt." + name_of(belief), audience_.beliefs[first].now.variance);
  }
  for (Signal& signal : audience_.signals) {
    renumber(signal, same, number);
  }
  for (std::size_t& own : audience_.own) {
    own = number[own];
  }
  if (audience_.shadow) {
    audience_.shadow = number[*audience_.shadow];
  }
  audience_.beliefs = std::move(kept);
}

}  // namespace suasion::system::signal
