// The prototype's block as a scenario: a protege, two patrons and a ring of neighbours.
#include "prototype_world.hpp"

#include <fmt/format.h>

#include <map>

#include "suasion/math/law.hpp"
#include "suasion/system/module.hpp"
#include "suasion/system/tension/geography.hpp"

namespace suasion::bench {

namespace {

using system::tension::Point;

constexpr Point enclave = {54.7, 20.5};
constexpr Point garrison = {55.7, 37.6};
constexpr Point ground = {56.3, 42.9};
constexpr Point capital = {53.9, 27.6};

Point at(std::size_t neighbour) {
  constexpr std::size_t in_a_row = 4;
  return {51.0 + 1.5 * static_cast<double>(neighbour % in_a_row),
          20.0 + 3.0 * static_cast<double>(neighbour / in_a_row) + 0.5 * static_cast<double>(neighbour % in_a_row)};
}

/// The uncertain numbers in the order of Uncertain: path, and law in the language of scenarios.
struct Law {
  const char* path;
  const char* law;
};
constexpr std::array<Law, uncertain> laws = {{
    {"parameters.signal.support_before.value", "{ normal = { mean = -0.9, sd = 0.25 } }"},
    {"parameters.signal.support_variance.value", "{ lognormal = { median = 0.36, log_sd = 0.2 } }"},
    {"signal_kinds.visit.discrimination", "{ lognormal = { median = 1, log_sd = 0.3 } }"},
    {"signal_kinds.visit.difficulty", "{ normal = { mean = 1, sd = 0.3 } }"},
    {"parameters.signal.half_life_months.value", "{ lognormal = { median = 12, log_sd = 0.4 } }"},
    {"ties.trade-mid.share_of_gdp", "{ lognormal = { median = 0.55, log_sd = 0.15 } }"},
    {"ties.trade-big.share_of_gdp", "{ lognormal = { median = 0.021, log_sd = 0.2 } }"},
    {"parameters.leverage.dependence_exponent.value", "{ uniform = [0.2, 0.7] }"},
    {"parameters.leverage.dispute_cost_protege.value", "{ lognormal = { median = 0.06, log_sd = 0.35 } }"},
    {"parameters.leverage.dispute_cost_patron.value", "{ lognormal = { median = 0.02, log_sd = 0.4 } }"},
    {"parameters.leverage.crisis_cost.value", "{ lognormal = { median = 0.15, log_sd = 0.4 } }"},
    {"parameters.leverage.gain.value", "{ lognormal = { median = 0.3, log_sd = 0.25 } }"},
    {"parameters.leverage.aversion.value", "{ lognormal = { median = 0.9, log_sd = 0.25 } }"},
    {"ties.rent.share_of_gdp", "{ lognormal = { median = 0.05, log_sd = 0.3 } }"},
    {"parameters.leverage.alternative_most.value", "{ uniform = [0.4, 0.9] }"},
    {"parameters.leverage.alternative_threshold.value", "{ normal = { mean = 0, sd = 0.5 } }"},
    {"parameters.leverage.alternative_noise.value", "{ lognormal = { median = 0.5, log_sd = 0.25 } }"},
    {"parameters.coercion.severity.value", "{ uniform = [0.05, 0.3] }"},
    {"elections.vote.crackdown", "{ beta = [3, 3] }"},
    {"parameters.domestic.severity.value", "{ beta = [8, 2] }"},
    {"parameters.tension.reach_km.value", "{ lognormal = { median = 250, log_sd = 0.3 } }"},
    {"parameters.tension.exposure_weight.value", "{ lognormal = { median = 0.03, log_sd = 0.4 } }"},
    {"parameters.tension.half_life_months.value", "{ lognormal = { median = 6, log_sd = 0.4 } }"},
    {"parameters.coercion.rationality.value", "{ lognormal = { median = 3, log_sd = 0.4 } }"},
}};

std::string law_of(std::string_view path) {
  for (const Law& one : laws) {
    if (path == one.path) {
      return one.law;
    }
  }
  return {};
}

/// Parameters whose value matters to both sides; all others stand at the mean of their prior.
std::map<std::string, double> stated(const PrototypeFacts& f, bool quiet) {
  const ChoiceFacts& c = f.choices;
  return {{"signal.long_run_variance", f.long_run_variance},
          {"coercion.base_rate", 0.1},
          {"coercion.threat_rate", quiet ? 0.0 : f.threat_rate},
          {"coercion.crisis_effect", f.crisis_effect},
          {"coercion.resolution_rate", f.resolution_rate},
          {"coercion.backed", 0.9},
          {"coercion.review_rate", f.review_rate},
          {"coercion.lift_rate", f.lift_rate},
          {"coercion.eased_share", f.eased_share},
          {"coercion.odds", c.odds},
          {"coercion.shift", c.odds_shift},
          {"coercion.standing", c.standing},
          {"leverage.level_sd", f.level_sd},
          {"leverage.adjustment_half_life_months", f.level_half_life},
          {"leverage.dispute_half_life_months", f.dispute_half_life},
          {"leverage.concession", f.concession},
          {"leverage.tilt_effect", f.tilt_effect},
          {"leverage.press_effect", c.press[1]},
          {"leverage.squeeze_effect", c.press[2]},
          {"leverage.deal_effect", c.deal},
          {"domestic.half_life_months", f.crisis_half_life},
          {"domestic.crisis_slope", f.leave_slope},
          {"domestic.leave_per_month", 0.0042},
          {"domestic.entrenchment", 0.25},
          {"tension.access_intercept", f.access_intercept},
          {"tension.access_level", f.access_level},
          {"tension.access_base", f.access_base},
          {"tension.grievance", f.grievance},
          {"tension.coupling", f.coupling},
          {"decision.strategy", c.strategy},
          {"decision.threat_effect", c.threat_effect},
          {"decision.rights", c.rights},
          {"decision.discount", c.discount},
          {"decision.statement_shift", c.shift[1]},
          {"decision.visit_shift", c.shift[2]},
          {"decision.ambassador_shift", c.shift[3]},
          {"decision.statement_cost", c.rival_cost[1]},
          {"decision.visit_cost", c.rival_cost[2]},
          {"decision.ambassador_cost", c.rival_cost[3]},
          {"decision.ease_cost", c.rival_cost[4]},
          {"decision.sanction_cost", c.rival_cost[5]},
          {"decision.press_cost", c.patron_cost[1]},
          {"decision.squeeze_cost", c.patron_cost[2]},
          {"decision.deal_cost", c.patron_cost[3]},
          {"decision.ask_cost", c.patron_cost[4]},
          {"decision.base_value", c.base_value},
          {"decision.base_reward", c.base_reward},
          {"decision.base_pain", c.base_pain},
          {"decision.base_need", c.base_need},
          {"decision.concede_cost", c.concede_cost},
          {"decision.tilt_cost", c.tilt_cost},
          {"decision.tilt_step", c.tilt_step},
          {"decision.tilt_half_life_months", f.tilt_half_life},
          {"decision.neighbour_relief", c.relief},
          {"decision.exercise_cost", c.exercise_cost},
          {"decision.reinforce_cost", c.reinforce_cost}};
}

std::string parameters(const PrototypeFacts& facts, bool quiet) {
  const std::map<std::string, double> values = stated(facts, quiet);
  std::string text;
  for (const system::Module& module : system::modules()) {
    for (const system::ParameterInfo& info : module.info.parameters) {
      const std::string path = fmt::format("{}.{}", module.info.name, info.name);
      if (path == "signal.long_run_mean") {
        continue;  // then it is that of the first belief
      }
      const std::string law = law_of("parameters." + path + ".value");
      const auto value = values.find(path);
      const double number = value != values.end() ? value->second : math::summarise(info.prior).mean;
      text += fmt::format("[[parameters]]\npath = \"{}\"\nvalue = {}\nbecause.judgement = \"made up\"\n", path,
                          law.empty() ? fmt::format("{}", number) : law);
    }
  }
  return text;
}

std::string actors(std::size_t neighbours) {
  std::string text;
  for (const char* id : {"MID", "BIG", "FAR"}) {
    text += fmt::format("[[actors]]\nid = \"{0}\"\nname = \"{0}\"\nbecause.judgement = \"made up\"\n{1}", id,
                        id == std::string_view("MID") ? "leader = { name = \"Ruler\", since = 1994-07-20 }\n" : "");
  }
  for (std::size_t n = 0; n < neighbours; ++n) {
    const Point point = at(n);
    text += fmt::format(
        "[[actors]]\nid = \"N{0}\"\nname = \"N{0}\"\nbecause.judgement = \"made up\"\n"
        "[[places]]\nid = \"p{0}\"\nin = \"N{0}\"\nat = [{1}, {2}]\nbecause.judgement = \"made up\"\n"
        "[[ties]]\nid = \"b{0}\"\nkind = \"border\"\nbetween = [\"N{0}\", \"N{3}\"]\nbecause.judgement = \"made up\"\n",
        n, point.north, point.east, (n + 1) % neighbours);
  }
  return text;
}

std::string bargain(const PrototypeFacts& facts) {
  std::string text = fmt::format(R"(
[[issues]]
id = "union"
name = "Union"
scale = {{ 0 = "none", 100 = "full" }}
status_quo = {}
because.judgement = "made up"
[issues.stakes.BIG]
position = 80
salience = 60
capability = 100
[issues.stakes.MID]
position = 20
salience = 90
capability = 60
)",
                                 100.0 * facts.level);
  struct Tie {
    const char *id, *kind, *from, *to;
  };
  for (const Tie& tie : {Tie{"trade-mid", "trade", "MID", "BIG"}, Tie{"trade-big", "trade", "BIG", "MID"},
                         Tie{"rent", "transfer", "BIG", "MID"}}) {
    text += fmt::format(
        "[[ties]]\nid = \"{}\"\nkind = \"{}\"\nfrom = \"{}\"\nto = \"{}\"\nshare_of_gdp = {}\nbecause.judgement = "
        "\"made up\"\n",
        tie.id, tie.kind, tie.from, tie.to, law_of(fmt::format("ties.{}.share_of_gdp", tie.id)));
  }
  return text;
}

std::string happenings(const PrototypeFacts& facts, bool quiet) {
  constexpr std::string_view because = "because.judgement = \"made up\"\n";
  constexpr std::array<const char*, hazards> driver = {"domestic.crisis.MID", "signal.support.FAR-MID.MID",
                                                       "leverage.level", "domestic.crisis.MID",
                                                       "signal.support.FAR-MID.MID"};
  std::string text = fmt::format(
      "[[signal_kinds]]\nid = \"visit\"\ndiscrimination = {}\ndifficulty = {}\n{}"
      "[[signal_kinds]]\nid = \"sanction.impose\"\ndiscrimination = 1\ndifficulty = {}\n{}"
      "[[events]]\nid = \"v\"\nkind = \"visit\"\nfrom = \"FAR\"\nto = \"MID\"\nplanned = 2020-02-01\nreliability = "
      "{}\n{}"
      "[[elections]]\nid = \"vote\"\nin = \"MID\"\nplanned = 2020-08-09\ncrackdown = {}\n{}",
      law_of("signal_kinds.visit.discrimination"), law_of("signal_kinds.visit.difficulty"), because,
      facts.sanction_difficulty, because, quiet ? 1.0 : facts.reliability, because,
      quiet ? "0" : law_of("elections.vote.crackdown"), because);
  for (std::size_t h = 0; h < hazards; ++h) {
    text += fmt::format(
        "[[hazards]]\nid = \"h{0}\"\nevent = \"what.{0}\"\nper_month = {1}\ndrivers = {{ \"{2}\" = {3} }}\n{4}", h,
        facts.hazard_rate[h], driver[h], facts.hazard_slope[h], because);
  }
  return text;
}

std::string forces(const PrototypeFacts& facts) {
  constexpr double thousand = 1e3;
  std::string text;
  struct Place {
    const char *id, *in;
    Point point;
  };
  for (const Place& place : {Place{"enclave", "BIG", enclave}, Place{"garrison", "BIG", garrison},
                             Place{"ground", "BIG", ground}, Place{"capital", "MID", capital}}) {
    text += fmt::format("[[places]]\nid = \"{}\"\nin = \"{}\"\nat = [{}, {}]\nbecause.judgement = \"made up\"\n",
                        place.id, place.in, place.point.north, place.point.east);
  }
  text += fmt::format(
      "[[forces]]\nid = \"near\"\nof = \"BIG\"\nat = \"enclave\"\ntroops = {}\nbecause.judgement = \"made up\"\n"
      "[[forces]]\nid = \"reserve\"\nkind = \"reserve\"\nof = \"BIG\"\nat = \"garrison\"\ntroops = {}\n"
      "because.judgement = \"made up\"\n"
      "[[exercises]]\nid = \"drill\"\nof = \"BIG\"\nat = \"ground\"\ntroops = {}\nplanned = 2020-09-15\n"
      "every_months = 12\nbecause.judgement = \"made up\"\n",
      thousand * facts.standing, thousand * facts.reserve, thousand * facts.exercise);
  return text;
}

}  // namespace

