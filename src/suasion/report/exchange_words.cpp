/// Swaps of concessions in sentences.

#include <fmt/format.h>

#include <cmath>

#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

std::string who_pays(const analysis::Exchange& exchange) {
  constexpr double negligible = 0.01;  // of what the partners gain
  if (std::abs(exchange.third_parties) <= negligible * exchange.partners) {
    return "Those who look on neither gain nor lose by them together.";
  }
  if (exchange.third_parties > 0.0) {
    return "Those who look on gain by them too.";
  }
  const double part = -exchange.third_parties / exchange.partners;
  return fmt::format("Those who look on lose by them: together {:.0f}\u00A0% of what the partners gain.", 100.0 * part);
}

}  // namespace

std::string exchange_words(const Story& story, const analysis::Exchange& exchange) {
  const std::string title = title_in_words(story.plan.models[exchange.model].choice);
  if (exchange.swaps.empty()) {
    return fmt::format("{} finds swaps, but none of them in as many as one draw in two hundred.", title);
  }
  const analysis::Swap& first = exchange.swaps.front();
  const auto actor = [&](std::size_t side) { return story.scenario.actors[first.actor.at(side)].name; };
  const auto issue = [&](std::size_t side) { return story.scenario.issues[first.issue.at(side)].name; };
  return fmt::format(
      "{} strikes {:.1f} swaps a draw on average. The likeliest, {}: {} gives way on “{}”, {} on “{}”. {}", title,
      exchange.trades, in_draws(first.chance, story.results.draws_done), name_in_words(actor(0)), issue(0),
      name_in_words(actor(1)), issue(1), who_pays(exchange));
}

}  // namespace suasion::report
