#include <algorithm>

#include "suasion/system/tension/graph.hpp"
#include "suasion/system/tension/planning.hpp"

namespace suasion::system::tension {

using scenario::Element;

namespace {

/// The shortest ways of force. Nodes: a place of each force, the soil of the protege, the soil of each neighbour.
struct Ways {
  struct Node {
    std::string actor;
    std::vector<Point> points;
    const Element* exclave;  ///< null: not in one
  };
  std::vector<Node> nodes = {};

  [[nodiscard]] bool touch(const Geography& geography, const Node& a, const Node& b) const {
    if (a.actor == b.actor) {
      return a.exclave == b.exclave;
    }
    const Element* exclave = a.exclave != nullptr ? a.exclave : b.exclave;
    return geography.border(a.actor, b.actor, exclave != nullptr ? exclave->id : std::string_view());
  }

  [[nodiscard]] Weights lengths(const Geography& geography) const {
    Weights length(nodes.size(), std::vector<double>(nodes.size(), no_way));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (std::size_t j = 0; j < nodes.size(); ++j) {
        if (!touch(geography, nodes[i], nodes[j])) {
          continue;
        }
        for (const Point& point : nodes[i].points) {
          length[i][j] = std::min(length[i][j], nearest_km(point, nodes[j].points));
        }
      }
    }
    return length;
  }
};

/// Weighted mean of numbers known before the run, by troops that are not.
class Mean final : public Start {
 public:
  Mean(std::vector<std::pair<Column, double>> terms, Column out) : terms_(std::move(terms)), out_(out) {}
  void begin(Block& block) const override {
    double* out = block.column(out_);
    for (std::size_t row = 0; row < block_draws; ++row) {
      double sum = 0.0;
      double troops = 0.0;
      for (const auto& [column, value] : terms_) {
        sum += value * block.column(column)[row];
        troops += block.column(column)[row];
      }
      out[row] = troops > 0.0 ? sum / troops : 0.0;
    }
  }

 private:
  std::vector<std::pair<Column, double>> terms_;
  Column out_;
};

/// Standing forces of the patron outside the protege whose place is known.
std::vector<std::pair<const Element*, const Element*>> sources(const Builder& builder, const Geography& geography) {
  std::vector<std::pair<const Element*, const Element*>> found;
  for (const Element* force : builder.scenario().section("forces")) {
    const Element* place = builder.scenario().element("places", std::string(force->text("at")));
    const bool lasting = force->when("during") == nullptr && force->when("until") == nullptr;
    if (place == nullptr || !point_of(*place) || !lasting || force->quantity("troops") == nullptr ||
        force->kind == "technical" || geography.owner(*place) != builder.roles().patron ||
        !names(builder.scenario(), *force, "of", builder.roles().patron) ||
        (is_exclave(*place) && builder.option("enclave") == "off")) {
      continue;
    }
    found.emplace_back(force, place);
  }
  return found;
}

}  // namespace

void plan_centrality(Builder& builder) {
  const Column out = builder.variable("tension.centrality");
  const Geography geography(builder.scenario());
  const Roles& roles = builder.roles();
  Ways ways;
  const auto forces = sources(builder, geography);
  for (const auto& [force, place] : forces) {
    ways.nodes.push_back({roles.patron, {*point_of(*place)}, is_exclave(*place) ? place : nullptr});
  }
  ways.nodes.push_back({roles.protege, geography.soil(roles.protege), nullptr});
  for (const std::string& neighbour : roles.neighbours) {
    ways.nodes.push_back({neighbour, geography.soil(neighbour), nullptr});
  }
  const Weights length = ways.lengths(geography);
  std::vector<std::pair<Column, double>> terms;
  for (std::size_t f = 0; f < forces.size(); ++f) {
    const std::vector<double> with = shortest(length, f, ways.nodes.size());
    const std::vector<double> without = shortest(length, f, forces.size());
    double sum = 0.0;
    double ways_found = 0.0;
    for (std::size_t n = forces.size() + 1; n < ways.nodes.size(); ++n) {
      if (with[n] < no_way) {
        sum += without[n] < no_way ? (without[n] > 0.0 ? 1.0 - with[n] / without[n] : 0.0) : 1.0;
        ways_found += 1.0;
      }
    }
    terms.emplace_back(builder.input(*forces[f].first->quantity("troops")), ways_found > 0.0 ? sum / ways_found : 0.0);
  }
  builder.start(std::make_unique<Mean>(std::move(terms), out));
}

}  // namespace suasion::system::tension
