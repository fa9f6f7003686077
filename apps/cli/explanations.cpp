#include "explanations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"
#include "suasion/report/terminal.hpp"
#include "suasion/system/module.hpp"

namespace suasion::cli {

namespace {

using report::wrap;

std::string parameter_text(const system::ParameterInfo& parameter, std::string_view module, std::size_t width) {
  const std::string unit = parameter.unit.empty() ? std::string() : fmt::format(" ({})", parameter.unit);
  return wrap(fmt::format("  {}.{}{}", module, parameter.name, unit), width, 4) +
         wrap(fmt::format("      {}", parameter.meaning), width, 6) +
         wrap(fmt::format("      Prior: {}", math::describe(parameter.prior)), width, 8) +
         wrap(fmt::format("      {}{}", parameter.source,
                          parameter.borrowed ? " [borrowed from another kind of case]" : ""),
              width, 8);
}

std::string variable_text(const system::VariableInfo& variable, std::size_t width) {
  const std::string unit = variable.unit.empty() ? std::string() : fmt::format(" ({})", variable.unit);
  return wrap(fmt::format("  {}{}: {}", variable.name, unit, variable.meaning), width, 6);
}

std::string options_of(const system::ModuleInfo& info, std::size_t width) {
  std::string text =
      "\n" +
      wrap(fmt::format("Settings (--assume {0}.OPTION=VALUE, or --assume {0}=off to leave the module out):", info.name),
           width) +
      "\n";
  for (const model::OptionInfo& option : info.options) {
    text += option_text(option, option.default_value, width);
  }
  return text + (info.options.empty() ? "  It has no options.\n" : "");
}

}  // namespace

std::string heading_text(std::string_view name, std::string_view title, std::string_view summary,
                         std::string_view source, std::size_t width) {
  return wrap(fmt::format("{}: {}", name, title), width) + "\n" + wrap(summary, width) +
         wrap(fmt::format("Source: {}.", source), width);
}

std::string option_text(const model::OptionInfo& option, std::string_view now, std::size_t width) {
  std::string text = wrap(fmt::format("  {} = {}", option.name, now), width, 4);
  text += wrap(fmt::format("      {}", option.meaning), width, 6);
  if (option.values.empty()) {
    text += fmt::format("      {} from {} to {}\n", option.whole ? "A whole number" : "A number",
                        base::shortest(option.low), base::shortest(option.high));
  }
  for (const auto& [value, who] : option.values) {
    text += wrap(fmt::format("      {} {}: {}", value == now ? "*" : "-", value, who), width, 10);
  }
  return text;
}

std::string modules_text(std::size_t width) {
  std::string text = wrap(
      "The strategic system of a scenario that has a [system] table: modules in one loop, a month at a time. Each can "
      "be "
      "set (--assume MODULE.OPTION=VALUE) or left out (--assume MODULE=off); one without its inputs leaves itself out. "
      "`suasion explain MODULE` shows its settings, its parameters with their priors, and its variables. --assume "
      "clock.tick=half makes ticks half as long, which must change no figure by more than its Monte Carlo error.",
      width);
  for (const system::Module& module : system::modules()) {
    const system::ModuleInfo& info = module.info;
    text += "\n" + wrap(fmt::format("{}: {}", info.name, info.title), width) +
            wrap(fmt::format("  {}", info.summary), width, 2);
    std::vector<std::string> names;
    for (const model::OptionInfo& option : info.options) {
      names.emplace_back(option.name);
    }
    if (!names.empty()) {
      text += wrap(fmt::format("  Settings: {}.", fmt::join(names, ", ")), width, 2);
    }
  }
  return text;
}

std::string module_text(std::string_view name, std::size_t width) {
  for (const system::Module& module : system::modules()) {
    const system::ModuleInfo& info = module.info;
    if (info.name != name) {
      continue;
    }
    std::string text = heading_text(info.name, info.title, info.summary, info.source, width) + options_of(info, width);
    text += info.parameters.empty() ? "" : "\nParameters ([[parameters]] path = \"...\" states another prior):\n\n";
    for (const system::ParameterInfo& parameter : info.parameters) {
      text += parameter_text(parameter, info.name, width);
    }
    text +=
        info.variables.empty() ? "" : "\nVariables, for questions, claims, drivers and shifts; {} stands for ids:\n\n";
    for (const system::VariableInfo& variable : info.variables) {
      text += variable_text(variable, width);
    }
    return text;
  }
  return {};
}

std::string module_part_text(std::string_view name, std::size_t width) {
  std::string text;
  const auto add = [&](std::string_view what, const system::ModuleInfo& info, const std::string& part) {
    text += (text.empty() ? "" : "\n") + fmt::format("{}: a {} of module {}\n\n", name, what, info.name) + part;
  };
  for (const system::Module& module : system::modules()) {
    const system::ModuleInfo& info = module.info;
    for (const model::OptionInfo& option : info.options) {
      if (fmt::format("{}.{}", info.name, option.name) == name) {
        add("setting", info, option_text(option, option.default_value, width));
      }
    }
    for (const system::ParameterInfo& parameter : info.parameters) {
      if (fmt::format("{}.{}", info.name, parameter.name) == name) {
        add("parameter", info, parameter_text(parameter, info.name, width));
      }
    }
    for (const system::VariableInfo& variable : info.variables) {
      if (system::stands_for(variable.name, name)) {
        add("variable", info, variable_text(variable, width));
      }
    }
  }
  return text;
}

std::vector<std::string> module_names() {
  std::vector<std::string> names = {"modules"};
  for (const system::Module& module : system::modules()) {
    names.emplace_back(module.info.name);
    for (const model::OptionInfo& option : module.info.options) {
      names.push_back(fmt::format("{}.{}", module.info.name, option.name));
    }
    for (const system::ParameterInfo& parameter : module.info.parameters) {
      names.push_back(fmt::format("{}.{}", module.info.name, parameter.name));
    }
  }
  return names;
}

}  // namespace suasion::cli
