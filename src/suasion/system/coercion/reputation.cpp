#include "suasion/system/coercion/reputation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/coercion/coercion_kernel.hpp"

namespace suasion::system::coercion {

namespace {

/// The clause that economic pressure breaks.
constexpr std::string_view no_economic_coercion = "no_econ_coercion";

/// A breach before the origin.
struct Past {
  Column weight = {}, day = {};
};

/// A breach that can happen in the run: an event, or what the patron does in a month.
struct Possible {
  std::optional<Column> event = {}, does = {};
  Column weight = {};
};

/// Everything about one clause that steps need.
struct Record {
  std::optional<Column> mean = {};  ///< chance that the prior says; nothing where it says counts
  Column strength = {}, half_life = {};
  Column kept = {}, broken = {}, surplus = {}, reliability = {};
  std::vector<Past> past = {};
  std::optional<Possible> possible = {};
};

/// to[row] += weight of a breach on some day, as far as it is remembered on another.
void add_remembered(const double* weight, const double* day, double until, const double* half_life, double* to) {
  alignas(64) double keep[block_draws];
  for (std::size_t row = 0; row < block_draws; ++row) {
    keep[row] = -(until - day[row]) / days_per_month / half_life[row];
  }
  math::column_functions().exp2(keep, keep, block_draws);
  for (std::size_t row = 0; row < block_draws; ++row) {
    to[row] += day[row] <= until ? weight[row] * keep[row] : 0.0;
  }
}

void update(const Record& record, Block& block, double months, const double* fresh) {
  coercion_kernels().remember({.rows = block_draws,
                               .months = months,
                               .half_life = block.column(record.half_life),
                               .kept = block.column(record.kept),
                               .broken = block.column(record.broken),
                               .fresh = fresh,
                               .surplus = block.column(record.surplus),
                               .reliability = block.column(record.reliability)});
}

class Recall final : public Start {
 public:
  explicit Recall(Record record) : record_(std::move(record)) {}

  void begin(Block& block) const override {
    if (record_.mean) {
      const double* mean = block.column(*record_.mean);
      const double* strength = block.column(record_.strength);
      double* kept = block.column(record_.kept);
      double* broken = block.column(record_.broken);
      for (std::size_t row = 0; row < block_draws; ++row) {
        kept[row] = mean[row] * strength[row];
        broken[row] = (1.0 - mean[row]) * strength[row];
      }
    }
    double* surplus = block.column(record_.surplus);
    for (const Past& past : record_.past) {
      add_remembered(block.column(past.weight), block.column(past.day), 0.0, block.column(record_.half_life), surplus);
    }
    update(record_, block, 0.0, nullptr);
  }

 private:
  Record record_;
};

class Remember final : public Step {
 public:
  explicit Remember(Record record) : record_(std::move(record)) {}

  void advance(Block& block, const Tick& tick) const override {
    if (!record_.possible) {
      update(record_, block, tick.months, nullptr);
      return;
    }
    alignas(64) double fresh[block_draws] = {};
    const double* weight = block.column(record_.possible->weight);
    if (record_.possible->event) {
      add_event(block, tick, weight, fresh);
    } else if (tick.decisions) {
      const double* does = block.column(*record_.possible->does);
      for (std::size_t row = 0; row < block_draws; ++row) {
        fresh[row] = does[row] * weight[row];
      }
    }
    update(record_, block, tick.months, fresh);
  }

 private:
  void add_event(const Block& block, const Tick& tick, const double* weight, double* fresh) const {
    const double* day = block.column(*record_.possible->event);
    alignas(64) double in_tick[block_draws];
    alignas(64) double then[block_draws];
    for (std::size_t row = 0; row < block_draws; ++row) {
      const bool now = day[row] > tick.start && day[row] <= tick.end;
      in_tick[row] = now ? weight[row] : 0.0;
      then[row] = now ? day[row] : tick.end;
    }
    add_remembered(in_tick, then, tick.end, block.column(record_.half_life), fresh);
  }

  Record record_;
};

/// Mean over clauses of reliability now beside that of the prior.
class Ratio final : public Start, public Step {
 public:
  Ratio(std::vector<Clause> clauses, Column to) : clauses_(std::move(clauses)), to_(to) {}
  void begin(Block& block) const override { weigh(block); }
  void advance(Block& block, const Tick& /*tick*/) const override { weigh(block); }

 private:
  void weigh(Block& block) const {
    double* to = block.column(to_);
    std::fill_n(to, block_draws, 0.0);
    for (const Clause& clause : clauses_) {
      const double* now = block.column(clause.reliability);
      const double* kept = block.column(clause.kept);
      const double* broken = block.column(clause.broken);
      for (std::size_t row = 0; row < block_draws; ++row) {
        to[row] += now[row] * (kept[row] + broken[row]) / kept[row];
      }
    }
    const auto count = static_cast<double>(clauses_.size());
    for (std::size_t row = 0; row < block_draws; ++row) {
      to[row] /= count;
    }
  }

