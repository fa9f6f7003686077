/// Completion scripts for bash and zsh, made from the parser. Names of scenarios and models are asked of the command
/// itself when they are needed, so that they are always those that exist.

#include <fmt/format.h>

#include <algorithm>

#include "outline.hpp"

namespace suasion::cli {

namespace {

/// How a value is completed: a shell function of the script.
std::string helper_of(const OptionOutline& option) {
  const auto has = [&](std::string_view word) { return option.value.find(word) != std::string::npos; };
  if (has("SCENARIO")) {
    return "scenario";
  }
  if (has("MODEL")) {
    return "model";
  }
  if (has("SETTING")) {
    return "setting";
  }
  if (has("FORMAT")) {
    return "format";
  }
  if (has("DESIGN")) {
    return "design";
  }
  if (has("SHELL")) {
    return "shell";
  }
  if (has("STATUS")) {
    return "status";
  }
  if (has("WHAT")) {
    return "what";
  }
  if (has("KEY")) {
    return "key";
  }
  if (has("FOLDER") || has("RUN")) {
    return "folder";
  }
  return has("FILE") ? "file" : "nothing";
}

/// Names of the commands below one, separated by blanks.
std::string commands_of(const CommandOutline& command) {
  std::vector<std::string> names;
  for (const CommandOutline& below : command.commands) {
    names.push_back(below.name);
  }
  return fmt::format("{}", fmt::join(names, " "));
}

std::string words_of(const CommandOutline& command) {
  std::vector<std::string> words;
  for (const OptionOutline& option : command.options) {
    if (!option.positional) {
      words.push_back(option.long_name);
    }
  }
  return fmt::format("{}", fmt::join(words, " "));
}

/// What follows a command. @param word its place in the line. Commands below it come first, if one is named.
std::string bash_case(const CommandOutline& command, int word = 1) {
  std::string text = fmt::format("    {})\n", command.name);
  if (!command.commands.empty()) {
    text +=
        fmt::format("      if (( COMP_CWORD > {} )); then\n      case ${{COMP_WORDS[{}]}} in\n", word + 1, word + 1);
    for (const CommandOutline& below : command.commands) {
      text += bash_case(below, word + 1);
    }
    text += "      esac\n      fi\n";
  }
  text += "      case \"$previous\" in\n";
  for (const OptionOutline& option : command.options) {
    if (!option.positional && !option.value.empty()) {
      const std::string names =
          option.short_name.empty() ? option.long_name : option.short_name + "|" + option.long_name;
      text += fmt::format("        {}) _suasion_{}; return ;;\n", names, helper_of(option));
    }
  }
  text += fmt::format("      esac\n      if [[ $current == -* ]]; then\n        _suasion_words '{}'\n      else\n",
                      words_of(command));
  const auto positional = std::find_if(command.options.begin(), command.options.end(),
                                       [](const OptionOutline& option) { return option.positional; });
  if (!command.commands.empty()) {
    text += fmt::format("        (( COMP_CWORD == {} )) && _suasion_words '{}'\n", word + 1, commands_of(command));
  } else {
    text +=
        fmt::format("        _suasion_{}\n", positional == command.options.end() ? "nothing" : helper_of(*positional));
  }
  return text + "      fi\n      return ;;\n";
}

constexpr std::string_view bash_helpers = R"sh(_suasion_words() { COMPREPLY=($(compgen -W "$1" -- "$current")); }
_suasion_nothing() { COMPREPLY=(); }
_suasion_file() { compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$current")); }
_suasion_folder() { compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$current")); }
_suasion_model() { _suasion_words "$(suasion list models --names 2>/dev/null)"; }
_suasion_setting() { compopt -o nospace 2>/dev/null; _suasion_words "$(suasion list modules --names 2>/dev/null)"; }
_suasion_design() { _suasion_words "$(suasion list designs --names 2>/dev/null)"; }
_suasion_key() { _suasion_words "$(suasion list keys --names 2>/dev/null)"; }
_suasion_format() { _suasion_words 'ktab scholz ktab-xml xlsx'; }
_suasion_shell() { _suasion_words 'bash zsh'; }
_suasion_status() { _suasion_words 'running complete partial failed lost'; }
_suasion_what() { _suasion_words 'scenarios models modules designs laws keys'; }
_suasion_scenario() {
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -W "$(suasion list scenarios --names 2>/dev/null)" -- "$current")
             $(compgen -f -X '!*.toml' -- "$current") $(compgen -d -- "$current"))
}
)sh";

/// A text inside single quotes of an _arguments specification.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else if (c == '[' || c == ']' || c == ':' || c == '\\') {
      out += fmt::format("\\{}", c);
    } else {
      out += c;
    }
  }
  return out;
}

