#include "suasion/system/coercion/coercion_kernel.hpp"

#include "suasion/system/coercion/formulas.hpp"
#include "suasion/system/coercion/spell.hpp"
#include "suasion/system/leverage/formulas.hpp"

namespace suasion::system::coercion::SUASION_TARGET {

namespace {

void remember(const Remembering& work) {
  for (std::size_t row = 0; row < work.rows; row += pack_lanes) {
    const Pack keep = remembered(broadcast(work.months), load(work.half_life + row));
    Pack surplus = load(work.surplus + row) * keep;
    if (work.fresh != nullptr) {
      surplus = surplus + load(work.fresh + row);
    }
    store(work.surplus + row, surplus);
    store(work.reliability + row,
          reliability(Reputation<Pack>{load(work.kept + row), load(work.broken + row) + surplus}));
  }
}

void bind(const Binding& work) {
  const Pack population = broadcast(1.0);  // variance of support over all minor powers, by which it is measured
  for (std::size_t row = 0; row < work.rows; row += pack_lanes) {
    const Pack base = load(work.base + row);
    const Pack tie = tie_of_promise(load(work.kept_pact + row), base, population);
    store(work.cost + row, cost_of_acting(base, population));
    store(work.tie + row, work.weight != nullptr ? tie * load(work.weight + row) : tie);
  }
}

void intervene(const Intervening& work) {
  for (std::size_t row = 0; row < work.rows; row += pack_lanes) {
    const Pack tie = load(work.signal_tie + row) + load(work.promise_tie + row) * load(work.ratio + row);
    store(work.probability + row,
          intervention(load(work.support + row), load(work.doubt + row), tie, load(work.cost + row)));
  }
}

void play_all(const Playing& work) {
  for (std::size_t row = 0; row < work.rows; row += pack_lanes) {
    const Pack dispute = load(work.dispute + row);
    const Pack protege_cost = leverage::SUASION_TARGET::protege_disagreement(
        load(work.protege_cost + row) * dispute, load(work.alternative + row),
        load(work.crisis_cost + row) * load(work.crisis + row));
    const Stakes<Pack> stakes = {.gain = load(work.gain + row),
                                 .aversion = load(work.aversion + row),
                                 .level = load(work.level + row),
                                 .demand = load(work.demand + row),
                                 .standing = load(work.standing + row),
                                 .protege_cost = -protege_cost,
                                 .patron_cost = load(work.patron_cost + row) * dispute,
                                 .odds = load(work.odds + row),
                                 .shift = load(work.shift + row),
                                 .patron_believes = load(work.patron_believes + row),
                                 .protege_believes = load(work.protege_believes + row)};
    const CrisisPlay<Pack> played = play(crisis_over(stakes), load(work.rationality + row));
    store(work.press + row, played.press);
    store(work.resist + row, played.resist);
    store(work.escalate + row, played.escalate);
  }
}

void succeed(const Succeeding& work) {
  constexpr double percent = 100.0;
  for (std::size_t row = 0; row < work.rows; row += pack_lanes) {
    const LogOdds<Pack> record =
        log_odds_of_rate(load(work.rate + row), load(work.cases + row) * load(work.weight + row));
    const Pack drawn = record.mean + record.sd * normal_quantile(load(work.score + row));
    const Pack cost = percent * load(work.cost + row) * load(work.cost_effect + row);
    const Pack institution = load(work.institution + row) * load(work.institution_effect + row);
    const Pack imposed =
        imposed_log_odds(drawn, cost + institution, load(work.salience + row) * load(work.salience_effect + row));
    store(work.when_imposed + row, logistic(imposed));
    store(work.at_threat + row, threat_success(imposed, load(work.selection + row)));
  }
}

}  // namespace

CoercionKernels coercion_kernels() {
  return {&remember, &bind, &intervene, &play_all, &succeed, &sanction};
}

}  // namespace suasion::system::coercion::SUASION_TARGET