  std::vector<Clause> clauses_;
  Column to_;
};

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// The parameter that holds how often promises of a class are kept.
std::string_view record_of(std::string_view word) {
  if (word == "defence") {
    return "kept_defence";
  }
  if (word == "nonaggression" || word == "restraint" || word == "no_force") {
    return "kept_nonaggression";
  }
  if (word == "offence") {
    return "kept_offence";
  }
  return word == "neutrality" ? "kept_neutrality" : "kept_other";
}

/// Prior of a clause: counts of a beta law that the scenario states, else a chance with the strength of the record.
void plan_prior(Builder& builder, const scenario::Element& commitment, const std::string& clause, Record& record) {
  const scenario::Quantity* stated = commitment.quantity("reliability");
  const math::Beta* counts = stated != nullptr ? std::get_if<math::Beta>(&stated->law.form) : nullptr;
  if (counts != nullptr && counts->low == 0.0 && counts->high == 1.0) {
    record.kept = builder.constant(counts->a);
    record.broken = builder.constant(counts->b);
    return;
  }
  const std::string_view own_class = commitment.text("class");
  record.mean =
      stated != nullptr ? builder.input(*stated) : builder.parameter(record_of(own_class.empty() ? clause : own_class));
  record.strength = builder.parameter("record_strength");
  record.kept = builder.hidden();
  record.broken = builder.hidden();
}

void plan_past(Builder& builder, const Clause& clause, Record& record) {
  const scenario::Scenario& scenario = builder.scenario();
  for (const scenario::Element* breach : scenario.section("breaches")) {
    const std::string_view which = breach->text("clause");
    const bool same = breach->text("commitment") == clause.commitment && (which.empty() || which == clause.clause) &&
                      has(scenario.actors_of(breach->list("by")), clause.promisor);
    if (same) {
      const scenario::Quantity* weight = breach->quantity("weight");
      record.past.push_back({.weight = weight != nullptr ? builder.input(*weight) : builder.constant(1.0),
                             .day = builder.day(breach->path(), *breach->when("date"))});
    }
  }
}

void plan_possible(Builder& builder, const Clause& clause, Record& record) {
  const Roles& roles = builder.roles();
  if (clause.clause != no_economic_coercion || !has(clause.beneficiaries, roles.protege)) {
    return;
  }
  if (clause.promisor == roles.rival) {
    record.possible = {.event = builder.awaited("sanction.impose"), .weight = builder.parameter("sanction_breach")};
  } else if (clause.promisor == roles.patron) {
    record.possible = {.does = builder.read("decision.does.patron.squeeze", 0.0),
                       .weight = builder.parameter("squeeze_breach")};
  }
}

Clause plan_clause(Builder& builder, const scenario::Element& commitment, Clause clause) {
  Record record;
  plan_prior(builder, commitment, clause.clause, record);
  record.half_life = builder.parameter("memory_half_life_months");
  if (builder.option("reputation") == "on") {
    plan_past(builder, clause, record);
    plan_possible(builder, clause, record);
  }
  const bool moves = !record.past.empty() || record.possible;
  record.surplus = builder.hidden();
  record.reliability =
      builder.variable(fmt::format("coercion.reliability.{}.{}.{}", clause.promisor, clause.commitment, clause.clause),
                       {.series = moves});
  clause.reliability = record.reliability;
  clause.kept = record.kept;
  clause.broken = record.broken;
  builder.start(std::make_unique<Recall>(record));
  if (moves) {
    // at the end of the tick, when all that may be a breach has happened
    builder.add(Phase::temper, std::make_unique<Remember>(std::move(record)));
  }
  return clause;
}

}  // namespace

std::vector<Clause> plan_reputation(Builder& builder) {
  const scenario::Scenario& scenario = builder.scenario();
  std::vector<Clause> clauses;
  for (const scenario::Element* commitment : scenario.section("commitments")) {
    const std::vector<std::string> beneficiaries = scenario.actors_of(commitment->list("to"));
    for (const std::string& promisor : scenario.actors_of(commitment->list("from"))) {
      for (const std::string& word : commitment->list("clauses")) {
        clauses.push_back(plan_clause(
            builder, *commitment,
            {.promisor = promisor, .commitment = commitment->id, .clause = word, .beneficiaries = beneficiaries}));
      }
    }
  }
  return clauses;
}

std::optional<Column> plan_ratio(Builder& builder, const std::vector<Clause>& clauses, const std::string& promisor,
                                 const std::string& beneficiary) {
  std::vector<Clause> own;
  std::copy_if(clauses.begin(), clauses.end(), std::back_inserter(own), [&](const Clause& clause) {
    return clause.promisor == promisor && has(clause.beneficiaries, beneficiary);
  });
  if (own.empty()) {
    return std::nullopt;
  }
  const Column to = builder.hidden();
  builder.start(std::make_unique<Ratio>(own, to));
  builder.add(Phase::derive, std::make_unique<Ratio>(std::move(own), to));
  return to;
}

}  // namespace suasion::system::coercion
