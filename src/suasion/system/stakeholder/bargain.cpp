#include "suasion/system/stakeholder/bargain.hpp"

#include <algorithm>
#include <new>

#include "suasion/system/stakeholder/stakeholder_kernel.hpp"

namespace suasion::system::stakeholder {

SUASION_PICK_KERNELS(StakeholderKernels, stakeholder_kernels)

namespace {

using model::lanes;

/// Where a tile of eight draws is gathered and solved.
class Room {
 public:
  Room(std::size_t actors, std::size_t rounds)
      : actors_(actors),
        inputs_(static_cast<double*>(::operator new ((3 * actors + 1) * lanes * sizeof(double), std::align_val_t{64}))),
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

}  // namespace

Bargain::Bargain(const model::ModelChoice& choice, Table table)
    : rule_(choice.model->info.name == "compromise" ? Rule::compromise
            : choice.model->info.name == "mean"     ? Rule::mean
                                                    : Rule::other),
      solver_(choice.model->make(choice.settings)),
      table_(std::move(table)) {}

void Bargain::solve(Block& block) const {
  std::vector<const double*> position = block.columns(table_.position);
  std::vector<std::vector<double>> moved(table_.position.size());  // those of `position` that are, cut to the scale
  for (const Shift& shift : table_.shifts) {
    std::vector<double>& to = moved[shift.stake];
    if (to.empty()) {
      to.assign(position[shift.stake], position[shift.stake] + block_draws);
      position[shift.stake] = to.data();
    }
    const double* by = block.column(shift.by);
    const double* variable = block.column(shift.variable);
    const double low = table_.low;
    const double high = table_.high;
    for (std::size_t row = 0; row < block_draws; ++row) {
      to[row] = std::min(std::max(to[row] + by[row] * variable[row], low), high);
    }
  }
  if (rule_ == Rule::other) {
    bargain(position, block);
  } else {
    average(position, block);
  }
}

void Bargain::average(const std::vector<const double*>& position, Block& block) const {
  const std::vector<const double*> capability = block.columns(table_.capability);
  const std::vector<const double*> salience = block.columns(table_.salience);
  stakeholder_kernels().mean({.rows = block_draws,
                              .stakes = position.size(),
                              .position = position.data(),
                              .capability = capability.data(),
                              .salience = salience.data(),
                              .equal = rule_ == Rule::mean,
                              .out = block.column(table_.target)});
}

void Bargain::bargain(const std::vector<const double*>& position, Block& block) const {
  constexpr double percent = 100.0;
  Room room(position.size(), solver_->rounds());
  for (std::size_t row = 0; row < block_draws; row += lanes) {
    for (std::size_t i = 0; i < position.size(); ++i) {
      const double* capability = block.column(table_.capability[i]);
      const double* salience = block.column(table_.salience[i]);
      for (std::size_t l = 0; l < lanes; ++l) {
        room.position()[i * lanes + l] = position[i][row + l];
        room.capability()[i * lanes + l] = capability[row + l];
        room.salience()[i * lanes + l] = salience[row + l] / percent;
      }
    }
    std::copy_n(block.column(table_.status_quo) + row, lanes, room.status_quo());
    model::Course course = room.course();
    solver_->solve(room.tile(table_), course);
    std::copy_n(course.outcome, lanes, block.column(table_.target) + row);
  }
}

}  // namespace suasion::system::stakeholder
