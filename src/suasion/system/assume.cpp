#include "suasion/system/assume.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"

namespace suasion::system {

namespace {

std::string hint_of(const std::string& word, const std::vector<std::string>& known, std::string_view what) {
  std::string hint = base::did_you_mean(word, known);
  return hint.empty() ? fmt::format("{} are: {}", what, fmt::join(known, ", ")) : hint;
}

const Module* module_named(const std::string& name) {
  const auto& all = modules();
  const auto at = std::find_if(all.begin(), all.end(), [&](const Module& one) { return one.info.name == name; });
  return at == all.end() ? nullptr : &*at;
}

base::Result<Assumption> clock_setting(Assumption assumption) {
  if (assumption.option != "tick") {
    return base::fail("M202", fmt::format("the clock has no option '{}'", assumption.option), "its option is: tick");
  }
  if (assumption.value != "half" && assumption.value != "as-said") {
    return base::fail("M203", fmt::format("clock.tick is '{}'; it must be one of as-said, half", assumption.value));
  }
  return assumption;
}

}  // namespace

base::Result<Assumption> parse_assumption(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::size_t dot = text.find('.');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    return base::fail("M201", fmt::format("'{}' sets nothing", text), "write MODULE.OPTION=VALUE or MODULE=off");
  }
  const bool with_option = dot < equals;
  Assumption assumption{.module = text.substr(0, std::min(dot, equals)),
                        .option = with_option ? text.substr(dot + 1, equals - dot - 1) : std::string(),
                        .value = text.substr(equals + 1)};
  if (assumption.module == "clock") {
    return clock_setting(std::move(assumption));
  }
  const Module* module = module_named(assumption.module);
  if (module == nullptr) {
    std::vector<std::string> names;
    for (const Module& one : modules()) {
      names.emplace_back(one.info.name);
    }
    return base::fail("M201", fmt::format("there is no module '{}'", assumption.module),
                      hint_of(assumption.module, names, "modules"));
  }
  if (!with_option) {
    if (assumption.value != "off") {
      return base::fail("M203", fmt::format("'{}': a module can only be switched off", text),
                        fmt::format("write {}=off, or {}.OPTION=VALUE", assumption.module, assumption.module));
    }
    return assumption;
  }
  const auto& options = module->info.options;
  const auto option = std::find_if(options.begin(), options.end(),
                                   [&](const model::OptionInfo& one) { return one.name == assumption.option; });
  if (option == options.end()) {
    std::vector<std::string> names;
    names.reserve(options.size());
    for (const model::OptionInfo& one : options) {
      names.emplace_back(one.name);
    }
    return base::fail("M202", fmt::format("module '{}' has no option '{}'", assumption.module, assumption.option),
                      names.empty() ? "it has none" : hint_of(assumption.option, names, "its options"));
  }
  if (const std::string flaw = model::flaw(*option, assumption.value); !flaw.empty()) {
    std::vector<std::string> values;
    for (const auto& [value, who] : option->values) {
      values.emplace_back(value);
    }
    return base::fail("M203",
                      fmt::format("{}.{} is '{}'; it {}", assumption.module, assumption.option, assumption.value, flaw),
                      base::did_you_mean(assumption.value, values));
  }
  return assumption;
}

model::Settings settings_of(const Module& module, const Assumptions& assume) {
  model::Settings settings;
  for (const model::OptionInfo& option : module.info.options) {
    std::string value(option.default_value);
    for (const Assumption& assumption : assume) {
      if (assumption.module == module.info.name && assumption.option == option.name) {
        value = assumption.value;
      }
    }
    settings.emplace_back(option.name, std::move(value));
  }
  return settings;
}

bool is_off(const Module& module, const Assumptions& assume) {
  return std::any_of(assume.begin(), assume.end(),
                     [&](const Assumption& one) { return one.module == module.info.name && one.option.empty(); });
}

bool halves_ticks(const Assumptions& assume) {
  bool half = false;
  for (const Assumption& one : assume) {
    if (one.module == "clock" && one.option == "tick") {
      half = one.value == "half";
    }
  }
  return half;
}

}  // namespace suasion::system
