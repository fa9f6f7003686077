#include "suasion/base/result.hpp"

#include <fmt/format.h>

namespace suasion::base {

InternalError::InternalError(const std::string& why, std::source_location at)
    : std::logic_error(fmt::format("internal error at {}:{}: {}", at.file_name(), at.line(), why)) {}

}  // namespace suasion::base
