#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "suasion/analysis/leverage/effects.hpp"
#include "suasion/ensemble/issue_solver.hpp"
#include "suasion/ensemble/world_runner.hpp"
#include "suasion/math/moments.hpp"

namespace suasion::analysis {

using ensemble::Comparison;
using model::block_draws;
using model::lanes;

namespace {

/// What a block of draws comes to: outcomes [issues][256], last positions [issues][actors of the issue][256].
struct Ends {
  std::vector<std::vector<double>> outcomes = {}, positions = {};
};

/// Moments over a block.
struct BlockSums {
  std::vector<std::vector<math::Moments>> responses = {};  ///< [issues][actors of the issue]
  std::vector<math::Moments> fortunes = {};                ///< [actors of the scenario]
};

/// Runs the issues of a plan with and without a move, a block at a time. Shared by all threads.
class Pair {
 public:
  Pair(const ensemble::Plan& plan, const Stage& stage, const Asked& move, const IssueModels& models, std::size_t actors)
      : plan_(plan), stage_(stage), leading_(models.leading), with_rounds_(models.with_rounds), actors_(actors) {
    const std::vector<ensemble::Factor>& factors = stage.experiment->factors();
    const std::vector<ensemble::Factor>& fixed = stage.experiment->fixed();
    std::unordered_map<std::string, std::size_t> place;
    for (std::size_t f = 0; f < factors.size() + fixed.size(); ++f) {
      place.emplace(f < factors.size() ? factors[f].name : fixed[f - factors.size()].name, f);
    }
    for (const scenario::Input& input : plan.inputs) {
      const auto at = place.find(input.path);
      places_.push_back(at == place.end() ? Comparison::none : at->second);
    }
    for (ensemble::Push push : move.pushes) {
      const auto at = std::find(places_.begin(), places_.end(), push.factor);
      if (at != places_.end()) {
        push.factor = static_cast<std::size_t>(at - places_.begin());
        pushes_.push_back(push);
      }
    }
    cells_.resize(plan.issues.size() * plan.models.size(), 0);
    for (std::size_t i = 0; i < plan.issues.size(); ++i) {
      for (const std::size_t m : {leading_[i], with_rounds_[i]}) {
        if (m != Comparison::none) {
          cells_[i * plan.models.size() + m] = 1;
        }
      }
    }
  }

  [[nodiscard]] BlockSums block(std::uint64_t seed, std::uint64_t number) const {
    ensemble::IssueSolver solver(plan_);
    fill(solver, number);
    std::vector<std::vector<double>> stated;  // as the scenario has them, whatever is pushed
    for (const std::span<double> column : solver.columns()) {
      stated.emplace_back(column.begin(), column.end());
    }
    const Ends before = ends(solver, seed, number * block_draws);
    for (const ensemble::Push& one : pushes_) {
      ensemble::push(one, solver.columns()[one.factor]);
    }
    const Ends after = ends(solver, seed, number * block_draws);
    return sums(stated, before, after);
  }

 private:
  void fill(const ensemble::IssueSolver& solver, std::uint64_t number) const {
    const std::vector<double> middle(block_draws, 0.5);
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      const bool drawn = places_[i] < stage_.points.size();
      const double* from = drawn ? stage_.points[places_[i]].data() + number * block_draws : middle.data();
      plan_.inputs[i].quantile.fill({from, block_draws}, solver.columns()[i]);
    }
  }

  [[nodiscard]] Ends ends(ensemble::IssueSolver& solver, std::uint64_t seed, std::uint64_t first) const {
    Ends found;
    for (const ensemble::PlannedIssue& issue : plan_.issues) {
      found.outcomes.emplace_back(block_draws, std::numeric_limits<double>::quiet_NaN());
      found.positions.emplace_back(issue.actor.size() * block_draws, std::numeric_limits<double>::quiet_NaN());
    }
    for (std::size_t row = 0; row < block_draws; row += lanes) {
      solver.solve(seed, first, row, cells_);
      for (std::size_t i = 0; i < plan_.issues.size(); ++i) {
        keep(solver, i, row, found);
      }
    }
    return found;
  }

  void keep(const ensemble::IssueSolver& solver, std::size_t i, std::size_t row, Ends& to) const {
    const auto at = static_cast<std::ptrdiff_t>(row);
    if (leading_[i] != Comparison::none) {
      const model::Course& course = solver.course(i * plan_.models.size() + leading_[i]);
      std::copy_n(course.outcome, lanes, to.outcomes[i].begin() + at);
    }
    if (with_rounds_[i] != Comparison::none) {
      const std::size_t cell = i * plan_.models.size() + with_rounds_[i];
      const std::size_t actors = plan_.issues[i].actor.size();
      const double* last = solver.course(cell).position + solver.rounds(cell) * actors * lanes;
      for (std::size_t a = 0; a < actors; ++a) {
        std::copy_n(last + a * lanes, lanes,
                    to.positions[i].begin() + static_cast<std::ptrdiff_t>(a * block_draws) + at);
      }
    }
  }

