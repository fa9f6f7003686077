#include "suasion/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace suasion::report {

std::string title_in_words(const model::ModelChoice& choice) {
  const std::size_t colon = choice.id.find(':');
  const std::string overrides =
      colon == std::string::npos ? std::string() : fmt::format(" with {}", choice.id.substr(colon + 1));
  return fmt::format("“{}”{}", choice.title(), overrides);
}

std::string name_in_words(std::string_view name, bool start) {
  static constexpr std::array<std::string_view, 10> endings = {
      " Union",   " States",     " Kingdom",    " Republic",    " Federation",
      " Council", " Commission", " Parliament", " Netherlands", " Philippines"};
  const bool article = name.starts_with("United ") || name.starts_with("European ") || name == "Netherlands" ||
                       std::any_of(endings.begin(), endings.end(), [&](auto end) { return name.ends_with(end); });
  return article ? fmt::format("{} {}", start ? "The" : "the", name) : std::string(name);
}

namespace {

/// A unit as it follows a figure. A long one ("percent of the year's loss") would drown sentences that repeat it.
std::string unit_after(const scenario::Issue& issue, Unit unit) {
  constexpr std::size_t longest_repeated = 8;
  const bool said = !issue.unit.empty() && (unit == Unit::always || issue.unit.size() <= longest_repeated);
  return said ? "\u00A0" + issue.unit : std::string();
}

}  // namespace

std::string on_scale(const scenario::Issue& issue, double value, double error, Unit unit) {
  return number(value, grain(issue.scale_high - issue.scale_low, error)) + unit_after(issue, unit);
}

std::string span_on_scale(const scenario::Issue& issue, double low, double high, double error, std::string_view word) {
  const Grain fine = grain(issue.scale_high - issue.scale_low, error);
  return fmt::format("{} {} {}{}", number(low, fine), word, number(high, fine), unit_after(issue, Unit::if_short));
}

std::vector<const analysis::ModelForecast*> shown(const analysis::IssueForecast& issue) {
  std::vector<const analysis::ModelForecast*> list;
  for (const analysis::ModelForecast& forecast : issue.models) {
    const auto& counts = forecast.outcome.histogram.counts;
    const bool any = std::any_of(counts.begin(), counts.end(), [](std::uint64_t count) { return count > 0; });
    if (any && std::isfinite(forecast.outcome.mean.value)) {
      list.push_back(&forecast);
    }
  }
  return list;
}

namespace {

/// Moving average over five bins, twice: heights that do not jump with single draws.
std::vector<double> smooth(const std::vector<std::uint64_t>& counts) {
  std::vector<double> height(counts.begin(), counts.end());
  const auto n = static_cast<std::ptrdiff_t>(height.size());
  for (int pass = 0; pass < 2; ++pass) {
    const std::vector<double> before = height;
    for (std::ptrdiff_t i = 0; i < n; ++i) {
      double sum = 0.0;
      for (std::ptrdiff_t k = i - 2; k <= i + 2; ++k) {
        sum += k >= 0 && k < n ? before[static_cast<std::size_t>(k)] : 0.0;
      }
      height[static_cast<std::size_t>(i)] = sum / 5.0;
    }
  }
  return height;
}

}  // namespace

std::optional<double> peak_beside(const ensemble::Histogram& histogram, double place) {
  constexpr double near = 0.05;         // of the range
  constexpr double higher = 4.0 / 3.0;  // more than the noise of a few hundred draws makes
  const std::vector<double> height = smooth(histogram.counts);
  const double bin = (histogram.high - histogram.low) / static_cast<double>(height.size());
  const auto at = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>((place - histogram.low) / bin), 0,
                                             static_cast<std::ptrdiff_t>(height.size()) - 1);
  const auto top = std::max_element(height.begin(), height.end());
  const double peak = histogram.low + bin * (static_cast<double>(std::distance(height.begin(), top)) + 0.5);
  const bool apart = std::fabs(peak - place) > near * (histogram.high - histogram.low);
  return apart && *top > higher * height[static_cast<std::size_t>(at)] ? std::optional(peak) : std::nullopt;
}

double share_near(const ensemble::Histogram& histogram, const std::vector<double>& places) {
  constexpr double near = 0.1;  // of the range
  const double range = histogram.high - histogram.low;
  const double bin = range / static_cast<double>(histogram.counts.size());
  double within = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const double at = histogram.low + bin * (static_cast<double>(i) + 0.5);
    const auto count = static_cast<double>(histogram.counts[i]);
    const bool is_near =
        std::any_of(places.begin(), places.end(), [&](double place) { return std::fabs(at - place) <= near * range; });
    within += is_near ? count : 0.0;
    all += count;
  }
  return all > 0.0 ? within / all : 0.0;
}

