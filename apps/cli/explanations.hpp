#pragma once
/// What `suasion explain` says of models, options and modules: plain text made from the facts they state about
/// themselves.

#include <string>
#include <string_view>
#include <vector>

#include "suasion/model/bargaining.hpp"

namespace suasion::cli {

/// "NAME: title", the summary and the source, wrapped.
[[nodiscard]] std::string heading_text(std::string_view name, std::string_view title, std::string_view summary,
                                       std::string_view source, std::size_t width);

/// An option with its meaning and its values; `now` is marked.
[[nodiscard]] std::string option_text(const model::OptionInfo& option, std::string_view now, std::size_t width);

/// All modules of the strategic system, a paragraph each.
[[nodiscard]] std::string modules_text(std::size_t width);

/// A module: its options, its parameters with priors and sources, its variables. Empty if there is none of that name.
[[nodiscard]] std::string module_text(std::string_view name, std::size_t width);

/// Whatever is called so among the options, parameters and variables of modules: "leverage.price",
/// "signal.half_life_months", "signal.support.USA-BLR.RUS". Empty if nothing is.
[[nodiscard]] std::string module_part_text(std::string_view name, std::size_t width);

/// Names of modules and of their options and parameters, for hints.
[[nodiscard]] std::vector<std::string> module_names();

}  // namespace suasion::cli