std::string zsh_case(const CommandOutline& command) {
  std::string text = fmt::format("    {})\n", command.name);
  if (!command.commands.empty()) {
    text += "      if (( CURRENT > 2 )); then\n      case $words[2] in\n";
    for (const CommandOutline& below : command.commands) {
      std::string inner = zsh_case(below);
      const std::string begin = fmt::format("    {})\n", below.name);
      inner.resize(inner.rfind(" ;;"));
      text +=
          begin + "      shift words\n      (( CURRENT-- ))\n" + inner.substr(begin.size()) + "\n      return 1 ;;\n";
    }
    text += "      esac\n      fi\n";
  }
  text += "      _arguments -s \\\n";
  if (!command.commands.empty()) {
    text += fmt::format("        '1:command:({})' \\\n", commands_of(command));
  }
  int place = 0;
  for (const OptionOutline& option : command.options) {
    const std::string value = option.value.empty()
                                  ? std::string()
                                  : fmt::format(":{}:_suasion_{}", zsh_text(option.value), helper_of(option));
    if (option.positional) {
      text += fmt::format("        '{}{}' \\\n", option.repeatable ? "*" : std::to_string(++place), value);
    } else {
      const std::string repeat = option.repeatable && !option.value.empty() ? "*" : "";
      text += fmt::format("        '{}{}[{}]{}' \\\n", repeat, option.long_name, zsh_text(option.text), value);
    }
  }
  return text + "        && return ;;\n";
}

constexpr std::string_view zsh_helpers = R"sh(_suasion_nothing() { return 1 }
_suasion_file() { _files }
_suasion_folder() { _files -/ }
_suasion_model() { local -a names; names=(${(f)"$(suasion list models --names 2>/dev/null)"}); compadd -a names }
_suasion_setting() { local -a names; names=(${(f)"$(suasion list modules --names 2>/dev/null)"}); compadd -S= -a names }
_suasion_design() { local -a names; names=(${(f)"$(suasion list designs --names 2>/dev/null)"}); compadd -a names }
_suasion_key() { local -a names; names=(${(f)"$(suasion list keys --names 2>/dev/null)"}); compadd -a names }
_suasion_format() { compadd ktab scholz ktab-xml xlsx }
_suasion_shell() { compadd bash zsh }
_suasion_status() { compadd running complete partial failed lost }
_suasion_what() { compadd scenarios models modules designs laws keys }
_suasion_scenario() {
  local -a names
  names=(${(f)"$(suasion list scenarios --names 2>/dev/null)"})
  compadd -a names
  _files -g '*.toml'
}
)sh";

}  // namespace

std::string bash_completion(const CommandOutline& program) {
  std::vector<std::string> names;
  for (const CommandOutline& command : program.commands) {
    names.push_back(command.name);
  }
  std::string text = "# Completion of suasion for bash; made by `suasion completion bash`.\n";
  text += bash_helpers;
  text += "_suasion() {\n  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n";
  text += "  COMPREPLY=()\n  if (( COMP_CWORD == 1 )); then\n";
  text += fmt::format("    _suasion_words '{} {}'\n    return\n  fi\n", fmt::join(names, " "), words_of(program));
  text += "  case ${COMP_WORDS[1]} in\n";
  for (const CommandOutline& command : program.commands) {
    text += bash_case(command);
  }
  return text + "  esac\n}\ncomplete -F _suasion suasion\n";
}

std::string zsh_completion(const CommandOutline& program) {
  std::string text = "#compdef suasion\n# Completion of suasion for zsh; made by `suasion completion zsh`.\n";
  text += zsh_helpers;
  text += "_suasion() {\n  local -a commands\n  commands=(\n";
  for (const CommandOutline& command : program.commands) {
    text += fmt::format("    '{}:{}'\n", command.name, zsh_text(command.summary));
  }
  text += "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n";
  text += fmt::format("    [[ $PREFIX == -* ]] && compadd -- {}\n    return\n  fi\n", words_of(program));
  text += "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const CommandOutline& command : program.commands) {
    text += zsh_case(command);
  }
  return text + "  esac\n}\ncompdef _suasion suasion\n";
}

}  // namespace suasion::cli
