#include "suasion/system/coercion/sanctions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/coercion/coercion_kernel.hpp"

namespace suasion::system::coercion {

namespace {

using Columns = std::array<Column, most_changes>;

/// Columns of one pair.
struct Pair {
  double stage_at_origin = 0.0;
  bool eased_at_origin = false;
  double institution = 0.0;
  Column full = {}, eased_share = {}, cost = {}, salience = {};
  Column crisis = {}, crisis_effect = {}, threat_rate = {}, resolution_rate = {}, backed = {}, review_rate = {},
         lift_rate = {};
  Column rate = {}, cases = {}, weight = {}, cost_effect = {}, institution_effect = {}, salience_effect = {},
         selection = {};
  Column chooses = {}, threatens = {}, eases = {};
  Column stage = {}, severity = {}, licence = {}, anger = {}, summed = {}, changes = {}, at_threat = {},
         when_imposed = {};
  Column impose = {}, ease = {}, revoke = {}, seen_impose = {}, seen_ease = {}, seen_revoke = {};
  bool own_days = false;  ///< the days of the three events are nobody else's
  Columns patience = {}, lot = {};
  math::Channel patience_channel = {}, lot_channel = {}, record_channel = {};
};

class Prepare final : public Start {
 public:
  explicit Prepare(const Pair& pair) : pair_(pair) {}

  void begin(Block& block) const override {
    std::fill_n(block.column(pair_.stage), block_draws, pair_.stage_at_origin);
    std::fill_n(block.column(pair_.licence), block_draws, pair_.eased_at_origin ? 1.0 : 0.0);
    const double* full = block.column(pair_.full);
    const double* share = block.column(pair_.eased_share);
    double* severity = block.column(pair_.severity);
    const bool holds = pair_.stage_at_origin == 2.0 || pair_.eased_at_origin;
    for (std::size_t row = 0; row < block_draws; ++row) {
      severity[row] = holds ? full[row] * (pair_.eased_at_origin ? share[row] : 1.0) : 0.0;
    }
    if (pair_.own_days) {
      for (const Column day : {pair_.impose, pair_.ease, pair_.revoke}) {
        std::fill_n(block.column(day), block_draws, std::numeric_limits<double>::infinity());
      }
    }
    draw(block);
    weigh_record(block);
  }

 private:
  void draw(Block& block) const {
    for (std::size_t k = 0; k < most_changes; ++k) {
      double* patience = block.column(pair_.patience[k]);
      block.uniforms(pair_.patience_channel, k, patience);
      math::column_functions().log(patience, patience, block_draws);
      std::transform(patience, patience + block_draws, patience, [](double value) { return -value; });
      block.uniforms(pair_.lot_channel, k, block.column(pair_.lot[k]));
    }
  }

  void weigh_record(Block& block) const {
    alignas(64) double score[block_draws];
    alignas(64) double institution[block_draws];
    block.uniforms(pair_.record_channel, 0, score);
    std::fill_n(institution, block_draws, pair_.institution);
    coercion_kernels().succeed({.rows = block_draws,
                                .rate = block.column(pair_.rate),
                                .cases = block.column(pair_.cases),
                                .weight = block.column(pair_.weight),
                                .score = score,
                                .cost = block.column(pair_.cost),
                                .cost_effect = block.column(pair_.cost_effect),
                                .institution = institution,
                                .institution_effect = block.column(pair_.institution_effect),
                                .salience = block.column(pair_.salience),
                                .salience_effect = block.column(pair_.salience_effect),
                                .selection = block.column(pair_.selection),
                                .at_threat = block.column(pair_.at_threat),
                                .when_imposed = block.column(pair_.when_imposed)});
  }

  Pair pair_;
};

class Proceed final : public Step {
 public:
  explicit Proceed(const Pair& pair) : pair_(pair) {}

