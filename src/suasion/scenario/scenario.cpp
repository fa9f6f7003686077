#include "suasion/scenario/scenario.hpp"

namespace suasion::scenario {

std::vector<const Quantity*> quantities(const Stake& stake) {
  std::vector<const Quantity*> list = {&stake.position, &stake.salience, &stake.capability};
  for (const std::optional<Quantity>* extra : {&stake.votes, &stake.population, &stake.resolve}) {
    if (*extra) {
      list.push_back(&**extra);
    }
  }
  return list;
}

}  // namespace suasion::scenario
