#include "suasion/system/tension/facts.hpp"

namespace suasion::system::tension {

namespace {

using math::Beta;
using math::LogNormal;
using math::Normal;
using math::Uniform;

std::vector<model::OptionInfo> options() {
  return {
      {.name = "geography",
       .meaning = "Whether force loses weight over distance.",
       .values = {{"on", "exp(-distance / reach)"}, {"off", "all forces weigh alike, wherever they stand"}},
       .default_value = "on"},
      {.name = "enclave",
       .meaning = "Whether forces in exclaves of the patron count.",
       .values = {{"on", "they do"}, {"off", "they are left out, and no way leads through them"}},
       .default_value = "on"},
      {.name = "incidents",
       .meaning = "Whether incidents that nobody planned happen, and excite each other.",
       .values = {{"on", "week by week (Hawkes 1971)"}, {"off", "quarrels only fade, and nothing alarms"}},
       .default_value = "on"},
      {.name = "cross",
       .meaning = "Whether sanctions of the rival bring about a reduction of relations.",
       .values = {{"on", "with their own branching ratio"}, {"none", "relations are reduced at the base rate only"}},
       .default_value = "on"},
      {.name = "balance",
       .meaning = "Whether relations drift towards structural balance and alignment with them.",
       .values = {{"off", "they stay: five years of thaw speak against a fast drift"},
                  {"on", "the bounded form (Kulakowski and others 2005)"}},
       .default_value = "off"},
      {.name = "access_alignment",
       .meaning = "Whether an aligned army opens the protege's soil to the patron.",
       .values = {{"on", "it helps to"}, {"off", "it makes no difference"}},
       .default_value = "on"},
      {.name = "weights",
       .meaning = "How much dated events weigh.",
       .values = {{"goldstein", "the scores of 1992"}, {"half", "half of that"}, {"double", "twice that"}},
       .default_value = "goldstein"}};
}

std::vector<ParameterInfo> of_fear() {
  return {
      {.name = "reach_km",
       .unit = "km",
       .meaning = "Distance over which force loses two thirds of its weight.",
       .prior = {.form = LogNormal{250.0, 0.3}},
       .source = "judgement: about the range of rocket artillery and two days' march"},
      {.name = "half_life_months",
       .unit = "months",
       .meaning = "How long half of a fear or a quarrel lasts that nothing feeds.",
       .prior = {.form = LogNormal{6.0, 0.4}, .low = 0.1},
       .source = "judgement"},
      {.name = "exposure_weight",
       .unit = "per thousand troops",
       .meaning = "Fear in the long run for every thousand troops at hand; 1 is what the gravest attack leaves.",
       .prior = {.form = LogNormal{0.03, 0.4}},
       .source = "judgement: a division of ten thousand next door is a third of an attack"},
      {.name = "grievance",
       .unit = "",
       .meaning = "Fear in the long run that no force accounts for.",
       .prior = {.form = LogNormal{0.2, 0.5}},
       .source = "judgement; the term is Richardson's (1960)"},
      {.name = "coupling",
       .unit = "",
       .meaning = "Share of its neighbours' mean fear that a state takes over.",
       .prior = {.form = Beta{2.0, 6.0}},
       .source = "judgement"},
      {.name = "access_intercept",
       .unit = "",
       .meaning = "Log odds that the protege's soil is open, without integration, alignment and base.",
       .prior = {.form = Normal{-3.0, 0.5}},
       .source = "judgement: one in twenty"},
      {.name = "access_level",
       .unit = "",
       .meaning = "Rise of those log odds from free trade to absorption.",
       .prior = {.form = Normal{4.0, 1.0}, .low = 0.0},
       .source = "judgement"},
      {.name = "access_alignment",
       .unit = "",
       .meaning = "Rise of those log odds from an army of its own to one that is the patron's.",
       .prior = {.form = LogNormal{1.5, 0.4}},
       .source = "judgement"},
      {.name = "access_base",
       .unit = "",
       .meaning = "Rise of those log odds with a base.",
       .prior = {.form = LogNormal{3.0, 0.3}},
       .source = "judgement: who has a base needs no leave"},
      {.name = "base_troops",
       .unit = "thousand troops",
       .meaning = "Troops that a base would bring.",
       .prior = {.form = LogNormal{5.0, 0.4}},
       .source = "judgement: an air base with its guard, or a brigade"},
  };
}

std::vector<ParameterInfo> of_incidents() {
  return {
      {.name = "quarrels_per_week",
       .unit = "per week",
       .meaning = "Incidents between patron and protege that nothing excited.",
       .prior = {.form = LogNormal{0.1, 0.5}},
       .source = "judgement"},
      {.name = "alarms_per_week",
       .unit = "per week",
       .meaning = "Incidents between patron and neighbours that nothing excited.",
       .prior = {.form = LogNormal{0.1, 0.5}},
       .source = "judgement"},
      {.name = "branching",
       .unit = "",
       .meaning = "Further incidents that one incident brings about.",
       .prior = {.form = Beta{9.0, 11.0}},
       .source = "Lewis and others 2012: 37 to 50 % of events self-excited, for violence in Iraq",
       .borrowed = true},
      {.name = "memory_weeks",
       .unit = "weeks",
       .meaning = "Half-life of that excitation.",
       .prior = {.form = Uniform{2.0, 6.0}},
       .source = "Lewis and others 2012: two to six weeks, for violence in Iraq",
       .borrowed = true},
      {.name = "quarrel_size",
       .unit = "",
       .meaning = "What an incident adds to the quarrel.",
       .prior = {.form = LogNormal{0.4, 0.3}},
       .source = "judgement: a rejection or a threat on Goldstein's scale"},
      {.name = "alarm_size",
       .unit = "",
       .meaning = "What an incident adds to the fear of every neighbour.",
       .prior = {.form = LogNormal{0.05, 0.5}},
       .source = "judgement: a tenth of a threat, since most concern one neighbour"},
      {.name = "reductions_per_week",
       .unit = "per week",
       .meaning = "How often the protege reduces relations with the rival unprovoked.",
       .prior = {.form = LogNormal{0.002, 0.7}},
       .source = "judgement: once in ten years"},
      {.name = "cross_branching",
       .unit = "",
       .meaning = "Reductions of relations that one sanction brings about.",
       .prior = {.form = Beta{2.0, 3.0}},
       .source = "judgement"},
      {.name = "balance_per_month",
       .unit = "per month",
       .meaning = "Speed of the drift towards balance.",
       .prior = {.form = LogNormal{0.01, 0.5}},
       .source = "judgement: half-lives of years; used by tension.balance=on only"},
  };
}

std::vector<ParameterInfo> of_absorption() {
  return {
      {.name = "absorption_per_month",
       .unit = "per month",
       .meaning = "Rate at which a state like this loses its independence, at today's level of integration.",
       .prior = {.form = LogNormal{0.0004, 0.8}},
       .source = "judgement: half a percent a year; Fazal 2004 finds that violent death nearly ends after 1945"},
      {.name = "absorption_level",
       .unit = "",
       .meaning = "Rise of the logarithm of that rate from free trade to absorption.",
       .prior = {.form = Normal{4.0, 1.5}, .low = 0.0},
       .source = "judgement"},
      {.name = "absorption_base",
       .unit = "",
       .meaning = "Rise of the logarithm of that rate with a base.",
       .prior = {.form = LogNormal{0.7, 0.5}},
       .source = "judgement: a base doubles it"},
      {.name = "buffer_ratio",
       .unit = "",
       .meaning = "What lying between rivals multiplies that rate by.",
       .prior = {.form = LogNormal{2.0, 0.4}},
       .source = "Fazal 2004 for the sign: buffer states are more likely to die; size is a judgement",
       .borrowed = true},
  };
}

}  // namespace

ModuleInfo facts() {
  std::vector<ParameterInfo> parameters = of_fear();
  for (const auto& more : {of_incidents(), of_absorption()}) {
    parameters.insert(parameters.end(), more.begin(), more.end());
  }
  return {
      .name = "tension",
      .title = "Fear, quarrels and the buffer",
      .summary =
          "Neighbours fear the patron's forces the more, the nearer they stand or could stand, and fear passes "
          "from one to the other. Between patron and protege incidents heat a quarrel and cool down. The buffer "
          "is what closed soil between them keeps away.",
      .source = "Richardson 1960; Boulding 1962; Goldstein 1992; Hawkes 1971; Lewis and others 2012; Fazal 2004",
      .options = options(),
      .parameters = std::move(parameters),
      .variables = {
          {.name = "tension.exposure.{}", .unit = "thousand troops", .meaning = "the patron's forces at hand"},
          {.name = "tension.anxiety.{}", .unit = "", .meaning = "fear; 1 is what the gravest attack leaves"},
          {.name = "tension.buffer.{}", .unit = "", .meaning = "share of the exposure that closed soil keeps away"},
          {.name = "tension.buffer_effect.{}",
           .unit = "",
           .meaning = "fear that open soil and a base would add in the long run; 'allies': the least of the allied"},
          {.name = "tension.access", .unit = "", .meaning = "chance that the protege's soil is open to the patron"},
          {.name = "tension.quarrel", .unit = "", .meaning = "heat of the quarrel of patron and protege"},
          {.name = "tension.quarrel_rank", .unit = "", .meaning = "quantile of that heat in its own long-run law"},
          {.name = "tension.centrality",
           .unit = "",
           .meaning = "by how much the protege shortens the ways of the patron's forces to the neighbours"},
          {.name = "tension.absorption", .unit = "", .meaning = "chance that the protege has lost its independence"},
          {.name = "tension.self_risk",
           .unit = "",
           .meaning = "that chance over what it were if nobody's rival lay beyond"},
          {.name = "tension.excitation",
           .unit = "nats",
           .meaning = "log likelihood ratio, on the dated past, of sanctions that bring about reduced relations"}}};
}

}  // namespace suasion::system::tension
