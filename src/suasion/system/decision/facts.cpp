#include "suasion/system/decision/facts.hpp"

namespace suasion::system::decision {

namespace {

constexpr std::string_view percent = "% of the protege's GDP";

math::Law lognormal(double median, double log_sd) {
  return {.form = math::LogNormal{median, log_sd}};
}

math::Law share(double low, double high) {
  return {.form = math::Uniform{low, high}};
}

std::vector<model::OptionInfo> options() {
  return {
      {.name = "depth",
       .meaning = "How far actors think ahead.",
       .values = {{"1", "to the bargain at the state after their own action"},
                  {"2", "to the bargain after the other's answer as well"}},
       .default_value = "1"},
      {.name = "rationality",
       .meaning = "How sharply they choose the better course.",
       .values = {{"as-said", "as the parameter coercion.rationality says"},
                  {"half", "half that"},
                  {"double", "twice"}},
       .default_value = "as-said"},
      {.name = "order",
       .meaning = "Who moves first in a month; neighbours always come last.",
       .values = {{"rival-patron-protege", "the distant patron opens"},
                  {"patron-rival-protege", "the near patron opens"},
                  {"protege-patron-rival", "the protege opens, and answers to last month's pressure"}},
       .default_value = "rival-patron-protege"},
  };
}

std::vector<ParameterInfo> rival_parameters() {
  constexpr std::string_view rate = "judgement: sets how often it is done in a quiet month";
  return {
      {"strategy", "", "The rival's weight on the protege's doing well.", lognormal(0.3, 0.5), "judgement"},
      {"threat_effect", "per unit of anxiety", "How much anxiety among the neighbours raises that weight.",
       lognormal(0.3, 0.5), "judgement"},
      {"rights", percent, "The rival's weight on rights: what engaging costs it in a full crisis.", lognormal(2.0, 0.4),
       "judgement: so that most crackdowns bring threats of sanctions within months"},
      {"statement_shift", "sd of support", "What the rival expects of a statement.", lognormal(0.05, 0.4), "judgement"},
      {"visit_shift", "sd of support", "What it expects of a visit.", lognormal(0.4, 0.4),
       "judgement: about what module signal gives for a rare visit"},
      {"ambassador_shift", "sd of support", "What it expects of sending an ambassador.", lognormal(0.5, 0.4),
       "judgement"},
      {"statement_cost", percent, "What a statement costs the rival.", lognormal(0.4, 0.4), rate},
      {"visit_cost", percent, "What a visit costs it.", lognormal(1.3, 0.3), rate},
      {"ambassador_cost", percent, "What sending an ambassador costs it.", lognormal(1.5, 0.3), rate},
      {"ease_cost", percent, "What easing sanctions costs it.", lognormal(1.6, 0.3), rate},
      {"sanction_cost", percent, "What threatening sanctions costs it.", lognormal(1.8, 0.3), rate},
  };
}

std::vector<ParameterInfo> patron_parameters() {
  return {
      {"discount", "", "Weight of the bargain ahead beside the flow of the month.", share(0.3, 0.9), "judgement"},
      {"press_cost", percent, "What pressing costs the patron beside the dispute itself.", lognormal(1.0, 0.4),
       "judgement"},
      {"squeeze_cost", percent, "What cutting supplies costs it.", lognormal(2.5, 0.4), "judgement"},
      {"deal_cost", percent, "What striking an interim deal costs it.", lognormal(0.5, 0.4), "judgement"},
      {"ask_cost", percent, "What asking for a base costs it.", lognormal(1.2, 0.4), "judgement"},
      {"base_value", percent, "What a base is worth to it.", lognormal(2.0, 0.4), "judgement"},
      {"base_reward", percent, "What it pays for a base.", lognormal(1.0, 0.4), "judgement"},
  };
}

std::vector<ParameterInfo> protege_parameters() {
  return {
      {"concede_cost", percent, "What conceding costs the protege beside the concession itself.", lognormal(0.2, 0.4),
       "judgement: loss of face"},
      {"tilt_cost", percent, "What tilting to the rival costs it.", lognormal(0.5, 0.4), "judgement"},
      {"tilt_step", "", "How far it tilts at a time.", lognormal(0.3, 0.3), "judgement"},
      {"tilt_half_life_months", "months", "How fast a tilt wears off.", lognormal(4.0, 0.4), "judgement"},
      {"base_pain", percent, "What hosting a base costs the protege in sovereignty.", lognormal(3.0, 0.4),
       "judgement: refused for years against offers of a percent or so"},
      {"base_need", percent, "What the patron's help that comes with a base is worth to it in a full crisis.",
       lognormal(1.5, 0.4), "judgement"},
  };
}

std::vector<ParameterInfo> neighbour_parameters() {
  return {
      {"neighbour_relief", "% per unit of anxiety", "What an exercise is worth to an anxious neighbour.",
       lognormal(0.3, 0.5), "judgement"},
      {"exercise_cost", "%", "What an exercise costs it.", lognormal(0.9, 0.3), "judgement"},
      {"reinforce_cost", "%", "What reinforcing costs it.", lognormal(1.8, 0.3), "judgement"},
  };
}

std::vector<VariableInfo> variables() {
  return {
      {"decision.base", "", "1 once the protege hosts a base of the patron"},
      {"decision.tilt", "0 to 1", "how far the protege leans to the rival"},
      {"decision.ambassador", "", "1 once the rival has decided to send an ambassador"},
      {"decision.weight.{}", "", "the rival's weight on strategy or rights"},
      {"decision.rival.engages", "", "probability of a visit, an ambassador or easing in a month"},
      {"decision.does.{}.{}", "", "1 in the month in which it is done"},
      {"decision.{}.{}", "", "probability with which the action was chosen last"},
  };
}

}  // namespace

ModuleInfo facts() {
  std::vector<ParameterInfo> parameters = rival_parameters();
  for (const auto& more : {patron_parameters(), protege_parameters(), neighbour_parameters()}) {
    parameters.insert(parameters.end(), more.begin(), more.end());
  }
  return {.name = "decision",
          .title = "What actors do each month",
          .summary =
              "Once a month the rival, the patron, the protege and the neighbours choose from short lists, one "
              "after the other, each the better course the more surely the more it is better by. They look at "
              "the flow of the month and at the bargain that follows. A planned event of an actor takes the "
              "place of its choice.",
          .source = "Luce 1959; McKelvey and Palfrey 1998",
          .options = options(),
          .parameters = std::move(parameters),
          .variables = variables()};
}

}  // namespace suasion::system::decision
