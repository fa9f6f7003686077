#include "suasion/system/signal/signal.hpp"

#include "suasion/system/signal/filter_check.hpp"
#include "suasion/system/signal/gather.hpp"
#include "suasion/system/signal/steps.hpp"

namespace suasion::system::signal {

namespace {

void plan(Builder& builder) {
  const scenario::Scenario& scenario = builder.scenario();
  if (builder.roles().rival.empty()) {
    builder.off("the scenario names no rival patron whose support could be in doubt");
    return;
  }
  if (scenario.section("signal_kinds").empty()) {
    builder.off("the scenario has no signal kinds");
    return;
  }
  constexpr double days_per_year = 365.25;
  const base::Date& origin = scenario.origin;
  const double new_year = builder.days(base::Date{origin.year(), std::chrono::January, std::chrono::day(1)});
  const auto audience = std::make_shared<const Audience>(gather(builder));
  builder.check(std::make_unique<FilterCheck>(audience));
  add_steps(builder, audience, static_cast<double>(static_cast<int>(origin.year())) - new_year / days_per_year);
}

std::vector<model::OptionInfo> options() {
  return {
      {.name = "tour",
       .meaning = "What a stop on a tour says.",
       .values = {{"routine", "as much as is left once the tour may have reasons of its own"},
                  {"shared", "the same, and each stop tells something about those reasons"},
                  {"none", "as much as a journey of its own"}},
       .default_value = "routine"},
      {.name = "decay",
       .meaning = "Whether beliefs fade towards their long-run mean.",
       .values = {{"on", "they fade"}, {"off", "nothing is forgotten"}},
       .default_value = "on"},
      {.name = "audience",
       .meaning = "Who hears of signals.",
       .values = {{"as-said", "whom the scenario names, everybody where it names none"},
                  {"private", "the protege alone"}},
       .default_value = "as-said"},
      {.name = "beliefs",
       .meaning = "Whether signals move beliefs.",
       .values = {{"updated", "by Bayes' rule"},
                  {"frozen", "never: they stay as they were on the first day of history"}},
       .default_value = "updated"},
      {.name = "tie",
       .meaning = "Whether signals bind their sender.",
       .values = {{"on", "Fearon 1997: tied hands"}, {"off", "they inform and do not bind"}},
       .default_value = "on"},
      {.name = "spill",
       .meaning = "Whether a signal to one state says something about the support for others.",
       .values = {{"on", "by the parameter spill_over"}, {"off", "each support stands alone"}},
       .default_value = "on"},
      {.name = "observers",
       .meaning = "How observers read signals.",
       .values = {{"common", "all by the same discrimination and difficulty"},
                  {"own", "each by its own draw of them, so that they may disagree"}},
       .default_value = "common"},
      {.name = "choices",
       .meaning = "Whether what actors decide during the run is read as signals.",
       .values = {{"signals", "visits, statements, ambassadors, sanctions and hazards whose kind is a signal kind"},
                  {"silent", "only the calendar speaks"}},
       .default_value = "signals"},
      {.name = "silence",
       .meaning = "What a month without a signal says.",
       .values = {{"in-prior", "nothing: ordinary silence is in the long-run mean"},
                  {"monthly", "it is a weak signal that was not sent"}},
       .default_value = "in-prior"},
  };
}

std::vector<ParameterInfo> beliefs() {
  constexpr std::string_view unit = "standard deviations over all states";
  return {
      {.name = "support_before",
       .unit = unit,
       .meaning = "Mean of everybody's belief in the rival's support for the protege on the first day of history.",
       .prior = {.form = math::Normal{0.0, 0.5}},
       .source = "judgement: an average state; twenty-six silent years give -0.6 to -1.2 (docs/models/signal.md)"},
      {.name = "support_variance",
       .unit = "",
       .meaning = "Variance of that belief.",
       .prior = {.form = math::LogNormal{0.36, 0.2}},
       .source = "judgement: the silence of decades leaves about this much (grid filter, docs/models/signal.md)"},
      {.name = "long_run_mean",
       .unit = unit,
       .meaning = "Mean towards which the belief fades; if the scenario says nothing, the draw of support_before.",
       .prior = {.form = math::Normal{0.0, 0.5}},
       .source = "judgement: as support_before"},
      {.name = "long_run_variance",
       .unit = "",
       .meaning = "Variance towards which a belief fades that nothing feeds.",
       .prior = {.form = math::LogNormal{0.4, 0.2}},
       .source = "judgement: somewhat more than at the start, below the 1 of a state of which nothing is known"},
      {.name = "support_elsewhere",
       .unit = unit,
       .meaning = "Mean of the belief in the rival's support for other states.",
       .prior = {.form = math::Normal{0.0, 0.5}},
       .source = "judgement: average states"},
      {.name = "half_life_months",
       .unit = "months",
       .meaning = "Time in which half of what a signal moved is forgotten.",
       .prior = {.form = math::LogNormal{12.0, 0.4}},
       .source = "judgement: no published rate found; a year, give or take a half"},
      {.name = "spill_over",
       .unit = "",
       .meaning = "Correlation of the rival's support for one state with that for another.",
       .prior = {.form = math::Uniform{0.0, 0.4}},
       .source = "judgement: states of one region share some of what moves a distant patron"},
      {.name = "leader_share",
       .unit = "",
       .meaning = "Share of the belief's deviation from its long-run mean that goes with the sender's leader.",
       .prior = {.form = math::Uniform{0.1, 0.5}},
       .source = "judgement: McManus 2018 finds signals bound to leaders and gives no share"},
  };
}

std::vector<ParameterInfo> signals() {
  return {
      {.name = "discrimination",
       .unit = "",
       .meaning = "Discrimination of signal kinds that state none.",
       .prior = {.form = math::LogNormal{1.0, 0.3}},
       .source = "judgement: one, as for a factor that explains half of the variance"},
      {.name = "tour_variance",
       .unit = "",
       .meaning = "Variance of what a tour adds to the reasons for each of its stops.",
       .prior = {.form = math::LogNormal{0.5, 0.5}},
       .source =
           "judgement: half as much as states differ in support; Lebovic and Saunders 2016 find routine in travel"},
      {.name = "postponement_meaning",
       .unit = "",
       .meaning = "Probability, as observers see it, that a postponed signal will be dropped.",
       .prior = {.form = math::Beta{2.0, 18.0}},
       .source = "judgement: one in ten where another crisis is the stated ground"},
      {.name = "drop_difficulty",
       .unit = "standard deviations over all states",
       .meaning = "Will it takes to keep an announced signal (the difficulty of not dropping it).",
       .prior = {.form = math::Normal{-1.3, 0.4}},
       .source = "judgement: by equation (2) four in five states would see it kept"},
      {.name = "change_year",
       .unit = "calendar year",
       .meaning = "When the long-run mean changed, if it did: only signal.change looks at it.",
       .prior = {.form = math::Discrete{{{2015.0, 1.0}, {2019.0, 1.0}}}},
       .source = "judgement: the two years in which a change of line is most often seen; state your own"},
      {.name = "change_shift",
       .unit = "standard deviations over all states",
       .meaning = "By how much it rose, if it did.",
       .prior = {.form = math::LogNormal{0.8, 0.4}},
       .source = "judgement: about the news of one rare visit, but lasting"},
  };
}

std::vector<VariableInfo> variables() {
  constexpr std::string_view sd = "standard deviations over all states";
  return {
      {.name = "signal.support.{}-{}.{}", .unit = sd, .meaning = "mean of an observer's belief in support"},
      {.name = "signal.doubt.{}-{}.{}", .unit = "", .meaning = "variance of an observer's belief in support"},
      {.name = "signal.truth.{}-{}",
       .unit = sd,
       .meaning = "true support, drawn from the belief at the origin and held through the run"},
      {.name = "signal.news.{}-{}",
       .unit = "bits",
       .meaning = "surprise of the signals sent since the first day of history, as the receiver saw them"},
      {.name = "signal.tie.{}-{}", .unit = "", .meaning = "how far the signals sent since then bind their sender"},
      {.name = "signal.footprint.{}-{}", .unit = "", .meaning = "how far they raise tension with a rival observer"},
      {.name = "signal.seeing.{}-{}",
       .unit = sd,
       .meaning = "how much higher support is expected to be where the coming signal is sent than where it is not: "
                  "seeing, which is not what sending it does"},
      {.name = "signal.change.{}-{}",
       .unit = "natural logarithm",
       .meaning =
           "likelihood ratio of a change of the long-run mean against none, over the history; its mean over draws "
           "after exponentiation is the Bayes factor"},
  };
}

}  // namespace

Module entry() {
  std::vector<ParameterInfo> parameters = beliefs();
  for (ParameterInfo& info : signals()) {
    parameters.push_back(std::move(info));
  }
  return {.info = {.name = "signal",
                   .title = "Signals and support",
                   .summary = "Observers do not know how much a distant patron cares. A rare or costly signal is sent "
                              "by those who care much, so it raises the belief; a signal that was expected and does "
                              "not come lowers it; both fade.",
                   .source = "Fearon 1997; McManus and Nieman 2019; Kydd 2000",
                   .options = options(),
                   .parameters = std::move(parameters),
                   .variables = variables()},
          .plan = &plan};
}

}  // namespace suasion::system::signal
