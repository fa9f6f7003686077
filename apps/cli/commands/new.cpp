#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "commands.hpp"
#include "exchange.hpp"
#include "folder.hpp"
#include "suasion/scenario/language.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

struct NewOptions {
  std::string file = {}, title = {}, from = {};
};

/// "my-first-case" as a title: "My first case".
std::string title_from(const fs::path& file) {
  std::string title = file.stem().string();
  for (char& c : title) {
    c = c == '-' || c == '_' ? ' ' : c;
  }
  if (!title.empty() && title.front() >= 'a' && title.front() <= 'z') {
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
  }
  return title;
}

std::string text_of(const NewOptions& options, Console& console) {
  const std::string title = !options.title.empty()  ? options.title
                            : !options.file.empty() ? title_from(options.file)
                            : !options.from.empty() ? title_from(options.from)
                                                    : "A new scenario";
  if (options.from.empty()) {
    return scenario::starter(title);
  }
  return import_scenario(options.from, title, !options.title.empty(), console);
}

Status write_new(const NewOptions& options, Console& console) {
  const std::string text = text_of(options, console);
  if (options.file.empty()) {
    console.print(text);
    return done;
  }
  create_file(options.file, text);
  console.print(fmt::format("Wrote {0}. Next:\n  suasion check {0}\n  suasion run {0}\n", options.file));
  return done;
}

}  // namespace

Command add_new(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "new", "Write a scenario",
      "Write a commented starter scenario, or one made from a table\n"
      "The starter passes `suasion check --strict` and runs; change it line by line. With --from the scenario is made "
      "from "
      "a table of another program: KTAB's CSV or XML, a CSV of actors with capability, position and salience, or a "
      "workbook (XLSX, ODS). Mistakes in the table are shown with line and column, or the cell. Without FILE the "
      "scenario "
      "is printed. A file that exists is never overwritten.",
      "# a scenario of your own in five minutes\nsuasion new my-case.toml\n"
      "# a scenario from a spreadsheet\nsuasion new my-case.toml --from stakes.xlsx\n");
  const auto options = std::make_shared<NewOptions>();
  command.add_option("[FILE]", options->file, "The file to write. Default: standard output.")->group("What to write");
  command.add_option("--from", options->from, "Make the scenario from this table: .csv, .xml, .xlsx or .ods.")
      ->type_name("FILE")
      ->group("What to write");
  command
      .add_option("--title", options->title,
                  "Title of the scenario. Default: that of the table, or made from the file's "
                  "name.")
      ->type_name("TEXT")
      ->group("What to write");
  return {&command, [options, &console] { return write_new(*options, console); }};
}

}  // namespace suasion::cli
