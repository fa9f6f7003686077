#include "suasion/ensemble/block.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/ensemble/issue_solver.hpp"

namespace suasion::ensemble {

using model::block_draws;
using model::lanes;

struct BlockWorker::Impl {
  Impl(const Plan& the_plan, const math::Design& the_design, const RunSpec& spec, bool one_by_one)
      : plan(the_plan),
        design(the_design),
        seed(spec.seed),
        draws(spec.draws),
        columns(one_by_one ? draw_columns(plan).size() : 0),
        solver(plan) {
    for (std::size_t cell = 0; cell < plan.issues.size() * plan.models.size(); ++cell) {
      Counter& counter = counters.emplace_back(plan.issues[cell / plan.models.size()], solver.rounds(cell));
      if (!solver.active(cell)) {
        counter.tally = {};
      }
    }
  }

  /// Fills the columns: a point of the design, made dependent, then sent through each input's quantile function.
  void draw_inputs(std::uint64_t first) const {
    const std::span<const std::span<double>> columns = solver.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      design.fill(i, first, columns[i]);
    }
    plan.copula.apply(columns);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      plan.inputs[i].quantile.fill(columns[i], columns[i]);
    }
  }

  [[nodiscard]] bool valid(std::size_t lane) const {
    for (std::size_t cell = 0; cell < counters.size(); ++cell) {
      if (solver.active(cell) && !std::isfinite(solver.course(cell).outcome[lane])) {
        return false;
      }
    }
    return true;
  }

  void add_trades(std::vector<Swaps>& swaps, std::size_t lane) const {
    for (std::size_t m = 0; m < swaps.size(); ++m) {
      for (const model::Trade& trade : solver.trades(m)) {
        if (trade.lane == lane) {
          add_trade(swaps[m], trade);
        }
      }
    }
  }

  /// Puts a draw into its row of every column.
  void write_down(std::vector<double>& to, std::size_t rows, std::size_t row, std::size_t lane, bool is_valid) const {
    std::size_t at = row + lane;
    const auto next = [&](double value) {
      to[at] = value;
      at += rows;
    };
    for (const auto& column : solver.columns()) {
      next(column[row + lane]);
    }
    for (std::size_t cell = 0; cell < counters.size(); ++cell) {
      if (solver.active(cell)) {
        next(solver.course(cell).outcome[lane]);
      }
    }
    next(is_valid ? 1.0 : 0.0);
  }

  void count(BlockResult& result, std::uint64_t draw, std::size_t lane) {
    add_trades(result.sums.swaps, lane);
    for (std::size_t cell = 0; cell < counters.size(); ++cell) {
      if (solver.active(cell)) {
        counters[cell].add(solver.tile(cell / plan.models.size()), solver.course(cell), lane, draw);
      }
    }
  }

  const Plan& plan;
  const math::Design& design;
  std::uint64_t seed, draws;
  std::size_t columns;  ///< of the draws that are asked for one by one; 0 if they are not
  IssueSolver solver;
  std::vector<Counter> counters;  ///< [cells]
};

BlockWorker::BlockWorker(const Plan& plan, const math::Design& design, const RunSpec& spec, bool draws)
    : impl_(std::make_unique<Impl>(plan, design, spec, draws)) {}
BlockWorker::~BlockWorker() = default;
BlockWorker::BlockWorker(BlockWorker&&) noexcept = default;

BlockResult BlockWorker::run(std::uint64_t block) {
  Impl& work = *impl_;
  const std::uint64_t first = block * block_draws;
  const auto rows = static_cast<std::size_t>(std::min<std::uint64_t>(block_draws, work.draws - first));
  BlockResult result{.sums = {.swaps = std::vector<Swaps>(work.plan.models.size())},
                     .draws = std::vector<double>(work.columns * rows)};
  for (Counter& counter : work.counters) {
    counter.sums.clear();
  }
  work.draw_inputs(first);
  work.solver.begin(work.seed, first, rows);
  for (std::size_t row = 0; row < rows; row += lanes) {
    work.solver.next();
    for (std::size_t lane = 0; lane < lanes && row + lane < rows; ++lane) {
      const bool valid = work.valid(lane);
      if (work.columns > 0) {
        work.write_down(result.draws, rows, row, lane, valid);
      }
      if (valid) {
        work.count(result, first + row + lane, lane);
      } else {
        ++result.invalid;
      }
    }
  }
  for (const Counter& counter : work.counters) {
    result.sums.cells.push_back(counter.sums);
  }
  return result;
}

void BlockWorker::hand_over(IssuesPart& part) {
  part.counts.resize(impl_->counters.size());
  for (std::size_t cell = 0; cell < impl_->counters.size(); ++cell) {
    Tally& tally = impl_->counters[cell].tally;
    add_counts(part.counts[cell], tally);
    clear_counts(tally);
  }
}

void IssueSums::merge(const IssueSums& later) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].merge(later.cells[i]);
  }
  merge_swaps(swaps, later.swaps);
}

void IssuesPart::add(std::uint64_t block, BlockResult result) {
  sums.add(block, std::move(result.sums));
  invalid += result.invalid;
}

void IssuesPart::join(IssuesPart other) {
  counts.resize(std::max(counts.size(), other.counts.size()));
  for (std::size_t cell = 0; cell < other.counts.size(); ++cell) {
    add_counts(counts[cell], other.counts[cell]);
  }
  sums.join(std::move(other.sums));
  invalid += other.invalid;
}

std::vector<DrawColumn> draw_columns(const Plan& plan) {
  std::vector<DrawColumn> columns;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    columns.push_back({.kind = DrawColumn::Kind::input, .input = i});
  }
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    for (std::size_t m = 0; m < plan.models.size(); ++m) {
      if (silent_because(plan.models[m], plan.issues[i]).empty()) {
        columns.push_back({.kind = DrawColumn::Kind::outcome, .issue = i, .model = m});
      }
    }
  }
  columns.push_back({.kind = DrawColumn::Kind::valid});
  return columns;
}

}  // namespace suasion::ensemble
