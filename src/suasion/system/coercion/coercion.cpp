#include "suasion/system/coercion/coercion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/system/builder.hpp"
#include "suasion/system/coercion/coercion_kernel.hpp"
#include "suasion/system/coercion/facts.hpp"
#include "suasion/system/coercion/reputation.hpp"
#include "suasion/system/coercion/sanctions.hpp"

namespace suasion::system::coercion {

SUASION_PICK_KERNELS(CoercionKernels, coercion_kernels)

namespace {

/// Columns of what an observer thinks that the rival will do.
struct Observation {
  Column support = {}, doubt = {}, signal_tie = {}, promise_tie = {}, ratio = {}, cost = {}, probability = {};
};

class Observe final : public Start, public Step {
 public:
  explicit Observe(const Observation& of) : of_(of) {}
  void begin(Block& block) const override { observe(block); }
  void advance(Block& block, const Tick& /*tick*/) const override { observe(block); }

 private:
  void observe(Block& block) const {
    coercion_kernels().intervene({.rows = block_draws,
                                  .support = block.column(of_.support),
                                  .doubt = block.column(of_.doubt),
                                  .signal_tie = block.column(of_.signal_tie),
                                  .promise_tie = block.column(of_.promise_tie),
                                  .ratio = block.column(of_.ratio),
                                  .cost = block.column(of_.cost),
                                  .probability = block.column(of_.probability)});
  }

  Observation of_;
};

/// Cost of acting, and how far the rival's promises bind it.
class Bind final : public Start {
 public:
  Bind(Column base, Column kept_pact, std::optional<Column> weight, Column cost, Column tie)
      : base_(base), kept_pact_(kept_pact), weight_(weight), cost_(cost), tie_(tie) {}

  void begin(Block& block) const override {
    coercion_kernels().bind({.rows = block_draws,
                             .base = block.column(base_),
                             .kept_pact = block.column(kept_pact_),
                             .weight = weight_ ? block.column(*weight_) : nullptr,
                             .cost = block.column(cost_),
                             .tie = block.column(tie_)});
  }

 private:
  Column base_, kept_pact_;
  std::optional<Column> weight_;
  Column cost_, tie_;
};

/// Columns of the crisis game.
struct Game {
  Column rationality = {}, gain = {}, aversion = {}, level = {}, demand = {}, standing = {}, odds = {}, shift = {};
  Column protege_cost = {}, patron_cost = {}, crisis_cost = {}, dispute = {}, alternative = {}, crisis = {};
  Column patron_believes = {}, protege_believes = {};
  Column press = {}, resist = {}, escalate = {};
};

class Play final : public Step {
 public:
  explicit Play(const Game& game) : game_(game) {}

  void advance(Block& block, const Tick& /*tick*/) const override {
    coercion_kernels().play({.rows = block_draws,
                             .rationality = block.column(game_.rationality),
                             .gain = block.column(game_.gain),
                             .aversion = block.column(game_.aversion),
                             .level = block.column(game_.level),
                             .demand = block.column(game_.demand),
                             .standing = block.column(game_.standing),
                             .odds = block.column(game_.odds),
                             .shift = block.column(game_.shift),
                             .protege_cost = block.column(game_.protege_cost),
                             .patron_cost = block.column(game_.patron_cost),
                             .crisis_cost = block.column(game_.crisis_cost),
                             .dispute = block.column(game_.dispute),
                             .alternative = block.column(game_.alternative),
                             .crisis = block.column(game_.crisis),
                             .patron_believes = block.column(game_.patron_believes),
                             .protege_believes = block.column(game_.protege_believes),
                             .press = block.column(game_.press),
                             .resist = block.column(game_.resist),
                             .escalate = block.column(game_.escalate)});
  }

 private:
  Game game_;
};

/// The promise to fight is worth a pact, any other an assurance.
bool promises_defence(const std::vector<Clause>& clauses, const Roles& roles) {
  return std::any_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
    return clause.clause == "defence" && clause.promisor == roles.rival &&
           std::find(clause.beneficiaries.begin(), clause.beneficiaries.end(), roles.protege) !=
               clause.beneficiaries.end();
  });
}

