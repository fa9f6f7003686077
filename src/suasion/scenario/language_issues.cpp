/// Rows of the grammar: what is contested. Issues and the correlations between their numbers.

#include "suasion/scenario/language_table.hpp"

namespace suasion::scenario {

namespace {

constexpr Key stake_keys[] = {
    {.name = "position",
     .shape = Shape::quantity,
     .meaning = "As in `positions`.",
     .example = "[65, 90]",
     .on_scale = true},
    {.name = "salience",
     .shape = Shape::quantity,
     .meaning = "As in `salience`.",
     .example = "[50, 80]",
     .unit = "percent",
     .low = 0,
     .high = 100},
    {.name = "capability", .shape = Shape::quantity, .meaning = "As in `capability`.", .example = "[40, 60]", .low = 0},
    {.name = "votes", .shape = Shape::quantity, .meaning = "As in `votes`.", .example = "29", .low = 0},
    {.name = "population", .shape = Shape::quantity, .meaning = "As in `population`.", .example = "82.5", .low = 0},
    {.name = "resolve",
     .shape = Shape::quantity,
     .meaning = "As in `resolve`.",
     .example = "[40, 70]",
     .unit = "percent",
     .low = 0,
     .high = 100},
};

constexpr std::string_view voting_rules[] = {"majority", "qualified-majority", "double-majority", "unanimity"};
constexpr std::string_view forms[] = {"consultation", "codecision"};

constexpr Key procedure_keys[] = {
    {.name = "rule",
     .shape = Shape::choice,
     .meaning = "How many of those who vote a decision needs: more than half of the votes, at least the share "
                "`threshold`, such a share of the votes and the share `population` of the people, or all.",
     .example = "\"qualified-majority\"",
     .required = true,
     .choices = voting_rules},
    {.name = "threshold",
     .shape = Shape::number,
     .meaning = "Share of the votes that a qualified majority needs; of a double majority, 0.55 where it is not given.",
     .example = "0.713",
     .low = 0.5,
     .high = 1},
    {.name = "population",
     .shape = Shape::number,
     .meaning = "Share of the population that a double majority needs, 0.65 where it is not given.",
     .example = "0.65",
     .low = 0.5,
     .high = 1},
    {.name = "proposer",
     .shape = Shape::reference,
     .meaning = "Who makes the proposal; it must have a position on the issue, and has no vote unless `votes` says so.",
     .example = "\"COM\"",
     .refers = refer::actor},
    {.name = "parliament",
     .shape = Shape::reference,
     .meaning = "Who must agree besides those who vote; it must have a position too, and has no vote unless `votes` "
                "says so.",
     .example = "\"EP\"",
     .refers = refer::actor},
    {.name = "form",
     .shape = Shape::choice,
     .meaning = "Consultation: the proposer proposes, the voters decide and may amend unanimously. Codecision: the "
                "voters and the parliament must agree on a joint text.",
     .example = "\"codecision\"",
     .choices = forms},
};

constexpr Key issue_keys[] = {
    {.name = "id",
     .shape = Shape::identifier,
     .meaning = "Short name.",
     .example = "\"integration\"",
     .required = true},
    {.name = "name",
     .shape = Shape::text,
     .meaning = "Name for people.",
     .example = "\"Depth of integration\"",
     .required = true},
    {.name = "unit", .shape = Shape::text, .meaning = "Unit of the scale, if it has one.", .example = "\"years\""},
    {.name = "summary",
     .shape = Shape::text,
     .meaning = "What is contested, in a sentence or two.",
     .example = "\"Whether a common currency comes.\""},
    {.name = "scale",
     .shape = Shape::anchors,
     .meaning =
         "What points on the scale mean: labels by number, at least two. The smallest and the largest number are the "
         "ends of the scale. Put numbers with a decimal point in quotes.",
     .example = "{ 0 = \"free trade only\", 50 = \"common market\", 100 = \"one state\" }",
     .required = true},
    {.name = "status_quo",
     .shape = Shape::quantity,
     .meaning = "Where things stand at the origin, on the scale.",
     .example = "35",
     .on_scale = true},
    {.name = "positions",
     .shape = Shape::positions,
     .meaning =
         "Where each actor wants to end up, on the scale, by actor. Or the name of a CSV file beside the scenario with "
         "the columns actor, position, salience, capability and because, whose cells are numbers or lo..hi.",
     .example = "{ RUS = [65, 90], BLR = [15, 40] }",
     .on_scale = true},
    {.name = "salience",
     .shape = Shape::by_actor,
     .meaning = "How much of its weight each actor is ready to use on this issue, in percent.",
     .example = "{ RUS = [50, 80], BLR = { triangular = [70, 90, 100] } }",
     .unit = "percent",
     .low = 0,
     .high = 100},
    {.name = "capability",
     .shape = Shape::by_actor,
     .meaning =
         "What each actor can bring to bear on this issue, in any unit that is the same for all; an actor without a "
         "number here takes its own capability.",
     .example = "{ RUS = [40, 60], BLR = [2, 6] }",
     .low = 0},
    {.name = "votes",
     .shape = Shape::by_actor,
     .meaning =
         "How many votes each actor has, for models that count votes. Where nobody's are given, every actor has "
         "one, without the proposer and the parliament of the `procedure`; else those without a number have none.",
     .example = "{ DEU = 29, LUX = 4 }",
     .low = 0},
    {.name = "population",
     .shape = Shape::by_actor,
     .meaning = "How many people each actor counts for in a double majority, in any unit that is the same for all.",
     .example = "{ DEU = 82.5, LUX = 0.6 }",
     .low = 0},
    {.name = "resolve",
     .shape = Shape::by_actor,
     .meaning = "How ready each actor is to stand by its position and bear the cost of a failure, in percent: 0 would "
                "settle for anything, 100 would rather fail than give way.",
     .example = "{ RUS = [40, 70], BLR = 30 }",
     .unit = "percent",
     .low = 0,
     .high = 100},
    {.name = "procedure",
     .shape = Shape::table,
     .meaning = "By what rule the issue is decided, for models of decisions by vote.",
     .example = "{ rule = \"qualified-majority\", threshold = 0.713, proposer = \"COM\", parliament = \"EP\", "
                "form = \"codecision\" }",
     .inner = procedure_keys},
    {.name = "grounds",
     .shape = Shape::grounds,
     .meaning = "`because` by actor, for all numbers of that actor on this issue that do not bring their own.",
     .example = "{ RUS = \"globe-2020 p. 3\" }"},
    {.name = "stakes",
     .shape = Shape::stakes,
     .meaning = "The same numbers written an actor at a time. Their paths are those of the three tables: "
                "issues.integration.positions.RUS.",
     .example = "{ RUS = { position = [65, 90], salience = [50, 80], because = \"globe-2020 p. 3\" } }",
     .inner = stake_keys},
};

constexpr Key correlation_keys[] = {
    {.name = "id", .shape = Shape::identifier, .meaning = "Short name.", .example = "\"rus-both\""},
    {.name = "between",
     .shape = Shape::quantity_paths,
     .meaning = "Paths of the two quantities.",
     .example = "[\"issues.integration.salience.BLR\", \"issues.energy.salience.BLR\"]",
     .required = true,
     .least = 2},
    {.name = "value",
     .shape = Shape::number,
     .meaning = "Spearman's rank correlation, between -1 and 1, both excluded. All correlations must be able to hold "
                "together.",
     .example = "0.6",
     .required = true},
};

}  // namespace

Section issues_section() {
  return {.name = "issues",
          .one = "issue",
          .meaning = "What is contested: one line from one extreme to the other, and where each actor stands on it.",
          .example =
              "[[issues]]\nid = \"integration\"\nname = \"Depth of integration\"\n"
              "scale = { 0 = \"free trade only\", 50 = \"common market\", 100 = \"one state\" }\n"
              "status_quo = 35\n[issues.positions]\nRUS = [65, 90]\nBLR = [15, 40]\n"
              "[issues.salience]\nRUS = [50, 80]\nBLR = [70, 100]",
          .keys = issue_keys,
          .names = refer::issue,
          .read_by = ReadBy::models};
}

Section correlations_section() {
  return {.name = "correlations",
          .one = "correlation",
          .meaning = "Uncertain numbers that go together: where one is high, the other tends to be high (or low).",
          .example =
              "[[correlations]]\nbetween = [\"issues.integration.salience.BLR\", "
              "\"issues.energy.salience.BLR\"]\nvalue = 0.6",
          .keys = correlation_keys,
          .read_by = ReadBy::models};
}

}  // namespace suasion::scenario
