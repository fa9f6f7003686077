#pragma once
/// What has been done of the blocks of some worlds: what is counted, what is added up, and how parts are joined.

#include <cstdint>
#include <vector>

#include "suasion/ensemble/tree.hpp"
#include "suasion/ensemble/worlds.hpp"

namespace suasion::ensemble {

/// What one thread counts: whole numbers only.
struct WorldCounts {
  std::vector<std::vector<Spread>> days = {};  ///< [worlds + comparisons][variables * days]
  std::vector<Sketch> spread = {};             ///< [variables * ticks] of the first world
  std::vector<Answers> answers = {};           ///< [worlds]
  /// Adds those of other draws; to what was never given a shape, all of it.
  void add(const WorldCounts& from);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(days, spread, answers);
  }
};

/// Sums of doubles.
struct WorldSums {
  std::vector<math::Moments> moments = {};  ///< [places of the layout]

  void merge(const WorldSums& later);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(moments);
  }
};

/// What a block hands over besides whole numbers.
struct BlockOfWorlds {
  WorldSums sums = {};
  std::uint64_t invalid = 0;
  std::vector<double> draws = {};  ///< [world_columns][rows], if asked for
};

/// What has been done of the blocks of some worlds.
struct WorldsPart {
  WorldCounts counts = {};
  Tree<WorldSums> sums = {};
  std::uint64_t invalid = 0;

  void add(std::uint64_t block, BlockOfWorlds result);
  /// Adds blocks of which none is in it yet.
  void join(WorldsPart other);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(counts, sums, invalid);
  }
};

}  // namespace suasion::ensemble
