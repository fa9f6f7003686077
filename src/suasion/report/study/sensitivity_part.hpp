#pragma once
/// What drives an output, as data and as text. Every method comes to the same form: outputs, each with rows of figures
/// for groups of inputs, the greatest first.

#include <nlohmann/json_fwd.hpp>

#include "suasion/analysis/sensitivity/given_data.hpp"
#include "suasion/analysis/sensitivity/morris.hpp"
#include "suasion/analysis/sensitivity/shapley.hpp"
#include "suasion/analysis/sensitivity/sobol.hpp"
#include "suasion/analysis/sensitivity/tornado.hpp"
#include "suasion/report/study/study_words.hpp"
#include "suasion/report/terminal.hpp"

namespace suasion::report {

/// {"method", "meaning", "figures", "base_points", "design", "groups", "outputs"}: each output with its head,
/// "constant", "left_out", "words" and "rows" of {"group", FIGURE: {"value", "low", "high"} ...}, the greatest first.
/// Rows that are exactly 0 are left out.
[[nodiscard]] nlohmann::ordered_json sobol_part(const StudyStory& story, const analysis::SobolStudy& study,
                                                analysis::GroupBy by);

[[nodiscard]] nlohmann::ordered_json shapley_part(const StudyStory& story,
                                                  const std::vector<analysis::FactorGroup>& groups,
                                                  const std::vector<analysis::ShapleyEffects>& effects,
                                                  analysis::GroupBy by, std::size_t base_points);

/// Figures in units of the output per whole range of an input.
[[nodiscard]] nlohmann::ordered_json morris_part(const StudyStory& story,
                                                 const std::vector<analysis::MorrisOutput>& outputs,
                                                 std::size_t base_points);

/// Figures in units of the output; "middle" beside the rows.
[[nodiscard]] nlohmann::ordered_json tornado_part(const StudyStory& story,
                                                  const std::vector<analysis::Tornado>& outputs);

/// @param inputs names of the columns of inputs. @param outputs names and titles of the columns of outputs.
struct NamedColumn {
  std::string name = {}, title = {};
};
[[nodiscard]] nlohmann::ordered_json given_data_part(
    const std::vector<NamedColumn>& inputs, const std::vector<NamedColumn>& outputs,
    const std::vector<std::vector<analysis::GivenDataImportance>>& found, std::size_t draws);

/// A table per output. @param top rows of each.
[[nodiscard]] std::string sensitivity_text(const nlohmann::ordered_json& part, std::size_t top, const TextStyle& style);

}  // namespace suasion::report
