#include "suasion/base/result.hpp"

#include <fmt/format.h>

namespace suasion::base {

InternalError::InternalError(const std::string& why, CodePlace at)
    : std::logic_error(fmt::format("internal error at {}:{}: {}", at.file, at.line, why)) {}

}  // namespace suasion::base
