#include "suasion/scenario/topics.hpp"

namespace suasion::scenario {

namespace {

using base::Severity;

constexpr Code all_codes[] = {
    {"S001", Severity::error, "The scenario cannot be read",
     "The file is missing, is a folder, or may not be read. Check the path."},
    {"S002", Severity::error, "Not UTF-8",
     "Save the file as UTF-8 text. The message gives the first byte that is not."},
    {"S003", Severity::error, "Not TOML",
     "The text breaks the rules of TOML (https://toml.io): a quote or bracket is open, a key stands twice, a date does "
     "not exist. Only the first such place is reported; what follows cannot be made out."},
    {"S004", Severity::error, "Too large", "A scenario, and each table, may have 64 MiB."},
    {"S006", Severity::error, "Not CSV",
     "The table breaks the rules of CSV (RFC 4180): rows of different length, or quotes out of place."},
    {"S007", Severity::error, "A table is missing",
     "The CSV file that an issue names is not there. Its name is relative to the scenario file."},
    {"S101", Severity::error, "Wrong type",
     "The key takes something else; the message says what. Dates and numbers stand without quotes, text in quotes."},
    {"S102", Severity::error, "Unknown key",
     "Nothing reads this key. It is probably misspelt, or stands in the wrong section: after a header like "
     "[issues.salience] all keys belong to that table."},
    {"S103", Severity::error, "Missing key", "The element cannot do without this key."},
    {"S104", Severity::error, "Out of bounds",
     "The number cannot be: a position off the scale, a negative capability, a probability above 1."},
    {"S105", Severity::error, "Version of the language",
     "A scenario begins with `suasion = 1`, so that later versions can still read it."},
    {"S106", Severity::error, "No such law", "A law table names exactly one law. See `suasion explain quantities`."},
    {"S107", Severity::error, "Impossible law",
     "The parameters of the law make no sense, or leave nothing within the bounds of the quantity."},
    {"S108", Severity::error, "Impossible interval", "An interval runs from a lower to a higher number."},
    {"S109", Severity::error, "Impossible period", "A period runs from an earlier to a later day."},
    {"S110", Severity::error, "Malformed id or word",
     "Ids have letters, digits, '-' and '_'. Words have lower-case letters and digits, joined by . _ or -. Names are "
     "free: put the rest there."},
    {"S111", Severity::error, "Scale",
     "A scale is a table of labels by number, with at least two of them. Put numbers with a decimal point in quotes."},
    {"S112", Severity::error, "Not one of the choices", "The key takes one of a few words; the message lists them."},
    {"S113", Severity::error, "Empty or incomplete",
     "The value has the right type but says nothing, or too little, or too much."},
    {"S201", Severity::error, "Unknown name", "Nothing has this id. References use ids, not names."},
    {"S202", Severity::error, "Id given twice", "An id must mean one thing."},
    {"S203", Severity::error, "Said twice", "The same number, member or column is given twice; the two might differ."},
    {"S204", Severity::error, "Name of another kind",
     "The id exists but means something else, for example a group where an actor is needed."},
    {"S205", Severity::error, "Unknown path", "Nothing is at this path. See `suasion explain paths`."},
    {"S206", Severity::error, "Groups in a circle",
     "A group contains itself by way of others; the message shows the circle."},
    {"S301", Severity::error, "Not an edit", "An edit is written PATH=VALUE."},
    {"S302", Severity::error, "Not a value",
     "The value of an edit is written as in the file: text in quotes, lists in brackets."},
    {"S303", Severity::error, "Edit of nothing", "Nothing is at the path that the edit wants to change."},
    {"S304", Severity::error, "Malformed edit",
     "An edit of a counterfactual does one thing: remove, set, add, move or cancel."},
    {"S305", Severity::error, "Edit that spoils the scenario",
     "With the edits of this counterfactual the scenario would be wrong; the message says how."},
    {"S311", Severity::error, "Nothing to explain", "`suasion explain` knows sections, keys, chapters and codes."},
    {"S401", Severity::error, "No issue", "A forecast needs at least one issue."},
    {"S402", Severity::error, "Too few actors", "An issue needs positions of at least two actors."},
    {"S403", Severity::error, "Incomplete stake",
     "An actor with a position needs a salience and a capability, and one without a position needs neither."},
    {"S404", Severity::error, "Nobody counts", "Capability or salience is zero for all actors of an issue."},
    {"S405", Severity::error, "Impossible correlations",
     "No set of numbers could be correlated like this. Weaken the correlations named."},
    {"S406", Severity::error, "After the origin",
     "The date lies after the day the forecast is made, so it cannot be an input. Things on the calendar go under "
     "`planned`."},
    {"S407", Severity::error, "Clock", "The end of the clock lies after its origin."},
    {"S408", Severity::error, "Correlation given twice",
     "Two quantities have one correlation, and none with themselves."},
    {"S410", Severity::error, "Perfect correlation", "A correlation lies between -1 and 1, both excluded."},
    {"S411", Severity::error, "Too many actors",
     "Memory grows with the square of the number of actors on an issue, and time with its cube."},
    {"S413", Severity::error, "Sides", "A tie lies `between` parties or goes `from` one `to` another."},
    {"S414", Severity::error, "No date", "An event needs at least one date."},
    {"S415", Severity::error, "Two fates", "What was cancelled was not done."},
    {"S416", Severity::error, "Unknown clause", "A breach names one of the clauses of its commitment."},
    {"S417", Severity::error, "Procedure that cannot be followed",
     "A qualified majority needs a threshold, a double majority populations; proposer and parliament need a position "
     "on the issue; somebody must have a vote; codecision needs a parliament, consultation a proposer."},
    {"S501", Severity::warning, "Numbers without grounds",
     "Cite a source or own the number as a judgement: `suasion explain grounds`. An error under --strict."},
    {"S502", Severity::warning, "Source from the future",
     "The source was published after the origin and may know how things went. Say `retrospective = true` if it is "
     "cited only for what was known by then."},
    {"S503", Severity::warning, "Correlation without effect",
     "One of the two quantities is known exactly, so it cannot vary with the other."},
    {"S601", Severity::error, "System without a clock", "The strategic system runs in calendar time: add `clock`."},
    {"S602", Severity::error, "Unknown parameter",
     "No module has a parameter of this name: see `suasion explain modules`."},
    {"S603", Severity::error, "Question beyond the clock",
     "The clock ends before the day the question asks about, so nothing can answer it."},
    {"S604", Severity::error, "Event that cannot happen",
     "Neither a module, nor a hazard, nor the calendar of events brings about events of this kind."},
    {"S605", Severity::error, "Unknown variable", "No module of this run keeps a variable of this name."},
    {"S606", Severity::error, "Shift without a stake", "The actor has no position on the issue that could move."},
    {"T101", Severity::error, "Answers to something else",
     "The file of answers begins with `suasion_truth = 1` and names the scenario whose questions it answers."},
    {"T102", Severity::error, "Unknown key in answers", "Nothing reads this key. It is probably misspelt."},
    {"T103", Severity::error, "Wrong type in answers", "The key takes something else; the message says what."},
    {"T104", Severity::error, "Missing key in answers", "An answer cannot do without `question` and `answer`."},
    {"T105", Severity::error, "Answer without a question", "The scenario asks no question of that name."},
    {"T106", Severity::error, "Answered twice", "A question has one answer."},
    {"T107", Severity::error, "Answer without grounds",
     "Name a source, or own the answer with `from_memory = true`; never both."},
    {"T108", Severity::error, "Answer on the wrong day",
     "A yes cannot have come before the first or after the last day that the question counts."},
};

}  // namespace

std::span<const Code> codes() {
  return all_codes;
}

}  // namespace suasion::scenario
