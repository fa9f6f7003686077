#include "suasion/ensemble/issue_solver.hpp"

#include <algorithm>

namespace suasion::ensemble {

namespace {

using model::block_draws;
using model::lanes;

constexpr std::align_val_t alignment{64};

/// So many bytes of courses may be solved ahead: with the tables of the models they should stay in the nearer caches.
constexpr std::size_t ahead_bytes = std::size_t{1} << 20;

/// The inputs of one issue in several tiles, gathered from the columns of the block.
struct IssueLanes {
  IssueLanes(const PlannedIssue& issue, std::size_t count)
      : position(count * issue.actor.size() * lanes),
        capability(count * issue.actor.size() * lanes),
        salience(count * issue.actor.size() * lanes),
        status_quo(count * lanes),
        votes(count * issue.votes.size() * lanes),
        population(count * issue.population.size() * lanes),
        resolve(count * issue.resolve.size() * lanes) {
    for (std::size_t t = 0; t < count; ++t) {
      const std::size_t at = t * issue.actor.size() * lanes;
      tiles.push_back({.actors = issue.actor.size(),
                       .scale_low = issue.scale_low,
                       .scale_high = issue.scale_high,
                       .position = position.data() + at,
                       .capability = capability.data() + at,
                       .salience = salience.data() + at,
                       .status_quo = issue.has_status_quo ? status_quo.data() + t * lanes : nullptr,
                       .votes = issue.votes.empty() ? nullptr : votes.data() + at,
                       .population = issue.population.empty() ? nullptr : population.data() + at,
                       .resolve = issue.resolve.empty() ? nullptr : resolve.data() + at,
                       .procedure = issue.procedure ? &*issue.procedure : nullptr,
                       .actor = issue.actor.data(),
                       .shocks = issue.shocks.key});
    }
  }
  Lanes position, capability, salience, status_quo, votes, population, resolve;
  std::vector<model::IssueTile> tiles;
};

/// Bytes of a course.
std::size_t size_of(std::size_t actors, std::size_t rounds) {
  const std::size_t doubles = 1 + (rounds + 1) * actors;
  const std::size_t bytes = 1 + rounds * actors * (sizeof(std::int16_t) + sizeof(model::Offer));
  return (doubles * sizeof(double) + bytes) * lanes;
}

/// One model on one issue, and where it writes.
struct Cell {
  /// @param count tiles that are solved at once
  Cell(const PlannedIssue& issue, const PlannedModel& planned, std::size_t count)
      : active(silent_because(planned, issue).empty()),
        rounds(planned.solver->rounds()),
        outcome(count * lanes),
        position(count * (rounds + 1) * issue.actor.size() * lanes),
        proposer(count * rounds * issue.actor.size() * lanes),
        offer(count * rounds * issue.actor.size() * lanes),
        settled_after(count * lanes) {
    const std::size_t row = issue.actor.size() * lanes;
    for (std::size_t t = 0; t < count; ++t) {
      courses.push_back({.outcome = outcome.data() + t * lanes,
                         .position = position.data() + t * (rounds + 1) * row,
                         .proposer = proposer.data() + t * rounds * row,
                         .offer = offer.data() + t * rounds * row,
                         .settled_after = settled_after.data() + t * lanes});
    }
  }
  bool active;
  std::size_t rounds;
  Lanes outcome, position;
  std::vector<std::int16_t> proposer;
  std::vector<model::Offer> offer;
  std::vector<std::uint8_t> settled_after;
  std::vector<model::Course> courses;
  std::size_t shown = 0;  ///< which of the courses is that of the tile handed out last
};

const model::Refilling* refilling(const PlannedModel& model) {
  return dynamic_cast<const model::Refilling*>(model.solver.get());
}

/// How many tiles are solved at once, by the models that gain from it.
std::size_t tiles_ahead(const Plan& plan) {
  std::size_t bytes = 0;
  for (const PlannedModel& model : plan.models) {
    for (const PlannedIssue& issue : plan.issues) {
      bytes += refilling(model) == nullptr ? 0 : size_of(issue.actor.size(), model.solver->rounds());
    }
  }
  return bytes == 0 ? 1 : std::clamp(ahead_bytes / bytes, std::size_t{1}, block_draws / lanes);
}

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
        ahead(tiles_ahead(plan)),
        courses(plan.issues.size()),
        trades(plan.models.size()) {
    for (const PlannedIssue& issue : plan.issues) {
      issues.emplace_back(issue, ahead);
      tiles.push_back(issues.back().tiles.front());
      for (const PlannedModel& model : plan.models) {
        cells.emplace_back(issue, model, refilling(model) == nullptr ? 1 : ahead);
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

  void gather(std::size_t issue, std::size_t tile, std::size_t row) {
    constexpr double percent = 100.0;
    const PlannedIssue& planned = plan.issues[issue];
    IssueLanes& to = issues[issue];
    const std::size_t at = tile * planned.actor.size() * lanes;
    copy(planned.position, row, to.position.data() + at);
    copy(planned.capability, row, to.capability.data() + at);
    copy(planned.salience, row, to.salience.data() + at, percent);
    copy(planned.votes, row, to.votes.data() + at);
    copy(planned.population, row, to.population.data() + at);
    copy(planned.resolve, row, to.resolve.data() + at, percent);
    if (planned.has_status_quo) {
      copy({planned.status_quo}, row, to.status_quo.data() + tile * lanes);
    }
    to.tiles[tile].seed = seed;
    to.tiles[tile].first_draw = first + row;
  }

  [[nodiscard]] bool asked(std::size_t cell) const {
    return cells[cell].active && (wanted.empty() || wanted[cell] != 0);
  }

  /// Gathers the next `count` tiles and solves them where that gains something.
  void look_ahead(std::size_t count) {
    for (std::size_t i = 0; i < issues.size(); ++i) {
      for (std::size_t t = 0; t < count; ++t) {
        gather(i, t, row + t * lanes);
      }
      for (std::size_t m = 0; m < plan.models.size(); ++m) {
        const std::size_t at = i * plan.models.size() + m;
        if (const model::Refilling* model = refilling(plan.models[m]); model != nullptr && asked(at)) {
          model->solve_tiles({issues[i].tiles.data(), count}, {cells[at].courses.data(), count});
        }
      }
    }
    gathered = count;
  }

  /// The other models, tile by tile.
  void solve_model(std::size_t m) {
    bool any = false;
    for (std::size_t i = 0; i < issues.size(); ++i) {
      const std::size_t at = i * plan.models.size() + m;
      courses[i] = asked(at) ? cells[at].courses.front() : model::Course{};
      any = any || asked(at);
    }
    trades[m].clear();
    if (any) {
      plan.models[m].solver->solve(model::Agenda{tiles, courses, &trades[m]});
    }
  }

  void next() {
    if (shown == gathered) {
      look_ahead(std::min(ahead, (rows - row) / lanes));
      shown = 0;
    }
    for (std::size_t i = 0; i < issues.size(); ++i) {
      tiles[i] = issues[i].tiles[shown];
    }
    for (std::size_t m = 0; m < plan.models.size(); ++m) {
      if (refilling(plan.models[m]) == nullptr) {
        solve_model(m);
        continue;
      }
      for (std::size_t i = 0; i < issues.size(); ++i) {
        cells[i * plan.models.size() + m].shown = shown;
      }
    }
    ++shown;
    row += lanes;
  }

  const Plan& plan;
  std::vector<double> values;
  std::size_t ahead;
  std::vector<std::span<double>> columns;
  std::vector<IssueLanes> issues;
  std::vector<Cell> cells;
  std::vector<model::IssueTile> tiles;            ///< of the tile under way
  std::vector<model::Course> courses;             ///< of the model under way
  std::vector<std::vector<model::Trade>> trades;  ///< [models] of the tile under way
  std::uint64_t seed = 0, first = 0;
  std::size_t rows = 0, row = 0;        ///< those that were announced, and the next one to hand out
  std::vector<char> wanted = {};        ///< [cells], or empty
  std::size_t gathered = 0, shown = 0;  ///< tiles that were gathered, and handed out of them
};

IssueSolver::IssueSolver(const Plan& plan) : impl_(std::make_unique<Impl>(plan)) {}
IssueSolver::~IssueSolver() = default;
IssueSolver::IssueSolver(IssueSolver&&) noexcept = default;

std::span<const std::span<double>> IssueSolver::columns() const {
  return impl_->columns;
}

void IssueSolver::solve(std::uint64_t seed, std::uint64_t first, std::size_t row, std::span<const char> wanted) {
  begin(seed, first, row + lanes, wanted);
  impl_->row = row;
  next();
}

void IssueSolver::begin(std::uint64_t seed, std::uint64_t first, std::size_t rows, std::span<const char> wanted) {
  Impl& work = *impl_;
  work.seed = seed;
  work.first = first;
  work.rows = (rows + lanes - 1) / lanes * lanes;
  work.row = 0;
  work.wanted.assign(wanted.begin(), wanted.end());
  work.gathered = work.shown = 0;
}

void IssueSolver::next() {
  impl_->next();
}

bool IssueSolver::active(std::size_t cell) const {
  return impl_->cells[cell].active;
}

std::size_t IssueSolver::rounds(std::size_t cell) const {
  return impl_->cells[cell].active ? impl_->cells[cell].rounds : 0;
}

const model::IssueTile& IssueSolver::tile(std::size_t issue) const {
  return impl_->tiles[issue];
}

const model::Course& IssueSolver::course(std::size_t cell) const {
  const Cell& found = impl_->cells[cell];
  return found.courses[found.shown];
}

const std::vector<model::Trade>& IssueSolver::trades(std::size_t model) const {
  return impl_->trades[model];
}

bool issue_by_issue(const PlannedModel& model) {
  return dynamic_cast<const model::IssueByIssue*>(model.solver.get()) != nullptr;
}

}  // namespace suasion::ensemble
