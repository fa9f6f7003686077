#pragma once
/// One sentence of meaning for each picture of sensitivity. Private to the report floor.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace suasion::report {

/// What a method's figures mean, in two plain sentences.
[[nodiscard]] std::string method_meaning(std::string_view method);

/// "Chance decides 60 % of how much it varies; of the inputs, ... matters most (12 %)." @param figure that rows are
/// sorted by, a share of the variance.
[[nodiscard]] std::string drivers_words(const nlohmann::ordered_json& output, const nlohmann::ordered_json& groups,
                                        const std::string& figure);
[[nodiscard]] std::string morris_words(const nlohmann::ordered_json& output, const nlohmann::ordered_json& groups,
                                       std::size_t factors);
[[nodiscard]] std::string tornado_words(const nlohmann::ordered_json& output, const nlohmann::ordered_json& groups);
/// @param told how many inputs lie above their floor.
[[nodiscard]] std::string given_data_words(const nlohmann::ordered_json& output, const nlohmann::ordered_json& groups,
                                           std::size_t told);

}  // namespace suasion::report
