/// What a draw drew: each input with where it lies in its law, the farthest out first.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "suasion/report/numbers.hpp"
#include "suasion/report/story_parts.hpp"
#include "suasion/report/summary_parts.hpp"
#include "suasion/report/system_figures.hpp"

namespace suasion::report::tale {

namespace {

/// What is known of an input besides its figures.
struct Known {
  std::string what = {}, unit = {}, source = {};
  scenario::Grounds grounds = {};
  bool is_day = false;
};

std::string without_stop(std::string_view sentence) {
  return std::string(sentence.substr(0, sentence.size() - (sentence.ends_with('.') ? 1 : 0)));
}

/// Names of inputs for people, by path.
class Index {
 public:
  explicit Index(const DrawTale& tale) {
    for (const scenario::Issue& issue : tale.scenario.issues) {
      if (issue.status_quo) {
        add(*issue.status_quo, fmt::format("status quo of {}", issue.name));
      }
      for (const scenario::Stake& stake : issue.stakes) {
        for (const scenario::Quantity* quantity : scenario::quantities(stake)) {
          add(*quantity);
        }
      }
    }
    for (const scenario::Actor& actor : tale.scenario.actors) {
      if (actor.capability) {
        add(*actor.capability);
      }
    }
    for (const scenario::Element& element : tale.scenario.elements) {
      add_element(element);
    }
    if (tale.system != nullptr) {
      add_priors(tale.system->plan);
    }
  }

  [[nodiscard]] Known of(const std::string& path) const {
    const auto at = known_.find(path);
    return at == known_.end() ? Known{.what = path} : at->second;
  }

 private:
  void add(const scenario::Quantity& quantity, const std::string& what = {}) {
    known_.try_emplace(quantity.path, Known{.what = what.empty() ? quantity.what : what,
                                            .unit = quantity.unit,
                                            .source = sources_in_words(quantity.grounds),
                                            .grounds = quantity.grounds});
  }

  void add_element(const scenario::Element& element) {
    const std::string name = element.name.empty() ? element.id : element.name;
    for (const scenario::Quantity& quantity : element.quantities) {
      std::string key = quantity.path.substr(quantity.path.rfind('.') + 1);
      std::replace(key.begin(), key.end(), '_', ' ');
      add(quantity, fmt::format("{} of “{}”", key == "per month" ? "monthly rate" : key, name));
    }
    known_.try_emplace(element.path() + ".day", Known{.what = fmt::format("day of “{}”", name),
                                                      .source = sources_in_words(element.grounds),
                                                      .grounds = element.grounds,
                                                      .is_day = true});
  }

  void add_priors(const system::Plan& plan) {
    for (const system::Prior& prior : plan.priors) {
      const system::ModuleState* owner = plan.owner_of(prior.path);
      const std::string source = sources_in_words(prior.grounds);
      known_[fmt::format("parameters.{}.value", prior.path)] = {
          .what = fmt::format("{} (module {})", without_stop(prior.meaning), owner->module->info.name),
          .unit = prior.unit,
          .source = source.empty() ? prior.source : source,
          .grounds = prior.grounds};
    }
  }

  std::map<std::string, Known> known_;
};

/// Units that are short enough to follow every figure; the others are said once, after the range.
bool is_short(const std::string& unit) {
  constexpr std::size_t longest = 12;
  return unit.size() <= longest;
}

/// "62 percent", "9 February 2020".
std::string value_of(const DrawTale& tale, const Known& known, double value, double range) {
  if (known.is_day) {
    return day_in_words(tale.scenario, value);
  }
  return plain_number(value, range) +
         (known.unit.empty() || !is_short(known.unit) ? std::string() : "\u00A0" + known.unit);
}

/// "so low in one draw in 435".
std::string how_rare(double standing) {
  constexpr double one_in_thousand = 0.001;
  const double tail = std::min(standing, 1.0 - standing);
  const std::string_view side = standing < 0.5 ? "low" : "high";
  return tail < one_in_thousand ? fmt::format("so {} in fewer than one draw in 1,000", side)
                                : fmt::format("so {} in one draw in {:.0f}", side, 1.0 / tail);
}

std::string words_of(const DrawTale& tale, const Known& known, const ensemble::DrawnInput& drawn) {
  constexpr double few = 5.0;  // a value far below its usual range is shown finely enough to be told from it
  const double range = drawn.q95 - drawn.q05;
  const double size = std::abs(drawn.value);
  const double fine = size > 0.0 ? std::min(range, few * size) : range;
  const std::string low =
      known.is_day ? day_in_words(tale.scenario, drawn.q05) : plain_number(drawn.q05, std::min(range, fine));
  const std::string unit = known.unit.empty() || is_short(known.unit) ? "" : fmt::format(" ({})", known.unit);
  return fmt::format("{}: {}; nine draws in ten lie between {} and {}{}, {}.", capital(known.what),
                     value_of(tale, known, drawn.value, fine), low, value_of(tale, known, drawn.q95, range), unit,
                     how_rare(drawn.standing));
}

Json input(const DrawTale& tale, const Index& index, const std::string& path, const char* part,
           const ensemble::DrawnInput& drawn) {
  const Known known = index.of(path);
  return {{"path", path},
          {"what", known.what},
          {"part", part},
          {"value", drawn.value},
          {"unit", known.is_day ? "days from the origin" : known.unit},
          {"standing", drawn.standing},
          {"score", drawn.score()},
          {"q05", drawn.q05},
          {"q50", drawn.q50},
          {"q95", drawn.q95},
          {"source", known.source},
          {"because", parts::because(known.grounds)},
          {"words", words_of(tale, known, drawn)}};
}

}  // namespace

Json inputs(const DrawTale& tale) {
  const Index index(tale);
  std::vector<Json> list;
  std::map<std::string, std::pair<std::size_t, double>> known;  // path -> place and value
  for (const ensemble::DrawnInput& drawn : tale.bargain.inputs) {
    const std::string& path = tale.plan.inputs[drawn.input].path;
    known.emplace(path, std::pair(list.size(), drawn.value));
    list.push_back(input(tale, index, path, "bargaining", drawn));
  }
  const std::vector<ensemble::DrawnInput> none;
  for (const ensemble::DrawnInput& drawn : tale.system != nullptr ? tale.system->draw.inputs : none) {
    const std::string& path = tale.system->plan.inputs[drawn.input].path;
    const auto at = known.find(path);
    // the two parts may draw the same input differently: by a Sobol' design, or where it is linked to others
    if (at != known.end() && at->second.second == drawn.value) {
      list[at->second.first]["part"] = "both";
    } else {
      list.push_back(input(tale, index, path, "system", drawn));
    }
  }
  std::stable_sort(list.begin(), list.end(), [](const Json& a, const Json& b) {
    return std::abs(a.at("score").get<double>()) > std::abs(b.at("score").get<double>());
  });
  return list;
}

}  // namespace suasion::report::tale
