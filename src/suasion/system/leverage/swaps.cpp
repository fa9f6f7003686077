#include "suasion/system/leverage/swaps.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "suasion/math/random.hpp"
#include "suasion/scenario/inputs.hpp"
#include "suasion/system/block.hpp"
#include "suasion/system/leverage/exchange.hpp"

namespace suasion::system::leverage {

namespace {

constexpr double percent = 100.0;

/// Columns of one actor's stake in one issue.
struct StakeColumns {
  std::size_t actor = 0;
  std::size_t position = 0, salience = 0, capability = 0;
};

/// One issue in one draw, for all who have a stake in it.
struct Drawn {
  std::map<std::size_t, SwapStake> stakes = {};  ///< by actor
  double outcome = 0.0, weight = 0.0;
};

class Draws {
 public:
  explicit Draws(const scenario::Scenario& scenario) : scenario_(scenario) {
    for (const scenario::Issue& issue : scenario.issues) {
      std::vector<StakeColumns>& columns = issues_.emplace_back();
      for (const scenario::Stake& stake : issue.stakes) {
        columns.push_back({.actor = stake.actor,
                           .position = inputs_.index_of(stake.position),
                           .salience = inputs_.index_of(stake.salience),
                           .capability = inputs_.index_of(stake.capability)});
      }
    }
    copula_ = math::GaussianCopula(inputs_.size(), inputs_.links(scenario));
    laws_ = inputs_.take();
    values_.resize(laws_.size(), std::vector<double>(block_draws));
  }

  void fill(std::uint64_t seed, std::uint64_t first_draw) {
    std::vector<std::span<double>> columns;
    for (std::size_t i = 0; i < laws_.size(); ++i) {
      math::uniforms(seed, laws_[i].channel, first_draw, 0, values_[i]);
      columns.emplace_back(values_[i]);
    }
    copula_.apply(columns);
    for (std::size_t i = 0; i < laws_.size(); ++i) {
      laws_[i].quantile.fill(values_[i], values_[i]);
    }
  }

  [[nodiscard]] Drawn issue(std::size_t index, std::size_t row) const {
    const scenario::Issue& issue = scenario_.issues[index];
    const double unit = percent / (issue.scale_high - issue.scale_low);
    Drawn drawn;
    for (const StakeColumns& columns : issues_[index]) {
      const SwapStake stake = {.position = (values_[columns.position][row] - issue.scale_low) * unit,
                               .salience = values_[columns.salience][row] / percent,
                               .capability = values_[columns.capability][row]};
      drawn.weight += stake.capability * stake.salience;
      drawn.outcome += stake.capability * stake.salience * stake.position;
      drawn.stakes[columns.actor] = stake;
    }
    drawn.outcome = drawn.weight > 0.0 ? drawn.outcome / drawn.weight : 0.0;
    return drawn;
  }

 private:
  const scenario::Scenario& scenario_;
  scenario::Inputs inputs_;
  std::vector<std::vector<StakeColumns>> issues_;
  std::vector<scenario::Input> laws_;
  math::GaussianCopula copula_;
  std::vector<std::vector<double>> values_;
};

/// Which swap: two issues, two actors.
struct Key {
  std::size_t p = 0, q = 0, first = 0, second = 0;
  bool operator<(const Key& other) const {
    return std::tie(p, q, first, second) < std::tie(other.p, other.q, other.first, other.second);
  }
};

struct Sums {
  double count = 0.0, first_gets_p = 0.0, gain = 0.0, move_p = 0.0, move_q = 0.0, others = 0.0;
};

double others_of(const Swap& swap, const Key& key, const SwapIssue& p, const SwapIssue& q, const Drawn& on_p,
                 const Drawn& on_q) {
  std::map<std::size_t, std::pair<SwapStake, SwapStake>> third;
  for (const auto& [actor, stake] : on_p.stakes) {
    third[actor].first = stake;
  }
  for (const auto& [actor, stake] : on_q.stakes) {
    third[actor].second = stake;
  }
  double sum = 0.0;
  for (const auto& [actor, stakes] : third) {
    if (actor != key.first && actor != key.second) {
      sum += externality(swap, p, q, stakes.first, stakes.second);
    }
  }
  return sum;
}

void count(const Key& key, const Drawn& on_p, const Drawn& on_q, std::map<Key, Sums>& sums) {
  if (on_p.weight <= 0.0 || on_q.weight <= 0.0) {
    return;
  }
  const SwapIssue p = {on_p.stakes.at(key.first), on_p.stakes.at(key.second), on_p.outcome, on_p.weight};
  const SwapIssue q = {on_q.stakes.at(key.first), on_q.stakes.at(key.second), on_q.outcome, on_q.weight};
  const Swap swap = best_swap(p, q);
  if (!swap.profitable) {
    return;
  }
  Sums& to = sums[key];
  to.count += 1.0;
  to.first_gets_p += swap.first_gets_p ? 1.0 : 0.0;
  to.gain += swap.gain;
  to.move_p += swap.move_p;
  to.move_q += swap.move_q;
  to.others += others_of(swap, key, p, q, on_p, on_q);
}

/// Every pair of actors who have stakes in both issues.
void count_pairs(std::size_t p, std::size_t q, const Drawn& on_p, const Drawn& on_q, std::map<Key, Sums>& sums) {
  for (auto first = on_p.stakes.begin(); first != on_p.stakes.end(); ++first) {
    for (auto second = std::next(first); second != on_p.stakes.end(); ++second) {
      if (on_q.stakes.count(first->first) > 0 && on_q.stakes.count(second->first) > 0) {
        count({p, q, first->first, second->first}, on_p, on_q, sums);
      }
    }
  }
}

}  // namespace

std::vector<SwapRow> profitable_swaps(const scenario::Scenario& scenario, std::uint64_t seed, std::size_t draws) {
  Draws source(scenario);
  const std::size_t issues = scenario.issues.size();
  std::map<Key, Sums> sums;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    const std::size_t row = draw % block_draws;
    if (row == 0) {
      source.fill(seed, draw);
    }
    std::vector<Drawn> drawn;
    for (std::size_t i = 0; i < issues; ++i) {
      drawn.push_back(source.issue(i, row));
    }
    for (std::size_t p = 0; p < issues; ++p) {
      for (std::size_t q = p + 1; q < issues; ++q) {
        count_pairs(p, q, drawn[p], drawn[q], sums);
      }
    }
  }
  std::vector<SwapRow> rows;
  rows.reserve(sums.size());
  const auto all = static_cast<double>(draws);
  for (const auto& [key, sum] : sums) {
    rows.push_back({.p = scenario.issues[key.p].id,
                    .q = scenario.issues[key.q].id,
                    .first = scenario.actors[key.first].id,
                    .second = scenario.actors[key.second].id,
                    .share = sum.count / all,
                    .first_gets_p = sum.first_gets_p / sum.count,
                    .gain = sum.gain / all,
                    .move_p = sum.move_p / sum.count,
                    .move_q = sum.move_q / sum.count,
                    .others = sum.others / all});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const SwapRow& a, const SwapRow& b) { return a.gain > b.gain; });
  return rows;
}

}  // namespace suasion::system::leverage
