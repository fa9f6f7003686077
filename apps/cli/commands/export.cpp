#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "commands.hpp"
#include "exchange.hpp"
#include "folder.hpp"
#include "library.hpp"
#include "simulate.hpp"
#include "suasion/base/text.hpp"
#include "suasion/scenario/exchange/exchange.hpp"

namespace suasion::cli {

namespace {

namespace exchange = scenario::exchange;

struct ExportOptions {
  std::string scenario = {}, to = {}, format = {};
  std::vector<std::string> issues = {};
};

/// The format that was named or, if one alone has it, that of the file's extension.
exchange::Format format_of(const ExportOptions& options) {
  std::vector<std::string> names;
  std::vector<std::string> extensions;
  std::vector<exchange::FormatInfo> meant;
  const std::string extension = std::filesystem::path(options.to).extension().string();
  for (const exchange::FormatInfo& one : exchange::formats()) {
    names.emplace_back(one.name);
    extensions.emplace_back(one.extension);
    if (options.format.empty() ? one.extension == extension : one.name == options.format) {
      meant.push_back(one);
    }
  }
  if (meant.size() == 1) {
    return meant.front().format;
  }
  if (!options.format.empty()) {
    const std::string near = base::did_you_mean(options.format, names);
    throw Failure(bad_input, fmt::format("there is no format '{}'", options.format),
                  near.empty() ? fmt::format("formats: {}", fmt::join(names, ", ")) : near);
  }
  if (meant.empty()) {
    const std::string near = base::did_you_mean(extension, extensions);
    throw Failure(bad_input, fmt::format("no format is known by '{}'", options.to),
                  near.empty()
                      ? fmt::format("end the name in .csv, .xml or .xlsx, or give --format: {}", fmt::join(names, ", "))
                      : near);
  }
  std::vector<std::string> choices;
  choices.reserve(meant.size());
  for (const exchange::FormatInfo& one : meant) {
    choices.push_back(fmt::format("--format {} ({})", one.name, one.meaning));
  }
  throw Failure(bad_input, fmt::format("{} may mean {} formats", extension, meant.size()),
                fmt::format("say {}", fmt::join(choices, ", or ")));
}

Status run_export(const ExportOptions& options, Console& console) {
  need(options.scenario, "export", "a SCENARIO: a path, or a name of `suasion list scenarios`");
  need(options.to, "export", "--to FILE");
  const exchange::Format format = format_of(options);
  const std::string path = locate_scenario(options.scenario);
  const scenario::Files files = without_folders(load_files(path, console));
  const base::Result<scenario::Scenario> scenario = scenario::read(files);
  if (!scenario) {
    refuse(scenario.error(), files, path, console);
  }
  const base::Result<exchange::Export> cut = exchange::table_of(*scenario, options.issues, format);
  if (!cut) {
    refuse(cut.error(), {}, {}, console);
  }
  const base::Result<std::string> bytes = exchange::write_table(cut->table, format);
  if (!bytes) {
    refuse(bytes.error(), {}, {}, console);
  }
  create_file(options.to, *bytes);
  note_left_out(cut->left_out, console);
  console.print(fmt::format("Wrote {}.\n", options.to));
  return done;
}

}  // namespace

Command add_export(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "export", "Write a scenario",
      "Write the stakes of a scenario as a table for other programs\n"
      "A table holds actors with capability, position and salience, and bare numbers: those that are uncertain are "
      "given "
      "by their median. What the format has no place for is named on standard error. A file that exists is never "
      "overwritten.",
      "# a workbook to send round\nsuasion export my-case.toml --to my-case.xlsx\n"
      "# one issue for a replication of Scholz, Calbert and Smith\n"
      "suasion export belarus-2020 --to depth.csv --format scholz --issue integration\n");
  const auto options = std::make_shared<ExportOptions>();
  command.add_option("SCENARIO", options->scenario, "A scenario file, or the name of a bundled scenario.")
      ->group("What to write");
  command.add_option("--issue", options->issues, "Only this issue, by its id; may be repeated. Default: all.")
      ->type_name("ID")
      ->allow_extra_args(false)
      ->group("What to write");
  command.add_option("--to", options->to, "The file to write; its extension says the format: .csv, .xml or .xlsx.")
      ->type_name("FILE")
      ->group("Output");
  command
      .add_option("--format", options->format,
                  "ktab or scholz (both .csv), ktab-xml, xlsx. Needed where the extension does not decide.")
      ->type_name("FORMAT")
      ->group("Output");
  return {&command, [options, &console] { return run_export(*options, console); }};
}

}  // namespace suasion::cli
