/// Rows of the grammar: what is asked and claimed. Questions, counterfactuals, claims, parameters, facts, omissions.

#include "suasion/scenario/language_table.hpp"

namespace suasion::scenario {

namespace {

constexpr std::string_view tests[] = {"contrast", "interaction", "level", "tilt"};
constexpr std::string_view expectations[] = {"higher", "lower", "different", "same", "small"};

constexpr Key threshold_keys[] = {
    {.name = "of",
     .shape = Shape::text,
     .meaning = "What is measured: a path of the scenario or a statistic of a model.",
     .example = "\"issues.integration\"",
     .required = true},
    {.name = "at_least", .shape = Shape::number, .meaning = "True from here upwards.", .example = "60"},
    {.name = "at_most", .shape = Shape::number, .meaning = "True up to here.", .example = "80"},
};

constexpr Key questions_keys[] = {
    {.name = "id",
     .shape = Shape::identifier,
     .meaning = "Short name.",
     .example = "\"programmes-signed\"",
     .required = true},
    {.name = "text",
     .shape = Shape::text,
     .meaning = "The question.",
     .example = "\"Are the programmes signed by the end of 2021?\"",
     .required = true},
    {.name = "event",
     .shape = Shape::word,
     .meaning = "Kind of event that answers it with yes.",
     .example = "\"sign.programmes\""},
    {.name = "no_event",
     .shape = Shape::word,
     .meaning = "Kind of event that answers it with no; it is yes if none happens by then.",
     .example = "\"leader.leaves\""},
    {.name = "issue",
     .shape = Shape::reference,
     .meaning = "The issue it belongs to.",
     .example = "\"integration\"",
     .refers = refer::issue},
    {.name = "threshold",
     .shape = Shape::table,
     .meaning = "A measure and the bound it has to reach.",
     .example = "{ of = \"issues.integration\", at_least = 60 }",
     .inner = threshold_keys},
    {.name = "after",
     .shape = Shape::date,
     .meaning = "First day that counts.",
     .example = "2020-02-01",
     .future = true},
    {.name = "by", .shape = Shape::date, .meaning = "Last day that counts.", .example = "2021-12-31", .future = true},
    {.name = "cluster",
     .shape = Shape::word,
     .meaning = "Questions of one cluster hang on one shock and are scored together.",
     .example = "\"after-the-election\""},
};

constexpr Key counterfactuals_keys[] = {
    {.name = "id",
     .shape = Shape::identifier,
     .meaning = "Short name.",
     .example = "\"never-planned\"",
     .required = true},
    {.name = "text",
     .shape = Shape::text,
     .meaning = "What is different.",
     .example = "\"The visit was never on the calendar\"",
     .required = true},
    {.name = "edits",
     .shape = Shape::edits,
     .meaning = "Each is one of { remove = PATH }, { set = PATH, to = VALUE }, { add = SECTION, element = { ... } }, { "
                "move = PATH OF AN EVENT, to = DATE }, { cancel = PATH OF AN EVENT, on = DATE }; without `on`, on the "
                "day of the "
                "origin.",
     .example = "[{ set = \"issues.integration.salience.RUS\", to = [20, 40] }]",
     .required = true},
};

constexpr Key claims_keys[] = {
    {.name = "id", .shape = Shape::identifier, .meaning = "Short name.", .example = "\"K15\"", .required = true},
    {.name = "text",
     .shape = Shape::text,
     .meaning = "The claim in your own words.",
     .example = "\"Better ties with Washington lengthen the leash\"",
     .required = true},
    {.name = "kind", .shape = Shape::word, .meaning = "causal, evaluative, factual ...", .example = "\"causal\""},
    {.name = "says", .shape = Shape::text, .meaning = "Who says so.", .example = "\"the author of the article\""},
    {.name = "compare",
     .shape = Shape::references,
     .meaning = "Two of: baseline, or counterfactuals.",
     .example = "[\"baseline\", \"never-planned\"]",
     .refers = refer::counterfactual,
     .least = 2},
    {.name = "statistic",
     .shape = Shape::text,
     .meaning = "What is compared, in words.",
     .example = "\"what Belarus gets from the bargain\""},
    {.name = "test",
     .shape = Shape::choice,
     .meaning =
         "What is asked of the measure: contrast (the first of `compare` against the second), interaction (the "
         "contrast "
         "here less the contrast in the worlds of `against`), level (against `bound`), tilt (its mean where `weight` "
         "weighs draws, over its plain mean, against 1).",
     .example = "\"contrast\"",
     .choices = tests},
    {.name = "measure",
     .shape = Shape::text,
     .meaning = "The variable of the system, or chance of an event as event.KIND, that is looked at.",
     .example = "\"leverage.payoff.protege\""},
    {.name = "beside",
     .shape = Shape::texts,
     .meaning = "More variables whose contrast is shown beside, without bearing on the verdict.",
     .example = "[\"leverage.agreed\", \"leverage.price\"]"},
    {.name = "weight",
     .shape = Shape::text,
     .meaning = "The variable that weighs draws in a tilt.",
     .example = "\"decision.rival.engages\""},
    {.name = "against",
     .shape = Shape::references,
     .meaning = "Two more of baseline and counterfactuals, for an interaction.",
     .example = "[\"no-dispute\", \"no-dispute-no-visit\"]",
     .refers = refer::counterfactual,
     .least = 2},
    {.name = "at",
     .shape = Shape::date,
     .meaning = "Day on which it is looked at; the end of the clock unless said otherwise.",
     .example = "2020-02-29",
     .future = true},
    {.name = "expect",
     .shape = Shape::choice,
     .meaning = "What the first of the two should show against the second.",
     .example = "\"higher\"",
     .choices = expectations},
    {.name = "bound",
     .shape = Shape::quantity,
     .meaning = "The bound for \"small\" and for levels, in units of the measure.",
     .example = "0.02"},
    {.name = "ablate",
     .shape = Shape::texts,
     .meaning = "Changes under which it must still hold, each MODULE.OPTION=VALUE, MODULE=off or set PATH=VALUE.",
     .example = "[\"leverage.price=negotiable\"]"},
    {.name = "about",
     .shape = Shape::paths,
     .meaning = "What in the scenario it speaks about.",
     .example = "[\"events.visit-2020\"]"},
    {.name = "untestable",
     .shape = Shape::text,
     .meaning = "Why no model can speak to it.",
     .example = "\"It is a judgement of taste.\""},
};

constexpr Key parameters_keys[] = {
    {.name = "path",
     .shape = Shape::word,
     .meaning = "Module and parameter.",
     .example = "\"signal.half_life_months\"",
     .required = true},
    {.name = "name", .shape = Shape::text, .meaning = "Name for people.", .example = "\"Half-life of a signal\""},
    {.name = "value",
     .shape = Shape::quantity,
     .meaning = "The prior.",
     .example = "{ lognormal = { median = 12, log_sd = 0.4 } }",
     .required = true},
    {.name = "unit", .shape = Shape::text, .meaning = "Its unit.", .example = "\"months\""},
};

constexpr Key facts_keys[] = {
    {.name = "id", .shape = Shape::identifier, .meaning = "Short name.", .example = "\"F01\"", .required = true},
    {.name = "says",
     .shape = Shape::text,
     .meaning = "What the source says, in your own words.",
     .example = "\"Independent in 1990\"",
     .required = true},
    {.name = "better",
     .shape = Shape::text,
     .meaning = "What is better supported.",
     .example = "\"Independence came in 1991.\"",
     .required = true},
    {.name = "about",
     .shape = Shape::paths,
     .meaning = "What in the scenario it touches.",
     .example = "[\"actors.BLR\"]"},
};

constexpr Key omitted_keys[] = {
    {.name = "id", .shape = Shape::identifier, .meaning = "Short name.", .example = "\"Q11\"", .required = true},
    {.name = "text",
     .shape = Shape::text,
     .meaning = "What was left out.",
     .example = "\"The article counts three reasons\"",
     .required = true},
};

}  // namespace

Section questions_section() {
  return {.name = "questions",
          .one = "question",
          .meaning = "Questions with a yes or a no and a deadline, so that forecasts can be scored.",
          .example =
              "[[questions]]\nid = \"programmes-signed\"\ntext = \"Are the programmes signed by the end of "
              "2021?\"\nevent = \"sign.programmes\"\nby = 2021-12-31",
          .keys = questions_keys};
}

Section counterfactuals_section() {
  return {.name = "counterfactuals",
          .one = "counterfactual",
          .meaning = "What if: a list of edits of this very file, with the paths that messages use.",
          .example =
              "[[counterfactuals]]\nid = \"never-planned\"\ntext = \"The visit was never on the calendar\"\nedits = [{ "
              "remove = \"events.visit-2020\" }]",
          .keys = counterfactuals_keys,
          .names = refer::counterfactual};
}

Section claims_section() {
  return {.name = "claims",
          .one = "claim",
          .meaning = "What the sources assert, with the comparison that could bear it out.",
          .example =
              "[[claims]]\nid = \"K15\"\ntext = \"Better ties with Washington lengthen the leash\"\ncompare = "
              "[\"baseline\", \"never-planned\"]\nstatistic = \"payoff.BLR\"\nexpect = \"higher\"\nbecause = "
              "\"globe-2020 p. 6\"",
          .keys = claims_keys};
}

Section parameters_section() {
  return {.name = "parameters",
          .one = "parameter",
          .meaning = "Priors of model parameters that have no place in an actor or an event.",
          .example =
              "[[parameters]]\npath = \"signal.half_life_months\"\nvalue = { lognormal = { median = 12, log_sd = 0.4 } "
              "}\nbecause = { judgement = \"about a year\" }",
          .keys = parameters_keys,
          .id_key = "path"};
}

Section facts_section() {
  return {.name = "facts",
          .one = "fact",
          .meaning = "Slips of the sources that belong to no single element.",
          .example =
              "[[facts]]\nid = \"F01\"\nsays = \"Independent in 1990\"\nbetter = \"Sovereignty was declared in 1990; "
              "independence came in 1991.\"\nbecause = \"globe-2020 p. 1\"",
          .keys = facts_keys,
          .read_by = ReadBy::nobody};
}

Section omitted_section() {
  return {.name = "omitted",
          .one = "omission",
          .meaning = "What was left out on purpose; `because` says why.",
          .example =
              "[[omitted]]\nid = \"Q11\"\ntext = \"The article counts three reasons\"\nbecause = { judgement = \"a "
              "figure of speech, not a quantity\" }",
          .keys = omitted_keys,
          .read_by = ReadBy::nobody};
}

}  // namespace suasion::scenario
