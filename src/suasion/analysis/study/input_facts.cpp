#include "suasion/analysis/study/input_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace suasion::analysis {

namespace {

/// "issues.integration.salience.BLR" -> "issues"
std::string first_word(const std::string& path) {
  return path.substr(0, path.find('.'));
}

/// What scenario and modules say of each path.
class Known {
 public:
  Known(const scenario::Scenario& scenario, const system::Plan* system) : scenario_(scenario) {
    for (const scenario::Issue& issue : scenario.issues) {
      if (issue.status_quo) {
        add(*issue.status_quo, {});
      }
      for (const scenario::Stake& stake : issue.stakes) {
        for (const scenario::Quantity* quantity : scenario::quantities(stake)) {
          add(*quantity, scenario.actors[stake.actor].id);
        }
      }
    }
    for (const scenario::Element& element : scenario.elements) {
      for (const scenario::Quantity& quantity : element.quantities) {
        add(quantity, element.actors.size() == 1 ? element.actors.front() : std::string());
      }
    }
    if (system != nullptr) {
      for (const system::Prior& prior : system->priors) {
        InputFacts& facts = known_[fmt::format("parameters.{}.value", prior.path)];
        facts.what = prior.meaning;
        facts.unit = prior.unit;
        facts.part = first_word(prior.path);
        facts.law = prior.law;
        facts.grounds = prior.grounds;
        facts.prior_source = prior.stated ? std::string() : prior.source;
      }
    }
  }

  [[nodiscard]] InputFacts of(const std::string& path) const {
    InputFacts facts;
    if (const auto at = known_.find(path); at != known_.end()) {
      facts = at->second;
    } else {
      facts = of_day(path);
    }
    facts.path = path;
    return facts;
  }

 private:
  void add(const scenario::Quantity& quantity, const std::string& actor) {
    known_.try_emplace(quantity.path, InputFacts{.what = quantity.what,
                                                 .unit = quantity.unit,
                                                 .part = first_word(quantity.path),
                                                 .actor = actor,
                                                 .law = quantity.law,
                                                 .grounds = quantity.grounds});
  }

  /// Days that are not known exactly: "events.ID.day".
  [[nodiscard]] InputFacts of_day(const std::string& path) const {
    InputFacts facts{.what = path, .unit = "days from the origin", .part = first_word(path)};
    const std::size_t dot = path.find('.');
    const std::string rest = dot == std::string::npos ? std::string() : path.substr(dot + 1);
    if (const scenario::Element* element = scenario_.element(facts.part, rest.substr(0, rest.rfind('.')))) {
      facts.what = fmt::format("day of {}", element->name.empty() ? element->id : element->name);
      facts.grounds = element->grounds;
      for (const auto& [key, when] : element->whens) {
        if (when.first < when.last) {
          const auto first = static_cast<double>(base::days_between(scenario_.origin, when.first));
          const auto last = static_cast<double>(base::days_between(scenario_.origin, when.last));
          facts.law = {math::Uniform{first, last + 1.0}};  // to the end of the last day
        }
      }
    }
    return facts;
  }

  const scenario::Scenario& scenario_;
  std::map<std::string, InputFacts> known_;
};

}  // namespace

std::vector<InputFacts> input_facts(const scenario::Scenario& scenario, const system::Plan* system,
                                    const ensemble::ScenarioExperiment& experiment) {
  const Known known(scenario, system);
  std::vector<InputFacts> all;
  for (const auto* list : {&experiment.factors(), &experiment.fixed()}) {
    for (const ensemble::Factor& factor : *list) {
      all.push_back(known.of(factor.name));
    }
  }
  return all;
}

}  // namespace suasion::analysis
