#include "suasion/analysis/advice/evaluations.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace suasion::analysis {

namespace {

using model::block_draws;

constexpr double least_valid = 0.99;  ///< share of draws a move must have a value in, to be compared at all

/// The criterion alone. Regret needs a set of moves; the least expected regret is the greatest expected gain, whatever
/// the set, so that a search goes by that.
double criterion_of(Criterion criterion, const GainFigures& figures) {
  switch (criterion) {
    case Criterion::worst_tenth:
      return figures.worst_tenth.value;
    case Criterion::helped:
      return figures.helped.value;
    case Criterion::reach:
      return figures.reach_gain.value;
    case Criterion::expected:
    case Criterion::regret:
      break;
  }
  return figures.gain.value;
}

}  // namespace

bool better(const Worth& a, const Point& of_a, const Worth& b, const Point& of_b) {
  return std::make_tuple(-a.aim, -a.gain, -a.near, a.cost, of_a.size(), std::cref(of_a)) <
         std::make_tuple(-b.aim, -b.gain, -b.near, b.cost, of_b.size(), std::cref(of_b));
}

Worth worth(const Quest& quest, std::span<const double> values, std::span<const double> nothing, double cost) {
  const GainFigures figures = judge(values, nothing, quest.goal);
  Worth found;
  found.cost = cost;
  const auto draws = static_cast<double>(figures.draws);
  if (figures.draws == 0 || draws < least_valid * (draws + static_cast<double>(figures.invalid))) {
    return found;
  }
  found.gain = criterion_of(quest.criterion, figures);
  found.near = quest.criterion == Criterion::reach ? std::min(figures.nearest, quest.goal->value) : 0.0;
  // a loss is not made smaller by spending more on it
  found.aim = quest.per_cost && found.gain > 0.0 ? found.gain / cost : found.gain;
  return found;
}

void Evaluations::ensure(const std::vector<Point>& points, std::uint64_t blocks) {
  std::map<std::uint64_t, std::set<Point>> lacking;  // by the blocks they have
  const auto look = [&](const Point& point) {
    const std::uint64_t has = draws_[point].size() / block_draws;
    if (has < blocks) {
      lacking[has].insert(point);
    }
  };
  look({});
  std::for_each(points.begin(), points.end(), look);
  for (const auto& [has, those] : lacking) {
    std::vector<Portfolio> moves;
    for (const Point& point : those) {
      moves.push_back(lattice_.portfolio(point));
    }
    const std::size_t more = (blocks - has) * block_draws;
    std::vector<double> values(moves.size() * more);
    objective_.evaluate(moves, has, blocks - has, values);
    auto from = values.cbegin();
    for (const Point& point : those) {
      std::vector<double>& all = draws_[point];
      all.insert(all.end(), from, from + static_cast<std::ptrdiff_t>(more));
      from += static_cast<std::ptrdiff_t>(more);
    }
    model_runs_ += values.size();
  }
}

std::span<const double> Evaluations::values(const Point& point, std::uint64_t blocks) const {
  const std::span<const double> all = draws_.at(point);
  return all.first(blocks * block_draws);
}

std::uint64_t Evaluations::blocks_of(const Point& point) const {
  return draws_.at(point).size() / block_draws;
}

Worth Evaluations::worth_of(const Point& point, std::uint64_t blocks) const {
  return worth(quest_, values(point, blocks), values({}, blocks), lattice_.cost(point));
}

std::vector<Point> Evaluations::having(std::uint64_t blocks) const {
  std::vector<Point> found;
  for (const auto& [point, all] : draws_) {
    if (all.size() >= blocks * block_draws) {
      found.push_back(point);
    }
  }
  return found;
}

}  // namespace suasion::analysis
