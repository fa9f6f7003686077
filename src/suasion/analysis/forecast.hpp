#pragma once
/// From the streamed statistics of a run to the figures a reader wants, each with its Monte Carlo error.

#include <array>
#include <string>
#include <vector>

#include "suasion/analysis/tails.hpp"
#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/results.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::analysis {

/// A figure and the standard error that the finite number of draws leaves on it.
struct Estimate {
  double value = 0.0, error = 0.0;
};

/// The mean of what was added, and its standard error.
[[nodiscard]] inline Estimate mean_of(const math::Moments& moments) {
  return {moments.mean, moments.standard_error()};
}

inline constexpr std::array<double, 7> levels = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

struct Distribution {
  Estimate mean = {};
  double sd = 0.0;
  std::array<double, levels.size()> quantiles = {};        ///< to half a thousandth of the scale
  std::array<double, levels.size()> quantile_errors = {};  ///< Monte Carlo standard errors, see Sketch::quantile_error
  ensemble::Histogram histogram = {};                      ///< 100 bins, for pictures
  Tail tail = {};
};

/// The chance that the outcome lies nearer to one anchor of the scale than to any other.
struct Band {
  std::string label = {};
  double at = 0.0, from = 0.0, to = 0.0;
  Estimate probability = {};
};

struct ActorCourse {
  std::size_t actor = 0;                        ///< index into Scenario::actors
  std::vector<std::array<double, 5>> fan = {};  ///< [rounds + 1]: 5, 25, 50, 75, 95 % of its position
  std::vector<double> mean = {};                ///< [rounds + 1]
  Estimate moves = {};                          ///< share of draws in which it ends elsewhere than it began
  Estimate shift = {};                          ///< end minus start, on the scale
};

/// Who moved whom: `from` proposed, `to` moved.
struct Pull {
  std::size_t from = 0, to = 0;                                 ///< indices into Scenario::actors
  double conflict = 0.0, compromise = 0.0, capitulation = 0.0;  ///< share of draws with at least one such move
  double shift = 0.0;                                           ///< mean signed distance per draw
};

struct Rounds {
  std::size_t rounds = 0;
  std::vector<ActorCourse> actors = {};
  std::vector<Pull> pulls = {};                    ///< strongest |shift| first; those in under 0.5 % of draws left out
  std::vector<std::vector<double>> together = {};  ///< [n][n]: share of draws that end within 5 % of the scale
  std::vector<std::size_t> together_order = {};    ///< actors of the issue, so that coalitions stand side by side
  Estimate settled = {};                           ///< share of draws in which everyone came to rest
};

struct ModelForecast {
  std::size_t model = 0;  ///< index into Plan::models
  Distribution outcome = {};
  std::vector<Band> bands = {};  ///< ascending, sums to 1
  bool has_status_quo = false;
  Estimate below = {}, at = {}, above = {};  ///< the status quo
  bool has_rounds = false;
  Rounds rounds = {};
};

struct IssueForecast {
  std::size_t issue = 0;                   ///< index into Scenario::issues
  std::vector<ModelForecast> models = {};  ///< in the plan's order
};

/// A swap of concessions and what it brings when it is struck: means over those draws.
struct Swap {
  std::array<std::size_t, 2> actor = {};  ///< indices into Scenario::actors; the first gives way on the first issue
  std::array<std::size_t, 2> issue = {};  ///< indices into Scenario::issues
  Estimate chance = {};                   ///< of being struck
  std::array<double, 2> gain = {};        ///< of the two, in lengths of a scale times salience
  std::array<double, 2> shift = {};       ///< of the two outcomes, on their scales
  double third_parties = 0.0;             ///< gains of everybody else together
};

/// What a model that trades across issues makes of a scenario.
struct Exchange {
  std::size_t model = 0;         ///< index into Plan::models
  std::vector<Swap> swaps = {};  ///< likeliest first; those in under 0.5 % of draws left out
  double trades = 0.0;           ///< mean number of swaps in a draw
  double partners = 0.0;         ///< mean gain, over draws, of all who trade together
  double third_parties = 0.0;    ///< of those who look on
};

struct Forecast {
  std::vector<IssueForecast> issues = {};
  std::vector<Exchange> exchanges = {};  ///< of models that struck any swap
};

[[nodiscard]] Forecast forecast(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                                const ensemble::Results& results);

}  // namespace suasion::analysis
