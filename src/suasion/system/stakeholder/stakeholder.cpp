#include "suasion/system/stakeholder/stakeholder.hpp"

#include <algorithm>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/builder.hpp"

namespace suasion::system::stakeholder {

namespace {

using model::lanes;

/// How the state moves one position: by `by` for each unit of `variable`.
struct Shift {
  std::size_t stake = 0;
  Column by = {}, variable = {};
};

/// One issue with its stakeholders.
struct Table {
  double low = 0.0, high = 1.0;
  std::vector<Column> position = {}, salience = {}, capability = {};  ///< [stakes]
  std::vector<Shift> shifts = {};
  Column status_quo = {}, speed = {}, target = {}, level = {};
};

/// Solves an issue for 256 draws at the state of the moment.
class Bargain {
 public:
  Bargain(std::shared_ptr<const model::Bargaining> solver, Table table)
      : solver_(std::move(solver)), table_(std::move(table)) {}

  [[nodiscard]] const Table& table() const { return table_; }

  void solve(Block& block) const {
    const std::size_t n = table_.position.size();
    std::vector<double> position(n * block_draws);  // [stakes][rows], shifted and cut to the scale
    for (std::size_t i = 0; i < n; ++i) {
      std::copy_n(block.column(table_.position[i]), block_draws, position.data() + i * block_draws);
    }
    for (const Shift& shift : table_.shifts) {
      const double* by = block.column(shift.by);
      const double* variable = block.column(shift.variable);
      double* to = position.data() + shift.stake * block_draws;
      for (std::size_t row = 0; row < block_draws; ++row) {
        to[row] = std::clamp(to[row] + by[row] * variable[row], table_.low, table_.high);
      }
    }
    Room room(n, solver_->rounds());
    for (std::size_t row = 0; row < block_draws; row += lanes) {
      gather(block, position, row, room);
      model::Course course = room.course();
      solver_->solve(room.tile(table_), course);
      std::copy_n(course.outcome, lanes, block.column(table_.target) + row);
    }
  }

 private:
  /// Where a tile of eight draws is gathered and solved.
  class Room {
   public:
    Room(std::size_t actors, std::size_t rounds)
        : actors_(actors),
          inputs_(
              static_cast<double*>(::operator new ((3 * actors + 1) * lanes * sizeof(double), std::align_val_t{64}))),
          outcome_(lanes),
          course_((rounds + 1) * actors * lanes),
          proposer_(rounds * actors * lanes),
          offer_(rounds * actors * lanes),
          settled_(lanes) {}
    [[nodiscard]] double* position() { return inputs_.get(); }
    [[nodiscard]] double* capability() { return inputs_.get() + actors_ * lanes; }
    [[nodiscard]] double* salience() { return inputs_.get() + 2 * actors_ * lanes; }
    [[nodiscard]] double* status_quo() { return inputs_.get() + 3 * actors_ * lanes; }
    [[nodiscard]] model::IssueTile tile(const Table& table) {
      return {.actors = actors_,
              .scale_low = table.low,
              .scale_high = table.high,
              .position = position(),
              .capability = capability(),
              .salience = salience(),
              .status_quo = status_quo()};
    }
    [[nodiscard]] model::Course course() {
      return {.outcome = outcome_.data(),
              .position = course_.data(),
              .proposer = proposer_.data(),
              .offer = offer_.data(),
              .settled_after = settled_.data()};
    }

   private:
    struct Free {
      void operator()(double* memory) const { ::operator delete (memory, std::align_val_t{64}); }
    };
    std::size_t actors_;
    std::unique_ptr<double, Free> inputs_;
    std::vector<double> outcome_, course_;
    std::vector<std::int16_t> proposer_;
    std::vector<model::Offer> offer_;
    std::vector<std::uint8_t> settled_;
  };

  void gather(const Block& block, const std::vector<double>& position, std::size_t row, Room& room) const {
    constexpr double percent = 100.0;
    for (std::size_t i = 0; i < table_.position.size(); ++i) {
      const double* capability = block.column(table_.capability[i]);
      const double* salience = block.column(table_.salience[i]);
      for (std::size_t l = 0; l < lanes; ++l) {
        room.position()[i * lanes + l] = position[i * block_draws + row + l];
        room.capability()[i * lanes + l] = capability[row + l];
        room.salience()[i * lanes + l] = salience[row + l] / percent;
      }
    }
    std::copy_n(block.column(table_.status_quo) + row, lanes, room.status_quo());
  }

  std::shared_ptr<const model::Bargaining> solver_;
  Table table_;
};

/// The level starts at the status quo.
class Begin final : public Start {
 public:
  explicit Begin(const Bargain& bargain) : status_quo_(bargain.table().status_quo), level_(bargain.table().level) {}
  void begin(Block& block) const override { std::copy_n(block.column(status_quo_), block_draws, block.column(level_)); }

 private:
  Column status_quo_, level_;
};

/// The target, at the origin once all modules have set up what they keep, and from the state at the end of each month.
class Aim final : public Step {
 public:
  Aim(std::shared_ptr<const Bargain> bargain, bool at_origin) : bargain_(std::move(bargain)), at_origin_(at_origin) {}
  void advance(Block& block, const Tick& tick) const override {
    if (at_origin_ ? tick.number == 0 : tick.decisions) {
      bargain_->solve(block);
    }
  }