/// Plans what protege, patron and neighbours think of the rival.
void plan_intervention(Builder& builder, const std::vector<Clause>& clauses) {
  const Roles& roles = builder.roles();
  const std::optional<Column> ratio = plan_ratio(builder, clauses, roles.rival, roles.protege);
  const Column cost = builder.hidden();
  const Column tie = builder.hidden();
  // one after another: the order of first use is the order of the inputs, and compilers differ on that of arguments
  const auto assurance =
      promises_defence(clauses, roles) ? std::nullopt : std::optional(builder.parameter("assurance_weight"));
  const auto kept = builder.parameter("kept_defence");
  const auto base_rate = builder.parameter("base_rate");
  builder.start(std::make_unique<Bind>(base_rate, kept, assurance, cost, tie));
  std::vector<std::string> observers = {roles.protege, roles.patron};
  observers.insert(observers.end(), roles.neighbours.begin(), roles.neighbours.end());
  const std::string pair = fmt::format("{}-{}", roles.rival, roles.protege);
  std::vector<Observation> different;
  for (const std::string& observer : observers) {
    // without signals: an average patron, about whom as much is known as about all minor powers
    const Observation of = {.support = builder.read(fmt::format("signal.support.{}.{}", pair, observer), 0.0),
                            .doubt = builder.read(fmt::format("signal.doubt.{}.{}", pair, observer), 1.0),
                            .signal_tie = builder.read("signal.tie." + pair, 0.0),
                            .promise_tie = tie,
                            .ratio = ratio.value_or(builder.constant(0.0)),
                            .cost = cost,
                            .probability = builder.variable("coercion.intervention." + observer)};
    // who believes the same expects the same
    const auto alike = std::find_if(different.begin(), different.end(), [&](const Observation& one) {
      return one.support == of.support && one.doubt == of.doubt;
    });
    if (alike != different.end()) {
      builder.unite("coercion.intervention." + observer, alike->probability);
      continue;
    }
    different.push_back(of);
    builder.start(std::make_unique<Observe>(of));
    const ByProduct chance = {
        .writes = {of.probability}, .reads = {of.support, of.doubt, of.ratio}, .overwrites = true};
    builder.add(Phase::derive, std::make_unique<Observe>(of), {chance}, true);
    builder.add(Phase::temper, std::make_unique<Observe>(of), {chance}, true);  // of late signals as well
  }
}

void plan_game(Builder& builder) {
  const Roles& roles = builder.roles();
  const Game game = {.rationality = builder.parameter("rationality"),
                     .gain = builder.parameter("leverage.gain"),
                     .aversion = builder.parameter("leverage.aversion"),
                     .level = builder.read("leverage.level", 0.0),
                     .demand = builder.parameter("demand"),
                     .standing = builder.parameter("standing"),
                     .odds = builder.parameter("odds"),
                     .shift = builder.parameter("shift"),
                     .protege_cost = builder.parameter("leverage.dispute_cost_protege"),
                     .patron_cost = builder.parameter("leverage.dispute_cost_patron"),
                     .crisis_cost = builder.parameter("leverage.crisis_cost"),
                     .dispute = builder.read("leverage.dispute", 1.0),
                     .alternative = builder.read("leverage.alternative", 0.0),
                     .crisis = builder.read("domestic.crisis." + roles.protege, 0.0),
                     .patron_believes = builder.read("coercion.intervention." + roles.patron, 0.0),
                     .protege_believes = builder.read("coercion.intervention." + roles.protege, 0.0),
                     .press = builder.variable("coercion.press"),
                     .resist = builder.variable("coercion.resist"),
                     .escalate = builder.variable("coercion.escalate")};
  // at the moment of decisions: all that it needs has been derived by then, also what later modules keep
  builder.add(Phase::decide, std::make_unique<Play>(game),
              {{.writes = {game.press, game.resist, game.escalate},
                .reads = {game.level, game.dispute, game.alternative, game.crisis, game.patron_believes,
                          game.protege_believes}}},
              true);
}

void plan(Builder& builder) {
  const std::vector<Clause> clauses = plan_reputation(builder);
  if (!builder.roles().rival.empty()) {
    plan_intervention(builder, clauses);
  }
  plan_game(builder);
  plan_sanctions(builder);
}

}  // namespace

Module entry() {
  return {.info = facts(), .plan = &plan};
}

}  // namespace suasion::system::coercion
