#include "suasion/ensemble/chronicle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/ensemble/chronicle_inputs.hpp"
#include "suasion/ensemble/issue_solver.hpp"
#include "suasion/math/elementary.hpp"

namespace suasion::ensemble {

namespace {

namespace own = math::SUASION_TARGET;

using model::block_draws;
using model::lanes;

/// What one model made of one issue in one draw.
IssueCourse of_lane(const IssueSolver& solver, std::size_t cell, std::size_t actors, std::size_t lane) {
  IssueCourse told{.active = solver.active(cell)};
  if (!told.active) {
    return told;
  }
  const model::Course& course = solver.course(cell);
  const std::size_t rounds = solver.rounds(cell);
  told.outcome = course.outcome[lane];
  told.rounds = rounds;
  if (rounds == 0) {
    return told;
  }
  told.settled_after = course.settled_after[lane];
  const std::size_t played = std::min(told.settled_after, rounds);
  const auto at = [&](std::size_t row, std::size_t a) { return course.position[(row * actors + a) * lanes + lane]; };
  for (std::size_t row = 0; row <= played; ++row) {
    std::vector<double>& positions = told.position.emplace_back();
    for (std::size_t a = 0; a < actors; ++a) {
      positions.push_back(at(row, a));
    }
  }
  for (std::size_t round = 0; round < played; ++round) {
    for (std::size_t a = 0; a < actors; ++a) {
      const std::size_t entry = (round * actors + a) * lanes + lane;
      const std::int16_t proposer = course.proposer[entry];
      const RoundMove move = {.round = round + 1,
                              .actor = a,
                              .proposer = proposer < 0 ? no_row : static_cast<std::size_t>(proposer),
                              .offer = course.offer[entry],
                              .from = at(round, a),
                              .to = at(round + 1, a)};
      if (move.offer != model::Offer::none || move.from != move.to) {
        told.moves.push_back(move);
      }
    }
  }
  return told;
}

/// Plays tiles of one block again.
class Replay {
 public:
  Replay(const Plan& plan, const RunSpec& spec)
      : drawn_(plan.inputs, plan.copula, spec), solver_(plan), seed_(spec.seed), inputs_(plan.inputs.size()) {}

  void load(std::uint64_t block) {
    drawn_.draw(block);
    for (std::size_t i = 0; i < inputs_; ++i) {
      std::copy_n(drawn_.values(i), block_draws, solver_.columns()[i].begin());
    }
  }
  void solve(std::uint64_t first, std::size_t row) { solver_.solve(seed_, first, row); }

  [[nodiscard]] const InputsOfBlock& drawn() const { return drawn_; }
  [[nodiscard]] const IssueSolver& solver() const { return solver_; }

 private:
  InputsOfBlock drawn_;
  IssueSolver solver_;
  std::uint64_t seed_;
  std::size_t inputs_;
};

}  // namespace

double DrawnInput::score() const {
  constexpr double least = 1e-6;
  return own::normal_quantile(std::clamp(standing, least, 1.0 - least));
}

BargainChronicle chronicle_of(const Plan& plan, const RunSpec& spec, std::uint64_t draw) {
  base::require(draw < spec.draws, "the draw is one of the run's");
  Replay replay(plan, spec);
  const std::uint64_t block = draw / block_draws;
  const auto row = static_cast<std::size_t>(draw % block_draws);
  const std::size_t lane = row % lanes;
  replay.load(block);
  replay.solve(block * block_draws, row - lane);
  BargainChronicle told{.inputs = replay.drawn().row(row), .trades = {}};
  const std::size_t models = plan.models.size();
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    std::vector<IssueCourse>& courses = told.courses.emplace_back();
    for (std::size_t m = 0; m < models; ++m) {
      courses.push_back(of_lane(replay.solver(), i * models + m, plan.issues[i].actor.size(), lane));
    }
  }
  for (std::size_t m = 0; m < models; ++m) {
    const std::vector<model::Trade>& trades = replay.solver().trades(m);
    std::vector<model::Trade>& kept = told.trades.emplace_back();
    std::copy_if(trades.begin(), trades.end(), std::back_inserter(kept),
                 [lane](const model::Trade& trade) { return trade.lane == lane; });
  }
  return told;
}

