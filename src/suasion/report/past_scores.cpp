#include "suasion/report/past_scores.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "suasion/report/past_scores_embedded.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr int schema = 1;

PastScore read_score(const Json& json) {
  PastScore score{.model = json.at("model").get<std::string>(),
                  .cases = json.at("cases").get<std::size_t>(),
                  .weights_learnt = json.at("learnt").get<std::string>() == "weights",
                  .mean_absolute_error = json.at("mean_absolute_error").get<Published>(),
                  .crps = json.at("crps").get<Published>(),
                  .coverage_90 = json.at("coverage_90").get<double>()};
  if (const Json& difference = json.at("mean_absolute_error_minus_compromise"); !difference.is_null()) {
    score.minus_compromise = difference.get<Published>();
  }
  return score;
}

PastSet read_set(const Json& json, const std::string& made_on) {
  PastSet set{.title = json.at("title").get<std::string>(),
              .citation = json.at("citation").get<std::string>(),
              .caveat = json.at("caveat").get<std::string>(),
              .made_on = made_on,
              .version = json.at("version").get<std::string>(),
              .command = json.at("command").get<std::string>(),
              .cases = json.at("cases").get<std::size_t>(),
              .clusters = json.at("clusters").get<std::size_t>()};
  for (const Json& score : json.at("scores")) {
    set.scores.push_back(read_score(score));
  }
  return set;
}

}  // namespace

std::vector<PastSet> read_past_scores(std::string_view json) {
  try {
    const Json table = Json::parse(json);
    if (table.at("schema").get<int>() != schema) {
      throw std::invalid_argument("the table of past scores is of another version");
    }
    std::vector<PastSet> sets;
    for (const Json& set : table.at("sets")) {
      sets.push_back(read_set(set, table.at("made_on").get<std::string>()));
    }
    return sets;
  } catch (const Json::exception& problem) {
    throw std::invalid_argument(problem.what());
  }
}

const std::vector<PastSet>& past_scores() {
  static const std::vector<PastSet> sets = read_past_scores(embedded_past_scores());
  return sets;
}

const PastScore* score_of(const PastSet& set, const model::ModelChoice& choice) {
  for (const PastScore& score : set.scores) {
    const base::Result<model::ModelChoice> scored = model::choose(score.model);
    if (scored && scored->model->info.name == choice.model->info.name && scored->settings == choice.settings) {
      return &score;
    }
  }
  return nullptr;
}

}  // namespace suasion::report
