#pragma once
/// The moves that a search can make, as whole numbers: levers in order of their names, so that the order in which a
/// caller lists them cannot matter, and each lever's amounts by place.

#include <cstdint>
#include <vector>

#include "suasion/analysis/advice/move.hpp"

namespace suasion::analysis {

/// A lever (by order of names) and the place of its amount; never the place of 0.
struct Grip {
  std::uint32_t lever = 0, place = 0;
  bool operator==(const Grip&) const = default;
  bool operator<(const Grip& other) const { return lever != other.lever ? lever < other.lever : place < other.place; }
};

/// A portfolio on the lattice: by ascending lever, each at most once.
using Point = std::vector<Grip>;

/// Immutable.
class Lattice {
 public:
  /// @param levers without flaws.
  explicit Lattice(std::vector<Lever> levers);

  [[nodiscard]] std::size_t levers() const { return amounts_.size(); }
  /// Places of a lever: those of its least and most amount, and of 0.
  [[nodiscard]] std::uint32_t last(std::uint32_t lever) const;
  [[nodiscard]] std::uint32_t zero(std::uint32_t lever) const { return zero_[lever]; }

  /// In the caller's numbering, in the order of names.
  [[nodiscard]] Portfolio portfolio(const Point& point) const;
  [[nodiscard]] double cost(const Point& point) const;
  /// Whether a cost is within a budget, but for rounding.
  [[nodiscard]] static bool within(double cost, double budget);

  /// `point` with a lever at another place, without it if that is the place of 0.
  [[nodiscard]] Point with(const Point& point, std::uint32_t lever, std::uint32_t place) const;
  /// The point if it is within the budget; else points with the same levers that are: all levers lowered in proportion,
  /// and one lever after the other lowered as far as need be, from each in turn. None if even the least is too dear.
  [[nodiscard]] std::vector<Point> fitted(const Point& point, double budget) const;
  /// Points around `point` that are within the budget: each lever a stride up, down, or where it is; where that costs
  /// too much, also each lever in turn lowered until it fits. The stride is the lever's range over 2^halvings, or one
  /// place if that is more.
  [[nodiscard]] std::vector<Point> around(const Point& point, unsigned halvings, double budget) const;
  /// Halvings from which on every stride is one place.
  [[nodiscard]] unsigned finest() const;

 private:
  /// A place nearer to 0.
  [[nodiscard]] std::uint32_t less(std::uint32_t lever, std::uint32_t place) const {
    return place < zero_[lever] ? place + 1 : place - 1;
  }
  [[nodiscard]] bool affordable(const Point& point, double budget) const { return within(cost(point), budget); }
  void lowered(const Point& point, double budget, std::vector<Point>& found) const;
  [[nodiscard]] Point lowered_from(const Point& point, std::size_t first, double budget) const;
  [[nodiscard]] Point in_proportion(const Point& point, double budget) const;

  std::vector<Lever> levers_;                 ///< as the caller numbers them
  std::vector<std::uint32_t> order_;          ///< [levers]: the caller's index
  std::vector<std::vector<double>> amounts_;  ///< [levers][places]
  std::vector<std::uint32_t> zero_;           ///< [levers]
};

}  // namespace suasion::analysis
