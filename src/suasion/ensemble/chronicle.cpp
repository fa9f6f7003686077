#include "suasion/ensemble/chronicle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "suasion/ensemble/chronicle_inputs.hpp"
#include "suasion/math/elementary.hpp"

namespace suasion::ensemble {

namespace {

namespace own = math::SUASION_TARGET;

using model::block_draws;
using model::lanes;

/// Eight draws of one number, as kernels want them.
struct alignas(64) Eight {
  double value[lanes] = {};
};
using Eights = std::vector<Eight>;

double* doubles(Eights& rows) {
  return rows.data()->value;
}

/// The numbers of one issue in one tile.
struct TileInputs {
  explicit TileInputs(const PlannedIssue& issue, std::uint64_t seed)
      : position(issue.actor.size()),
        capability(issue.actor.size()),
        salience(issue.actor.size()),
        status_quo(1),
        votes(issue.votes.size()),
        population(issue.population.size()),
        resolve(issue.resolve.size()) {
    tile = {.actors = issue.actor.size(),
            .scale_low = issue.scale_low,
            .scale_high = issue.scale_high,
            .position = doubles(position),
            .capability = doubles(capability),
            .salience = doubles(salience),
            .status_quo = issue.has_status_quo ? doubles(status_quo) : nullptr,
            .votes = votes.empty() ? nullptr : doubles(votes),
            .population = population.empty() ? nullptr : doubles(population),
            .resolve = resolve.empty() ? nullptr : doubles(resolve),
            .procedure = issue.procedure ? &*issue.procedure : nullptr,
            .actor = issue.actor.data(),
            .seed = seed,
            .shocks = issue.shocks.key};
  }
  Eights position, capability, salience, status_quo, votes, population, resolve;
  model::IssueTile tile;
};

/// Where one model writes down one issue.
struct TileCourse {
  TileCourse(const PlannedIssue& issue, const PlannedModel& planned)
      : active(silent_because(planned, issue).empty()),
        actors(issue.actor.size()),
        rounds(planned.solver->rounds()),
        outcome(1),
        position((rounds + 1) * actors),
        proposer(rounds * actors * lanes),
        offer(rounds * actors * lanes),
        settled_after(lanes) {
    course = {.outcome = doubles(outcome),
              .position = doubles(position),
              .proposer = proposer.data(),
              .offer = offer.data(),
              .settled_after = settled_after.data()};
  }

  [[nodiscard]] double at(std::size_t row, std::size_t actor, std::size_t lane) const {
    return position[row * actors + actor].value[lane];
  }

  [[nodiscard]] IssueCourse of_lane(std::size_t lane) const;

  bool active;
  std::size_t actors, rounds;
  Eights outcome, position;
  std::vector<std::int16_t> proposer;
  std::vector<model::Offer> offer;
  std::vector<std::uint8_t> settled_after;
  model::Course course;
};

IssueCourse TileCourse::of_lane(std::size_t lane) const {
  IssueCourse told{.active = active};
  if (!active) {
    return told;
  }
  told.outcome = outcome.front().value[lane];
  told.rounds = rounds;
  if (rounds == 0) {
    return told;
  }
  told.settled_after = settled_after[lane];
  const std::size_t played = std::min(told.settled_after, rounds);
  for (std::size_t row = 0; row <= played; ++row) {
    std::vector<double>& positions = told.position.emplace_back();
    for (std::size_t a = 0; a < actors; ++a) {
      positions.push_back(at(row, a, lane));
    }
  }
  for (std::size_t round = 0; round < played; ++round) {
    for (std::size_t a = 0; a < actors; ++a) {
      const std::size_t cell = (round * actors + a) * lanes + lane;
      const RoundMove move = {.round = round + 1,
                              .actor = a,
                              .proposer = proposer[cell] < 0 ? no_row : static_cast<std::size_t>(proposer[cell]),
                              .offer = offer[cell],
                              .from = at(round, a, lane),
                              .to = at(round + 1, a, lane)};
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
      : plan_(plan), drawn_(plan.inputs, plan.copula, spec), trades(plan.models.size()), tiles_(plan.issues.size()) {
    inputs_.reserve(plan.issues.size());  // tiles point into them
    for (const PlannedIssue& issue : plan.issues) {
      inputs_.emplace_back(issue, spec.seed);
      std::vector<TileCourse>& row = courses.emplace_back();
      row.reserve(plan.models.size());
      for (const PlannedModel& model : plan.models) {
        row.emplace_back(issue, model);
      }
    }
  }

  void load(std::uint64_t block) { drawn_.draw(block); }
  [[nodiscard]] const InputsOfBlock& drawn() const { return drawn_; }

  void solve(std::uint64_t first, std::size_t row) {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      gather(i, row);
      tiles_[i] = inputs_[i].tile;
      tiles_[i].first_draw = first + row;
    }
    std::vector<model::Course> to(courses.size());
    for (std::size_t m = 0; m < plan_.models.size(); ++m) {
      for (std::size_t i = 0; i < courses.size(); ++i) {
        to[i] = courses[i][m].active ? courses[i][m].course : model::Course{};
      }
      trades[m].clear();
      plan_.models[m].solver->solve(model::Agenda{tiles_, to, &trades[m]});
    }
  }

 private:
  void copy(const std::vector<std::size_t>& from, std::size_t row, Eights& to, double divisor = 1.0) const {
    for (std::size_t a = 0; a < from.size(); ++a) {
      for (std::size_t l = 0; l < lanes && from[a] != unstated; ++l) {
        to[a].value[l] = drawn_.values(from[a])[row + l] / divisor;
      }
    }
  }

  void gather(std::size_t issue, std::size_t row) {
    constexpr double percent = 100.0;
    const PlannedIssue& planned = plan_.issues[issue];
    TileInputs& to = inputs_[issue];
    copy(planned.position, row, to.position);
    copy(planned.capability, row, to.capability);
    copy(planned.salience, row, to.salience, percent);
    copy(planned.votes, row, to.votes);
    copy(planned.population, row, to.population);
    copy(planned.resolve, row, to.resolve, percent);
    if (planned.has_status_quo) {
      copy({planned.status_quo}, row, to.status_quo);
    }
  }

  const Plan& plan_;
  InputsOfBlock drawn_;
  std::vector<TileInputs> inputs_;

 public:
  std::vector<std::vector<TileCourse>> courses;   ///< [issues][models]
  std::vector<std::vector<model::Trade>> trades;  ///< [models]

 private:
  std::vector<model::IssueTile> tiles_;
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
  for (const std::vector<TileCourse>& issue : replay.courses) {
    std::vector<IssueCourse>& courses = told.courses.emplace_back();
    for (const TileCourse& course : issue) {
      courses.push_back(course.of_lane(lane));
    }
  }
  for (const std::vector<model::Trade>& trades : replay.trades) {
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
            if (const TileCourse& course = replay.courses[i][m]; course.active) {
              sample.outcome[i][m].push_back(course.outcome.front().value[lane]);
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
