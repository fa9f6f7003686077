#include "suasion/scenario/topics.hpp"

namespace suasion::scenario {

namespace {

constexpr Topic all_topics[] = {
    {"ids", "Ids and names",
     R"(Every element has an `id`, which other elements use to refer to it, and may have a `name`, which is for people. An id is made of letters, digits, '-' and '_', and it never changes: random numbers are keyed by it, so that renaming an actor for the reader changes nothing else. Groups and actors share their ids.

Some sections let you leave the id out. One is then made from the kind and the names of the element:

    ties.trade-BLR-RUS)"},
    {"quantities", "Quantities and laws",
     R"(Every number that can be uncertain is a quantity, and a quantity is a law: how sure you are of it. Write the simplest form that says what you know.

    salience = 40                                     known exactly
    salience = [30, 50]                               90 % sure that it lies there (a normal law)
    salience = { uniform = [30, 50] }                 equally likely anywhere between
    salience = { triangular = [20, 40, 80] }          lowest, most likely, highest
    salience = { pert = [20, 40, 80] }                the same, smoother, with less weight at the ends
    salience = { beta = [3, 3], on = [0, 100] }       beta law, stretched from 0..1 to 0..100
    salience = { normal = { mean = 40, sd = 6 } }
    gdp = { lognormal = { median = 64e9, log_sd = 0.05 } }
    salience = { discrete = { "30" = 0.7, "60" = 0.3 } }
    salience = { mixture = [{ weight = 0.8, law = [30, 50] }, { weight = 0.2, law = [70, 90] }] }
    salience = { interval = [30, 50], because = "globe-2020 p. 3" }
    salience = { value = 40, because = "globe-2020 p. 3" }

Any table may add `within = [low, high]`, which cuts the law, and `because`, `disputed` and `note` of its own.

Every quantity has natural bounds: a position lies on the scale of its issue, a salience between 0 and 100 percent, a capability is not negative, a probability lies between 0 and 1. A law without ends of its own (the interval, the normal and the lognormal law) is cut there: it is the law given that the quantity lies inside. An end that you wrote and that lies outside is an error.)"},
    {"dates", "Dates",
     R"(Dates are written without quotes. Where a day is not known, give the first and the last that are possible, or a year:

    since = 1994-12-05
    planned = { between = [2020-07-01, 2020-08-30] }
    since = 2008

Nothing dated after the origin of the clock is an input. What was on the calendar by then goes under `planned`; `until`, `by` and the like may lie in the future because they were agreed in the past. An uncertain date must have passed by the origin on its latest day.)"},
    {"grounds", "Grounds: because and disputed",
     R"(Every element and every quantity can say why it says what it says. `because` cites a source and the place in it, or owns up to a judgement, or does several of these:

    because = "globe-2020 p. 3"
    because = { source = "globe-2020", place = "p. 3" }
    because = { judgement = "between the two published estimates" }
    because = ["globe-2020 p. 3", { judgement = "rounded" }]

A quantity without grounds of its own takes those of its actor in the issue (`grounds`), then those of the element it stands in. Numbers without grounds at any level give one warning for each element, and an error under --strict. `disputed` marks what a source gets wrong or what somebody contests; the report lists it.)"},
    {"csv", "Large tables",
     R"(The numbers of an issue may stand in a CSV file beside the scenario:

    positions = "positions.csv"

Its first line names the columns: actor and position, and as far as wanted salience, capability and because. A cell holds a number or low..high, the central 90 %; an empty cell says nothing. Cells with commas in them go in double quotes (RFC 4180). Anything else belongs into the TOML file.

    actor,position,salience,capability,because
    RUS,65..90,50..80,60,globe-2020 p. 3
    BLR,15..40,70..100,4,)"},
    {"paths", "Paths and edits",
     R"(A path is the address of a value: section, id, keys, joined by dots. Messages, correlations and edits all use the same paths.

    issues.integration.positions.RUS
    issues.integration.status_quo
    actors.BLR.capability
    events.visit-2020.planned
    ties.trade-BLR-RUS.share_of_gdp

`--set PATH=VALUE` changes one value before the scenario is read, so that it is checked like any other; VALUE is written as in the file. A path that leads nowhere is an error. Numbers written under `stakes` or in a CSV file have the paths of the three tables: positions, salience, capability.

    suasion run strait.toml --set 'issues.catch.salience.NOR=[20, 40]'

Counterfactuals are lists of such edits:

    edits = [
      { remove = "events.visit-2020" },
      { set = "issues.catch.salience.NOR", to = [20, 40] },
      { add = "events", element = { id = "talks", kind = "talks", planned = 2020-03-01 } },
      { move = "events.summit", to = 2020-04-01 },
      { cancel = "events.summit", on = 2020-01-20 },
    ])"},
    {"editors", "Help from your editor",
     R"(The grammar is published as a JSON Schema, schemas/scenario.schema.json. Editors that know TOML schemas (Taplo, the Even Better TOML extension) complete keys and mark mistakes while you type when the file begins with a line that says where the schema is; a relative path is taken from the scenario file:

    #:schema ../schemas/scenario.schema.json

The schema knows shapes and bounds. `suasion check` knows more: names, dates, paths and what must hold together.)"},
};

}  // namespace

std::span<const Topic> topics() {
  return all_topics;
}

}  // namespace suasion::scenario
