#pragma once
/// Results in plain sentences. Terminal, JSON and HTML all take their words from here, so they cannot disagree. Chances
/// follow the scale of numbers.hpp; figures carry no more digits than their Monte Carlo error supports.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/analysis/forecast.hpp"
#include "suasion/report/numbers.hpp"

namespace suasion::report {

/// What every sentence needs to know: what was asked, what was run, what came out.
struct Story {
  const scenario::Scenario& scenario;
  const ensemble::Plan& plan;
  const ensemble::Results& results;
  const analysis::Forecast& forecast;
};

/// A model's title in running text: “Expected utility, as programmed (Scholz 2011)”, with the overrides of its options.
[[nodiscard]] std::string title_in_words(const model::ModelChoice& choice);

/// A name in running text: "the United States", "Russia". @param start true at the start of a sentence ("The ...").
[[nodiscard]] std::string name_in_words(std::string_view name, bool start = false);

/// When a figure says its unit: always, or only where the unit is short enough to be repeated.
enum class Unit : std::uint8_t { always, if_short };

/// "7.4 years", "47": a figure on the issue's scale. @param error its standard error.
[[nodiscard]] std::string on_scale(const scenario::Issue& issue, double value, double error,
                                   Unit unit = Unit::if_short);

/// "38 to 56 years", or with another word between the ends.
[[nodiscard]] std::string span_on_scale(const scenario::Issue& issue, double low, double high, double error,
                                        std::string_view word = "to");

/// Forecasts that have a distribution: a model without any finite outcome (the status quo of an issue that states
/// none) says nothing and is left out everywhere. In the plan's order, so the lead model is first.
[[nodiscard]] std::vector<const analysis::ModelForecast*> shown(const analysis::IssueForecast& issue);

/// Where an outcome has two separate heaps of draws.
struct TwoPlaces {
  bool found = false;
  double first = 0.0, second = 0.0;  ///< the peaks, ascending, on the scale
  double first_share = 0.0;          ///< share of draws on the first one's side of the valley between them
};

/// Two peaks of the smoothed histogram, a valley between them below 60 % of the lower peak, and at least 15 % of the
/// draws on either side: so shallow dents of a single heap are not announced. @source judgement
[[nodiscard]] TwoPlaces two_places(const ensemble::Histogram& histogram);

/// The highest place of the smoothed histogram, if it is a third higher than that at `place` and more than a twentieth
/// of the range away from it. @source judgement
[[nodiscard]] std::optional<double> peak_beside(const ensemble::Histogram& histogram, double place);

/// The share of all counts within a tenth of the range of one of the places.
[[nodiscard]] double share_near(const ensemble::Histogram& histogram, const std::vector<double>& places);

/// The forecast of one issue: where it most likely ends in terms of its anchors; how sure; what simple rules say and
/// whether they agree; whether the other models agree. Each string is one or two sentences. Never empty.
[[nodiscard]] std::vector<std::string> issue_words(const Story& story, const analysis::IssueForecast& issue);

/// The words of the first screen: those of the first issue, what the system says first, and a warning if the run was
/// interrupted. @param of_system empty where the system was not run.
[[nodiscard]] std::vector<std::string> headline_words(const Story& story,
                                                      const std::vector<std::string>& of_system = {});

/// One model on one issue in one sentence.
[[nodiscard]] std::string forecast_words(const Story& story, const analysis::IssueForecast& issue,
                                         const analysis::ModelForecast& forecast);

/// How far from the compromise a model ends on average, and whether its range is much wider or narrower; empty for the
/// compromise itself, and where it has none.
[[nodiscard]] std::string beside_compromise(const Story& story, const analysis::IssueForecast& issue,
                                            const analysis::ModelForecast& forecast);

/// What a model that trades across issues brings: the likeliest swap, and who pays for the swaps.
[[nodiscard]] std::string exchange_words(const Story& story, const analysis::Exchange& exchange);

/// Whether positions come to rest; where they do not, that the last round is no equilibrium.
[[nodiscard]] std::string course_words(const Story& story, const analysis::Rounds& rounds);

/// Whether an actor holds its position or gives way, where to and to whose offers.
[[nodiscard]] std::string actor_words(const Story& story, const analysis::IssueForecast& issue,
                                      const analysis::Rounds& rounds, const analysis::ActorCourse& actor);

/// What a reader must not forget, in plain words: of the method, and of this run.
/// @param unused how many elements of the scenario nothing computed with. @param with_system whether the system was
/// run.
[[nodiscard]] std::vector<std::string> limits(const Story& story, std::size_t unused, bool with_system);

}  // namespace suasion::report
