#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "suasion/report/html.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

Status report(const std::string& run, Console& console) {
  need(run, "report", "a RUN: the folder that `suasion run` wrote");
  const fs::path folder = run;
  const fs::path summary = folder / "summary.json";
  if (!fs::is_regular_file(summary)) {
    throw Failure(world, fmt::format("'{}' is not a run folder that can be used: it has no summary.json", run));
  }
  std::string page;
  try {
    page = report::report_html(storage::read_file(summary));
  } catch (const std::invalid_argument& error) {
    throw Failure(world, fmt::format("'{}' cannot be used: {}", summary.string(), error.what()));
  }
  storage::replace_file(folder / "report.html", page);
  console.print(fmt::format("Report: {}\n", (folder / "report.html").string()));
  return done;
}

}  // namespace

Command add_report(CLI::App& program, Console& console) {
  CLI::App& command = add_command(program, "report", "Forecast",
                                  "Write the report of a run again\n"
                                  "Makes report.html anew from summary.json, without running anything: after an update "
                                  "of suasion, or when the page "
                                  "was lost.",
                                  "# the page again, from the figures\nsuasion report out/belarus-2020\n");
  const auto run = std::make_shared<std::string>();
  command.add_option("RUN", *run, "A folder that `suasion run` wrote.")->group("What to write");
  return {&command, [run, &console] { return report(*run, console); }};
}

}  // namespace suasion::cli