 private:
  std::shared_ptr<const Bargain> bargain_;
  bool at_origin_;
};

/// Moves the level towards the target: exactly, whatever the length of the tick.
class Drift final : public Step {
 public:
  explicit Drift(std::shared_ptr<const Bargain> bargain) : bargain_(std::move(bargain)) {}

  void advance(Block& block, const Tick& tick) const override {
    const Table& table = bargain_->table();
    const double* speed = block.column(table.speed);
    const double* target = block.column(table.target);
    double* level = block.column(table.level);
    alignas(64) double kept[block_draws];
    for (std::size_t row = 0; row < block_draws; ++row) {
      kept[row] = -speed[row] * tick.months;
    }
    math::column_functions().exp(kept, kept, block_draws);
    for (std::size_t row = 0; row < block_draws; ++row) {
      level[row] = target[row] + kept[row] * (level[row] - target[row]);
    }
  }

 private:
  std::shared_ptr<const Bargain> bargain_;
};

void plan_shifts(Builder& builder, const scenario::Issue& issue, Table& table) {
  const scenario::Scenario& scenario = builder.scenario();
  for (const scenario::Element* shift : scenario.section("shifts")) {
    if (shift->text("issue") != issue.id) {
      continue;
    }
    const auto stake = std::find_if(issue.stakes.begin(), issue.stakes.end(), [&](const scenario::Stake& one) {
      return scenario.actors[one.actor].id == shift->text("actor");
    });
    if (stake == issue.stakes.end()) {
      builder.error("S606", shift->where,
                    "shift '" + shift->id + "': " + std::string(shift->text("actor")) + " has no position on issue '" +
                        issue.id + "'",
                    "give it one, or name another actor");
      continue;
    }
    table.shifts.push_back({.stake = static_cast<std::size_t>(stake - issue.stakes.begin()),
                            .by = builder.input(*shift->quantity("by")),
                            .variable = builder.read_named(std::string(shift->text("variable")), shift->where,
                                                           "shift '" + shift->id + "'")});
  }
}

void plan_issue(Builder& builder, const scenario::Issue& issue, const model::ModelChoice& choice) {
  Table table{.low = issue.scale_low, .high = issue.scale_high};
  for (const scenario::Stake& stake : issue.stakes) {
    table.position.push_back(builder.input(stake.position));
    table.salience.push_back(builder.input(stake.salience));
    table.capability.push_back(builder.input(stake.capability));
  }
  plan_shifts(builder, issue, table);
  table.status_quo = builder.input(*issue.status_quo);
  table.speed = builder.parameter("speed");
  table.target = builder.variable("stakeholder.target." + issue.id);
  table.level = builder.variable("stakeholder." + issue.id);
  const auto bargain = std::make_shared<const Bargain>(choice.model->make(choice.settings), std::move(table));
  builder.start(std::make_unique<Begin>(*bargain));
  builder.add(Phase::event, std::make_unique<Aim>(bargain, true));
  builder.add(Phase::consequence, std::make_unique<Drift>(bargain));
  builder.add(Phase::temper, std::make_unique<Aim>(bargain, false));
}

void plan(Builder& builder) {
  const base::Result<model::ModelChoice> choice = model::choose(builder.option("solver"));
  base::require(choice.has_value(), "every solver that the option allows is a model");
  bool any = false;
  for (const scenario::Issue& issue : builder.scenario().issues) {
    if (issue.id != builder.roles().issue && issue.status_quo) {
      plan_issue(builder, issue, *choice);
      any = true;
    }
  }
  if (!any) {
    builder.off("no issue beside the one between patron and protege has a status quo to move from");
  }
}

}  // namespace

Module entry() {
  return {
      .info =
          {.name = "stakeholder",
           .title = "Issues with many stakeholders",
           .summary = "Once a month every such issue is bargained over anew, from the positions as the state of the "
                      "system has moved them; its level then drifts towards the outcome.",
           .source = "judgement: the drift is ours; the bargain is the chosen model's",
           .options = {{.name = "solver",
                        .meaning = "The bargaining model that says where an issue is heading.",
                        .values = {{"compromise", "Achen 2006"},
                                   {"mean", "textbook"},
                                   {"median", "Black 1958"},
                                   {"weighted-median", "Black 1958"},
                                   {"scholz2011", "Scholz, Calbert and Smith 2011"},
                                   {"as-written", "Bueno de Mesquita 1994"}},
                        .default_value = "compromise"}},
           .parameters = {{.name = "speed",
                           .unit = "per month",
                           .meaning = "How fast an issue moves towards what is bargained: the share of the gap that "
                                      "closes in a month, for short times.",
                           .prior = {.form = math::LogNormal{0.08, 0.5}},
                           .source = "judgement: half of the gap in nine months, give or take a factor of two"}},
           .variables = {{.name = "stakeholder.target.{}",
                          .unit = "scale of the issue",
                          .meaning = "where the issue is heading"},
                         {.name = "stakeholder.{}", .unit = "scale of the issue", .meaning = "level of the issue"}}},
      .plan = &plan};
}

}  // namespace suasion::system::stakeholder
