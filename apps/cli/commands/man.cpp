#include <CLI/CLI.hpp>

#include "commands.hpp"
#include "outline.hpp"

namespace suasion::cli {

Command add_man(CLI::App& program, Console& console) {
  CLI::App& command = add_command(program, "man", "Set up",
                                  "Print the manual page\n"
                                  "An installed suasion has it in place already: `man suasion`.",
                                  "# read it without installing\nsuasion man | man -l -\n");
  return {&command, [&program, &console] {
            console.print(manual_page(outline(program)));
            return done;
          }};
}

}  // namespace suasion::cli
