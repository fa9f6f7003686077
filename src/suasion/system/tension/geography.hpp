#pragma once
/// Where states and forces stand, how far apart, and which ways lead from one to the other.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/scenario/scenario.hpp"

namespace suasion::system::tension {

/// Degrees, north and east positive.
struct Point {
  double north = 0.0, east = 0.0;
};

/// Length of the great circle between two points on a ball of the Earth's mean radius (6371.0088 km, IUGG), in km.
/// Given to the metre, so that the last bits of the C library's sine cannot show.
[[nodiscard]] double great_circle_km(Point a, Point b);

/// The coordinates of a place, or nothing.
[[nodiscard]] std::optional<Point> point_of(const scenario::Element& place);

/// True for a place of the kind "exclave".
[[nodiscard]] bool is_exclave(const scenario::Element& place);

/// The places of a scenario, by who they lie in.
class Geography {
 public:
  explicit Geography(const scenario::Scenario& scenario);

  /// The points that stand for the soil of an actor: its places of the kinds capital, border and region; all its places
  /// if there are none of these. Without exclaves.
  [[nodiscard]] std::vector<Point> soil(const std::string& actor) const;
  /// Who a place lies in, through other places; empty if nobody.
  [[nodiscard]] std::string owner(const scenario::Element& place) const;
  /// True if a tie of the kind "border" joins the two; with `at`, at that place, as where only an exclave touches.
  [[nodiscard]] bool border(const std::string& a, const std::string& b, std::string_view at = {}) const;

 private:
  struct Border {
    std::vector<std::string> sides;
    std::string at;
  };
  const scenario::Scenario& scenario_;
  std::vector<Border> borders_;
};

/// The least distance from a point to one of several, in km; infinite if there are none.
[[nodiscard]] double nearest_km(Point from, const std::vector<Point>& to);

}  // namespace suasion::system::tension
