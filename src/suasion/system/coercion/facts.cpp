#include "suasion/system/coercion/facts.hpp"

namespace suasion::system::coercion {

namespace {

math::Law lognormal(double median, double log_sd) {
  return {.form = math::LogNormal{median, log_sd}};
}

math::Law uniform(double low, double high) {
  return {.form = math::Uniform{low, high}};
}

math::Law beta(double a, double b) {
  return {.form = math::Beta{.a = a, .b = b}};
}

math::Law known(double value) {
  return {.form = math::Fixed{value}};
}

std::vector<ParameterInfo> promise_parameters() {
  constexpr std::string_view record = "Berkemeier and Fuhrmann 2018: alliances invoked by war, 1816-2003";
  return {
      {"base_rate", "", "Chance that a patron of average support acts for a state it has promised nothing.",
       beta(2, 18), "judgement: one in ten"},
      {"assurance_weight", "", "How far an assurance binds beside a defence pact.", beta(2, 6),
       "judgement: a quarter; assurances name no duty to fight"},
      {"kept_defence", "", "Share of defence pacts kept.", known(0.41), record, true},
      {"kept_nonaggression", "", "Share of pledges not to attack kept.", known(0.37), record, true},
      {"kept_offence", "", "Share of offence pacts kept.", known(0.74), record, true},
      {"kept_neutrality", "", "Share of neutrality pledges kept.", known(0.78), record, true},
      {"kept_other", "", "Share of any other promise kept.", known(0.50), record, true},
      {"record_strength", "cases", "How many cases that record counts for.", known(10), "judgement"},
      {"memory_half_life_months", "months", "How long it takes to forget half of a breach.", lognormal(120, 0.5),
       "judgement: a decade"},
      {"sanction_breach", "", "How much of a breach the rival's new sanctions are of a clause 'no_econ_coercion'.",
       uniform(0, 0.5), "judgement: contested, since they seek no advantage of its own"},
      {"squeeze_breach", "", "How much of a breach it is if the patron cuts supplies.", uniform(0.2, 0.8),
       "judgement: a price dispute to one side, coercion to the other"},
  };
}

std::vector<ParameterInfo> crisis_parameters() {
  return {
      {"rationality", "per 1 % of the protege's GDP", "How sharply actors choose the better course.", lognormal(3, 0.4),
       "judgement: a gain of 1 % of GDP is taken 95 times in 100"},
      {"demand", "0 to 1", "How much further the patron would have the level go.", lognormal(0.1, 0.4),
       "judgement: a treaty's programmes"},
      {"standing", "share of the protege's GDP", "What the patron loses by backing down, and the protege wins.",
       lognormal(0.005, 0.5), "judgement"},
      {"odds", "", "Odds that the patron wins an open conflict where the rival stays out.", beta(6, 4), "judgement"},
      {"shift", "", "By how much less if the rival acts.", uniform(0.1, 0.5), "judgement"},
  };
}

std::vector<ParameterInfo> sanction_parameters() {
  return {
      {"borrowed_weight", "", "Weight of a published case beside one of this quarrel.", uniform(0.05, 0.2),
       "judgement; power prior of Ibrahim and Chen 2000"},
      {"success_rate", "", "Share of sanctions that got their way.", known(0.34), "Hufbauer and others 2007", true},
      {"success_cases", "cases", "Episodes in that record.", known(204), "Hufbauer and others 2007", true},
      {"selection", "log odds", "How much better threats do than sanctions that had to be imposed.",
       lognormal(0.5, 0.4), "judgement on Morgan, Bapat and Kobayashi 2014: the easy cases give way before", true},
      {"cost_effect", "log odds per 1 % of GDP", "What a cost of 1 % of the target's GDP adds.", lognormal(0.2, 0.5),
       "judgement"},
      {"institution_effect", "log odds", "What it adds if an organisation imposes them.", lognormal(0.3, 0.5),
       "judgement on Bapat and Morgan 2009", true},
      {"salience_effect", "log odds", "What it takes away if the matter is all that the target cares for.",
       lognormal(1.0, 0.5), "judgement"},
      {"threat_rate", "per month", "Threats a month while nothing happens.", lognormal(0.005, 0.5), "judgement"},
      {"crisis_effect",
       "log rate",
       "How much a full crisis in the target raises the logarithm of that rate.",
       {.form = math::Normal{3.5, 0.7}},
       "judgement: sanctions within months of crackdowns in 2006 and 2010"},
      {"resolution_rate", "per month", "How fast threats are carried out, met or dropped.", lognormal(0.5, 0.4),
       "judgement: some two months"},
      {"backed", "", "Share of threats carried out where the target does not give way.", uniform(0.75, 1.0),
       "judgement: with concessions at the stage of threats, about half of threats are never imposed", true},
      {"review_rate", "per month", "How fast imposed sanctions come to an end.", lognormal(0.01, 0.5),
       "judgement: eight years on average"},
      {"lift_rate", "per month", "How fast eased sanctions are lifted altogether.", lognormal(0.005, 0.5), "judgement"},
      {"severity", "", "Severity of new sanctions where the scenario does not say; 1 is a full embargo.",
       uniform(0.05, 0.3), "judgement"},
      {"eased_share", "", "What is left of their severity once they are eased.", uniform(0.2, 0.6), "judgement"},
  };
}

std::vector<VariableInfo> variables() {
  return {
      {"coercion.intervention.{}", "", "probability that the rival acts for the protege, as an observer sees it"},
      {"coercion.reliability.{}.{}.{}", "", "probability that a promisor keeps a clause of a commitment"},
      {"coercion.press", "", "probability that the patron presses, in the crisis game"},
      {"coercion.resist", "", "probability that the protege resists if pressed"},
      {"coercion.escalate", "", "probability that the patron escalates if resisted"},
      {"coercion.sanctions.on_protege", "", "severity of all sanctions on the protege together"},
      {"coercion.stage.{}-{}", "", "0 no sanctions, 1 threatened, 2 imposed, 3 eased, 4 lifted"},
      {"coercion.sanctions.{}-{}", "", "severity of the sanctions of one on another, 1 is a full embargo"},
  };
}

}  // namespace

ModuleInfo facts() {
  std::vector<ParameterInfo> parameters = promise_parameters();
  for (const auto& more : {crisis_parameters(), sanction_parameters()}) {
    parameters.insert(parameters.end(), more.begin(), more.end());
  }
  return {.name = "coercion",
          .title = "Promises, pressure and sanctions",
          .summary =
              "Observers judge from signals and promises whether the distant patron would act. Breaches spoil a "
              "promise and are slowly forgotten. Patron and protege play press, resist, escalate with errors in "
              "proportion to what is at stake. Sanctions are threatened, imposed, eased and lifted at rates that "
              "follow the crisis in the target.",
          .source = "Fearon 1995, 1997; McKelvey and Palfrey 1998; Signorino 1999; Berkemeier and Fuhrmann 2018",
          .options = {{.name = "reputation",
                       .meaning = "Whether breaches count against promises.",
                       .values = {{"on", "they do, and are forgotten with time"}, {"off", "promises keep their prior"}},
                       .default_value = "on"}},
          .parameters = std::move(parameters),
          .variables = variables()};
}

}  // namespace suasion::system::coercion
