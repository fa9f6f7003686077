#include "suasion/base/version.hpp"

namespace suasion::base {

std::string_view version() {
  return SUASION_VERSION;
}

}  // namespace suasion::base