BargainSample bargain_sample(const Plan& plan, const RunSpec& spec, std::uint64_t draws) {
  BargainSample sample{.draws = std::min(draws, spec.draws)};
  sample.outcome.assign(plan.issues.size(), std::vector<std::vector<double>>(plan.models.size()));
  Replay replay(plan, spec);
  for (std::uint64_t first = 0; first < sample.draws; first += block_draws) {
    replay.load(first / block_draws);
    for (std::size_t row = 0; row < block_draws && first + row < sample.draws; row += lanes) {
      replay.solve(first, row);
      for (std::size_t lane = 0; lane < lanes && first + row + lane < sample.draws; ++lane) {
        for (std::size_t i = 0; i < plan.issues.size(); ++i) {
          for (std::size_t m = 0; m < plan.models.size(); ++m) {
            if (const std::size_t cell = i * plan.models.size() + m; replay.solver().active(cell)) {
              sample.outcome[i][m].push_back(replay.solver().course(cell).outcome[lane]);
            }
          }
        }
      }
    }
  }
  return sample;
}

std::size_t lead_model(const Plan& plan, std::size_t issue) {
  std::size_t first = plan.models.size();
  for (std::size_t m = 0; m < plan.models.size(); ++m) {
    if (!silent_because(plan.models[m], plan.issues[issue]).empty()) {
      continue;
    }
    if (!plan.models[m].choice.model->info.baseline) {
      return m;
    }
    first = std::min(first, m);
  }
  return first;
}

double standing_in(const std::vector<double>& sample, double value) {
  double finite = 0.0;
  double below = 0.0;
  for (const double one : sample) {
    if (std::isfinite(one)) {
      finite += 1.0;
      below += one < value ? 1.0 : one == value ? 0.5 : 0.0;
    }
  }
  return finite > 0.0 && std::isfinite(value) ? below / finite : std::numeric_limits<double>::quiet_NaN();
}

namespace {

/// How far each draw lies from the middle of a sample, from 0 to 1; 1 where it is not finite.
std::vector<double> distances(const std::vector<double>& sample) {
  std::vector<double> sorted;
  std::copy_if(sample.begin(), sample.end(), std::back_inserter(sorted), [](double one) { return std::isfinite(one); });
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> away;
  for (const double one : sample) {
    if (!std::isfinite(one)) {
      away.push_back(1.0);
      continue;
    }
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), one);
    const double rank = 0.5 * static_cast<double>((low - sorted.begin()) + (high - sorted.begin()));
    away.push_back(std::abs(2.0 * rank / static_cast<double>(sorted.size()) - 1.0));
  }
  return away;
}

/// How uncommon each draw's answer to a question is, from 0 to 1.
std::vector<double> distances(const std::vector<char>& answers) {
  const auto yes = static_cast<double>(std::count(answers.begin(), answers.end(), char{1}));
  const double share = yes / static_cast<double>(std::max<std::size_t>(1, answers.size()));
  std::vector<double> away;
  away.reserve(answers.size());
  for (const char answer : answers) {
    away.push_back(answer != 0 ? 1.0 - share : share);
  }
  return away;
}

void add_mean(std::vector<double>& to, const std::vector<double>& part, std::size_t parts) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i] += part[i] / static_cast<double>(parts);
  }
}

}  // namespace

std::uint64_t typical_draw(const Plan& plan, const BargainSample& sample, const SystemSample* system) {
  const std::uint64_t draws = system != nullptr ? std::min(sample.draws, system->draws) : sample.draws;
  std::vector<double> away(static_cast<std::size_t>(draws));
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    const std::vector<double>& outcomes = sample.outcome[i][lead_model(plan, i)];
    add_mean(away, distances(outcomes), plan.issues.size());
  }
  if (system != nullptr) {
    for (const std::vector<char>& answers : system->yes) {
      add_mean(away, distances(answers), system->yes.size());
    }
  }
  return static_cast<std::uint64_t>(std::min_element(away.begin(), away.end()) - away.begin());
}

std::uint64_t extreme_draw(const std::vector<double>& outcomes, bool highest) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const bool better = highest ? outcomes[i] > outcomes[best] : outcomes[i] < outcomes[best];
    if (std::isfinite(outcomes[i]) && (better || !std::isfinite(outcomes[best]))) {
      best = i;
    }
  }
  return best;
}

}  // namespace suasion::ensemble
