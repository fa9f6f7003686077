/// Rows of the grammar: the strategic system. Who plays which part, what may happen, what moves whom.

#include "suasion/scenario/language_table.hpp"

namespace suasion::scenario {

namespace {

constexpr Key system_keys[] = {
    {.name = "protege",
     .shape = Shape::reference,
     .meaning = "The state between the patrons.",
     .example = "\"BLR\"",
     .required = true,
     .refers = refer::actor},
    {.name = "patron",
     .shape = Shape::reference,
     .meaning = "The patron that presses it.",
     .example = "\"RUS\"",
     .required = true,
     .refers = refer::actor},
    {.name = "rival",
     .shape = Shape::reference,
     .meaning = "The distant patron whose support is in doubt.",
     .example = "\"USA\"",
     .refers = refer::actor},
    {.name = "neighbours",
     .shape = Shape::references,
     .meaning = "States beyond the protege that fear the patron.",
     .example = "[\"POL\", \"LTU\"]",
     .refers = refer::party},
    {.name = "issue",
     .shape = Shape::reference,
     .meaning = "The issue that patron and protege bargain over; its status quo is where they start.",
     .example = "\"integration\"",
     .refers = refer::issue},
    {.name = "history",
     .shape = Shape::date,
     .meaning =
         "Events from this day on are replayed through the observers' beliefs; what came before is in the prior.",
     .example = "2019-08-01"},
    {.name = "assume",
     .shape = Shape::texts,
     .meaning = "Settings of modules, each MODULE.OPTION=VALUE or MODULE=off; the command line adds to them.",
     .example = "[\"leverage.price=capped\"]"},
};

constexpr Key hazards_keys[] = {
    {.name = "id", .shape = Shape::identifier, .meaning = "Short name.", .example = "\"deal\"", .required = true},
    {.name = "name", .shape = Shape::text, .meaning = "Name for people.", .example = "\"An oil deal\""},
    {.name = "event",
     .shape = Shape::word,
     .meaning = "Kind of event that it brings about; questions ask for the same word.",
     .example = "\"oil.resume\"",
     .required = true},
    {.name = "per_month",
     .shape = Shape::quantity,
     .meaning = "How many such events a month where every driver is 0.",
     .example = "{ lognormal = { median = 0.1, log_sd = 0.5 } }",
     .required = true,
     .unit = "per month",
     .low = 0},
    {.name = "drivers",
     .shape = Shape::numbers,
     .meaning = "By variable of the system (in quotes): how much the logarithm of the rate rises per unit of it.",
     .example = "{ \"domestic.crisis.BLR\" = [0.5, 1.5] }"},
    {.name = "after",
     .shape = Shape::words,
     .meaning = "Kinds of events that must all have happened before.",
     .example = "[\"election.crackdown\"]"},
    {.name = "from",
     .shape = Shape::date,
     .meaning = "Cannot happen before this day.",
     .example = "2020-03-01",
     .future = true},
    {.name = "until",
     .shape = Shape::date,
     .meaning = "Cannot happen after this day.",
     .example = "2021-06-07",
     .future = true},
    {.name = "from_actor",
     .shape = Shape::reference,
     .meaning = "Who acts.",
     .example = "\"RUS\"",
     .refers = refer::party},
    {.name = "to_actor",
     .shape = Shape::reference,
     .meaning = "On whom.",
     .example = "\"BLR\"",
     .refers = refer::party},
};

constexpr Key shifts_keys[] = {
    {.name = "id",
     .shape = Shape::identifier,
     .meaning = "Short name.",
     .example = "\"usa-after-crackdown\"",
     .required = true},
    {.name = "issue",
     .shape = Shape::reference,
     .meaning = "The issue on which a position moves.",
     .example = "\"sanctions\"",
     .required = true,
     .refers = refer::issue},
    {.name = "actor",
     .shape = Shape::reference,
     .meaning = "Whose position.",
     .example = "\"USA\"",
     .required = true,
     .refers = refer::actor},
    {.name = "variable",
     .shape = Shape::text,
     .meaning = "The variable of the system that moves it.",
     .example = "\"domestic.crisis.BLR\"",
     .required = true},
    {.name = "by",
     .shape = Shape::quantity,
     .meaning = "How far the position moves for each unit of the variable, in units of the issue's scale.",
     .example = "[20, 60]",
     .required = true},
};

}  // namespace

Section system_section() {
  return {.name = "system",
          .one = "system",
          .form = Form::table,
          .meaning =
              "Who plays which part in the strategic system of signals, leverage, coercion and tension. Without this "
              "table only the issues are bargained over.",
          .example =
              "[system]\nprotege = \"BLR\"\npatron = \"RUS\"\nrival = \"USA\"\nneighbours = [\"POL\", \"LTU\"]\nissue "
              "= \"integration\"",
          .keys = system_keys,
          .id_key = {}};
}

Section hazards_section() {
  return {.name = "hazards",
          .one = "hazard",
          .meaning =
              "Events that may happen at any time, at a rate that follows the state of the system: rate = per_month "
              "times e to the sum of driver times variable.",
          .example =
              "[[hazards]]\nid = \"deal\"\nevent = \"oil.resume\"\nper_month = { lognormal = { median = 0.1, log_sd = "
              "0.5 } }\nbecause = { judgement = \"such disputes last about a year\" }",
          .keys = hazards_keys};
}

Section shifts_section() {
  return {.name = "shifts",
          .one = "shift",
          .meaning = "How the state of the system moves the positions of actors on issues with many stakeholders.",
          .example =
              "[[shifts]]\nid = \"usa-after-crackdown\"\nissue = \"sanctions\"\nactor = \"USA\"\nvariable = "
              "\"domestic.crisis.BLR\"\nby = [20, 60]\nbecause = { judgement = \"as after earlier elections\" }",
          .keys = shifts_keys};
}

}  // namespace suasion::scenario
