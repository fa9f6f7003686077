#include "suasion/ensemble/tally.hpp"

#include <algorithm>
#include <cmath>

namespace suasion::ensemble {

namespace {

void add_all(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  std::transform(to.begin(), to.end(), from.begin(), to.begin(), std::plus<>());
}

void count(Histogram& histogram, double value) {
  const auto bins = static_cast<double>(histogram.counts.size());
  const double place = (value - histogram.low) / (histogram.high - histogram.low) * bins;
  const double bin = std::clamp(std::floor(place), 0.0, bins - 1.0);
  ++histogram.counts[static_cast<std::size_t>(bin)];
  histogram.least = std::min(histogram.least, value);
  histogram.most = std::max(histogram.most, value);
}

void add_histogram(Histogram& to, const Histogram& from) {
  add_all(to.counts, from.counts);
  to.least = std::min(to.least, from.least);
  to.most = std::max(to.most, from.most);
}

}  // namespace

void BlockSums::clear() {
  outcome = {};
  std::fill(position.begin(), position.end(), 0.0);
  std::fill(pull.begin(), pull.end(), 0.0);
  std::fill(shift.begin(), shift.end(), math::Moments{});
}

void BlockSums::merge(const BlockSums& later) {
  outcome.merge(later.outcome);
  std::transform(position.begin(), position.end(), later.position.begin(), position.begin(), std::plus<>());
  std::transform(pull.begin(), pull.end(), later.pull.begin(), pull.begin(), std::plus<>());
  for (std::size_t i = 0; i < shift.size(); ++i) {
    shift[i].merge(later.shift[i]);
  }
}

void add_trade(Swaps& swaps, const model::Trade& trade) {
  SwapSums& sums = swaps[{{trade.actor[0], trade.actor[1]}, {trade.issue[0], trade.issue[1]}}];
  ++sums.draws;
  for (std::size_t side = 0; side < 2; ++side) {
    sums.gain.at(side) += trade.gain[side];
    sums.shift.at(side) += trade.shift[side];
  }
  sums.third_parties += trade.third_parties;
}

void merge_swaps(std::vector<Swaps>& to, const std::vector<Swaps>& later) {
  to.resize(later.size());
  for (std::size_t m = 0; m < later.size(); ++m) {
    for (const auto& [key, sums] : later[m]) {
      SwapSums& all = to[m][key];
      all.draws += sums.draws;
      for (std::size_t side = 0; side < 2; ++side) {
        all.gain.at(side) += sums.gain.at(side);
        all.shift.at(side) += sums.shift.at(side);
      }
      all.third_parties += sums.third_parties;
    }
  }
}

Tally empty_tally(const PlannedIssue& issue, std::size_t rounds) {
  const std::size_t n = issue.actor.size();
  const Histogram outcome{issue.scale_low, issue.scale_high, std::vector<std::uint64_t>(outcome_bins)};
  Tally tally{.outcome = outcome};
  if (rounds > 0) {
    const Histogram position{issue.scale_low, issue.scale_high, std::vector<std::uint64_t>(position_bins)};
    tally.position.assign((rounds + 1) * n, position);
    tally.mean_position.assign((rounds + 1) * n, 0.0);
    tally.moves.assign(n * n * 3, 0);
    tally.mean_shift.assign(n * n, 0.0);
    tally.moved.assign(n, 0);
    tally.shift.assign(n, {});
    tally.together.assign(n * n, 0);
    tally.settled_after.assign(rounds + 2, 0);
  }
  return tally;
}

Counter::Counter(const PlannedIssue& issue, std::size_t rounds)
    : tally(empty_tally(issue, rounds)),
      actors_(issue.actor.size()),
      rounds_(rounds),
      low_(issue.scale_low),
      high_(issue.scale_high),
      seen_(tally.moves.size(), 0) {
  sums.position = tally.mean_position;
  sums.pull = tally.mean_shift;
  sums.shift = tally.shift;
}

void Counter::add(const model::IssueTile& tile, const model::Course& course, std::size_t lane, std::uint64_t draw) {
  const double outcome = course.outcome[lane];
  count(tally.outcome, outcome);
  sums.outcome.add(outcome);
  if (tile.status_quo != nullptr) {
    const double change = outcome - tile.status_quo[lane];
    const double margin = unchanged_within * (high_ - low_);
    ++(change < -margin ? tally.below : change > margin ? tally.above : tally.at);
  }
  if (rounds_ > 0) {
    add_rounds(course, lane, draw);
    add_rest(course, lane);
  }
}

void Counter::add_rounds(const model::Course& course, std::size_t lane, std::uint64_t draw) {
  const std::size_t n = actors_;
  for (std::size_t row = 0; row < (rounds_ + 1) * n; ++row) {
    const double position = course.position[row * model::lanes + lane];
    count(tally.position[row], position);
    sums.position[row] += position;
  }
  for (std::size_t row = 0; row < rounds_ * n; ++row) {
    const std::size_t at = row * model::lanes + lane;
    if (course.offer[at] == model::Offer::none) {
      continue;
    }
    const std::size_t pair = row % n * n + static_cast<std::size_t>(course.proposer[at]);
    const std::size_t kind = pair * 3 + static_cast<std::size_t>(course.offer[at]) - 1;
    if (seen_[kind] != draw + 1) {
      seen_[kind] = draw + 1;
      ++tally.moves[kind];
    }
    sums.pull[pair] += course.position[at + n * model::lanes] - course.position[at];
  }
}

void Counter::add_rest(const model::Course& course, std::size_t lane) {
  const std::size_t n = actors_;
  const double* start = course.position + lane;
  const double* end = course.position + rounds_ * n * model::lanes + lane;
  const double margin = together_within * (high_ - low_);
  for (std::size_t i = 0; i < n; ++i) {
    const double mine = end[i * model::lanes];
    const double shift = mine - start[i * model::lanes];
    sums.shift[i].add(shift);
    if (std::abs(shift) > unchanged_within * (high_ - low_)) {
      ++tally.moved[i];
    }
    for (std::size_t j = 0; j < n; ++j) {
      tally.together[i * n + j] += std::abs(mine - end[j * model::lanes]) <= margin ? 1U : 0U;
    }
  }
  ++tally.settled_after[course.settled_after[lane]];
}

void add_counts(Tally& to, const Tally& from) {
  if (to.outcome.counts.empty()) {
    to = from;
    return;
  }
  add_histogram(to.outcome, from.outcome);
  to.below += from.below;
  to.at += from.at;
  to.above += from.above;
  for (std::size_t i = 0; i < to.position.size(); ++i) {
    add_histogram(to.position[i], from.position[i]);
  }
  add_all(to.moves, from.moves);
  add_all(to.moved, from.moved);
  add_all(to.together, from.together);
  add_all(to.settled_after, from.settled_after);
}

void clear_counts(Tally& tally) {
  const auto clear = [](Histogram& histogram) {
    histogram = {histogram.low, histogram.high, std::vector<std::uint64_t>(histogram.counts.size())};
  };
  clear(tally.outcome);
  std::for_each(tally.position.begin(), tally.position.end(), clear);
  tally.below = tally.at = tally.above = 0;
  for (auto* counts : {&tally.moves, &tally.moved, &tally.together, &tally.settled_after}) {
    std::fill(counts->begin(), counts->end(), 0);
  }
}

void finish(Tally& tally, const BlockSums& sums) {
  tally.moments = sums.outcome;
  const double draws = std::max(1.0, static_cast<double>(sums.outcome.n));
  const auto mean = [draws](double sum) { return sum / draws; };
  std::transform(sums.position.begin(), sums.position.end(), tally.mean_position.begin(), mean);
  std::transform(sums.pull.begin(), sums.pull.end(), tally.mean_shift.begin(), mean);
  tally.shift = sums.shift;
}

}  // namespace suasion::ensemble
