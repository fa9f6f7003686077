#include "suasion/model/combination_weights.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "suasion/base/hash.hpp"
#include "suasion/model/combination_embedded.hpp"

namespace suasion::model {

namespace {

using Json = nlohmann::ordered_json;

constexpr int schema = 1;
constexpr std::string_view error_member = "compromise with error";

double rounded(double value) {
  constexpr double digits = 1e6;  // six decimals: far finer than what the fit knows
  return std::round(value * digits) / digits;
}

Json member_json(const ChoiceMember& member, const Coefficients& coefficients, double weight) {
  Json terms = Json::object();
  for (const Term term : member.terms) {
    const auto t = static_cast<std::size_t>(term);
    terms[std::string(term_names[t])] = rounded(coefficients[t]);
  }
  return {{"name", member.name}, {"weight", rounded(weight)}, {"coefficients", std::move(terms)}};
}

Coefficients member_coefficients(const ChoiceMember& member, const Json& json) {
  if (json.at("name").get<std::string>() != member.name) {
    throw std::invalid_argument(fmt::format("expected the member '{}'", member.name));
  }
  Coefficients coefficients{};
  for (const Term term : member.terms) {
    const auto t = static_cast<std::size_t>(term);
    coefficients[t] = json.at("coefficients").at(std::string(term_names[t])).get<double>();
  }
  return coefficients;
}

CombinationTable read_table(const Json& json) {
  if (json.at("schema").get<int>() != schema) {
    throw std::invalid_argument("the table is of another version");
  }
  CombinationTable table;
  CombinationOrigin& origin = table.origin;
  const Json& said = json.at("origin");
  origin.data = said.at("data").get<std::string>();
  origin.fitted_on = said.at("fitted_on").get<std::string>();
  origin.cases = said.at("cases").get<std::size_t>();
  origin.clusters = said.at("clusters").get<std::size_t>();
  const Json& scores = json.at("cross_validated");
  origin.mae = scores.at("mean_absolute_error").get<double>();
  origin.crps = scores.at("crps").get<double>();
  origin.coverage90 = scores.at("coverage_90").get<double>();
  origin.compromise_mae = scores.at("compromise_mean_absolute_error").get<double>();
  origin.compromise_crps = scores.at("compromise_crps").get<double>();
  origin.trained = json.at("trained_clusters").get<std::vector<std::string>>();
  const Json& members = json.at("members");
  for (std::size_t m = 0; m < choice_member_count; ++m) {
    table.weights.choice[m] = member_coefficients(choice_members()[m], members.at(m));
    table.weights.weight[m] = members.at(m).at("weight").get<double>();
  }
  const Json& error = members.at(choice_member_count);
  table.weights.weight[choice_member_count] = error.at("weight").get<double>();
  table.weights.error_sd = error.at("error_sd").get<double>();
  return table;
}

}  // namespace

const std::vector<ChoiceMember>& choice_members() {
  static const std::vector<ChoiceMember> members = {
      {"positions", "who stands where", {Term::held, Term::held_two_sided, Term::near_compromise, Term::midpoint}},
      {"reference",
       "and what no agreement would leave",
       {Term::held, Term::held_two_sided, Term::near_compromise, Term::midpoint, Term::at_reference,
        Term::near_reference}},
      {"institutions",
       "and who proposes and who must agree",
       {Term::held, Term::held_two_sided, Term::near_members, Term::midpoint, Term::at_reference, Term::near_reference,
        Term::at_chamber, Term::near_chamber, Term::near_agenda_setter}}};
  return members;
}

std::string cluster_key(std::string_view cluster) {
  return fmt::format("{:016x}", base::hash64(cluster));
}

std::string to_json(const CombinationTable& table) {
  const CombinationOrigin& origin = table.origin;
  Json members = Json::array();
  for (std::size_t m = 0; m < choice_member_count; ++m) {
    members.push_back(member_json(choice_members()[m], table.weights.choice[m], table.weights.weight[m]));
  }
  members.push_back({{"name", error_member},
                     {"weight", rounded(table.weights.weight[choice_member_count])},
                     {"error_sd", rounded(table.weights.error_sd)}});
  const Json json = {{"schema", schema},
                     {"origin",
                      {{"data", origin.data},
                       {"fitted_on", origin.fitted_on},
                       {"cases", origin.cases},
                       {"clusters", origin.clusters}}},
                     {"cross_validated",
                      {{"mean_absolute_error", rounded(origin.mae)},
                       {"crps", rounded(origin.crps)},
                       {"coverage_90", rounded(origin.coverage90)},
                       {"compromise_mean_absolute_error", rounded(origin.compromise_mae)},
                       {"compromise_crps", rounded(origin.compromise_crps)}}},
                     {"members", std::move(members)},
                     {"trained_clusters", origin.trained}};
  return json.dump(2) + "\n";
}

CombinationTable combination_from_json(std::string_view json) {
  try {
    return read_table(Json::parse(json));
  } catch (const Json::exception& error) {
    throw std::invalid_argument(fmt::format("this is no table of the combined forecast: {}", error.what()));
  }
}

const CombinationTable& shipped_combination() {
  static const CombinationTable table = combination_from_json(embedded_combination());
  return table;
}

}  // namespace suasion::model
