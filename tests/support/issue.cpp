#include "issue.hpp"

#include <random>
#include <stdexcept>

#include "suasion/model/expected_utility.hpp"

namespace suasion::test {

TileRun::TileRun(const std::vector<Actors>& draws, double low, double high, const std::vector<double>& status_quo,
                 Extras extras)
    : actors_(draws.front().size()),
      low_(low),
      high_(high),
      x_(actors_),
      capability_(actors_),
      salience_(actors_),
      status_quo_(status_quo.empty() ? 0 : 1),
      votes_(extras.votes.size()),
      population_(extras.population.size()),
      resolve_(extras.resolve.size()),
      extras_(std::move(extras)) {
  for (std::size_t l = 0; l < model::lanes; ++l) {
    const Actors& draw = draws[std::min(l, draws.size() - 1)];
    for (std::size_t a = 0; a < actors_; ++a) {
      x_[a].values[l] = draw[a].position;
      capability_[a].values[l] = draw[a].capability;
      salience_[a].values[l] = draw[a].salience;
    }
    if (!status_quo.empty()) {
      status_quo_[0].values[l] = status_quo[std::min(l, status_quo.size() - 1)];
    }
  }
  const auto spread = [](const std::vector<double>& from, std::vector<Row>& to) {
    for (std::size_t a = 0; a < from.size(); ++a) {
      to[a].values.fill(from[a]);
    }
  };
  spread(extras_.votes, votes_);
  spread(extras_.population, population_);
  spread(extras_.resolve, resolve_);
  for (std::size_t a = extras_.actor.size(); a < actors_; ++a) {
    extras_.actor.push_back(a);
  }
}

model::IssueTile TileRun::tile() const {
  const auto column = [](const std::vector<Row>& rows) { return rows.empty() ? nullptr : rows[0].values.data(); };
  return {.actors = actors_,
          .scale_low = low_,
          .scale_high = high_,
          .position = column(x_),
          .capability = column(capability_),
          .salience = column(salience_),
          .status_quo = column(status_quo_),
          .votes = column(votes_),
          .population = column(population_),
          .resolve = column(resolve_),
          .procedure = extras_.procedure ? &*extras_.procedure : nullptr,
          .actor = extras_.actor.data(),
          .seed = extras_.seed,
          .shocks = extras_.shocks,
          .first_draw = extras_.first_draw};
}

model::Course TileRun::room(std::size_t rounds) {
  rounds_ = rounds;
  position_rows_.assign((rounds_ + 1) * actors_, {});
  outcome_rows_.assign(1, {});
  offer_.assign(rounds_ * actors_ * model::lanes, model::Offer::none);
  proposer_.assign(rounds_ * actors_ * model::lanes, -1);
  settled_after_.assign(model::lanes, 0);
  const model::Course course{.outcome = outcome_rows_[0].values.data(),
                             .position = position_rows_[0].values.data(),
                             .proposer = proposer_.data(),
                             .offer = offer_.data(),
                             .settled_after = settled_after_.data()};
  position_ = course.position;
  outcome_ = course.outcome;
  return course;
}

void TileRun::solve(const model::Bargaining& model) {
  model::Course course = room(model.rounds());
  model.solve(tile(), course);
}

void solve_together(std::vector<TileRun>& issues, const model::Bargaining& model, std::vector<model::Trade>* trades) {
  std::vector<model::IssueTile> tiles;
  std::vector<model::Course> courses;
  for (TileRun& issue : issues) {
    tiles.push_back(issue.tile());
    courses.push_back(issue.room(model.rounds()));
  }
  model.solve(model::Agenda{tiles, courses, trades});
}

std::vector<double> TileRun::course() const {
  std::vector<double> all;
  for (const Row& row : position_rows_) {
    all.insert(all.end(), row.values.begin(), row.values.end());
  }
  all.insert(all.end(), outcome_rows_[0].values.begin(), outcome_rows_[0].values.end());
  return all;
}

std::unique_ptr<model::Bargaining> make(std::string_view choice) {
  const auto chosen = model::choose(choice);
  if (!chosen) {
    throw std::invalid_argument(base::to_text(chosen.error().front()));
  }
  return chosen->model->make(chosen->settings);
}

model::expected_utility::Parameters parameters(std::string_view choice) {
  const auto chosen = model::choose(choice);
  if (!chosen) {
    throw std::invalid_argument(base::to_text(chosen.error().front()));
  }
  return model::expected_utility::parameters(chosen->settings);
}

double weighted_mean(const Actors& actors, const TileRun& run, std::size_t round) {
  double sum = 0.0;
  double mass = 0.0;
  for (std::size_t a = 0; a < actors.size(); ++a) {
    const double weight = actors[a].capability * actors[a].salience;
    sum += weight * run.position(round, a);
    mass += weight;
  }
  return sum / mass;
}

Actors random_actors(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 generator(seed);  // raw words only: the library's distributions differ between implementations
  const auto uniform = [&] { return (static_cast<double>(generator() >> 12U) + 0.5) * 0x1p-52; };
  Actors actors(count);
  for (auto& actor : actors) {
    actor = {100.0 * uniform(), 0.05 + 0.95 * uniform(), 0.05 + 0.95 * uniform()};
  }
  return actors;
}

}  // namespace suasion::test
