#include <fmt/format.h>

#include "suasion/scenario/language.hpp"
#include "suasion/scenario/toml_text.hpp"

namespace suasion::scenario {

namespace {

constexpr std::string_view body = R"toml(question = "How large a catch will the five agree on?"
summary = "Five parties fish one stock of herring. Its scientists advise less; fleets and ports want more."
clock = { origin = 2024-03-01, end = 2025-03-01 }

# What `suasion run` does unless told otherwise. The first model leads the report; simple baselines always stand beside.
[run]
models = ["scholz2011"]
draws = 10_000

# ---- Who says so -----------------------------------------------------------------------------------------------------

[[sources]]
id = "survey-2023"                 # `because` refers to this name
kind = "report"
title = "Annual survey of the northern stock"
publisher = "Institute of the Strait (fictional)"
date = 2023-11-15

[[sources]]
id = "gazette"
kind = "press"
title = "Ministers far apart before the spring round"
publisher = "Strait Gazette (fictional)"
date = 2024-02-20

# ---- Who takes part --------------------------------------------------------------------------------------------------
# `capability` is what an actor can bring to bear, in any unit that is the same for all. Write a number if you know it,
# [low, high] if you are 90 % sure that it lies between.

[[actors]]
id = "NOR"                         # the id never changes; the name is for people
name = "Northland"
kind = "state"
capability = [80, 100]
because = "survey-2023 table 2"

[[actors]]
id = "SUD"
name = "Southmark"
kind = "state"
capability = [50, 80]
because = "survey-2023 table 2"

[[actors]]
id = "ISL"
name = "The Isles"
kind = "state"
capability = [20, 35]
because = "survey-2023 table 2"

[[actors]]
id = "fleet"
name = "Union of Fleet Owners"
kind = "organisation"
capability = { pert = [10, 25, 60] }          # lowest, most likely, highest
because = { judgement = "can strike, but not sign; between the Isles and Southmark at best" }

[[actors]]
id = "institute"
name = "Institute of the Strait"
kind = "organisation"
capability = { triangular = [2, 5, 15] }
because = { judgement = "no vote, but its figures frame the talks" }

[[groups]]
id = "coast"
name = "Coastal states"
members = ["NOR", "SUD", "ISL"]

# ---- What is contested -----------------------------------------------------------------------------------------------
# A scale from one end to the other; labels say what its points mean. Positions are points on it, salience is how much
# of its weight an actor is ready to use on this issue, in percent.

[[issues]]
id = "catch"
name = "Total catch next year"
unit = "thousand tonnes"
scale = { 100 = "the scientific advice", 180 = "last year's catch", 300 = "what the fleets could land" }
status_quo = 180
because = "gazette p. 1"           # for every number here that does not bring its own

[issues.positions]
NOR = [130, 170]
SUD = [190, 250]
ISL = [150, 200]
fleet = { triangular = [220, 280, 300] }
institute = 100

[issues.salience]
NOR = [60, 90]
SUD = [50, 80]
ISL = { value = [80, 100], because = "gazette p. 4" }     # one number with grounds of its own
fleet = [70, 95]
institute = { beta = [6, 3], on = [0, 100] }

[[issues]]
id = "inspection"
name = "Inspection at sea"
scale = { 0 = "each state its own fleet", 50 = "mixed crews", 100 = "one common authority" }
status_quo = 10
because = "gazette p. 2"
disputed = "The fleet owners say that mixed crews already sail; the survey found none."

[issues.stakes]                    # the same numbers, an actor a line
NOR = { position = [60, 90], salience = [30, 60] }
SUD = { position = [10, 40], salience = [20, 50] }
ISL = { position = [30, 60], salience = [20, 40] }
fleet = { position = [0, 20], salience = [50, 80], capability = [20, 40], because = { judgement = "skippers can bar the way" } }
institute = { position = [80, 100], salience = [60, 80] }

# Numbers that go together: if Northland cares much about the one issue, it does so about the other.
[[correlations]]
between = ["issues.catch.salience.NOR", "issues.inspection.salience.NOR"]
value = 0.5
because = { judgement = "one ministry handles both" }

# ---- What else is known (read and checked; not all of it is computed with yet) ---------------------------------------

[[events]]
id = "spring-round"
name = "Spring round of talks"
kind = "talks"
participants = ["NOR", "SUD", "ISL"]
announced = 2024-01-15
planned = 2024-04-10
because = "gazette p. 1"

[[questions]]
id = "agreed"
text = "Is a total catch agreed by the end of June?"
event = "sign.quota"
by = 2024-06-30

[[counterfactuals]]
id = "calm-fleet"
text = "The fleet owners stay out of it"
edits = [{ set = "issues.catch.salience.fleet", to = [5, 20] }]
)toml";

}  // namespace

std::string starter(std::string_view title) {
  return fmt::format(
             "# A scenario of suasion: who wants what, how much, how sure we are, and who says so.\n"
             "# This one is made up. Replace it piece by piece; `suasion check` tells you what is amiss, and `suasion "
             "explain issues`\n# what a section or key means. Lines that begin with # are for people.\n\n"
             "suasion = 1                        # version of the language, always the first line\n"
             "title = {}\n",
             toml_string(title)) +
         std::string(body);
}

}  // namespace suasion::scenario
