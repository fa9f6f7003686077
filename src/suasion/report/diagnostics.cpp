#include "suasion/report/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "suasion/analysis/approximations.hpp"
#include "suasion/report/claim_words.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/system_figures.hpp"
#include "suasion/report/variable_words.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;
using analysis::Tail;
using analysis::Trust;

/// A mean whose tail is to be told of.
struct Doubtful {
  std::string variable = {}, claim = {}, subject = {}, day = {};
  Tail tail = {};
};

/// All means of the system that were looked at, and those that hang on a few draws.
struct Looked {
  std::size_t at = 0;
  std::vector<Doubtful> doubtful = {};
};

/// Of one variable of the scenario as it is the worst day only.
void look_at_levels(const SystemStory& story, Looked& looked) {
  const system::Plan& plan = *story.spec.worlds.front().plan;
  for (std::size_t v = 0; v < story.results.variables.size(); ++v) {
    const std::string& name = story.results.variables[v];
    if (!parts::is_told(name) || name.starts_with(system::event_prefix)) {
      continue;
    }
    std::optional<Doubtful> worst;
    const std::vector<ensemble::Spread>& days = story.results.worlds.front()[v].days;
    for (std::size_t d = 0; d < days.size(); ++d) {
      const Tail tail = analysis::tail_of(days[d].sketch);
      ++looked.at;
      if (analysis::trust(tail) != Trust::sound && (!worst || tail.k.value_or(0.0) > worst->tail.k.value_or(0.0))) {
        worst = {.variable = name,
                 .subject = fmt::format("the mean of “{}”", variable_in_words(story.scenario, plan.roles, name)),
                 .day = parts::day_text(story.scenario, story.spec.days[d]),
                 .tail = tail};
      }
    }
    if (worst) {
      looked.doubtful.push_back(*std::move(worst));
    }
  }
}

/// Effects of counterfactuals that a report tells of are counted only: many are nothing in most draws.
struct Effects {
  std::size_t at = 0, doubtful = 0;
};

Effects look_at_effects(const SystemStory& story) {
  Effects effects;
  for (std::size_t c = 0; c < story.results.comparisons.size(); ++c) {
    for (std::size_t v = 0; v < story.results.variables.size(); ++v) {
      const std::string& name = story.results.variables[v];
      const ensemble::Series& series = story.results.comparisons[c][v];
      if (!parts::is_told(name) || name.starts_with(system::event_prefix) || !parts::shows(series)) {
        continue;
      }
      ++effects.at;
      const bool doubtful = std::any_of(series.days.begin(), series.days.end(), [](const ensemble::Spread& spread) {
        return analysis::trust(analysis::tail_of(spread.sketch)) != Trust::sound;
      });
      effects.doubtful += doubtful ? 1 : 0;
    }
  }
  return effects;
}

/// Claims whose verdict rests on a mean and its error.
void look_at_claims(const SystemStory& story, Looked& looked) {
  for (const analysis::ClaimResult& claim : story.claims) {
    const analysis::Finding& finding = claim.finding;
    if (claim.verdict == analysis::Verdict::untestable || finding.basis == analysis::Basis::share) {
      continue;
    }
    ++looked.at;
    if (analysis::trust(finding.tail) != Trust::sound) {
      looked.doubtful.push_back({.variable = claim.measure,
                                 .claim = claim.id,
                                 .subject = fmt::format("the mean that claim {} rests on", claim.id),
                                 .day = claim.day,
                                 .tail = finding.tail});
    }
  }
}

std::string_view name(Trust trust) {
  switch (trust) {
    case Trust::sound:
      return "sound";
    case Trust::no_error:
      return "no error";
    case Trust::no_mean:
      return "no mean";
    case Trust::unknown:
      break;
  }
  return "unknown";
}

