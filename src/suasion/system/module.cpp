#include "suasion/system/module.hpp"

namespace suasion::system {

bool stands_for(std::string_view pattern, std::string_view name) {
  const std::size_t hole = pattern.find("{}");
  if (hole == std::string_view::npos) {
    return pattern == name;
  }
  if (!name.starts_with(pattern.substr(0, hole))) {
    return false;
  }
  const std::string_view rest = pattern.substr(hole + 2);
  for (std::size_t at = hole + 1; at <= name.size(); ++at) {
    if (stands_for(rest, name.substr(at))) {
      return true;
    }
  }
  return false;
}

}  // namespace suasion::system
