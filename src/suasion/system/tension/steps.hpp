#pragma once
/// The steps of module `tension`: columns in, columns out.

#include <optional>
#include <vector>

#include "suasion/system/step.hpp"
#include "suasion/system/tension/tension_kernel.hpp"

namespace suasion::system::tension {

/// A force at a distance: out += factor amount exp(-km / reach).
struct Weighed {
  Column out = {};
  std::optional<Column> amount = {};  ///< nothing: 1
  double factor = 1.0;
  double km = 0.0;
};

/// Something dated that adds to fears and to the quarrel.
struct Shock {
  Column day = {};                                           ///< +infinity where it does not come
  double first = 0.0, last = 0.0;                            ///< between which it lies, for sure
  std::vector<std::pair<std::size_t, Column>> on_fear = {};  ///< (neighbour, size)
  std::optional<Column> on_quarrel = {};                     ///< size
};

/// Forces that come and go: from `day` on for so many days.
struct Visit {
  Column day = {};
  double first = 0.0, last = 0.0;    ///< between which `day` lies, for sure
  double length = 0.0;               ///< days
  std::vector<Column> weighed = {};  ///< [neighbours] what they add to exposure
};

/// What somebody's decision adds to the quarrel in a month of decisions.
struct Deed {
  Column does = {};  ///< 1 where it is done
  double size = 0.0;
};

/// Columns of one neighbour.
struct NeighbourColumns {
  Column standing = {}, at_home = {}, on_soil = {}, base = {};
  Column slow = {}, mean = {}, gained = {}, visiting = {}, visiting_mean = {};
  Column exposure = {}, anxiety = {}, buffer = {}, effect = {};
  bool allied = false;
};

struct LinkColumns {
  std::size_t to = 0, from = 0;
  Column weight = {};
  double share = 0.0;  ///< of the common coupling; 0 where the tie states its own
};

/// Everything the steps need. Shared by them, immutable once planned.
struct Columns {
  // fear
  Column reach = {}, half_life = {}, weight = {}, grievance = {}, coupling = {};
  Column rate = {};  ///< set at the start
  std::vector<NeighbourColumns> neighbours = {};
  std::vector<LinkColumns> links = {};
  std::vector<Column> inverse = {};  ///< [neighbours^2]
  std::vector<Column> left = {};     ///< [neighbours^2] of fear after one tick; set in the first
  std::vector<Weighed> weighed = {};
  std::vector<Shock> shocks = {};
  std::vector<Visit> visits = {};
  std::vector<Deed> deeds = {};
  std::optional<Column> allies = {};  ///< least buffer effect among the allied
  // access
  Column intercept = {}, level_slope = {}, alignment_slope = {}, base_slope = {};
  Column level = {}, alignment = {}, hosts = {}, base_day = {};
  Column stationed = {}, access = {};
  // incidents
  bool incidents = true;
  math::Channel chance = {};
  Column quarrels = {}, alarms = {}, branching = {}, memory_weeks = {}, quarrel_size = {}, alarm_size = {};
  Column memory = {}, week_kept = {};  ///< set at the start
  Column quarrel_mean = {}, quarrel_sd = {}, departure = {}, warmth = {}, count = {};
  Column departure_left = {};  ///< of the departure after one tick; set in the first
  Column remembered_quarrels = {}, remembered_alarms = {}, alarms_mean = {};
  Column temperature = {}, rank = {};
  // absorption
  math::Channel patience_channel = {};
  Column absorption = {}, absorption_level = {}, absorption_base = {}, ratio = {}, patience = {};
  Column level_before = {}, absorption_rate = {}, summed = {}, risk = {}, self_risk = {}, absorbed = {};
};

/// Distances, rates, steady states, and what the dated past has left.
class BeginTension final : public Start {
 public:
  explicit BeginTension(Columns columns) : columns_(std::move(columns)) {}
  void begin(Block& block) const override;

 private:
  Columns columns_;
};

/// By-products that are left out.
struct Left {
  bool quarrel = false, absorption = false;
  bool buffer = false;  ///< exposure at the end, buffer index and buffer effect
};

/// One tick: incidents, exposure, fear, quarrel, absorption.
class AdvanceTension final : public Step {
 public:
  explicit AdvanceTension(Columns columns, Left out = {}) : columns_(std::move(columns)), out_(out) {}
  void advance(Block& block, const Tick& tick) const override;
  [[nodiscard]] std::unique_ptr<const Step> without(const std::vector<bool>& left_out) const override {
    return std::make_unique<AdvanceTension>(columns_, Left{left_out[0], left_out[1], left_out[2]});
  }

 private:
  void fade(Block& block, const Tick& tick) const;
  void incidents(Block& block, const Tick& tick) const;
  void station(Block& block, const Tick& tick, double* share) const;
  void visits(const Visit& visit, const Tick& tick, Block& block) const;
  void exposure(Block& block, const Tick& tick, const double* stationed_share) const;
  void fear(Block& block, const Tick& tick) const;
  void shocks(Block& block, const Tick& tick) const;
  void quarrel(Block& block, const Tick& tick) const;
  void absorption(Block& block, const Tick& tick) const;

  Columns columns_;
  Left out_;
};

}  // namespace suasion::system::tension