Json tails_part(const Looked& looked, const Effects& effects) {
  Json list = Json::array();
  for (const Doubtful& one : looked.doubtful) {
    list.push_back({{"variable", one.variable},
                    {"claim", one.claim},
                    {"day", one.day},
                    {"draws", one.tail.draws},
                    {"k", one.tail.k ? Json(*one.tail.k) : Json()},
                    {"share", one.tail.share},
                    {"trust", std::string(name(analysis::trust(one.tail)))},
                    {"words", tail_in_words(one.subject, one.tail)}});
  }
  return {{"looked_at", looked.at},
          {"doubtful", std::move(list)},
          {"effects", {{"looked_at", effects.at}, {"doubtful", effects.doubtful}}}};
}

/// The first few warnings, and how many more there are.
std::vector<std::string> warnings(const Looked& looked) {
  std::vector<std::string> words;
  constexpr std::size_t most = 4;
  for (std::size_t i = 0; i < std::min(most, looked.doubtful.size()); ++i) {
    words.push_back(tail_in_words(looked.doubtful[i].subject, looked.doubtful[i].tail));
  }
  if (looked.doubtful.size() > most) {
    words.push_back(
        fmt::format("{} of {} means of the system that were looked at hang on a few draws; summary.json lists "
                    "them under system.diagnostics.tails.",
                    looked.doubtful.size(), looked.at));
  }
  return words;
}

std::string filter_in_words(const std::vector<analysis::BeliefCheck>& beliefs) {
  if (beliefs.empty()) {
    return {};
  }
  double mean = 0.0;
  double sd = 0.0;
  for (const analysis::BeliefCheck& one : beliefs) {
    mean = std::max(mean, one.mean_off);
    sd = std::max(sd, one.sd_off);
  }
  return fmt::format(
      "Beliefs are kept as normal laws. Against Bayes' rule on a grid, over the dated signals before the origin, their "
      "means are off by at most {:.2f} standard deviations, and their standard deviations by at most {:.0f}\u00A0%, at "
      "the medians of all parameters and in {} draws.",
      mean, 100.0 * sd, analysis::checked_draws);
}

Json filter_part(const std::vector<analysis::BeliefCheck>& beliefs) {
  if (beliefs.empty()) {
    return nullptr;
  }
  Json list = Json::array();
  for (const analysis::BeliefCheck& one : beliefs) {
    list.push_back({{"variable", one.variable},
                    {"news", one.at_medians.news},
                    {"mean", one.at_medians.mean},
                    {"sd", one.at_medians.sd},
                    {"exact_mean", one.at_medians.exact_mean},
                    {"exact_sd", one.at_medians.exact_sd},
                    {"mean_off", one.mean_off},
                    {"sd_off", one.sd_off}});
  }
  return {{"draws", analysis::checked_draws}, {"beliefs", std::move(list)}, {"words", filter_in_words(beliefs)}};
}

std::string changed_in_words(const analysis::Multiplicity& found) {
  if (found.changed.empty()) {
    return "Corrected for their number (Holm 1979; Benjamini and Hochberg 1995), no verdict changes.";
  }
  std::vector<std::string> list;
  for (const analysis::Changed& one : found.changed) {
    list.push_back(fmt::format("{} would be {} (Holm) or {} (Benjamini and Hochberg)", one.id, analysis::name(one.holm),
                               analysis::name(one.benjamini_hochberg)));
  }
  return fmt::format("Corrected for their number (Holm 1979; Benjamini and Hochberg 1995), {}.", fmt::join(list, "; "));
}

}  // namespace

std::string tail_in_words(const std::string& subject, const Tail& tail) {
  const Trust trust = analysis::trust(tail);
  if (trust == Trust::sound) {
    return {};
  }
  if (trust == Trust::unknown) {
    return fmt::format("It cannot be told whether {} hangs on a few draws: some values are too large to be told apart.",
                       subject);
  }
  const std::string found =
      fmt::format("shape {:.2f} of the tail; the farthest 1\u00A0% of draws hold {:.0f}\u00A0% of the variance",
                  *tail.k, 100.0 * tail.share);
  return trust == Trust::no_error
             ? fmt::format("The standard error of {} cannot be trusted: it hangs on a few draws ({}).", subject, found)
             : fmt::format(
                   "Do not rely on {}: it hangs on so few draws that more of them may move it far beyond its "
                   "standard error ({}).",
                   subject, found);
}

