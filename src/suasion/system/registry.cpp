#include "suasion/system/coercion/coercion.hpp"
#include "suasion/system/decision/decision.hpp"
#include "suasion/system/domestic/domestic.hpp"
#include "suasion/system/leverage/leverage.hpp"
#include "suasion/system/module.hpp"
#include "suasion/system/outcome/outcome.hpp"
#include "suasion/system/signal/signal.hpp"
#include "suasion/system/stakeholder/stakeholder.hpp"
#include "suasion/system/tension/tension.hpp"

namespace suasion::system {

const std::vector<Module>& modules() {
  static const std::vector<Module> table = {
      // one line a module, in the order in which they act
      // clang-format off
      signal::entry(),
      domestic::entry(),
      coercion::entry(),
      leverage::entry(),
      decision::entry(),
      stakeholder::entry(),
      outcome::entry(),
      tension::entry(),
      // clang-format on
  };
  return table;
}

}  // namespace suasion::system
