#include <algorithm>
#include <limits>

#include "suasion/system/tension/formulas.hpp"
#include "suasion/system/tension/goldstein.hpp"
#include "suasion/system/tension/planning.hpp"

namespace suasion::system::tension {

using scenario::Element;

namespace {

constexpr double ever = std::numeric_limits<double>::infinity();

/// Gathers what events add.
class ShockPlan {
 public:
  ShockPlan(Builder& builder, Columns& columns)
      : builder_(builder), columns_(columns), scenario_(builder.scenario()), geography_(scenario_) {
    const std::string_view weights = builder.option("weights");
    factor_ = weights == "half" ? 0.5 : (weights == "double" ? 2.0 : 1.0);
  }

  void plan() {
    for (const Element* event : scenario_.section("events")) {
      dated(*event);
    }
    for (const Element* hazard : scenario_.section("hazards")) {
      const std::string kind(hazard->text("event"));
      add({.day = builder_.awaited(kind), .first = 0.5, .last = ever}, *hazard, kind, "from_actor", "to_actor");
    }
    // what the patron does is heat or cooling of the quarrel: a demand, a cut of supplies, an agreement
    constexpr double demand = -5.0;
    constexpr double cut = -5.6;
    constexpr double agreement = 8.0;
    deed("decision.does.patron.press", demand);
    deed("decision.does.patron.squeeze", cut);
    deed("decision.does.patron.deal", agreement);
  }

 private:
  double footprint_of(double score) const { return factor_ * SUASION_TARGET::footprint(score); }

  void deed(const std::string& name, double score) {
    columns_.deeds.push_back({builder_.read(name, 0.0), footprint_of(score)});
  }

  void dated(const Element& event) {
    const scenario::When* when = nullptr;
    for (const char* key : {"done", "planned", "during", "date"}) {
      when = when == nullptr ? event.when(key) : when;
    }
    if (when == nullptr || event.when("cancelled") != nullptr || !event.flag("sent", true)) {
      return;
    }
    const bool ahead = when->last > scenario_.origin;
    const Element* table = scenario_.element("system", "");
    const scenario::When* history = table->when("history");
    if ((!ahead && history != nullptr && when->last < history->first) ||
        builder_.days(when->first) > builder_.horizon()) {
      return;  // what is older is in the priors
    }
    add({.day = ahead ? builder_.awaited(event.id) : builder_.day(event.path(), *when),
         .first = builder_.days(when->first),
         .last = builder_.days(when->last) + 1.0},
        event, event.kind, "from", "to");
  }

  void add(Shock shock, const Element& event, const std::string& kind, const char* from, const char* to) {
    const Roles& roles = builder_.roles();
    const std::optional<double> score = goldstein(kind);
    const bool by_patron = names(scenario_, event, from, roles.patron);
    if (score) {
      const bool exercise = kind.starts_with("exercise");
      if (exercise && by_patron) {
        posture(event, shock);
      } else {
        for (std::size_t n = 0; n < roles.neighbours.size(); ++n) {
          const bool concerned = names(scenario_, event, to, roles.neighbours[n]);
          if (concerned && (by_patron || *score > 0.0)) {
            shock.on_fear.emplace_back(n, builder_.constant(footprint_of(*score)));
          }
        }
      }
      const bool with_protege =
          by_patron && (names(scenario_, event, to, roles.protege) || names(scenario_, event, from, roles.protege));
      const bool to_patron = names(scenario_, event, from, roles.protege) && names(scenario_, event, to, roles.patron);
      if (with_protege || to_patron) {
        shock.on_quarrel = builder_.constant(footprint_of(*score));
      }
    }
    signal(shock, event, kind, from, to);
    if (!shock.on_fear.empty() || shock.on_quarrel) {
      columns_.shocks.push_back(std::move(shock));
    }
  }

  /// A signal of the rival to the protege that states a tension of its own heats the quarrel with the patron.
  void signal(Shock& shock, const Element& event, const std::string& kind, const char* from, const char* to) {
    const Element* signal = scenario_.element("signal_kinds", kind);
    const Roles& roles = builder_.roles();
    if (signal != nullptr && signal->quantity("tension") != nullptr && !roles.rival.empty() &&
        names(scenario_, event, from, roles.rival) && names(scenario_, event, to, roles.protege)) {
      shock.on_quarrel = builder_.input(*signal->quantity("tension"));
    }
  }

  /// An exercise is posture towards every neighbour, as far as it reaches; without a place nobody can tell how far.
  void posture(const Element& event, Shock& shock) {
    constexpr double show_of_force = -7.2;
    const Element* place = scenario_.element("places", std::string(event.text("at")));
    const std::optional<Point> at = place != nullptr ? point_of(*place) : std::nullopt;
    const bool flat = builder_.option("geography") == "off";
    if (place == nullptr || (!at && !flat) || (is_exclave(*place) && builder_.option("enclave") == "off")) {
      return;
    }
    for (std::size_t n = 0; n < columns_.neighbours.size(); ++n) {
      const Column size = builder_.hidden();
      const double km = flat ? 0.0 : nearest_km(*at, geography_.soil(builder_.roles().neighbours[n]));
      columns_.weighed.push_back({size, {}, footprint_of(show_of_force), km});
      shock.on_fear.emplace_back(n, size);
    }
  }

  Builder& builder_;
  Columns& columns_;
  const scenario::Scenario& scenario_;
  Geography geography_;
  double factor_ = 1.0;
};

}  // namespace

void plan_shocks(Builder& builder, Columns& columns) {
  ShockPlan(builder, columns).plan();
}

}  // namespace suasion::system::tension
