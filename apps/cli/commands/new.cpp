#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "commands.hpp"
#include "folder.hpp"
#include "suasion/scenario/language.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

struct NewOptions {
  std::string file = {}, title = {};
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

Status write_starter(const NewOptions& options, Console& console) {
  if (options.file.empty()) {
    console.print(scenario::starter(options.title.empty() ? "A new scenario" : options.title));
    return done;
  }
  const fs::path file = options.file;
  const std::string text = scenario::starter(options.title.empty() ? title_from(file) : options.title);
  create_file(file, text);
  console.print(fmt::format("Wrote {0}. Next:\n  suasion check {0}\n  suasion run {0}\n", file.string()));
  return done;
}

}  // namespace

Command add_new(CLI::App& program, Console& console) {
  CLI::App& command = add_command(program, "new", "Write a scenario",
                                  "Write a commented starter scenario\n"
                                  "The starter passes `suasion check --strict` and runs; change it line by line. "
                                  "Without FILE it is printed. A file "
                                  "that exists is never overwritten.",
                                  "# a scenario of your own in five minutes\nsuasion new my-case.toml\n");
  const auto options = std::make_shared<NewOptions>();
  command.add_option("[FILE]", options->file, "The file to write. Default: standard output.")->group("What to write");
  command.add_option("--title", options->title, "Title of the scenario. Default: made from the file's name.")
      ->type_name("TEXT")
      ->group("What to write");
  return {&command, [options, &console] { return write_starter(*options, console); }};
}

}  // namespace suasion::cli