PrototypeFacts prototype_facts(std::size_t neighbours) {
  PrototypeFacts facts;
  facts.neighbours = neighbours;
  for (std::size_t n = 0; n < neighbours; ++n) {
    facts.standing_km[n] = system::tension::great_circle_km(enclave, at(n));
    facts.reserve_km[n] = system::tension::great_circle_km(garrison, at(n));
    facts.soil_km[n] = std::min(system::tension::great_circle_km(capital, at(n)), facts.reserve_km[n]);
    facts.exercise_km[n] = system::tension::great_circle_km(ground, at(n));
  }
  return facts;
}

std::string prototype_text(const PrototypeFacts& facts, bool with_choices, bool quiet) {
  std::string neighbours;
  for (std::size_t n = 0; n < facts.neighbours; ++n) {
    neighbours += fmt::format("{}\"N{}\"", n == 0 ? "" : ", ", n);
  }
  return fmt::format(R"(suasion = 1
title = "The prototype's block"
clock = {{ origin = 2020-01-31, end = 2022-06-30, tick = "month" }}
[system]
protege = "MID"
patron = "BIG"
rival = "FAR"
neighbours = [{}]
issue = "union"
assume = ["leverage.price=fixed", "leverage.option_rule=inside", "coercion.reputation=off", "tension.incidents=off",
  "tension.cross=none", "signal.spill=off", "domestic.visits=none"{}]
)",
                     neighbours, with_choices ? "" : ", \"decision=off\"") +
         actors(facts.neighbours) + bargain(facts) + happenings(facts, quiet) + forces(facts) +
         parameters(facts, quiet);
}

std::array<system::Column, uncertain> prototype_inputs(const system::Plan& plan) {
  std::array<system::Column, uncertain> columns = {};
  for (std::size_t i = 0; i < uncertain; ++i) {
    for (std::size_t k = 0; k < plan.inputs.size(); ++k) {
      if (plan.inputs[k].path == laws[i].path) {
        columns[i] = plan.input_columns[k];
      }
    }
  }
  return columns;
}

}  // namespace suasion::bench
