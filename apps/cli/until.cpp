#include "until.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "status.hpp"
#include "suasion/analysis/forecast.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/precision_words.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::cli {

namespace {

/// @param wanted draws; not yet known to be few enough.
std::uint64_t affordable(const Prepared& prepared, const analysis::Headline& figure, double wanted) {
  if (wanted <= static_cast<double>(most_draws_until)) {
    return static_cast<std::uint64_t>(wanted);
  }
  // what an error of 1 takes, from what this one takes
  const double error = *prepared.until_error;
  const double within = error * std::sqrt(wanted / static_cast<double>(most_draws_until));
  throw Failure(
      bad_input,
      fmt::format("a standard error of {} points would need about {:.2g} draws, for {}; with {}, the most that "
                  "--until-error makes, it would be about {:.2g}",
                  error, wanted, report::figure_in_words(prepared.scenario, figure),
                  report::count_in_words(most_draws_until), within),
      "ask for a larger error, or give --draws");
}

const analysis::Headline& widest(const std::vector<analysis::Headline>& figures) {
  return *std::max_element(figures.begin(), figures.end(),
                           [](const auto& a, const auto& b) { return a.spread < b.spread; });
}

}  // namespace

double parse_error(const std::string& text) {
  double value = 0.0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value <= 0.0) {
    throw Failure(bad_input, fmt::format("--until-error: '{}' is not a number of points above 0", text),
                  "for example --until-error 0.5: half a percentage point, or half a percent of an issue's scale");
  }
  return value;
}

void choose_draws(Prepared& prepared, const ensemble::Control& control) {
  ensemble::RunSpec spec = prepared.spec;
  spec.draws = analysis::pilot_draws;
  const ensemble::Results results = ensemble::run(prepared.plan, spec, control);
  bool whole = results.draws_done == spec.draws;
  const analysis::Forecast forecast = analysis::forecast(prepared.scenario, prepared.plan, results);
  std::vector<analysis::Headline> figures =
      analysis::headlines(prepared.scenario, forecast, results.draws_done - results.draws_invalid);
  if (whole && system::has_system(prepared.scenario)) {
    const base::Result<std::size_t> base = prepared.worlds->index({});
    base::require(base.has_value(), "the scenario as it is has been planned before");
    const ensemble::WorldsResults system =
        ensemble::run_worlds({.worlds = {prepared.worlds->worlds()[*base]}}, spec, control);
    whole = system.draws_done == spec.draws;
    const auto more = analysis::headlines(system.questions, system.answers.front(), system.draws_done);
    figures.insert(figures.end(), more.begin(), more.end());
  }
  if (!whole) {
    throw Failure(interrupted, "interrupted while the number of draws was being found; nothing was written");
  }
  if (figures.empty()) {
    throw Failure(bad_input, "--until-error has no figure to look at: no model gave a number", "give --draws");
  }
  prepared.spec.draws = affordable(prepared, widest(figures), analysis::draws_needed(figures, *prepared.until_error));
}

bool needs_more(Prepared& prepared, const Outcome& outcome) {
  const bool whole = outcome.results.draws_done == prepared.spec.draws &&
                     (outcome.with_system || !system::has_system(prepared.scenario));
  if (!prepared.until_error || !whole || !outcome.hardest || outcome.hardest->error <= *prepared.until_error) {
    return false;
  }
  prepared.spec.draws =
      affordable(prepared, *outcome.hardest,
                 analysis::more_draws(prepared.spec.draws, outcome.hardest->error, *prepared.until_error));
  return true;
}

}  // namespace suasion::cli
