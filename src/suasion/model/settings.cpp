#include "suasion/model/settings.hpp"

#include <algorithm>
#include <cstdlib>

namespace suasion::model {

const std::string& value(const Settings& settings, std::string_view option) {
  const auto found =
      std::find_if(settings.begin(), settings.end(), [&](const auto& setting) { return setting.first == option; });
  base::require(found != settings.end(), "every option of a model must be set");
  return found->second;
}

double number(const Settings& settings, std::string_view option) {
  return std::strtod(value(settings, option).c_str(), nullptr);
}

}  // namespace suasion::model
