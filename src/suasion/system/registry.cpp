#include "suasion/system/domestic/domestic.hpp"
#include "suasion/system/module.hpp"
#include "suasion/system/outcome/outcome.hpp"
#include "suasion/system/stakeholder/stakeholder.hpp"

namespace suasion::system {

const std::vector<Module>& modules() {
  static const std::vector<Module> table = {domestic::entry(), stakeholder::entry(),
                                            outcome::entry()};  // one line a module
  return table;
}

}  // namespace suasion::system
