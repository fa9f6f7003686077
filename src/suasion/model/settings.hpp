#pragma once
/// Reading the options that a model was given.

#include <string>
#include <string_view>

#include "suasion/model/bargaining.hpp"

namespace suasion::model {

/// The value of an option as text. @throws base::InternalError where it is not set, which model::choose sees to.
[[nodiscard]] const std::string& value(const Settings& settings, std::string_view option);

/// The value of an option that is a number.
[[nodiscard]] double number(const Settings& settings, std::string_view option);

}  // namespace suasion::model
