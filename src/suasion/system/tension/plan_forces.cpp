#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/system/tension/graph.hpp"
#include "suasion/system/tension/planning.hpp"

namespace suasion::system::tension {

using scenario::Element;

namespace {

constexpr double thousand = 1e-3;

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// What a law practically never exceeds.
double ceiling(const math::Law& law) {
  constexpr double nearly_all = 1.0 - 1e-6;
  return math::Quantile(law)(nearly_all);
}

/// True if `a` has promised to defend `b`.
bool allied(const scenario::Scenario& scenario, const std::string& a, const std::string& b) {
  for (const Element* promise : scenario.section("commitments")) {
    if (contains(promise->list("clauses"), "defence") && names(scenario, *promise, "from", a) &&
        names(scenario, *promise, "to", b)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool belongs_to(const scenario::Scenario& scenario, const std::string& actor, const std::string& state) {
  std::string at = actor;
  for (std::size_t steps = 0; steps <= scenario.actors.size(); ++steps) {
    if (at == state) {
      return true;
    }
    const Element* element = scenario.element("actors", at);
    if (element == nullptr || element->text("part_of").empty()) {
      return false;
    }
    at = std::string(element->text("part_of"));
  }
  return false;
}

bool names(const scenario::Scenario& scenario, const Element& element, std::string_view key, const std::string& state) {
  const std::vector<std::string> parties = scenario.actors_of(element.list(key));
  return std::any_of(parties.begin(), parties.end(),
                     [&](const std::string& party) { return belongs_to(scenario, party, state); });
}

ForcePlan::ForcePlan(Builder& builder, Columns& columns)
    : builder_(builder),
      columns_(columns),
      geography_(builder.scenario()),
      flat_(builder.option("geography") == "off") {}

bool ForcePlan::plan() {
  const Roles& roles = builder_.roles();
  if (roles.neighbours.empty()) {
    builder_.off("the scenario names no neighbours");
    return false;
  }
  for (const std::string& neighbour : roles.neighbours) {
    soil_.push_back(geography_.soil(neighbour));
  }
  if (std::all_of(soil_.begin(), soil_.end(), [](const auto& points) { return points.empty(); })) {
    builder_.off("the scenario says of no neighbour where it lies");
    return false;
  }
  const base::SourceSpan& where = builder_.scenario().element("system", "")->where;
  for (std::size_t n = 0; n < soil_.size(); ++n) {
    if (soil_[n].empty()) {
      builder_.error("S661", where, fmt::format("neighbour '{}' has no place with coordinates", roles.neighbours[n]),
                     "add a place of the kind capital or border that lies in it");
    }
  }
  if (roles.neighbours.size() > most_neighbours) {
    builder_.error(
        "S662", where,
        fmt::format("the system has {} neighbours; it takes {} at most", roles.neighbours.size(), most_neighbours));
    return false;
  }
  neighbours();
  graph();
  forces();
  base();
  exercises();
  return true;
}

void ForcePlan::neighbours() {
  const Roles& roles = builder_.roles();
  bool any_allied = false;
  for (const std::string& id : roles.neighbours) {
    columns_.neighbours.push_back({.standing = builder_.hidden(),
                                   .at_home = builder_.hidden(),
                                   .on_soil = builder_.hidden(),
                                   .base = builder_.hidden(),
                                   .slow = builder_.hidden(),
                                   .mean = builder_.hidden(),
                                   .gained = builder_.hidden(),
                                   .visiting = builder_.hidden(),
                                   .visiting_mean = builder_.hidden(),
                                   .exposure = builder_.variable("tension.exposure." + id),
                                   .anxiety = builder_.variable("tension.anxiety." + id),
                                   .buffer = builder_.variable("tension.buffer." + id),
                                   .effect = builder_.variable("tension.buffer_effect." + id),
                                   .allied = allied(builder_.scenario(), roles.rival, id)});
    any_allied = any_allied || columns_.neighbours.back().allied;
  }
  if (any_allied) {
    columns_.allies = builder_.variable("tension.buffer_effect.allies");
  }
  const bool between_rivals = any_allied && !roles.rival.empty();
  columns_.ratio = between_rivals ? builder_.parameter("buffer_ratio") : builder_.constant(1.0);
}

/// Neighbours that share a border fear with each other, in equal parts; ties of the kind "coupling" state their own.
void ForcePlan::graph() {
  const std::vector<std::string>& ids = builder_.roles().neighbours;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::vector<std::size_t> beside;
    for (std::size_t j = 0; j < ids.size(); ++j) {
      if (i != j && geography_.border(ids[i], ids[j])) {
        beside.push_back(j);
      }
    }
    for (const std::size_t j : beside) {
      columns_.links.push_back({i, j, builder_.hidden(), 1.0 / static_cast<double>(beside.size())});
    }
  }
  for (const Element* tie : builder_.scenario().section("ties")) {
    const scenario::Quantity* level = tie->quantity("level");
    if (tie->kind != "coupling" || level == nullptr) {
      continue;
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
      for (std::size_t j = 0; j < ids.size(); ++j) {
        if (i != j && names(builder_.scenario(), *tie, "to", ids[i]) &&
            names(builder_.scenario(), *tie, "from", ids[j])) {
          const auto same = [&](const LinkColumns& link) { return link.to == i && link.from == j; };
          auto& links = columns_.links;
          links.erase(std::remove_if(links.begin(), links.end(), same), links.end());
          links.push_back({i, j, builder_.input(*level), 0.0});
        }
      }
    }
  }
  check_stability();
  for (std::size_t i = 0; i < ids.size() * ids.size(); ++i) {
    columns_.inverse.push_back(builder_.hidden());
    columns_.left.push_back(builder_.hidden());
  }
}

void ForcePlan::check_stability() {
  const std::vector<std::string>& ids = builder_.roles().neighbours;
  const Element* said = builder_.scenario().element("parameters", "tension.coupling");
  const scenario::Quantity* value = said != nullptr ? said->quantity("value") : nullptr;
  const double common = value != nullptr ? ceiling(value->law) : 1.0 - 1e-6;
  base::SourceSpan where = said != nullptr ? said->where : builder_.scenario().element("system", "")->where;
  Weights most(ids.size(), std::vector<double>(ids.size(), 0.0));
  for (const LinkColumns& link : columns_.links) {
    most[link.to][link.from] = link.share * common;
  }
  for (const Element* tie : builder_.scenario().section("ties")) {
    const scenario::Quantity* level = tie->quantity("level");
    for (const LinkColumns& link : columns_.links) {
      if (tie->kind == "coupling" && level != nullptr && link.share == 0.0 &&
          names(builder_.scenario(), *tie, "to", ids[link.to]) &&
          names(builder_.scenario(), *tie, "from", ids[link.from])) {
        most[link.to][link.from] = ceiling(level->law);
        where = tie->where;
      }
    }
  }
  std::vector<std::string> named;
  for (const std::size_t i : unstable(most)) {
    named.push_back(ids[i]);
  }
  if (!named.empty()) {
    builder_.error("S663", where,
                   fmt::format("fear among {} can grow without end: what comes back round their graph can be {:.2f} "
                               "times what went out, and must be less than once",
                               fmt::join(named, ", "), spectral_radius(most)),
                   "lower the coupling of these actors");
  }
}

double ForcePlan::km(Point from, std::size_t neighbour) const {
  return flat_ ? 0.0 : nearest_km(from, soil_[neighbour]);
}

/// Of the protege's soil from a neighbour: none over a common border.
double ForcePlan::soil_km(std::size_t neighbour) const {
  const Roles& roles = builder_.roles();
  if (flat_ || geography_.border(roles.protege, roles.neighbours[neighbour])) {
    return 0.0;
  }
  double best = no_way;
  for (const Point& point : geography_.soil(roles.protege)) {
    best = std::min(best, nearest_km(point, soil_[neighbour]));
  }
  return best;
}

std::optional<Point> ForcePlan::place_of(const Element& element, const std::string& what) {
  const Element* place = builder_.scenario().element("places", std::string(element.text("at")));
  const std::optional<Point> point = place != nullptr ? point_of(*place) : std::nullopt;
  if (place != nullptr && !point && !flat_) {
    builder_.error("S664", element.where, fmt::format("{} stands at '{}', which has no coordinates", what, place->id),
                   "add for example at = [56.3, 42.9] to the place");
  }
  return flat_ && place != nullptr ? std::optional(point.value_or(Point{})) : point;
}

/// Forces of the patron that frighten: with a size, no mere technicians, not in an exclave that is left out.
bool ForcePlan::counts(const Element& force) const {
  const Element* place = builder_.scenario().element("places", std::string(force.text("at")));
  const bool left_out = place != nullptr && is_exclave(*place) && builder_.option("enclave") == "off";
  return names(builder_.scenario(), force, "of", builder_.roles().patron) && force.quantity("troops") != nullptr &&
         force.kind != "technical" && !left_out;
}

void ForcePlan::weigh(Column out, std::optional<Column> amount, double factor, double distance) {
  columns_.weighed.push_back({out, amount, factor, distance});
}

void ForcePlan::forces() {
  const scenario::Scenario& scenario = builder_.scenario();
  const std::vector<const Element*> all = scenario.section("forces");
  const bool marked =
      std::any_of(all.begin(), all.end(), [&](const Element* one) { return one->kind == "reserve" && counts(*one); });
  for (const Element* one : all) {
    const std::optional<Point> at = counts(*one) ? place_of(*one, fmt::format("force '{}'", one->id)) : std::nullopt;
    if (!at) {
      continue;
    }
    const Element& place = *scenario.element("places", std::string(one->text("at")));
    const bool at_home = geography_.owner(place) == builder_.roles().patron && !is_exclave(place);
    force(*one, *at, marked ? one->kind == "reserve" : at_home);
  }
}

void ForcePlan::force(const Element& force, Point at, bool reserve) {
  const scenario::Quantity& troops = *force.quantity("troops");
  const scenario::When* during = force.when("during");
  const scenario::When* since = force.when("since");
  const scenario::When* until = force.when("until");
  if (during != nullptr || until != nullptr) {
    const double first =
        during != nullptr ? builder_.days(during->first) : (since != nullptr ? builder_.days(since->first) : -1.0);
    const double end = builder_.days(during != nullptr ? during->last : until->last) + 1.0;
    if (end > 0.0) {
      visit(troops, at, builder_.constant(first), first, first, end - first);
    }
    return;
  }
  const Column amount = builder_.input(troops);
  for (std::size_t n = 0; n < columns_.neighbours.size(); ++n) {
    const NeighbourColumns& one = columns_.neighbours[n];
    const double home = km(at, n);
    if (!reserve) {
      weigh(one.standing, amount, thousand, home);
      continue;
    }
    weigh(one.at_home, amount, thousand, home);
    weigh(one.on_soil, amount, thousand, std::min(home, soil_km(n)));  // it would not move away
  }
}

/// A base stands in the protege's capital, or else at its first place.
void ForcePlan::base() {
  const Column troops = builder_.parameter("base_troops");
  std::optional<Point> at;
  for (const Element* place : builder_.scenario().section("places")) {
    const bool better = !at || place->kind == "capital";
    if (geography_.owner(*place) == builder_.roles().protege && point_of(*place) && better) {
      at = point_of(*place);
    }
  }
  for (std::size_t n = 0; n < columns_.neighbours.size(); ++n) {
    weigh(columns_.neighbours[n].base, troops, 1.0, at ? km(*at, n) : soil_km(n));
  }
}

void ForcePlan::visit(const scenario::Quantity& troops, Point at, Column day, double first, double last,
                      double length) {
  Visit visit{.day = day, .first = first, .last = last, .length = length};
  const Column amount = builder_.input(troops);
  for (std::size_t n = 0; n < columns_.neighbours.size(); ++n) {
    visit.weighed.push_back(builder_.hidden());
    weigh(visit.weighed.back(), amount, thousand, km(at, n));
  }
  columns_.visits.push_back(std::move(visit));
}

void ForcePlan::exercises() {
  for (const Element* one : builder_.scenario().section("exercises")) {
    if (counts(*one)) {
      exercise(*one);
    }
  }
}

/// One exercise ahead, or a series of them that goes on from the last.
void ForcePlan::exercise(const Element& exercise) {
  const scenario::When* when = exercise.when("planned") != nullptr ? exercise.when("planned") : exercise.when("during");
  const std::optional<Point> at = place_of(exercise, fmt::format("exercise '{}'", exercise.id));
  if (when == nullptr || !at) {
    return;
  }
  constexpr double usual_days = 7.0;
  const bool spans = exercise.when("planned") == nullptr;
  const double first = builder_.days(when->first);
  const double last = spans ? first : builder_.days(when->last) + 1.0;
  const double length = spans ? builder_.days(when->last) - first + 1.0 : usual_days;
  const scenario::Quantity& troops = *exercise.quantity("troops");
  if (last + length > 0.0 && first <= builder_.horizon()) {
    visit(troops, *at, spans ? builder_.constant(first) : builder_.day(exercise.path(), *when), first, last, length);
  }
  const scenario::Quantity* every = exercise.quantity("every_months");
  const double period = every != nullptr ? math::summarise(every->law).mean * days_per_month : 0.0;
  const double times = period > 0.0 ? std::floor((builder_.horizon() - first) / period) : 0.0;
  for (int k = 1; k <= static_cast<int>(times); ++k) {
    const double day = first + period * k;
    if (day + length > 0.0) {
      visit(troops, *at, builder_.constant(day), day, day, length);
    }
  }
}

}  // namespace suasion::system::tension
