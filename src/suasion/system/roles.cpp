#include "suasion/system/roles.hpp"

#include <algorithm>

namespace suasion::system {

const scenario::Element* system_table(const scenario::Scenario& scenario) {
  return scenario.element("system", "");
}

Roles roles_of(const scenario::Scenario& scenario) {
  const scenario::Element& table = *system_table(scenario);
  Roles roles{.protege = std::string(table.text("protege")),
              .patron = std::string(table.text("patron")),
              .rival = std::string(table.text("rival")),
              .neighbours = scenario.actors_of(table.list("neighbours")),
              .issue = std::string(table.text("issue"))};
  const auto own = [&](const std::string& id) {
    return id == roles.protege || id == roles.patron || id == roles.rival;
  };
  roles.neighbours.erase(std::remove_if(roles.neighbours.begin(), roles.neighbours.end(), own), roles.neighbours.end());
  return roles;
}

base::Result<Assumptions> assumptions_of(const scenario::Scenario& scenario) {
  const scenario::Element& table = *system_table(scenario);
  Assumptions all;
  base::Diagnostics problems;
  for (const std::string& text : table.list("assume")) {
    base::Result<Assumption> one = parse_assumption(text);
    if (one) {
      all.push_back(*std::move(one));
      continue;
    }
    for (base::Diagnostic& problem : one.error()) {
      problem.where = table.where;
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) {
    return tl::unexpected(problems);
  }
  return all;
}

}  // namespace suasion::system
