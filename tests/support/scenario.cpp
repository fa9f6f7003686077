#include "scenario.hpp"

#include <fmt/format.h>

#include "issue.hpp"

namespace suasion::test {

namespace {

scenario::Quantity quantity(std::string path, math::Form form, double low, double high) {
  scenario::Quantity result;
  result.what = path;
  result.path = std::move(path);
  result.law = {.form = std::move(form), .low = low, .high = high};
  result.stated = true;
  return result;
}

scenario::Issue random_issue(const std::string& id, std::size_t actors, std::uint64_t seed) {
  scenario::Issue issue;
  issue.id = id;
  issue.name = "Issue " + id;
  issue.anchors = {{0.0, "none"}, {50.0, "half"}, {100.0, "all"}};
  issue.status_quo = quantity(fmt::format("issues.{}.status_quo", id), math::Fixed{40.0}, 0.0, 100.0);
  const Actors middle = random_actors(actors, seed);
  for (std::size_t i = 0; i < actors; ++i) {
    const std::string path = fmt::format("issues.{}.{{}}.A{}", id, i);
    const double x = middle[i].position;
    issue.stakes.push_back(
        {.actor = i,
         .position = quantity(fmt::format(fmt::runtime(path), "positions"), math::Interval{x - 10.0, x + 10.0}, 0, 100),
         .salience = quantity(fmt::format(fmt::runtime(path), "salience"), math::Triangular{10.0, 50.0, 95.0}, 0, 100),
         .capability = quantity(fmt::format(fmt::runtime(path), "capability"),
                                math::LogNormal{middle[i].capability, 0.3}, 0, 1e300)});
  }
  return issue;
}

}  // namespace

scenario::Scenario random_scenario(std::size_t actors, std::uint64_t seed, std::size_t issues) {
  scenario::Scenario scenario;
  scenario.id = "random";
  scenario.title = "Random actors";
  for (std::size_t i = 0; i < actors; ++i) {
    scenario.actors.push_back({.id = fmt::format("A{}", i), .name = fmt::format("Actor {}", i), .kind = "state"});
  }
  for (std::size_t k = 0; k < issues; ++k) {
    scenario.issues.push_back(random_issue(fmt::format("issue{}", k), actors, seed + k));
  }
  return scenario;
}

}  // namespace suasion::test
