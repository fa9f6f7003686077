/// What a reader must not forget.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

struct Grounding {
  std::set<std::string> all, judged, uncited;
};

void add(Grounding& grounding, const scenario::Quantity& quantity) {
  if (!quantity.stated) {
    return;
  }
  grounding.all.insert(quantity.path);
  const auto& because = quantity.grounds.because;
  if (because.empty()) {
    grounding.uncited.insert(quantity.path);
  } else if (std::all_of(because.begin(), because.end(), [](const auto& one) { return one.source.empty(); })) {
    grounding.judged.insert(quantity.path);
  }
}

std::string of_grounds(const scenario::Scenario& scenario) {
  Grounding grounding;
  for (const scenario::Issue& issue : scenario.issues) {
    if (issue.status_quo) {
      add(grounding, *issue.status_quo);
    }
    for (const scenario::Stake& stake : issue.stakes) {
      for (const scenario::Quantity* quantity : scenario::quantities(stake)) {
        add(grounding, *quantity);
      }
    }
  }
  std::string text =
      fmt::format("Of {} in the tables of stakes, {} on judgement alone", counted(grounding.all.size(), "number"),
                  grounding.judged.size() == 1 ? "1 rests" : fmt::format("{} rest", grounding.judged.size()));
  if (!grounding.uncited.empty()) {
    text += fmt::format(" and {} no stated ground at all",
                        grounding.uncited.size() == 1 ? "1 has" : fmt::format("{} have", grounding.uncited.size()));
  }
  return text + "; the report shows which.";
}

std::string of_draws(const Story& story) {
  const auto used = static_cast<double>(story.results.draws_done - story.results.draws_invalid);
  const double points = used > 0.0 ? 100.0 * 1.96 * std::sqrt(0.25 / used) : 100.0;
  return fmt::format(
      "Chance remains in the figures themselves: with {} a share of draws is known to about {:.{}f} percentage points "
      "either way (95\u00A0% sure).",
      counted(story.results.draws_done, "draw"), points, points < 1.0 ? 1 : 0);
}

}  // namespace

std::vector<std::string> limits(const Story& story, std::size_t unused, bool with_system) {
  std::vector<std::string> list = {
      "A share of draws says how often a model ends there, given what its author believes about the inputs. It is not "
      "a measured frequency of history.",
      "The spread comes from the stated uncertainty of the inputs. Actors, issues and events that the scenario leaves "
      "out, and flaws of the models themselves, are not in it.",
  };
  if (story.scenario.issues.size() > 1 && story.forecast.exchanges.empty()) {
    list.emplace_back("No actor trades a concession on one issue for a gain on another.");
  }
  list.push_back(of_grounds(story.scenario));
  if (story.scenario.correlations.empty()) {
    list.emplace_back("All inputs vary independently of each other: the scenario states no correlation.");
  }
  const bool rounds = std::any_of(story.plan.models.begin(), story.plan.models.end(), [](const auto& planned) {
    return planned.solver != nullptr && planned.solver->rounds() > 0;
  });
  if (rounds) {
    list.emplace_back(
        "Rounds of bargaining are steps of reasoning, not dates; where positions still move when the rounds end, the "
        "forecast depends on where they were cut off.");
  }
  if (with_system) {
    list.emplace_back(
        "Effects of what-ifs and verdicts on claims speak of the model under its priors: they say what follows from "
        "what was assumed, not what happened in the world.");
  }
  if (unused > 0) {
    list.push_back(fmt::format("{} of the scenario {} checked and shown, but nothing in this run computes with {}.",
                               counted(unused, "element"), unused == 1 ? "is" : "are", unused == 1 ? "it" : "them"));
  }
  list.push_back(of_draws(story));
  if (story.results.draws_invalid > 0) {
    list.push_back(fmt::format("{} gave a number that is not finite and {} left out.",
                               counted(story.results.draws_invalid, "draw"),
                               story.results.draws_invalid == 1 ? "was" : "were"));
  }
  list.push_back(likelihood_scale_in_words());
  return list;
}

}  // namespace suasion::report
