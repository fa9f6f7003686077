#include "suasion/system/tension/geography.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace suasion::system::tension {

using scenario::Element;

double great_circle_km(Point a, Point b) {
  constexpr double radius_km = 6371.0088;
  constexpr double pi = 3.141592653589793;
  constexpr double radians = pi / 180.0;
  constexpr double metres = 1000.0;
  const double north = std::sin(0.5 * radians * (b.north - a.north));
  const double east = std::sin(0.5 * radians * (b.east - a.east));
  const double haversine = north * north + std::cos(radians * a.north) * std::cos(radians * b.north) * east * east;
  return std::round(2.0 * radius_km * std::asin(std::sqrt(std::min(haversine, 1.0))) * metres) / metres;
}

std::optional<Point> point_of(const Element& place) {
  const std::optional<double> north = place.number("at.north");
  const std::optional<double> east = place.number("at.east");
  return north && east ? std::optional(Point{*north, *east}) : std::nullopt;
}

bool is_exclave(const Element& place) {
  return place.kind == "exclave";
}

Geography::Geography(const scenario::Scenario& scenario) : scenario_(scenario) {
  for (const Element* tie : scenario.section("ties")) {
    if (tie->kind == "border") {
      borders_.push_back({scenario.actors_of(tie->list("between")), std::string(tie->text("at"))});
    }
  }
}

std::string Geography::owner(const Element& place) const {
  const Element* at = &place;
  for (std::size_t steps = 0; steps < scenario_.elements.size(); ++steps) {
    std::string in(at->text("in"));
    if (scenario_.actor(in) != nullptr) {
      return in;
    }
    at = scenario_.element("places", in);
    if (at == nullptr) {
      break;
    }
  }
  return {};
}

std::vector<Point> Geography::soil(const std::string& actor) const {
  std::vector<Point> marked;
  std::vector<Point> all;
  for (const Element* place : scenario_.section("places")) {
    const std::optional<Point> point = point_of(*place);
    if (!point || is_exclave(*place) || owner(*place) != actor) {
      continue;
    }
    all.push_back(*point);
    if (place->kind == "capital" || place->kind == "border" || place->kind == "region") {
      marked.push_back(*point);
    }
  }
  return marked.empty() ? all : marked;
}

bool Geography::border(const std::string& a, const std::string& b, std::string_view at) const {
  return std::any_of(borders_.begin(), borders_.end(), [&](const Border& border) {
    const auto has = [&](const std::string& side) {
      return std::find(border.sides.begin(), border.sides.end(), side) != border.sides.end();
    };
    return border.at == at && has(a) && has(b);
  });
}

double nearest_km(Point from, const std::vector<Point>& to) {
  double best = std::numeric_limits<double>::infinity();
  for (const Point& point : to) {
    best = std::min(best, great_circle_km(from, point));
  }
  return best;
}

}  // namespace suasion::system::tension