TwoPlaces two_places(const ensemble::Histogram& histogram) {
  constexpr double deepest_valley = 0.6;
  constexpr double least_share = 0.15;
  const std::vector<double> height = smooth(histogram.counts);
  const double total = std::accumulate(height.begin(), height.end(), 0.0);
  TwoPlaces best;
  double best_depth = deepest_valley;
  double left_mass = 0.0;
  for (std::size_t valley = 0; valley < height.size(); ++valley) {
    left_mass += height[valley];
    const double share = left_mass / total;
    if (!(share >= least_share && share <= 1.0 - least_share)) {
      continue;
    }
    const auto at = height.begin() + static_cast<std::ptrdiff_t>(valley);
    const auto left = std::max_element(height.begin(), at + 1);
    const auto right = std::max_element(at, height.end());
    const double depth = *at / std::min(*left, *right);
    if (depth < best_depth) {
      const double bin = (histogram.high - histogram.low) / static_cast<double>(height.size());
      const auto place = [&](auto peak) {
        return histogram.low + bin * (static_cast<double>(std::distance(height.begin(), peak)) + 0.5);
      };
      best_depth = depth;
      best = {true, place(left), place(right), share};
    }
  }
  return best;
}

std::string forecast_words(const Story& story, const analysis::IssueForecast& issue,
                           const analysis::ModelForecast& forecast) {
  const scenario::Issue& on = story.scenario.issues[issue.issue];
  const analysis::Distribution& outcome = forecast.outcome;
  const double error = outcome.mean.error;
  if (outcome.sd <= 1e-9 * (on.scale_high - on.scale_low)) {
    return fmt::format("Ends at {} in every draw.", on_scale(on, outcome.mean.value, 0.0));
  }
  std::string text = fmt::format("Ends around {}; nine draws in ten give {}", on_scale(on, outcome.mean.value, error),
                                 span_on_scale(on, outcome.quantiles.front(), outcome.quantiles.back(), error));
  const auto top = std::max_element(
      forecast.bands.begin(), forecast.bands.end(),
      [](const analysis::Band& a, const analysis::Band& b) { return a.probability.value < b.probability.value; });
  if (top != forecast.bands.end()) {
    text += fmt::format("; most often closest to “{}” ({} of draws)", top->label,
                        percent(top->probability, story.results.draws_done));
  }
  return text + ".";
}

std::string course_words(const Story& story, const analysis::Rounds& rounds) {
  const std::string within =
      rounds.rounds == 1 ? std::string("one round") : fmt::format("{} rounds", count_in_words(rounds.rounds));
  const std::uint64_t draws = story.results.draws_done;
  const analysis::Estimate& settled = rounds.settled;
  const analysis::Estimate moving = {1.0 - settled.value, settled.error};
  constexpr double nearly_all = 0.995;
  if (settled.value >= nearly_all) {
    return fmt::format("Everyone comes to rest within {} {}.", within, in_draws(settled, draws));
  }
  if (settled.value >= 0.5) {
    return fmt::format(
        "Everyone comes to rest within {} {}; in the other {} positions still move when the rounds end, so there the "
        "last round is a cut-off, not an equilibrium.",
        within, in_draws(settled, draws), percent(moving, draws));
  }
  return fmt::format(
      "Positions are still moving after {} {}: the last round is a cut-off, not an equilibrium, and where it falls "
      "matters for the forecast.",
      within, in_draws(moving, draws));
}

std::string actor_words(const Story& story, const analysis::IssueForecast& issue, const analysis::Rounds& rounds,
                        const analysis::ActorCourse& actor) {
  const scenario::Issue& on = story.scenario.issues[issue.issue];
  const std::uint64_t draws = story.results.draws_done;
  const std::string name = name_in_words(story.scenario.actors[actor.actor].name, true);
  const analysis::Estimate holds = {1.0 - actor.moves.value, actor.moves.error};
  const Grain fine = grain(on.scale_high - on.scale_low, actor.shift.error);
  const double distance = std::fabs(actor.shift.value);
  const bool moves_on_average = distance >= 0.5 * fine.step;
  const bool up = actor.shift.value > 0.0;
  const std::string where = on.anchors.empty()
                                ? std::string(up ? "upwards" : "downwards")
                                : fmt::format("towards “{}”", up ? on.anchors.back().label : on.anchors.front().label);
  if (actor.moves.value < 0.5) {
    std::string text = fmt::format("{}: holds its position {}", name, in_draws(holds, draws));
    if (moves_on_average) {
      text += fmt::format("; where it gives way, it is mostly {}", where);
    }
    return text + ".";
  }
  std::string text = fmt::format("{}: gives way {}", name, in_draws(actor.moves, draws));
  if (moves_on_average) {
    text += fmt::format(", on average by {} {}", on_scale(on, distance, actor.shift.error), where);
  } else {
    text += ", now up, now down, so that on average it ends where it began";
  }
  const auto pull = std::find_if(rounds.pulls.begin(), rounds.pulls.end(),
                                 [&](const analysis::Pull& one) { return one.to == actor.actor; });
  if (moves_on_average && pull != rounds.pulls.end() && (pull->shift > 0.0) == up) {
    text += fmt::format(", most of all on offers of {}", name_in_words(story.scenario.actors[pull->from].name));
  }
  return text + ".";
}

}  // namespace suasion::report
