#include "suasion/system/decision/decision.hpp"

#include "suasion/system/builder.hpp"
#include "suasion/system/decision/facts.hpp"
#include "suasion/system/decision/planner.hpp"

namespace suasion::system::decision {

namespace {

void plan(Builder& builder) {
  const leverage::Dependence ties = leverage::dependence_of(builder.scenario(), builder.roles());
  if (ties.own == nullptr || ties.other == nullptr || !builder.is_on("leverage")) {
    builder.off("there is no bargain to decide about: module leverage is off");
    return;
  }
  Planner(builder).plan();
}

}  // namespace

Module entry() {
  return {.info = facts(), .plan = &plan};
}

}  // namespace suasion::system::decision
