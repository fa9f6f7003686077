#include "suasion/ensemble/worlds_part.hpp"

#include <algorithm>
#include <utility>

namespace suasion::ensemble {

void WorldCounts::add(const WorldCounts& from) {
  if (from.days.empty()) {
    return;
  }
  if (days.empty()) {
    *this = from;
    return;
  }
  for (std::size_t r = 0; r < days.size(); ++r) {
    for (std::size_t i = 0; i < days[r].size(); ++i) {
      Spread& into = days[r][i];
      const Spread& part = from.days[r][i];
      into.tick = std::max(into.tick, part.tick);
      into.below += part.below;
      into.zero += part.zero;
      into.above += part.above;
      into.sketch.merge(part.sketch);
    }
  }
  for (std::size_t i = 0; i < spread.size(); ++i) {
    spread[i].merge(from.spread[i]);
  }
  for (std::size_t w = 0; w < answers.size(); ++w) {
    for (std::size_t q = 0; q < answers[w].yes.size(); ++q) {
      answers[w].yes[q] += from.answers[w].yes[q];
    }
    for (std::size_t a = 0; a < answers[w].both.size(); ++a) {
      for (std::size_t b = 0; b < answers[w].both[a].size(); ++b) {
        answers[w].both[a][b] += from.answers[w].both[a][b];
      }
    }
  }
}

void WorldSums::merge(const WorldSums& later) {
  for (std::size_t i = 0; i < moments.size(); ++i) {
    moments[i].merge(later.moments[i]);
  }
}

void WorldsPart::add(std::uint64_t block, BlockOfWorlds result) {
  sums.add(block, std::move(result.sums));
  invalid += result.invalid;
}

void WorldsPart::join(WorldsPart other) {
  counts.add(other.counts);
  sums.join(std::move(other.sums));
  invalid += other.invalid;
}

}  // namespace suasion::ensemble
