#include "suasion/ensemble/issue_solver.hpp"

#include <algorithm>

namespace suasion::ensemble {

namespace {

using model::block_draws;
using model::lanes;

constexpr std::align_val_t alignment{64};

/// The inputs of one issue in one tile, gathered from the columns of the block.
struct IssueLanes {
  explicit IssueLanes(const PlannedIssue& issue)
      : position(issue.actor.size() * lanes),
        capability(issue.actor.size() * lanes),
        salience(issue.actor.size() * lanes),
        status_quo(lanes),
        votes(issue.votes.size() * lanes),
        population(issue.population.size() * lanes),
        resolve(issue.resolve.size() * lanes) {
    tile = {.actors = issue.actor.size(),
            .scale_low = issue.scale_low,
            .scale_high = issue.scale_high,
            .position = position.data(),
            .capability = capability.data(),
            .salience = salience.data(),
            .status_quo = issue.has_status_quo ? status_quo.data() : nullptr,
            .votes = issue.votes.empty() ? nullptr : votes.data(),
            .population = issue.population.empty() ? nullptr : population.data(),
            .resolve = issue.resolve.empty() ? nullptr : resolve.data(),
            .procedure = issue.procedure ? &*issue.procedure : nullptr,
            .actor = issue.actor.data(),
            .shocks = issue.shocks.key};
  }
  Lanes position, capability, salience, status_quo, votes, population, resolve;
  model::IssueTile tile;
};

/// One model on one issue, and where it writes.
struct Cell {
  Cell(const PlannedIssue& issue, const PlannedModel& planned)
      : active(silent_because(planned, issue).empty()),
        rounds(planned.solver->rounds()),
        outcome(lanes),
        position((rounds + 1) * issue.actor.size() * lanes),
        proposer(rounds * issue.actor.size() * lanes),
        offer(rounds * issue.actor.size() * lanes),
        settled_after(lanes) {
    course = {.outcome = outcome.data(),
              .position = position.data(),
              .proposer = proposer.data(),
              .offer = offer.data(),
              .settled_after = settled_after.data()};
  }
  bool active;
  std::size_t rounds;
  Lanes outcome, position;
  std::vector<std::int16_t> proposer;
  std::vector<model::Offer> offer;
  std::vector<std::uint8_t> settled_after;
  model::Course course;
};

}  // namespace

Lanes::Lanes(std::size_t count) : data_(static_cast<double*>(::operator new(count * sizeof(double), alignment))) {
  std::fill_n(data_.get(), count, 0.0);
}

void Lanes::Free::operator()(double* memory) const {
  ::operator delete(memory, alignment);
}

struct IssueSolver::Impl {
  explicit Impl(const Plan& the_plan)
      : plan(the_plan),
        values(plan.inputs.size() * block_draws),
        tiles(plan.issues.size()),
        courses(plan.issues.size()),
        trades(plan.models.size()) {
    for (const PlannedIssue& issue : plan.issues) {
      issues.emplace_back(issue);
      for (const PlannedModel& model : plan.models) {
        cells.emplace_back(issue, model);
      }
    }
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
      columns.emplace_back(values.data() + i * block_draws, block_draws);
    }
  }

  /// Rows of a block's columns, divided by `divisor`, into lanes; numbers that are not stated stay 0.
  void copy(const std::vector<std::size_t>& from, std::size_t row, double* to, double divisor = 1.0) const {
    for (std::size_t a = 0; a < from.size(); ++a) {
      for (std::size_t l = 0; l < lanes && from[a] != unstated; ++l) {
        to[a * lanes + l] = columns[from[a]][row + l] / divisor;
      }
    }
  }

  void gather(std::size_t issue, std::size_t row) {
    constexpr double percent = 100.0;
    const PlannedIssue& planned = plan.issues[issue];
    IssueLanes& to = issues[issue];
    copy(planned.position, row, to.position.data());
    copy(planned.capability, row, to.capability.data());
    copy(planned.salience, row, to.salience.data(), percent);
    copy(planned.votes, row, to.votes.data());
    copy(planned.population, row, to.population.data());
    copy(planned.resolve, row, to.resolve.data(), percent);
    if (planned.has_status_quo) {
      copy({planned.status_quo}, row, to.status_quo.data());
    }
  }

  void solve_model(std::size_t m, std::span<const char> wanted) {
    bool any = false;
    for (std::size_t i = 0; i < issues.size(); ++i) {
      const std::size_t at = i * plan.models.size() + m;
      const bool asked = cells[at].active && (wanted.empty() || wanted[at] != 0);
      courses[i] = asked ? cells[at].course : model::Course{};
      any = any || asked;
    }
    trades[m].clear();
    if (any) {
      plan.models[m].solver->solve(model::Agenda{tiles, courses, &trades[m]});
    }
  }

  const Plan& plan;
  std::vector<double> values;
  std::vector<std::span<double>> columns;
  std::vector<IssueLanes> issues;
  std::vector<Cell> cells;
  std::vector<model::IssueTile> tiles;            ///< of the tile under way
  std::vector<model::Course> courses;             ///< of the model under way
  std::vector<std::vector<model::Trade>> trades;  ///< [models] of the tile under way
};

IssueSolver::IssueSolver(const Plan& plan) : impl_(std::make_unique<Impl>(plan)) {}
IssueSolver::~IssueSolver() = default;
IssueSolver::IssueSolver(IssueSolver&&) noexcept = default;

std::span<const std::span<double>> IssueSolver::columns() const {
  return impl_->columns;
}

void IssueSolver::solve(std::uint64_t seed, std::uint64_t first, std::size_t row, std::span<const char> wanted) {
  Impl& work = *impl_;
  for (std::size_t i = 0; i < work.issues.size(); ++i) {
    work.gather(i, row);
    work.tiles[i] = work.issues[i].tile;
    work.tiles[i].seed = seed;
    work.tiles[i].first_draw = first + row;
  }
  for (std::size_t m = 0; m < work.plan.models.size(); ++m) {
    work.solve_model(m, wanted);
  }
}

bool IssueSolver::active(std::size_t cell) const {
  return impl_->cells[cell].active;
}

std::size_t IssueSolver::rounds(std::size_t cell) const {
  return impl_->cells[cell].active ? impl_->cells[cell].rounds : 0;
}

const model::IssueTile& IssueSolver::tile(std::size_t issue) const {
  return impl_->issues[issue].tile;
}

const model::Course& IssueSolver::course(std::size_t cell) const {
  return impl_->cells[cell].course;
}

const std::vector<model::Trade>& IssueSolver::trades(std::size_t model) const {
  return impl_->trades[model];
}

bool issue_by_issue(const PlannedModel& model) {
  return dynamic_cast<const model::IssueByIssue*>(model.solver.get()) != nullptr;
}

}  // namespace suasion::ensemble
