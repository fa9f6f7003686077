#include "suasion/ensemble/block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/ensemble/issue_solver.hpp"

namespace suasion::ensemble {

using model::block_draws;
using model::lanes;

struct BlockWorker::Impl {
  Impl(const Plan& the_plan, const math::Design& the_design, const RunSpec& spec, bool the_csv)
      : plan(the_plan), design(the_design), seed(spec.seed), draws(spec.draws), csv(the_csv), solver(plan) {
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

  void write_csv(std::string& text, std::uint64_t draw, std::size_t row, std::size_t lane) const {
    fmt::format_to(std::back_inserter(text), "{}", draw);
    for (const auto& column : solver.columns()) {
      fmt::format_to(std::back_inserter(text), ",{}", column[row + lane]);
    }
    for (std::size_t cell = 0; cell < counters.size(); ++cell) {
      if (solver.active(cell)) {
        fmt::format_to(std::back_inserter(text), ",{}", solver.course(cell).outcome[lane]);
      }
    }
    text += '\n';
  }

  void count(BlockResult& result, std::uint64_t draw, std::size_t lane) {
    add_trades(result.swaps, lane);
    for (std::size_t cell = 0; cell < counters.size(); ++cell) {
      if (solver.active(cell)) {
        counters[cell].add(solver.tile(cell / plan.models.size()), solver.course(cell), lane, draw);
      }
    }
  }

  const Plan& plan;
  const math::Design& design;
  std::uint64_t seed, draws;
  bool csv;
  IssueSolver solver;
  std::vector<Counter> counters;  ///< [cells]
};

BlockWorker::BlockWorker(const Plan& plan, const math::Design& design, const RunSpec& spec, bool csv)
    : impl_(std::make_unique<Impl>(plan, design, spec, csv)) {}
BlockWorker::~BlockWorker() = default;
BlockWorker::BlockWorker(BlockWorker&&) noexcept = default;

BlockResult BlockWorker::run(std::uint64_t block) {
  Impl& work = *impl_;
  const std::uint64_t first = block * block_draws;
  BlockResult result{.swaps = std::vector<Swaps>(work.plan.models.size())};
  for (Counter& counter : work.counters) {
    counter.sums.clear();
  }
  work.draw_inputs(first);
  for (std::size_t row = 0; row < block_draws && first + row < work.draws; row += lanes) {
    work.solver.solve(work.seed, first, row);
    for (std::size_t lane = 0; lane < lanes && first + row + lane < work.draws; ++lane) {
      const std::uint64_t draw = first + row + lane;
      if (work.csv) {
        work.write_csv(result.csv, draw, row, lane);
      }
      if (work.valid(lane)) {
        work.count(result, draw, lane);
      } else {
        ++result.invalid;
      }
    }
  }
  for (const Counter& counter : work.counters) {
    result.sums.push_back(counter.sums);
  }
  return result;
}

const Tally& BlockWorker::counts(std::size_t cell) const {
  return impl_->counters[cell].tally;
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