  void advance(Block& block, const Tick& tick) const override {
    Sanctioning work = {.rows = block_draws,
                        .start = tick.start,
                        .end = tick.end,
                        .months = tick.months,
                        .decisions = tick.decisions,
                        .crisis = block.column(pair_.crisis),
                        .crisis_effect = block.column(pair_.crisis_effect),
                        .threat_rate = block.column(pair_.threat_rate),
                        .resolution_rate = block.column(pair_.resolution_rate),
                        .backed = block.column(pair_.backed),
                        .review_rate = block.column(pair_.review_rate),
                        .lift_rate = block.column(pair_.lift_rate),
                        .at_threat = block.column(pair_.at_threat),
                        .when_imposed = block.column(pair_.when_imposed),
                        .full = block.column(pair_.full),
                        .eased_share = block.column(pair_.eased_share),
                        .chooses = block.column(pair_.chooses),
                        .threatens = block.column(pair_.threatens),
                        .eases = block.column(pair_.eases),
                        .stage = block.column(pair_.stage),
                        .severity = block.column(pair_.severity),
                        .licence = block.column(pair_.licence),
                        .anger = block.column(pair_.anger),
                        .summed = block.column(pair_.summed),
                        .changes = block.column(pair_.changes),
                        .impose = block.column(pair_.impose),
                        .ease = block.column(pair_.ease),
                        .revoke = block.column(pair_.revoke),
                        .seen_impose = block.column(pair_.seen_impose),
                        .seen_ease = block.column(pair_.seen_ease),
                        .seen_revoke = block.column(pair_.seen_revoke)};
    for (std::size_t k = 0; k < most_changes; ++k) {
      work.patience[k] = block.column(pair_.patience[k]);
      work.lot[k] = block.column(pair_.lot[k]);
    }
    coercion_kernels().sanction(work);
  }

 private:
  Pair pair_;
};

/// What sanctions of several senders weigh together: 1 - prod(1 - s).
class Together final : public Start, public Step {
 public:
  Together(std::vector<Column> each, Column to) : each_(std::move(each)), to_(to) {}
  void begin(Block& block) const override { add(block); }
  void advance(Block& block, const Tick& /*tick*/) const override { add(block); }

 private:
  void add(Block& block) const {
    double* to = block.column(to_);
    std::fill_n(to, block_draws, 0.0);
    for (const Column one : each_) {
      const double* severity = block.column(one);
      for (std::size_t row = 0; row < block_draws; ++row) {
        to[row] = 1.0 - (1.0 - to[row]) * (1.0 - severity[row]);
      }
    }
  }

