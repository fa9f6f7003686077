#include "suasion/analysis/coalitions/scenario_games.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "suasion/analysis/coalitions/swings.hpp"
#include "suasion/math/moments.hpp"

namespace suasion::analysis::coalitions {

using ensemble::PlannedIssue;
using model::block_draws;

namespace {

constexpr std::size_t most_minimal = 200;  ///< of one draw: those listed, the smallest first

/// What one draw of one issue comes to.
struct Verdict {
  bool decided = false;
  std::vector<double> weights = {};
  Power power = {};
  Roles roles = {};
  std::vector<Members> winning = {}, blocking = {};
  Pivots pivots = {};
};

void carry_verdict(Verdict& one, Carrier& carrier) {
  const auto members = [&](Members& some) { carrier.list(some); };
  carrier.value(one.decided);
  carrier.list(one.weights);
  carrier.value(one.power.method);
  for (std::vector<double>* figures : {&one.power.shapley_shubik, &one.power.penrose, &one.power.banzhaf,
                                       &one.power.shapley_shubik_error, &one.power.penrose_error}) {
    carrier.list(*figures);
  }
  for (Members* some : {&one.roles.vetoers, &one.roles.dummies, &one.roles.dictators}) {
    members(*some);
  }
  carrier.list(one.winning, members);
  carrier.list(one.blocking, members);
  carrier.value(one.pivots);
}

/// The inputs of a plan over one block: [inputs][256].
std::vector<std::vector<double>> values_of(const ensemble::Plan& plan, const math::Design& design,
                                           std::uint64_t first) {
  std::vector<std::vector<double>> columns(plan.inputs.size(), std::vector<double>(block_draws));
  std::vector<std::span<double>> views(columns.begin(), columns.end());
  for (std::size_t i = 0; i < views.size(); ++i) {
    design.fill(i, first, views[i]);
  }
  plan.copula.apply(views);
  for (std::size_t i = 0; i < views.size(); ++i) {
    plan.inputs[i].quantile.fill(views[i], views[i]);
  }
  return columns;
}

/// Votes as models of voting count them: where nobody states any, one for all but the proposer and the parliament.
double votes_of(const PlannedIssue& issue, const std::vector<std::vector<double>>& values, std::size_t a,
                std::size_t row) {
  if (!issue.votes.empty()) {
    return issue.votes[a] == ensemble::unstated ? 0.0 : values[issue.votes[a]][row];
  }
  const auto number = static_cast<std::int32_t>(a);
  return number == issue.procedure->proposer || number == issue.procedure->parliament ? 0.0 : 1.0;
}

/// Who must agree besides: who proposes, and a parliament that decides with the members.
std::vector<std::size_t> consent_of(const PlannedIssue& issue) {
  std::vector<std::size_t> found;
  if (issue.procedure && issue.procedure->proposer >= 0) {
    found.push_back(static_cast<std::size_t>(issue.procedure->proposer));
  }
  if (issue.procedure && issue.procedure->parliament >= 0 && issue.procedure->form == model::Form::codecision) {
    found.push_back(static_cast<std::size_t>(issue.procedure->parliament));
  }
  return found;
}

Game game_of(const PlannedIssue& issue, const std::vector<std::vector<double>>& values, std::size_t row) {
  Game game{.consent = consent_of(issue)};
  Criterion first;
  Criterion people{.majority = Majority::at_least};
  for (std::size_t a = 0; a < issue.actor.size(); ++a) {
    first.weights.push_back(issue.procedure ? votes_of(issue, values, a, row)
                                            : values[issue.capability[a]][row] * values[issue.salience[a]][row]);
    const bool counted = !issue.population.empty() && issue.population[a] != ensemble::unstated;
    people.weights.push_back(counted ? values[issue.population[a]][row] : 0.0);
  }
  if (issue.procedure) {
    first.quota = issue.procedure->threshold;
    first.majority = issue.procedure->more_than ? Majority::more_than : Majority::at_least;
  }
  game.criteria.push_back(std::move(first));
  if (issue.procedure && issue.procedure->population_threshold > 0.0 && !issue.population.empty()) {
    people.quota = issue.procedure->population_threshold;
    game.criteria.push_back(std::move(people));
  }
  return game;
}

/// Everything but the pivots, which hang on positions too.
Verdict judge(const Game& game, std::uint64_t seed) {
  Verdict found{.weights = game.criteria.front().weights};
  const base::Result<Power> strength = power(game, {.seed = seed});
  if (!strength) {
    return found;
  }
  found.decided = true;
  found.power = *strength;
  if (const base::Result<Roles> parts = roles(game, found.power)) {
    found.roles = *parts;
  }
  if (found.weights.size() <= most_enumerated) {
    if (const base::Result<MinimalSets> sets = minimal_winning(game, most_minimal)) {
      found.winning = sets->sets;
    }
    if (const base::Result<MinimalSets> sets = minimal_blocking(game, most_minimal)) {
      found.blocking = sets->sets;
    }
  }
  return found;
}

bool same(const Game& a, const Game& b) {
  return a.criteria.size() == b.criteria.size() &&
         std::equal(a.criteria.begin(), a.criteria.end(), b.criteria.begin(),
                    [](const Criterion& x, const Criterion& y) { return x.weights == y.weights; });
}

/// All draws of a block on one issue. Games that do not change from draw to draw are judged once.
std::vector<Verdict> judge_block(const PlannedIssue& issue, const std::vector<std::vector<double>>& values,
                                 std::uint64_t seed) {
  std::vector<Verdict> found;
  Game last;
  for (std::size_t row = 0; row < block_draws; ++row) {
    Game game = game_of(issue, values, row);
    found.push_back(!found.empty() && same(game, last) ? found.back() : judge(game, seed));
    if (found.back().decided) {
      std::vector<double> positions;
      for (const std::size_t input : issue.position) {
        positions.push_back(values[input][row]);
      }
      found.back().pivots = *pivots(game, positions);
    }
    last = std::move(game);
  }
  return found;
}

Spread spread_of(std::vector<double> values) {
  math::Moments moments;
  std::for_each(values.begin(), values.end(), [&](double value) { moments.add(value); });
  std::sort(values.begin(), values.end());
  const auto at = [&](double level) {
    return values[static_cast<std::size_t>(level * static_cast<double>(values.size() - 1))];
  };
  constexpr double low = 0.05;
  constexpr double high = 0.95;
  return {moments.mean, moments.standard_error(), at(low), at(high)};
}

double share_with(const std::vector<const Verdict*>& verdicts, const auto& test) {
  const auto count = std::count_if(verdicts.begin(), verdicts.end(), [&](const Verdict* one) { return test(*one); });
  return static_cast<double>(count) / static_cast<double>(verdicts.size());
}

bool has(const Members& members, std::size_t a) {
  return std::find(members.begin(), members.end(), a) != members.end();
}

Player player_of(const std::vector<const Verdict*>& verdicts, std::size_t a, std::size_t actor) {
  std::vector<double> weight;
  std::vector<double> shapley;
  std::vector<double> banzhaf;
  for (const Verdict* one : verdicts) {
    double all = 0.0;
    std::for_each(one->weights.begin(), one->weights.end(), [&](double each) { all += each; });
    weight.push_back(all > 0.0 ? one->weights[a] / all : 0.0);
    shapley.push_back(one->power.shapley_shubik[a]);
    banzhaf.push_back(one->power.banzhaf[a]);
  }
  return {.actor = actor,
          .weight = spread_of(std::move(weight)),
          .shapley_shubik = spread_of(std::move(shapley)),
          .banzhaf = spread_of(std::move(banzhaf)),
          .pivot_rising = share_with(verdicts, [&](const Verdict& one) { return one.pivots.rising == a; }),
          .pivot_falling = share_with(verdicts, [&](const Verdict& one) { return one.pivots.falling == a; }),
          .veto = share_with(verdicts, [&](const Verdict& one) { return has(one.roles.vetoers, a); }),
          .dummy = share_with(verdicts, [&](const Verdict& one) { return has(one.roles.dummies, a); }),
          .dictator = share_with(verdicts, [&](const Verdict& one) { return has(one.roles.dictators, a); })};
}

/// The sets that are minimal most often: by share, then the smaller, then in order.
std::vector<RecurringSet> recurring(const std::vector<const Verdict*>& verdicts, std::vector<Members> Verdict::*sets,
                                    std::size_t most, std::size_t& kinds) {
  std::map<Members, std::size_t> counts;
  for (const Verdict* one : verdicts) {
    for (const Members& set : one->*sets) {
      ++counts[set];
    }
  }
  kinds = counts.size();
  std::vector<RecurringSet> found;
  found.reserve(counts.size());
  for (const auto& [set, count] : counts) {
    found.push_back({set, static_cast<double>(count) / static_cast<double>(verdicts.size())});
  }
  std::stable_sort(found.begin(), found.end(), [](const RecurringSet& a, const RecurringSet& b) {
    return a.share != b.share ? a.share > b.share : a.players.size() < b.players.size();
  });
  found.resize(std::min(found.size(), most));
  return found;
}

IssueGame sum_up(const PlannedIssue& issue, const std::vector<std::vector<Verdict>>& blocks, std::size_t most_sets) {
  IssueGame game{.issue = issue.issue,
                 .weights = issue.procedure ? Weights::votes : Weights::resources,
                 .procedure = issue.procedure.value_or(model::Procedure{}),
                 .consent = consent_of(issue),
                 .too_many = issue.actor.size() > most_enumerated};
  std::vector<const Verdict*> decided;
  for (const std::vector<Verdict>& block : blocks) {
    for (const Verdict& one : block) {
      if (one.decided) {
        decided.push_back(&one);
      } else {
        ++game.undecidable;
      }
    }
  }
  game.draws = decided.size();
  for (std::size_t a = 0; a < issue.actor.size(); ++a) {
    game.players.push_back(decided.empty() ? Player{.actor = issue.actor[a]} : player_of(decided, a, issue.actor[a]));
  }
  if (!decided.empty()) {
    game.winning = recurring(decided, &Verdict::winning, most_sets, game.winning_kinds);
    game.blocking = recurring(decided, &Verdict::blocking, most_sets, game.blocking_kinds);
  }
  return game;
}

}  // namespace

std::optional<std::vector<IssueGame>> scenario_games(const ensemble::Plan& plan, const std::vector<std::size_t>& issues,
                                                     const GamesSpec& spec, const Watch& watch) {
  const std::size_t blocks = (spec.draws + block_draws - 1) / block_draws;
  std::vector<math::Channel> channels;
  for (const scenario::Input& input : plan.inputs) {
    channels.push_back(input.channel);
  }
  const math::Design design(math::DesignKind::monte_carlo, spec.seed, channels, blocks * block_draws);
  std::vector<std::vector<std::vector<Verdict>>> verdicts(issues.size(), std::vector<std::vector<Verdict>>(blocks));
  const bool whole = for_each_piece(
      blocks, spec.threads,
      [&](std::size_t block) {
        const std::vector<std::vector<double>> values = values_of(plan, design, block * block_draws);
        for (std::size_t i = 0; i < issues.size(); ++i) {
          verdicts[i][block] = judge_block(plan.issues[issues[i]], values, spec.seed);
        }
      },
      watch,
      [&](std::size_t block, Carrier& carrier) {
        for (std::vector<std::vector<Verdict>>& of_issue : verdicts) {
          carrier.list(of_issue[block], [&](Verdict& one) { carry_verdict(one, carrier); });
        }
      });
  if (!whole) {
    return std::nullopt;
  }
  std::vector<IssueGame> games;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    games.push_back(sum_up(plan.issues[issues[i]], verdicts[i], spec.most_sets));
  }
  return games;
}

}  // namespace suasion::analysis::coalitions
