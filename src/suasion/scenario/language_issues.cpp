/// Rows of the grammar: what is contested. Issues and the correlations between their numbers.

#include "suasion/scenario/language_table.hpp"

namespace suasion::scenario {

namespace {

constexpr Key stake_keys[] = {
    {.name = "position",
     .shape = Shape::quantity,
     .meaning = "As in `positions`.",
     .example = "[65, 90]",
     .now = true,
     .on_scale = true},
    {.name = "salience",
     .shape = Shape::quantity,
     .meaning = "As in `salience`.",
     .example = "[50, 80]",
     .now = true,
     .unit = "percent",
     .low = 0,
     .high = 100},
    {.name = "capability",
     .shape = Shape::quantity,
     .meaning = "As in `capability`.",
     .example = "[40, 60]",
     .now = true,
     .low = 0},
};

constexpr Key issue_keys[] = {
    {.name = "id",
     .shape = Shape::identifier,
     .meaning = "Short name.",
     .example = "\"integration\"",
     .required = true,
     .now = true},
    {.name = "name",
     .shape = Shape::text,
     .meaning = "Name for people.",
     .example = "\"Depth of integration\"",
     .required = true,
     .now = true},
    {.name = "unit",
     .shape = Shape::text,
     .meaning = "Unit of the scale, if it has one.",
     .example = "\"years\"",
     .now = true},
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
     .required = true,
     .now = true},
    {.name = "status_quo",
     .shape = Shape::quantity,
     .meaning = "Where things stand at the origin, on the scale.",
     .example = "35",
     .now = true,
     .on_scale = true},
    {.name = "positions",
     .shape = Shape::positions,
     .meaning =
         "Where each actor wants to end up, on the scale, by actor. Or the name of a CSV file beside the scenario with "
         "the columns actor, position, salience, capability and because, whose cells are numbers or lo..hi.",
     .example = "{ RUS = [65, 90], BLR = [15, 40] }",
     .now = true,
     .on_scale = true},
    {.name = "salience",
     .shape = Shape::by_actor,
     .meaning = "How much of its weight each actor is ready to use on this issue, in percent.",
     .example = "{ RUS = [50, 80], BLR = { triangular = [70, 90, 100] } }",
     .now = true,
     .unit = "percent",
     .low = 0,
     .high = 100},
    {.name = "capability",
     .shape = Shape::by_actor,
     .meaning =
         "What each actor can bring to bear on this issue, in any unit that is the same for all; an actor without a "
         "number here takes its own capability.",
     .example = "{ RUS = [40, 60], BLR = [2, 6] }",
     .now = true,
     .low = 0},
    {.name = "grounds",
     .shape = Shape::grounds,
     .meaning = "`because` by actor, for all numbers of that actor on this issue that do not bring their own.",
     .example = "{ RUS = \"globe-2020 p. 3\" }",
     .now = true},
    {.name = "stakes",
     .shape = Shape::stakes,
     .meaning = "The same numbers written an actor at a time. Their paths are those of the three tables: "
                "issues.integration.positions.RUS.",
     .example = "{ RUS = { position = [65, 90], salience = [50, 80], because = \"globe-2020 p. 3\" } }",
     .now = true,
     .inner = stake_keys},
};

constexpr Key correlation_keys[] = {
    {.name = "id", .shape = Shape::identifier, .meaning = "Short name.", .example = "\"rus-both\""},
    {.name = "between",
     .shape = Shape::quantity_paths,
     .meaning = "Paths of the two quantities.",
     .example = "[\"issues.integration.salience.BLR\", \"issues.energy.salience.BLR\"]",
     .required = true,
     .now = true,
     .least = 2},
    {.name = "value",
     .shape = Shape::number,
     .meaning = "Spearman's rank correlation, between -1 and 1, both excluded. All correlations must be able to hold "
                "together.",
     .example = "0.6",
     .required = true,
     .now = true},
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
          .now = true};
}

Section correlations_section() {
  return {.name = "correlations",
          .one = "correlation",
          .meaning = "Uncertain numbers that go together: where one is high, the other tends to be high (or low).",
          .example =
              "[[correlations]]\nbetween = [\"issues.integration.salience.BLR\", "
              "\"issues.energy.salience.BLR\"]\nvalue = 0.6",
          .keys = correlation_keys,
          .now = true};
}

}  // namespace suasion::scenario
