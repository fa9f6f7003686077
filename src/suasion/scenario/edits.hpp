#pragma once
/// Changes to a document before it is read: from the command line, and in counterfactuals.

#include <string>

#include "suasion/scenario/findings.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::scenario {

/// Applies one edit of the command line. Its place in messages is the edit itself, "--set PATH=VALUE".
/// @error S302 the value is no TOML; S303 nothing is at the path, with the nearest that is.
void apply_edit(Document& document, const Edit& edit, Findings& findings);

/// The same for an edit that stands in the scenario itself, at a place. @return false if a finding was made.
bool apply_edit(Document& document, const Edit& edit, const Place& where, Findings& findings);

/// Checks one edit of a counterfactual against the document: its keys, its path, and that the path is an event where it
/// must be. @param role e.g. "'edits' of counterfactual 'never-planned'". @return false if a finding was made.
bool check_edit(const Node& edit, const std::string& role, const Document& document, Findings& findings);

/// Applies an edit that check_edit() found sound.
void apply_checked_edit(Document& document, const Node& edit);

/// The section that an edit changes, e.g. "events".
[[nodiscard]] std::string_view section_of(const Node& edit);

/// "remove events.visit-2020", "set issues.integration.salience.RUS to [20, 40]".
[[nodiscard]] std::string edit_in_words(const Node& edit);

}  // namespace suasion::scenario
