#include "suasion/ensemble/block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>

namespace suasion::ensemble {

namespace {

using model::block_draws;
using model::lanes;

/// Doubles aligned for packs.
class Lanes {
 public:
  explicit Lanes(std::size_t count) : data_(static_cast<double*>(::operator new(count * sizeof(double), alignment))) {
    std::fill_n(data_.get(), count, 0.0);
  }
  [[nodiscard]] double* data() { return data_.get(); }

 private:
  static constexpr std::align_val_t alignment{64};
  struct Free {
    void operator()(double* memory) const { ::operator delete(memory, alignment); }
  };
  std::unique_ptr<double, Free> data_;
};

/// The inputs of one issue in one tile, gathered from the columns of the block.
struct IssueLanes {
  IssueLanes(const PlannedIssue& issue, std::uint64_t seed)
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
            .seed = seed,
            .shocks = issue.shocks.key};
  }
  Lanes position, capability, salience, status_quo, votes, population, resolve;
  model::IssueTile tile;
};

/// One model on one issue: where it writes, and how it is counted.
struct Cell {
  Cell(const PlannedIssue& issue, const PlannedModel& planned)
      : active(silent_because(planned, issue).empty()),
        rounds(planned.solver->rounds()),
        outcome(lanes),
        position((rounds + 1) * issue.actor.size() * lanes),
        proposer(rounds * issue.actor.size() * lanes),
        offer(rounds * issue.actor.size() * lanes),
        settled_after(lanes),
        counter(issue, active ? rounds : 0) {
    course = {.outcome = outcome.data(),
              .position = position.data(),
              .proposer = proposer.data(),
              .offer = offer.data(),
              .settled_after = settled_after.data()};
    if (!active) {
      counter.tally = {};
    }
  }
  bool active;
  std::size_t rounds;
  Lanes outcome, position;
  std::vector<std::int16_t> proposer;
  std::vector<model::Offer> offer;
  std::vector<std::uint8_t> settled_after;
  model::Course course;
  Counter counter;
};

}  // namespace

struct BlockWorker::Impl {
  Impl(const Plan& the_plan, const math::Design& the_design, const RunSpec& spec, bool the_csv)
      : plan(the_plan),
        design(the_design),
        draws(spec.draws),
        csv(the_csv),
        values(plan.inputs.size() * block_draws),
        tiles(plan.issues.size()),
        courses(plan.issues.size()),
        trades(plan.models.size()) {
    for (const PlannedIssue& issue : plan.issues) {
      issues.emplace_back(issue, spec.seed);
      for (const PlannedModel& model : plan.models) {
        cells.emplace_back(issue, model);
      }
    }
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
      columns.emplace_back(values.data() + i * block_draws, block_draws);
    }
  }

  /// Fills the columns: a point of the design, made dependent, then sent through each input's quantile function.
  void draw_inputs(std::uint64_t first) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      design.fill(i, first, columns[i]);
    }
    plan.copula.apply(columns);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      plan.inputs[i].quantile.fill(columns[i], columns[i]);
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

  void solve_tile(std::uint64_t first, std::size_t row) {
    for (std::size_t i = 0; i < issues.size(); ++i) {
      gather(i, row);
      tiles[i] = issues[i].tile;
      tiles[i].first_draw = first + row;
    }
    for (std::size_t m = 0; m < plan.models.size(); ++m) {
      for (std::size_t i = 0; i < issues.size(); ++i) {
        const Cell& cell = cells[i * plan.models.size() + m];
        courses[i] = cell.active ? cell.course : model::Course{};
      }
      trades[m].clear();
      plan.models[m].solver->solve(model::Agenda{tiles, courses, &trades[m]});
    }
  }

  [[nodiscard]] bool valid(std::size_t lane) const {
    return std::all_of(cells.begin(), cells.end(),
                       [&](const Cell& cell) { return !cell.active || std::isfinite(cell.course.outcome[lane]); });
  }

  void add_trades(std::vector<Swaps>& swaps, std::size_t lane) const {
    for (std::size_t m = 0; m < trades.size(); ++m) {
      for (const model::Trade& trade : trades[m]) {
        if (trade.lane == lane) {
          add_trade(swaps[m], trade);
        }
      }
    }
  }

  void write_csv(std::string& text, std::uint64_t draw, std::size_t row, std::size_t lane) const {
    fmt::format_to(std::back_inserter(text), "{}", draw);
    for (const auto& column : columns) {
      fmt::format_to(std::back_inserter(text), ",{}", column[row + lane]);
    }
    for (const Cell& cell : cells) {
      if (cell.active) {
        fmt::format_to(std::back_inserter(text), ",{}", cell.course.outcome[lane]);
      }
    }
    text += '\n';
  }

  const Plan& plan;
  const math::Design& design;
  std::uint64_t draws;
  bool csv;
  std::vector<double> values;
  std::vector<std::span<double>> columns;
  std::vector<IssueLanes> issues;
  std::vector<Cell> cells;
  std::vector<model::IssueTile> tiles;            ///< of the tile under way
  std::vector<model::Course> courses;             ///< of the model under way
  std::vector<std::vector<model::Trade>> trades;  ///< [models] of the tile under way
};

BlockWorker::BlockWorker(const Plan& plan, const math::Design& design, const RunSpec& spec, bool csv)
    : impl_(std::make_unique<Impl>(plan, design, spec, csv)) {}
BlockWorker::~BlockWorker() = default;
BlockWorker::BlockWorker(BlockWorker&&) noexcept = default;

BlockResult BlockWorker::run(std::uint64_t block) {
  Impl& work = *impl_;
  const std::uint64_t first = block * block_draws;
  BlockResult result{.swaps = std::vector<Swaps>(work.plan.models.size())};
  for (Cell& cell : work.cells) {
    cell.counter.sums.clear();
  }
  work.draw_inputs(first);
  for (std::size_t row = 0; row < block_draws && first + row < work.draws; row += lanes) {
    work.solve_tile(first, row);
    for (std::size_t lane = 0; lane < lanes && first + row + lane < work.draws; ++lane) {
      const std::uint64_t draw = first + row + lane;
      if (work.csv) {
        work.write_csv(result.csv, draw, row, lane);
      }
      if (!work.valid(lane)) {
        ++result.invalid;
        continue;
      }
      work.add_trades(result.swaps, lane);
      for (std::size_t c = 0; c < work.cells.size(); ++c) {
        Cell& cell = work.cells[c];
        if (cell.active) {
          cell.counter.add(work.issues[c / work.plan.models.size()].tile, cell.course, lane, draw);
        }
      }
    }
  }
  for (const Cell& cell : work.cells) {
    result.sums.push_back(cell.counter.sums);
  }
  return result;
}

const Tally& BlockWorker::counts(std::size_t cell) const {
  return impl_->cells[cell].counter.tally;
}

std::string csv_header(const Plan& plan, const scenario::Scenario& scenario) {
  std::string line = "draw";
  for (const Input& input : plan.inputs) {
    line += "," + input.path;
  }
  for (const PlannedIssue& issue : plan.issues) {
    for (const PlannedModel& model : plan.models) {
      if (silent_because(model, issue).empty()) {
        // a model's name may hold commas (options), so it is quoted
        line += fmt::format(",\"outcome.{}.{}\"", scenario.issues[issue.issue].id, model.choice.id);
      }
    }
  }
  return line + "\n";
}

}  // namespace suasion::ensemble
