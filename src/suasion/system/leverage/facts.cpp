#include "suasion/system/leverage/facts.hpp"

namespace suasion::system::leverage {

namespace {

math::Law lognormal(double median, double log_sd) {
  return {.form = math::LogNormal{median, log_sd}};
}

math::Law uniform(double low, double high) {
  return {.form = math::Uniform{low, high}};
}

std::vector<model::OptionInfo> options() {
  return {
      {.name = "price",
       .meaning = "How the patron's transfer is set.",
       .values = {{"negotiable", "bargained over together with the concession"},
                  {"fixed", "set elsewhere, as by a contract that runs on"},
                  {"capped", "negotiable up to the transfer paid so far"}},
       .default_value = "fixed"},
      {.name = "option_rule",
       .meaning = "What the rival's help does: it flows while they bargain, or it is had only by leaving.",
       .values = {{"inside", "moves the point of disagreement, and is split"},
                  {"outside", "counts only where leaving beats the deal (Binmore, Rubinstein and Wolinsky 1986)"}},
       .default_value = "inside"},
      {.name = "dispute_cost",
       .meaning = "What a dispute costs both sides.",
       .values = {{"as-said", "as the parameters say"}, {"doubled", "twice that"}},
       .default_value = "as-said"},
  };
}

std::vector<ParameterInfo> bargain_parameters() {
  return {
      {"gain", "share of the protege's GDP", "What full concession is worth to the patron in a year.",
       lognormal(0.30, 0.25), "judgement: transfers of some 6 % of GDP are paid for about a third of the way"},
      {"aversion", "share of the protege's GDP", "How fast conceding grows painful: full concession costs half of it.",
       lognormal(0.9, 0.25), "judgement: so that the efficient level is about a third"},
      {"transfer", "share of the protege's GDP",
       "What the patron pays in a year, or at most; used where the scenario has no tie of kind transfer between them.",
       lognormal(0.05, 0.3), "judgement: as energy subsidies of the order of 5 %"},
      {"dependence_exponent", "", "Weight of dependence in bargaining power.", uniform(0.2, 0.7),
       "judgement: leaves the side that is 26 times more dependent a fifth of the bargain"},
      {"dispute_cost_protege", "share of its GDP", "What a year of open dispute costs the protege.",
       lognormal(0.06, 0.35), "judgement: about what the transfer is worth"},
      {"dispute_cost_patron", "share of the protege's GDP", "What a year of open dispute costs the patron.",
       lognormal(0.02, 0.4), "judgement: a third of the other side's"},
      {"crisis_cost", "share of the protege's GDP", "What a full crisis at home adds to a year of dispute.",
       lognormal(0.15, 0.4), "judgement: a ruler without legitimacy cannot do without the patron"},
      {"alternative_most", "", "Share of the loss that the rival and its friends could make good at best.",
       uniform(0.4, 0.9), "judgement: crude by sea and credit, not the whole market"},
      {"alternative_threshold",
       "sd of support",
       "Support at which half of that help is counted on.",
       {.form = math::Normal{0.7, 0.4}},
       "judgement: clearly more than what a middling state enjoys"},
      {"alternative_noise", "sd of support", "What else decides whether help comes, as a standard deviation.",
       lognormal(0.5, 0.25), "judgement"},
      {"tilt_effect", "sd of support", "How far a full tilt to the rival lowers that threshold.", lognormal(0.3, 0.5),
       "judgement: ports, contracts and talks prepared beforehand"},
  };
}

std::vector<ParameterInfo> course_parameters() {
  return {
      {"adjustment_half_life_months", "months", "How long the level takes to go half the way to what is agreed.",
       lognormal(9.0, 0.4), "judgement: treaties take a year or two to be carried out"},
      {"level_sd", "", "How far the level strays from what is agreed, in the long run (standard deviation).",
       lognormal(0.05, 0.4), "judgement: the step from one anchor of a built index to half the next"},
      {"dispute_half_life_months", "months", "How long a dispute takes to go half the way back to its usual intensity.",
       lognormal(6.0, 0.4), "judgement: yearly price rounds"},
      {"press_effect", "", "How much pressing adds to the intensity of the dispute.", lognormal(0.15, 0.4),
       "judgement"},
      {"squeeze_effect", "", "How much cutting supplies adds to it.", lognormal(0.5, 0.4), "judgement"},
      {"deal_effect", "", "Share of the dispute that a deal takes away.", uniform(0.2, 0.6), "judgement"},
      {"concession", "", "How far the level goes up at once where the protege concedes.", lognormal(0.03, 0.4),
       "judgement: one programme of a treaty among a score"},
  };
}

std::vector<VariableInfo> variables() {
  return {
      {"leverage.dependence.{}", "share of its GDP", "what it has to lose with the other: trade and rents"},
      {"leverage.power", "", "the protege's bargaining power, 0 to 1"},
      {"leverage.alternative", "", "share of a dispute's loss that the protege could make good elsewhere"},
      {"leverage.disagreement.{}", "share of the protege's GDP", "payoff if the two do not agree"},
      {"leverage.agreed", "0 to 1", "level of the deal; where there is none, of the last one"},
      {"leverage.price", "share of the protege's GDP", "transfer of the deal; 0 where there is none"},
      {"leverage.payoff.{}", "share of the protege's GDP", "payoff of the bargain"},
      {"leverage.deal", "", "1 where there is room for a deal"},
      {"leverage.leash", "share of the protege's GDP", "the protege's payoff with the rival's help less that without"},
      {"leverage.leash.price", "share of the protege's GDP", "the part of the leash that comes as price"},
      {"leverage.leash.concession", "share of the protege's GDP", "the part that comes as smaller concession"},
      {"leverage.level", "0 to 1", "level of the issue as it is"},
      {"leverage.dispute", "", "intensity of the dispute; 1 is usual"},
  };
}

}  // namespace

ModuleInfo facts() {
  std::vector<ParameterInfo> parameters = bargain_parameters();
  const std::vector<ParameterInfo> more = course_parameters();
  parameters.insert(parameters.end(), more.begin(), more.end());
  return {.name = "leverage",
          .title = "Dependence, outside options and the bargain",
          .summary =
              "Patron and protege bargain over a concession and a transfer; each gets the more, the better it "
              "does without a deal. The rival's help makes the protege's disagreement less costly, as far as "
              "the protege believes in it. What is agreed is carried out slowly.",
          .source = "Nash 1950; Hirschman 1945; Rubinstein 1982; Binmore, Rubinstein and Wolinsky 1986",
          .options = options(),
          .parameters = std::move(parameters),
          .variables = variables()};
}

}  // namespace suasion::system::leverage
