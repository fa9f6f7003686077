#pragma once
/// From the scenario to the columns of module `tension`.

#include <string>
#include <vector>

#include "suasion/system/builder.hpp"
#include "suasion/system/tension/geography.hpp"
#include "suasion/system/tension/steps.hpp"

namespace suasion::system::tension {

/// True if the actor is that state, or a part of it as an army or a firm is.
[[nodiscard]] bool belongs_to(const scenario::Scenario& scenario, const std::string& actor, const std::string& state);

/// True if one of the parties under a key is that state, or a part of it, or a group with it.
[[nodiscard]] bool names(const scenario::Scenario& scenario, const scenario::Element& element, std::string_view key,
                         const std::string& state);

/// Neighbours, their graph and what stands beside them: standing forces, reserve, base, exercises.
class ForcePlan {
 public:
  ForcePlan(Builder& builder, Columns& columns);
  /// False if no neighbour has a place; says so to the builder.
  bool plan();

 private:
  void neighbours();
  void graph();
  void check_stability();
  void forces();
  void force(const scenario::Element& force, Point at, bool reserve);
  void base();
  void exercises();
  void exercise(const scenario::Element& exercise);
  void visit(const scenario::Quantity& troops, Point at, Column day, double first, double last, double length);
  [[nodiscard]] double km(Point from, std::size_t neighbour) const;
  [[nodiscard]] double soil_km(std::size_t neighbour) const;
  [[nodiscard]] bool counts(const scenario::Element& force) const;
  [[nodiscard]] std::optional<Point> place_of(const scenario::Element& element, const std::string& what);
  void weigh(Column out, std::optional<Column> amount, double factor, double distance);

  Builder& builder_;
  Columns& columns_;
  Geography geography_;
  bool flat_ = false;  ///< distance does not count
  std::vector<std::vector<Point>> soil_ = {};
};

/// Dated events and deeds that add to fear and to the quarrel.
void plan_shocks(Builder& builder, Columns& columns);

/// By how much the protege shortens the ways of the patron's forces to the neighbours: mean over neighbours and forces
/// (by troops) of 1 - length with / length without. Ways lead over common borders, from place to place.
void plan_centrality(Builder& builder);

}  // namespace suasion::system::tension