std::vector<std::string> tails_of_outcomes(const Story& story) {
  std::vector<std::string> words;
  for (const analysis::IssueForecast& issue : story.forecast.issues) {
    for (const analysis::ModelForecast* one : shown(issue)) {
      std::string text = tail_in_words(
          fmt::format("the mean outcome of {} on “{}”", title_in_words(story.plan.models[one->model].choice),
                      story.scenario.issues[issue.issue].name),
          one->outcome.tail);
      if (!text.empty()) {
        words.push_back(std::move(text));
      }
    }
  }
  return words;
}

std::string multiplicity_in_words(const analysis::Multiplicity& found) {
  if (found.findings == 0) {
    return {};
  }
  std::string text = fmt::format("{} were judged at once, {} with their ablations.", counted(found.claims, "claim"),
                                 counted(found.findings, "finding"));
  if (found.by_share > 0) {
    text += fmt::format(
        " {} of the findings are shares of draws: they say what follows from the priors, in which draws differ for a "
        "reason and not by chance, so that no rate of false ones belongs to them.",
        found.by_share);
  }
  if (found.by_error > 0) {
    text += fmt::format(
        " {} rest on a mean more than three standard errors away: if there were no effects at all, {:.2g} of them "
        "would "
        "hold by the chance of the draws alone. {}",
        found.by_error, found.expected, changed_in_words(found));
  }
  if (found.by_absence > 0) {
    text += fmt::format(" {} that nothing differs: where the draws show nothing, more of them may yet show something.",
                        found.by_absence == 1 ? "1 says" : fmt::format("{} say", found.by_absence));
  }
  return text;
}

Json multiplicity_part(std::span<const analysis::ClaimResult> claims) {
  const analysis::Multiplicity found = analysis::multiplicity(claims);
  Json changed = Json::array();
  for (const analysis::Changed& one : found.changed) {
    changed.push_back({{"claim", one.id},
                       {"holm", std::string(analysis::name(one.holm))},
                       {"benjamini_hochberg", std::string(analysis::name(one.benjamini_hochberg))}});
  }
  return {{"claims", found.claims},     {"findings", found.findings},     {"by_share", found.by_share},
          {"by_error", found.by_error}, {"by_absence", found.by_absence}, {"rate", analysis::false_rate()},
          {"expected", found.expected}, {"changed", std::move(changed)},  {"words", multiplicity_in_words(found)}};
}

Json diagnostics_part(const SystemStory& story) {
  Looked looked;
  look_at_levels(story, looked);
  look_at_claims(story, looked);
  const Effects effects = look_at_effects(story);
  const std::vector<analysis::BeliefCheck> beliefs =
      analysis::check_beliefs(*story.spec.worlds.front().plan, story.results.seed);
  std::vector<std::string> words;
  if (effects.doubtful > 0) {
    words.push_back(fmt::format(
        "Of {} of what-ifs that are told, {} on few draws: in most draws nothing of note differs, "
        "and more draws may move their means beyond the standard error.",
        counted(effects.at, "effect"), effects.doubtful == 1 ? "1 hangs" : fmt::format("{} hang", effects.doubtful)));
  }
  if (std::string filter = filter_in_words(beliefs); !filter.empty()) {
    words.push_back(std::move(filter));
  }
  Json claims = multiplicity_part(story.claims);
  if (!claims.at("words").get<std::string>().empty()) {
    words.push_back(claims.at("words").get<std::string>());
  }
  return {{"warnings", warnings(looked)},
          {"words", words},
          {"tails", tails_part(looked, effects)},
          {"filter", filter_part(beliefs)},
          {"claims", std::move(claims)}};
}

}  // namespace suasion::report
