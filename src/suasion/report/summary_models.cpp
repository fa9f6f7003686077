/// The part of summary.json that tells of models: those of the run, those that could be run, how they have scored.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "suasion/report/past_scores.hpp"
#include "suasion/report/summary_parts.hpp"

namespace suasion::report::parts {

namespace {

using model::ModelChoice;

Json settings_part(const ModelChoice& choice) {
  const std::vector<model::OptionInfo>& options = choice.model->info.options;
  Json settings = Json::array();
  for (const auto& [option, value] : choice.settings) {
    const auto found = std::find_if(options.begin(), options.end(),
                                    [name = std::string_view(option)](const auto& one) { return one.name == name; });
    settings.push_back({{"option", option},
                        {"value", value},
                        {"meaning", found == options.end() ? std::string() : std::string(found->meaning)}});
  }
  return settings;
}

/// What both kinds of models tell of themselves.
Json facts_part(const ModelChoice& choice) {
  const model::ModelInfo& info = choice.model->info;
  const std::string_view summary = choice.preset != nullptr ? choice.preset->summary : info.summary;
  const std::string_view source = choice.preset != nullptr ? choice.preset->source : info.source;
  return {{"id", choice.id},
          {"title", std::string(choice.title())},
          {"summary", std::string(summary)},
          {"differs", std::string(info.differs)},
          {"source", std::string(source)}};
}

/// Models of the registry, a model with presets once for each of them, that the run left out.
std::vector<ModelChoice> left_out(const ensemble::Plan& plan) {
  std::vector<std::string> names;
  for (const model::Model& one : model::models()) {
    const std::vector<std::string> variants = model::variants(one.info);
    names.insert(names.end(), variants.begin(), variants.end());
  }
  std::vector<ModelChoice> choices;
  for (const std::string& name : names) {
    base::Result<ModelChoice> choice = model::choose(name);
    base::require(choice.has_value(), "a model of the registry can be chosen");
    const bool runs = std::any_of(plan.models.begin(), plan.models.end(), [&](const ensemble::PlannedModel& planned) {
      return planned.choice.model == choice->model && planned.choice.settings == choice->settings;
    });
    if (!runs) {
      choices.push_back(*std::move(choice));
    }
  }
  return choices;
}

/// Why it could say nothing on any issue; empty where it could on one.
std::string silent_everywhere(const ensemble::Plan& plan, const ModelChoice& choice) {
  const ensemble::PlannedModel planned = {choice, choice.model->make(choice.settings)};
  std::string why;
  for (const ensemble::PlannedIssue& issue : plan.issues) {
    why = ensemble::silent_because(planned, issue);
    if (why.empty()) {
      return {};
    }
  }
  return why;
}

Json published(const Published& figure) {
  return {{"value", figure[0]}, {"low", figure[1]}, {"high", figure[2]}};
}

Json score_part(const PastSet& set, const PastScore& score, const std::string& model) {
  return {{"model", model},
          {"cases", score.cases},
          {"learnt", score.weights_learnt ? "weights" : "width of the error"},
          {"mean_absolute_error", published(score.mean_absolute_error)},
          {"minus_compromise", score.minus_compromise ? published(*score.minus_compromise) : Json(nullptr)},
          {"crps", published(score.crps)},
          {"coverage_90", score.coverage_90},
          {"words", score_words(set, score)}};
}

}  // namespace

Json models(const ensemble::Plan& plan) {
  Json list = Json::array();
  for (const ensemble::PlannedModel& planned : plan.models) {
    Json part = facts_part(planned.choice);
    part["baseline"] = planned.choice.model->info.baseline;
    part["rounds"] = planned.solver != nullptr ? planned.solver->rounds() : 0;
    part["settings"] = settings_part(planned.choice);
    list.push_back(std::move(part));
  }
  return list;
}

Json other_models(const ensemble::Plan& plan) {
  Json list = Json::array();
  for (const ModelChoice& choice : left_out(plan)) {
    Json part = facts_part(choice);
    part["needs"] = silent_everywhere(plan, choice);
    list.push_back(std::move(part));
  }
  return list;
}

Json past_scores(const ensemble::Plan& plan) {
  std::vector<ModelChoice> choices;
  for (const ensemble::PlannedModel& planned : plan.models) {
    choices.push_back(planned.choice);
  }
  const std::vector<ModelChoice> others = left_out(plan);
  choices.insert(choices.end(), others.begin(), others.end());
  Json list = Json::array();
  for (const PastSet& set : report::past_scores()) {
    Json scores = Json::array();
    for (const ModelChoice& choice : choices) {
      if (const PastScore* score = score_of(set, choice)) {
        scores.push_back(score_part(set, *score, choice.id));
      }
    }
    list.push_back({{"title", set.title},
                    {"citation", set.citation},
                    {"cases", set.cases},
                    {"clusters", set.clusters},
                    {"made_on", set.made_on},
                    {"version", set.version},
                    {"command", set.command},
                    {"words", set_words(set)},
                    {"scores", std::move(scores)}});
  }
  return list;
}

}  // namespace suasion::report::parts