  std::vector<Column> each_;
  Column to_;
};

using Names = std::pair<std::string, std::string>;  ///< sender, target

/// The sanctions of a pair as the scenario tells them; the last spell if there are several, null if none.
std::map<Names, const scenario::Element*> spells_of(const Builder& builder) {
  const scenario::Scenario& scenario = builder.scenario();
  std::map<Names, const scenario::Element*> spells;
  for (const scenario::Element* spell : scenario.section("sanctions")) {
    for (const std::string& from : scenario.actors_of(spell->list("from"))) {
      for (const std::string& to : scenario.actors_of(spell->list("to"))) {
        spells[{from, to}] = spell;
      }
    }
  }
  if (!builder.roles().rival.empty()) {
    spells.try_emplace({builder.roles().rival, builder.roles().protege}, nullptr);
  }
  return spells;
}

/// How things stand at the origin.
void place_in_time(const Builder& builder, const scenario::Element& spell, Pair& pair) {
  const auto past = [&](const char* key) {
    return spell.when(key) != nullptr && builder.days(spell.when(key)->first) <= 0;
  };
  constexpr double imposed = 2.0;
  constexpr double eased = 3.0;
  constexpr double lifted = 4.0;
  if (past("until")) {
    pair.stage_at_origin = lifted;
  } else if (past("eased")) {
    pair.stage_at_origin = eased;
    pair.eased_at_origin = true;
  } else if (past("since")) {
    pair.stage_at_origin = imposed;
  }
}

Column stated(Builder& builder, const scenario::Element* spell, const char* key, Column otherwise) {
  const scenario::Quantity* quantity = spell != nullptr ? spell->quantity(key) : nullptr;
  return quantity != nullptr ? builder.input(*quantity) : otherwise;
}

void read_inputs(Builder& builder, const Names& names, const scenario::Element* spell, Pair& pair) {
  const Column nothing = builder.constant(0.0);
  pair.full = stated(builder, spell, "severity", builder.parameter("severity"));
  pair.cost = stated(builder, spell, "cost", nothing);
  pair.salience = stated(builder, spell, "numbers.salience", nothing);
  pair.eased_share = builder.parameter("eased_share");
  pair.crisis = builder.read("domestic.crisis." + names.second, 0.0);
  pair.crisis_effect = builder.parameter("crisis_effect");
  pair.threat_rate = builder.parameter("threat_rate");
  pair.resolution_rate = builder.parameter("resolution_rate");
  pair.backed = builder.parameter("backed");
  pair.review_rate = builder.parameter("review_rate");
  pair.lift_rate = builder.parameter("lift_rate");
  pair.rate = builder.parameter("success_rate");
  pair.cases = builder.parameter("success_cases");
  pair.weight = builder.parameter("borrowed_weight");
  pair.cost_effect = builder.parameter("cost_effect");
  pair.institution_effect = builder.parameter("institution_effect");
  pair.salience_effect = builder.parameter("salience_effect");
  pair.selection = builder.parameter("selection");
  const scenario::Actor* sender = builder.scenario().actor(names.first);
  pair.institution = sender != nullptr && sender->kind == "organisation" ? 1.0 : 0.0;
}

/// Those of the rival on the protege are a matter of choice where it makes choices, and set events.
void read_choices(Builder& builder, bool of_rival, Pair& pair) {
  const Column nothing = builder.constant(0.0);
  const Column by_itself = builder.constant(-1.0);
  pair.chooses = of_rival ? builder.read("decision.rival.sanction", -1.0) : by_itself;
  pair.threatens = of_rival ? builder.read("decision.does.rival.sanction", 0.0) : nothing;
  pair.eases = of_rival ? builder.read("decision.does.rival.ease", 0.0) : nothing;
  pair.own_days = !of_rival;
  pair.impose = of_rival ? builder.event("sanction.impose") : builder.hidden();
  pair.ease = of_rival ? builder.event("sanction.ease") : builder.hidden();
  pair.revoke = of_rival ? builder.event("sanction.revoke_licence") : builder.hidden();
}

void make_room(Builder& builder, const std::string& pair_name, Pair& pair) {
  pair.stage = builder.variable("coercion.stage." + pair_name);
  pair.severity = builder.variable("coercion.sanctions." + pair_name);
  for (Column* column : {&pair.licence, &pair.anger, &pair.summed, &pair.changes, &pair.at_threat, &pair.when_imposed,
                         &pair.seen_impose, &pair.seen_ease, &pair.seen_revoke}) {
    *column = builder.hidden();
  }
  for (std::size_t k = 0; k < most_changes; ++k) {
    pair.patience[k] = builder.hidden();
    pair.lot[k] = builder.hidden();
  }
  pair.patience_channel = math::channel("coercion.patience." + pair_name);
  pair.lot_channel = math::channel("coercion.lot." + pair_name);
  pair.record_channel = math::channel("coercion.record." + pair_name);
}

}  // namespace

void plan_sanctions(Builder& builder) {
  const Roles& roles = builder.roles();
  std::vector<Column> on_protege;
  for (const auto& [names, spell] : spells_of(builder)) {
    Pair pair;
    if (spell != nullptr) {
      place_in_time(builder, *spell, pair);
    }
    read_inputs(builder, names, spell, pair);
    read_choices(builder, names == Names{roles.rival, roles.protege}, pair);
    make_room(builder, fmt::format("{}-{}", names.first, names.second), pair);
    builder.start(std::make_unique<Prepare>(pair));
    builder.add(Phase::consequence, std::make_unique<Proceed>(pair));
    if (names.second == roles.protege) {
      on_protege.push_back(pair.severity);
    }
  }
  const Column together = builder.variable("coercion.sanctions.on_protege");
  builder.start(std::make_unique<Together>(on_protege, together));
  builder.add(Phase::consequence, std::make_unique<Together>(std::move(on_protege), together));
}

}  // namespace suasion::system::coercion
