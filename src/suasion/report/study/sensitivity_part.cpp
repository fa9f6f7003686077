#include "suasion/report/study/sensitivity_part.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "suasion/report/study/sensitivity_words.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

/// A row before it is sorted: by this figure.
struct Row {
  double by = 0.0;
  Json json = {};
};

Json sorted(std::vector<Row> rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.by > b.by; });
  Json list = Json::array();
  for (Row& row : rows) {
    list.push_back(std::move(row.json));
  }
  return list;
}

Json groups_part(const StudyStory& story, const std::vector<analysis::FactorGroup>& groups, analysis::GroupBy by) {
  Json list = Json::array();
  for (const analysis::FactorGroup& group : groups) {
    list.push_back(group_part(story, group, by));
  }
  return list;
}

/// A group for each factor, for methods that know no others.
Json factors_part(const StudyStory& story, std::size_t factors) {
  std::vector<analysis::FactorGroup> groups;
  for (std::size_t f = 0; f < factors; ++f) {
    groups.push_back({.name = story.facts[f].path, .factors = {f}});
  }
  return groups_part(story, groups, analysis::GroupBy::input);
}

Json head(std::string_view method, const std::vector<std::string>& figures, std::size_t base_points, Json groups) {
  return {{"method", method},           {"meaning", method_meaning(method)}, {"figures", figures},
          {"base_points", base_points}, {"groups", std::move(groups)},       {"outputs", Json::array()}};
}

}  // namespace

Json sobol_part(const StudyStory& story, const analysis::SobolStudy& study, analysis::GroupBy by) {
  Json part = head("sobol", {"total", "first"}, study.base_points, groups_part(story, study.groups, by));
  part["design"] = math::name(study.design);
  for (std::size_t o = 0; o < study.outputs.size(); ++o) {
    const analysis::OutputIndices& found = study.outputs[o];
    std::vector<Row> rows;
    for (std::size_t g = 0; g < found.groups.size(); ++g) {
      const analysis::GroupIndices& one = found.groups[g];
      if (one.total.value != 0.0) {
        rows.push_back(
            {one.total.value, {{"group", g}, {"total", bounded_part(one.total)}, {"first", bounded_part(one.first)}}});
      }
    }
    Json output = output_head(story, story.outputs[o]);
    output["constant"] = found.constant;
    output["left_out"] = found.left_out;
    output["mean"] = found.mean;
    output["sd"] = std::sqrt(std::max(found.variance, 0.0));
    output["rows"] = sorted(std::move(rows));
    output["words"] = drivers_words(output, part.at("groups"), "total");
    part["outputs"].push_back(std::move(output));
  }
  return part;
}

Json shapley_part(const StudyStory& story, const std::vector<analysis::FactorGroup>& groups,
                  const std::vector<analysis::ShapleyEffects>& effects, analysis::GroupBy by, std::size_t base_points) {
  Json part = head("shapley", {"share"}, base_points, groups_part(story, groups, by));
  for (std::size_t o = 0; o < effects.size(); ++o) {
    std::vector<Row> rows;
    for (std::size_t g = 0; g < effects[o].share.size(); ++g) {
      if (const analysis::Bounded& share = effects[o].share[g]; share.value != 0.0) {
        rows.push_back({share.value, {{"group", g}, {"share", bounded_part(share)}}});
      }
    }
    Json output = output_head(story, story.outputs[o]);
    output["constant"] = effects[o].constant;
    output["left_out"] = effects[o].left_out;
    output["sd"] = std::sqrt(std::max(effects[o].variance, 0.0));
    output["rows"] = sorted(std::move(rows));
    output["words"] = drivers_words(output, part.at("groups"), "share");
    part["outputs"].push_back(std::move(output));
  }
  return part;
}

Json morris_part(const StudyStory& story, const std::vector<analysis::MorrisOutput>& outputs, std::size_t base_points) {
  const std::size_t factors = outputs.empty() ? 0 : outputs.front().factors.size();
  Json part = head("morris", {"mu_star", "mu", "sigma"}, base_points, factors_part(story, factors));
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    std::vector<Row> rows;
    for (std::size_t f = 0; f < factors; ++f) {
      const analysis::ElementaryEffects& one = outputs[o].factors[f];
      if (one.mu_star.value != 0.0) {
        rows.push_back({one.mu_star.value,
                        {{"group", f}, {"mu_star", bounded_part(one.mu_star)}, {"mu", one.mu}, {"sigma", one.sigma}}});
      }
    }
    Json output = output_head(story, story.outputs[o]);
    output["constant"] = rows.empty();
    output["left_out"] = outputs[o].left_out;
    output["rows"] = sorted(std::move(rows));
    output["words"] = morris_words(output, part.at("groups"), factors);
    part["outputs"].push_back(std::move(output));
  }
  return part;
}

Json tornado_part(const StudyStory& story, const std::vector<analysis::Tornado>& outputs) {
  const std::size_t factors = outputs.empty() ? 0 : outputs.front().bars.size();
  Json part = head("local", {"low", "high"}, 1, factors_part(story, factors));
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    Json rows = Json::array();
    for (const analysis::TornadoBar& bar : outputs[o].bars) {
      if (bar.low != bar.high) {
        rows.push_back({{"group", bar.factor}, {"low", bar.low}, {"high", bar.high}});
      }
    }
    Json output = output_head(story, story.outputs[o]);
    output["constant"] = rows.empty();
    output["middle"] = outputs[o].middle;
    output["rows"] = std::move(rows);
    output["words"] = tornado_words(output, part.at("groups"));
    part["outputs"].push_back(std::move(output));
  }
  return part;
}

Json given_data_part(const std::vector<NamedColumn>& inputs, const std::vector<NamedColumn>& outputs,
                     const std::vector<std::vector<analysis::GivenDataImportance>>& found, std::size_t draws) {
  Json groups = Json::array();
  for (const NamedColumn& input : inputs) {
    groups.push_back({{"name", input.name}, {"title", input.title}, {"chance", false}});
  }
  Json part = head("given-data", {"median", "most"}, draws, std::move(groups));
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    std::vector<Row> rows;
    std::size_t told = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const analysis::GivenDataImportance& one = found[o][i];
      told += one.median.told_apart() ? 1 : 0;
      if (one.slices > 1) {
        rows.push_back({one.median.value.value,
                        {{"group", i},
                         {"median", bounded_part(one.median.value)},
                         {"most", bounded_part(one.most.value)},
                         {"floor", one.median.floor},
                         {"told_apart", one.median.told_apart()}}});
      }
    }
    Json output = {{"name", outputs[o].name}, {"title", outputs[o].title}, {"constant", rows.empty()}};
    output["rows"] = sorted(std::move(rows));
    output["words"] = given_data_words(output, part.at("groups"), told);
    part["outputs"].push_back(std::move(output));
  }
  return part;
}

}  // namespace suasion::report
