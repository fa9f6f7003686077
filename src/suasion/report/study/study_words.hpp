#pragma once
/// What is studied, in words: outputs, inputs and groups of inputs. Private to the report floor and its callers.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "suasion/analysis/bootstrap.hpp"
#include "suasion/analysis/study/grouping.hpp"
#include "suasion/analysis/study/outputs.hpp"
#include "suasion/analysis/study/proposition.hpp"
#include "suasion/system/builder.hpp"

namespace suasion::report {

/// Everything that words about a study need.
struct StudyStory {
  const scenario::Scenario& scenario;
  const ensemble::Plan& plan;
  const system::Plan* system = nullptr;  ///< as the scenario stands; null where there is none
  const std::vector<analysis::StudiedOutput>& outputs;
  const std::vector<analysis::InputFacts>& facts;  ///< [factors], then inputs known exactly
};

/// "Depth of Union State integration, by the combined forecast"; a question's own text; "the effect that K01 is about:
/// ..."; "support of the United States for Belarus, as Russia sees it, on 2021-12-31".
[[nodiscard]] std::string output_title(const StudyStory& story, const analysis::StudiedOutput& output);

/// Name, title, kind, day and unit of an output.
[[nodiscard]] nlohmann::ordered_json output_head(const StudyStory& story, const analysis::StudiedOutput& output);

/// What an input is, with its unit, starting with a small letter unless with a name.
[[nodiscard]] std::string input_title(const analysis::InputFacts& facts);

/// Path, title, unit, 5 %, 50 % and 95 % points, and grounds of an input.
[[nodiscard]] nlohmann::ordered_json input_part(const analysis::InputFacts& facts);

/// A group's name and title, and the paths and grounds of its inputs where they are few.
[[nodiscard]] nlohmann::ordered_json group_part(const StudyStory& story, const analysis::FactorGroup& group,
                                                analysis::GroupBy by);

/// A figure with its interval.
[[nodiscard]] nlohmann::ordered_json bounded_part(const analysis::Bounded& figure);
/// A figure with its standard error.
[[nodiscard]] nlohmann::ordered_json estimate_part(const analysis::Estimate& figure);

/// The question that a proposition puts to an output: "Is it more likely than not?", "Is “...” likelier than “...”?",
/// "Does the model support it?".
[[nodiscard]] std::string proposition_words(const analysis::StudiedOutput& output,
                                            const analysis::Proposition& proposition);

/// An input's value, with enough digits to tell its own range; input_title() says the unit.
[[nodiscard]] std::string value_words(const analysis::InputFacts& facts, double value);

}  // namespace suasion::report
