#include "suasion/system/coercion/coercion.hpp"
#include "suasion/system/domestic/domestic.hpp"
#include "suasion/system/leverage/leverage.hpp"
#include "suasion/system/module.hpp"
#include "suasion/system/outcome/outcome.hpp"
#include "suasion/system/signal/signal.hpp"
#include "suasion/system/stakeholder/stakeholder.hpp"

namespace suasion::system {

const std::vector<Module>& modules() {
  static const std::vector<Module> table = {
      // one line a module, in the order in which they act
      signal::entry(), domestic::entry(), coercion::entry(), leverage::entry(), stakeholder::entry(), outcome::entry(),
  };
  return table;
}

}  // namespace suasion::system
