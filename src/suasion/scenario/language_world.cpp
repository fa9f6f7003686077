/// Rows of the grammar: who and where. The top level, [run], sources, actors, groups, places.

#include "suasion/scenario/language_table.hpp"

namespace suasion::scenario {

namespace {

constexpr std::string_view designs[] = {"monte-carlo", "latin-hypercube", "sobol"};
constexpr std::string_view ticks[] = {"week", "half-month", "month"};

constexpr Key clock_keys[] = {
    {.name = "origin",
     .shape = Shape::date,
     .meaning = "The day the forecast is made. Nothing dated after it is an input.",
     .example = "2020-01-31",
     .required = true},
    {.name = "end",
     .shape = Shape::date,
     .meaning = "The day up to which the forecast looks.",
     .example = "2022-06-30",
     .required = true,
     .future = true},
    {.name = "tick",
     .shape = Shape::choice,
     .meaning = "Length of a step for models that run in calendar time; a month unless said otherwise.",
     .example = "\"month\"",
     .choices = ticks},
};

constexpr Key top_keys[] = {
    {.name = "suasion",
     .shape = Shape::whole,
     .meaning = "Version of the language, always the first line. This is version 1.",
     .example = "1",
     .required = true,
     .low = 1,
     .high = 1},
    {.name = "title",
     .shape = Shape::text,
     .meaning = "The case in one line.",
     .example = "\"Fishing rights in the northern strait\"",
     .required = true},
    {.name = "question",
     .shape = Shape::text,
     .meaning = "What the reader wants to know; the report opens with it.",
     .example = "\"How large a catch will the strait states agree on?\""},
    {.name = "summary",
     .shape = Shape::text,
     .meaning = "The case in a few sentences.",
     .example = "\"Five parties share one stock of herring.\""},
    {.name = "clock",
     .shape = Shape::table,
     .meaning = "When the forecast is made and how far it looks. A study without time may leave it out.",
     .example = "{ origin = 2020-01-31, end = 2022-06-30, tick = \"month\" }",
     .inner = clock_keys},
};

constexpr Key shared_keys[] = {
    {.name = "because",
     .shape = Shape::because,
     .meaning =
         "Why the element says what it says: a place in a source, written \"source-id place\", or a judgement that "
         "its author owns, or a list of such.",
     .example = "[\"globe-2020 p. 3\", { judgement = \"between the two published estimates\" }]"},
    {.name = "disputed",
     .shape = Shape::text,
     .meaning = "What the sources get wrong here, or who contests it. The report lists it.",
     .example = "\"The ministry gives half that number.\""},
    {.name = "note",
     .shape = Shape::text,
     .meaning = "A remark for whoever reads the file.",
     .example = "\"Check again when the census is out.\""},
    {.name = "inventory",
     .shape = Shape::texts,
     .meaning = "Row marks of a checklist behind the scenario, so that one can see that nothing on it was forgotten.",
     .example = "[\"A01\", \"R03\"]"},
};

constexpr Key run_keys[] = {
    {.name = "models",
     .shape = Shape::texts,
     .meaning = "Models that `suasion run` uses unless told otherwise; the first one leads the report.",
     .example = "[\"scholz2011\", \"as-written\"]"},
    {.name = "draws",
     .shape = Shape::whole,
     .meaning = "How many draws of the uncertain inputs to take.",
     .example = "10_000",
     .low = 1,
     .high = 1e12},
    {.name = "design",
     .shape = Shape::choice,
     .meaning = "How the draws are spread over what is possible.",
     .example = "\"monte-carlo\"",
     .choices = designs},
};

constexpr Key source_keys[] = {
    {.name = "id",
     .shape = Shape::identifier,
     .meaning = "Short name that `because` uses.",
     .example = "\"globe-2020\"",
     .required = true},
    {.name = "kind",
     .shape = Shape::word,
     .meaning = "What it is: press, paper, book, data, treaty, statement, interview ...",
     .example = "\"press\""},
    {.name = "title",
     .shape = Shape::text,
     .meaning = "Its title.",
     .example = "\"Herring and the law\"",
     .required = true},
    {.name = "author", .shape = Shape::text, .meaning = "Who wrote it.", .example = "\"A. Author\""},
    {.name = "publisher", .shape = Shape::text, .meaning = "Who published it.", .example = "\"The Globe Post\""},
    {.name = "date",
     .shape = Shape::date,
     .meaning =
         "Day of publication. A source younger than the origin gives a warning, because it may know the outcome.",
     .example = "2020-01-30",
     .future = true},
    {.name = "url", .shape = Shape::text, .meaning = "Where to find it.", .example = "\"https://example.org/herring\""},
    {.name = "place",
     .shape = Shape::text,
     .meaning = "Archive, shelf mark or pages.",
     .example = "\"vol. 4, pp. 1-20\""},
    {.name = "retrospective",
     .shape = Shape::flag,
     .meaning = "True for a source younger than the origin that is cited only for what was known by then.",
     .example = "true"},
};

constexpr Key leader_keys[] = {
    {.name = "name",
     .shape = Shape::text,
     .meaning = "Name of the person.",
     .example = "\"Ada Example\"",
     .required = true},
    {.name = "since", .shape = Shape::when, .meaning = "In office since.", .example = "2016-05-02"},
    {.name = "until", .shape = Shape::when, .meaning = "In office until.", .example = "2024-05-02", .future = true},
    {.name = "rank", .shape = Shape::word, .meaning = "Rank, in one word.", .example = "\"president\""},
    {.name = "title", .shape = Shape::text, .meaning = "Office in full.", .example = "\"President of the Council\""},
};

constexpr Key actor_keys[] = {
    {.name = "id",
     .shape = Shape::identifier,
     .meaning = "Short name that everything else uses; never change it, random numbers are keyed by it.",
     .example = "\"BLR\"",
     .required = true},
    {.name = "name", .shape = Shape::text, .meaning = "Name for people.", .example = "\"Belarus\"", .required = true},
    {.name = "kind",
     .shape = Shape::word,
     .meaning = "What it is: state, organisation, firm, domestic, person ...",
     .example = "\"state\""},
    {.name = "aliases", .shape = Shape::texts, .meaning = "Other names in the sources.", .example = "[\"Minsk\"]"},
    {.name = "capability",
     .shape = Shape::quantity,
     .meaning = "What it can bring to bear, in any unit that is the same for all actors; for issues that do not give "
                "their own.",
     .example = "[2, 6]",
     .low = 0},
    {.name = "gdp",
     .shape = Shape::quantity,
     .meaning = "Gross domestic product in a year.",
     .example = "{ lognormal = { median = 64e9, log_sd = 0.05 } }",
     .unit = "USD",
     .low = 0},
    {.name = "population",
     .shape = Shape::quantity,
     .meaning = "People.",
     .example = "9_400_000",
     .unit = "people",
     .low = 0},
    {.name = "military_spending",
     .shape = Shape::quantity,
     .meaning = "Military spending in a year.",
     .example = "[600e6, 800e6]",
     .unit = "USD",
     .low = 0},
    {.name = "personnel",
     .shape = Shape::quantity,
     .meaning = "Active armed forces.",
     .example = "45_000",
     .unit = "people",
     .low = 0},
    {.name = "alignment",
     .shape = Shape::by_actor,
     .meaning = "Alignment with other actors: -1 against, 0 none, 1 full.",
     .example = "{ RUS = [0.5, 0.9] }",
     .low = -1,
     .high = 1},
    {.name = "part_of",
     .shape = Shape::reference,
     .meaning = "The actor it is a part of, as an army or a firm is of a state.",
     .example = "\"BLR\"",
     .refers = refer::actor},
    {.name = "capital",
     .shape = Shape::reference,
     .meaning = "Where it is governed from.",
     .example = "\"minsk\"",
     .refers = refer::place},
    {.name = "leader",
     .shape = Shape::tables,
     .meaning = "Who leads it or speaks for it; one table or a list of them.",
     .example = "{ name = \"Ada Example\", since = 2016-05-02, rank = \"president\" }",
     .inner = leader_keys},
    {.name = "numbers",
     .shape = Shape::numbers,
     .meaning = "Any other quantities, under names of your own.",
     .example = "{ officers_trained_abroad = [0.05, 0.3] }"},
};

constexpr Key group_keys[] = {
    {.name = "id",
     .shape = Shape::identifier,
     .meaning = "Short name; groups and actors share their names.",
     .example = "\"NATO\"",
     .required = true},
    {.name = "name",
     .shape = Shape::text,
     .meaning = "Name for people.",
     .example = "\"North Atlantic Treaty Organization\"",
     .required = true},
    {.name = "members",
     .shape = Shape::references,
     .meaning = "Actors or other groups. A group may not contain itself, however indirectly.",
     .example = "[\"USA\", \"GBR\", \"POL\"]",
     .required = true,
     .refers = refer::party},
    {.name = "kind", .shape = Shape::word, .meaning = "alliance, union, bloc ...", .example = "\"alliance\""},
    {.name = "since", .shape = Shape::when, .meaning = "Exists since.", .example = "1949-04-04"},
    {.name = "until", .shape = Shape::when, .meaning = "Existed until.", .example = "1991-07-01", .future = true},
};

constexpr Key place_keys[] = {
    {.name = "id", .shape = Shape::identifier, .meaning = "Short name.", .example = "\"mulino\"", .required = true},
    {.name = "name", .shape = Shape::text, .meaning = "Name for people.", .example = "\"Mulino training area\""},
    {.name = "kind",
     .shape = Shape::word,
     .meaning = "capital, border, region (these stand for the soil of their state), exclave, base, embassy, city ...",
     .example = "\"base\""},
    {.name = "in",
     .shape = Shape::reference,
     .meaning = "The actor or place it lies in.",
     .example = "\"RUS\"",
     .refers = refer::actor | refer::place},
    {.name = "at",
     .shape = Shape::coordinates,
     .meaning = "Latitude and longitude in degrees, north and east positive.",
     .example = "[56.3, 42.9]",
     .unit = "degrees"},
    {.name = "aliases",
     .shape = Shape::texts,
     .meaning = "Other names in the sources.",
     .example = "[\"Gorokhovets\"]"},
};

}  // namespace

std::span<const Key> top_level_keys() {
  return top_keys;
}
std::span<const Key> common_keys() {
  return shared_keys;
}

Section run_section() {
  return {.name = "run",
          .one = "run",
          .form = Form::table,
          .meaning = "What the author suggests for `suasion run`; the command line wins.",
          .example = "[run]\nmodels = [\"scholz2011\"]\ndraws = 10_000",
          .keys = run_keys,
          .id_key = {},
          .read_by = ReadBy::models};
}

Section sources_section() {
  return {.name = "sources",
          .one = "source",
          .meaning = "Everything that is cited.",
          .example =
              "[[sources]]\nid = \"globe-2020\"\nkind = \"press\"\ntitle = \"Herring and the law\"\ndate = 2020-01-30",
          .keys = source_keys,
          .names = refer::source,
          .read_by = ReadBy::models};
}

Section actors_section() {
  return {.name = "actors",
          .one = "actor",
          .meaning = "Whoever wants something: states, organisations, firms, domestic forces, persons.",
          .example =
              "[[actors]]\nid = \"BLR\"\nname = \"Belarus\"\nkind = \"state\"\ncapability = [2, 6]\nbecause = "
              "\"globe-2020 p. 2\"",
          .keys = actor_keys,
          .names = refer::actor,
          .read_by = ReadBy::models};
}

Section groups_section() {
  return {.name = "groups",
          .one = "group",
          .meaning = "Sets of actors. A group has no position of its own; its members have.",
          .example = "[[groups]]\nid = \"NATO\"\nname = \"NATO\"\nmembers = [\"USA\", \"GBR\", \"POL\"]",
          .keys = group_keys,
          .names = refer::group,
          .read_by = ReadBy::models};
}

Section places_section() {
  return {.name = "places",
          .one = "place",
          .meaning = "Where things are or happen.",
          .example = "[[places]]\nid = \"mulino\"\nin = \"RUS\"\nat = [56.3, 42.9]",
          .keys = place_keys,
          .names = refer::place};
}

}  // namespace suasion::scenario