  [[nodiscard]] BlockSums sums(const std::vector<std::vector<double>>& stated, const Ends& before,
                               const Ends& after) const {
    BlockSums found{.fortunes = std::vector<math::Moments>(actors_)};
    std::vector<std::vector<double>> gains(actors_, std::vector<double>(block_draws, 0.0));
    for (std::size_t i = 0; i < plan_.issues.size(); ++i) {
      const ensemble::PlannedIssue& issue = plan_.issues[i];
      std::vector<math::Moments>& responses = found.responses.emplace_back(issue.actor.size());
      for (std::size_t a = 0; a < issue.actor.size(); ++a) {
        for (std::size_t row = 0; row < block_draws; ++row) {
          const std::size_t at = a * block_draws + row;
          if (const double moved = after.positions[i][at] - before.positions[i][at]; std::isfinite(moved)) {
            responses[a].add(moved);
          }
          const double x = stated[issue.position[a]][row];
          const double nearer = std::abs(x - before.outcomes[i][row]) - std::abs(x - after.outcomes[i][row]);
          const double points = stated[issue.salience[a]][row] * nearer / (issue.scale_high - issue.scale_low);
          gains[issue.actor[a]][row] += std::isfinite(points) ? points : 0.0;
        }
      }
    }
    for (std::size_t a = 0; a < actors_; ++a) {
      std::for_each(gains[a].begin(), gains[a].end(), [&](double gain) { found.fortunes[a].add(gain); });
    }
    return found;
  }

  const ensemble::Plan& plan_;
  const Stage& stage_;
  const std::vector<std::size_t>& leading_;
  const std::vector<std::size_t>& with_rounds_;
  std::size_t actors_;
  std::vector<std::size_t> places_;  ///< [inputs of the plan] factors of the experiment
  std::vector<ensemble::Push> pushes_;
  std::vector<char> cells_;
};

/// All blocks together, in their order.
BlockSums merged(std::vector<BlockSums> blocks) {
  BlockSums all = std::move(blocks.front());
  for (std::size_t b = 1; b < blocks.size(); ++b) {
    for (std::size_t i = 0; i < all.responses.size(); ++i) {
      for (std::size_t a = 0; a < all.responses[i].size(); ++a) {
        all.responses[i][a].merge(blocks[b].responses[i][a]);
      }
    }
    for (std::size_t a = 0; a < all.fortunes.size(); ++a) {
      all.fortunes[a].merge(blocks[b].fortunes[a]);
    }
  }
  return all;
}

/// Moments as figures.
IssueEffects told(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                  const std::vector<std::size_t>& with_rounds, const BlockSums& all) {
  IssueEffects found;
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    for (std::size_t a = 0; a < plan.issues[i].actor.size() && with_rounds[i] != Comparison::none; ++a) {
      found.responses.push_back({plan.issues[i].issue, plan.issues[i].actor[a], mean_of(all.responses[i][a])});
    }
  }
  for (std::size_t a = 0; a < scenario.actors.size(); ++a) {
    found.fortunes.push_back({a, mean_of(all.fortunes[a])});
  }
  return found;
}

}  // namespace

IssueEffects issue_effects(const scenario::Scenario& scenario, const ensemble::Plan& plan, const Stage& stage,
                           const Portfolio& move, const IssueModels& models, const DrawRange& draws,
                           const LeverageWatch& watch) {
  const Pair pair(plan, stage, asked(stage, move), models, scenario.actors.size());
  std::vector<BlockSums> blocks(draws.blocks);
  const bool whole = for_each_piece(
      draws.blocks, draws.threads, [&](std::size_t b) { blocks[b] = pair.block(draws.seed, draws.first_block + b); },
      {.cancel = watch.cancel, .team = watch.team},
      [&](std::size_t b, Carrier& carrier) {
        carrier.list(blocks[b].responses, [&](auto& of_issue) { carrier.list(of_issue); });
        carrier.list(blocks[b].fortunes);
      });
  if (!whole) {
    throw Cancelled{};
  }
  return told(scenario, plan, models.with_rounds, merged(std::move(blocks)));
}

}  // namespace suasion::analysis
