#pragma once
/// A design says which point of the unit cube each draw looks at. It is the only thing that differs between plain Monte
/// Carlo, Latin hypercube and scrambled Sobol' runs.

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "suasion/math/random.hpp"

namespace suasion::math {

enum class DesignKind : std::uint8_t {
  monte_carlo,      ///< independent points
  latin_hypercube,  ///< McKay, Beckman and Conover 1979: one point in each of `draws` slices of every axis
  sobol,            ///< Sobol' 1967 with Owen (1995) scrambling, keyed by channel
};

[[nodiscard]] std::string_view name(DesignKind kind);  ///< "monte-carlo", "latin-hypercube", "sobol"

/// Coordinates of points, a function of (seed, channel, draw): the axis of a channel does not change when others are
/// added. One exception, by nature of the sequence: a Sobol' axis keeps its scrambling but takes its place in the list.
class Design {
 public:
  /// @param channels one per axis, in order. @param draws length of the whole design, above 0.
  Design(DesignKind kind, std::uint64_t seed, std::vector<Channel> channels, std::uint64_t draws);

  /// out[i] = coordinate `axis` of point first_draw + i, in (0, 1). first_draw + out.size() may exceed draws(): the
  /// points beyond are defined, but belong to no run. Thread-safe.
  void fill(std::size_t axis, std::uint64_t first_draw, std::span<double> out) const;

  [[nodiscard]] std::uint64_t draws() const;
  [[nodiscard]] std::size_t axes() const;

  /// The most axes the kind can serve (Sobol': the direction numbers at hand); 0 means any number.
  [[nodiscard]] static std::size_t most_axes(DesignKind kind);

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace suasion::math
