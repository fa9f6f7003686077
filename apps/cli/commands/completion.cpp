#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "outline.hpp"
#include "suasion/base/text.hpp"

namespace suasion::cli {

namespace {

Status completion(const std::string& shell, const CLI::App& program, Console& console) {
  need(shell, "completion", "a SHELL: bash or zsh");
  if (shell == "bash") {
    console.print(bash_completion(outline(program)));
  } else if (shell == "zsh") {
    console.print(zsh_completion(outline(program)));
  } else {
    throw Failure(bad_input, fmt::format("there is no completion for '{}'", shell), "shells are: bash, zsh");
  }
  return done;
}

}  // namespace

Command add_completion(CLI::App& program, Console& console) {
  CLI::App& command = add_command(program, "completion", "Set up",
                                  "Print the completion script for bash or zsh\n"
                                  "An installed suasion has both in place already.",
                                  "# for this shell only\nsource <(suasion completion bash)\n");
  const auto shell = std::make_shared<std::string>();
  command.add_option("SHELL", *shell, "bash or zsh.")->group("Which one");
  return {&command, [shell, &program, &console] { return completion(*shell, program, console); }};
}

}  // namespace suasion::cli
