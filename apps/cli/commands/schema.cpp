#include <CLI/CLI.hpp>

#include "commands.hpp"
#include "suasion/scenario/language.hpp"

namespace suasion::cli {

Command add_schema(CLI::App& program, Console& console) {
  CLI::App& command =
      add_command(program, "schema", "Write a scenario",
                  "Print the JSON Schema of the scenario language\n"
                  "Editors with a TOML language server (such as Taplo) complete and check scenarios with it.",
                  "# for an editor\nsuasion schema > scenario.schema.json\n");
  return {&command, [&console] {
            console.print(scenario::json_schema());
            return done;
          }};
}

}  // namespace suasion::cli
