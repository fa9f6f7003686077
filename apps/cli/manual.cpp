/// The manual page, made from the parser.

#include <fmt/format.h>

#include <algorithm>

#include "outline.hpp"
#include "suasion/base/version.hpp"

namespace suasion::cli {

namespace {

/// Text as troff takes it: backslashes and hyphens that must stay what they are, no line that begins like a request.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\(rs";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\n') {
      out += "\n";
    } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
      out += fmt::format("\\&{}", c);
    } else if (c == '\'') {
      out += "\\(aq";
    } else if (c == '^') {
      out += "\\(ha";
    } else if (c == '~') {
      out += "\\(ti";
    } else if (c == '`') {
      out += "\\(ga";
    } else {
      out += c;
    }
  }
  return out;
}

/// `words` in bold where they stand between backquotes.
std::string prose(const std::string& text) {
  std::string out;
  bool bold = false;
  std::string part;
  for (const char c : text) {
    if (c != '`') {
      part += c;
      continue;
    }
    out += plain(part) + (bold ? "\\fR" : "\\fB");
    part.clear();
    bold = !bold;
  }
  return out + plain(part) + (bold ? "\\fR" : "");
}

std::string term(const std::string& name, const std::string& text) {
  return fmt::format(".TP\n{}\n{}\n", name, prose(text));
}

std::string option_name(const OptionOutline& option) {
  if (option.positional) {
    return fmt::format("\\fI{}\\fR", plain(option.value));
  }
  std::string name = option.short_name.empty() ? std::string() : fmt::format("\\fB{}\\fR, ", plain(option.short_name));
  name += fmt::format("\\fB{}\\fR", plain(option.long_name));
  return option.value.empty() ? name : fmt::format("{} \\fI{}\\fR", name, plain(option.value));
}

std::string terms(const std::vector<std::pair<std::string, std::string>>& list) {
  std::string text;
  for (const auto& [name, meaning] : list) {
    text += term(fmt::format("\\fB{}\\fR", plain(name)), meaning);
  }
  return text;
}

/// The name of a command without that of the program: "runs show".
std::string below_program(const std::string& program, const std::string& name) {
  const std::string all = program + " " + name;
  return all.substr(all.find(' ') + 1);
}

std::string command_section(const CommandOutline& command, const std::string& program) {
  std::string text = fmt::format(".SS {}\n\\fB{}\\fR\n.PP\n{}\n", plain(below_program(program, command.name)),
                                 plain(command.usage(program)), prose(command.summary + "."));
  if (!command.details.empty()) {
    text += fmt::format(".PP\n{}\n", prose(command.details));
  }
  for (const OptionOutline& option : command.options) {
    text += term(option_name(option), option.text);
  }
  for (const CommandOutline& below : command.commands) {
    text += command_section(below, program + " " + command.name);
  }
  return text;
}

std::string synopsis_of(const CommandOutline& command, const std::string& program) {
  std::string text = fmt::format("\\fB{}\\fR\n.br\n", plain(command.usage(program)));
  for (const CommandOutline& below : command.commands) {
    text += synopsis_of(below, program + " " + command.name);
  }
  return text;
}

/// Its own, and those of the commands below it.
std::string examples_of(const CommandOutline& command) {
  std::string text;
  std::string said;
  for (const auto& [what, line] : command.examples) {
    text += what == said ? std::string() : fmt::format(".TP\n{}\n", prose(what + ":"));
    text += fmt::format(".EX\n{}\n.EE\n", plain(line));
    said = what;
  }
  for (const CommandOutline& below : command.commands) {
    text += examples_of(below);
  }
  return text;
}

}  // namespace

std::string manual_page(const CommandOutline& program) {
  std::string text =
      fmt::format(".TH {} 1 \"\" \"{} {}\" \"User Commands\"\n", "SUASION", program.name, base::version());
  text += fmt::format(".SH NAME\n{} \\- {}\n", program.name, plain(program.summary));
  text += ".SH SYNOPSIS\n";
  for (const CommandOutline& command : program.commands) {
    text += synopsis_of(command, program.name);
  }
  text += fmt::format(".SH DESCRIPTION\n{}\n", prose(program.details));
  text += ".SH OPTIONS\n";
  for (const OptionOutline& option : program.options) {
    text += term(option_name(option), option.text);
  }
  text += ".SH COMMANDS\n";
  for (const CommandOutline& command : program.commands) {
    text += command_section(command, program.name);
  }
  text += ".SH EXIT STATUS\n" + terms(exit_statuses());
  text += ".SH ENVIRONMENT\n" + terms(environment_variables());
  text += ".SH FILES\nA run folder holds:\n" + terms(file_list());
  text += ".SH EXAMPLES\n" + examples_of(program);
  return text;
}

}  // namespace suasion::cli
