#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "commands.hpp"
#include "draws_file.hpp"
#include "suasion/base/text.hpp"

namespace suasion::cli {

namespace {

constexpr std::size_t text_at_once = std::size_t{1} << 18U;  ///< bytes
constexpr std::size_t values_at_once = std::size_t{1} << 23U;

/// The command line of `draws`, as written.
struct DrawsOptions {
  std::string run = {};
  std::vector<std::string> columns = {};
  bool list = false;
};

/// A cell of CSV, in quotes where it must be (RFC 4180).
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  }
  return quoted + '"';
}

/// The columns asked for, in the order asked for, each once; all where nothing is asked for.
std::vector<std::size_t> chosen(const storage::DrawsHeader& header, const DrawsOptions& options) {
  std::vector<std::size_t> all(storage::columns(header));
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (options.columns.empty()) {
    return all;
  }
  std::vector<std::size_t> result;
  for (const std::string& word : options.columns) {
    const std::vector<std::size_t> found = columns_named(header, word, all);
    if (found.empty()) {
      std::vector<std::string> known = names_to_offer(header, all);
      for (const storage::DrawColumn& place : storage::draw_columns(header)) {
        known.push_back(storage::full_name(header, place));
      }
      const std::string near = base::did_you_mean(word, known);
      throw Failure(bad_input, fmt::format("the draws of this run hold no column '{}'", word),
                    near.empty() ? fmt::format("`suasion draws {} --list` lists them", options.run) : near);
    }
    std::copy_if(found.begin(), found.end(), std::back_inserter(result),
                 [&](std::size_t c) { return std::find(result.begin(), result.end(), c) == result.end(); });
  }
  return result;
}

void print_list(const storage::DrawsHeader& header, const std::vector<std::size_t>& columns, Console& console) {
  const std::vector<std::string> titles = column_titles(header);
  const std::vector<storage::DrawColumn> places = storage::draw_columns(header);
  std::string text = "column,variable,units,about\n";
  for (const std::size_t c : columns) {
    const storage::DrawVariable& variable = header.variables[places[c].variable];
    text += fmt::format("{},{}/{},{},{}\n", cell(titles[c]), variable.group, variable.name,
                        cell(variable.type == storage::DrawType::flag ? "0 or 1" : variable.units),
                        cell(variable.long_name));
  }
  console.print(text);
}

/// Prints rows from `first` on. @param values [columns][rows].
void print_rows(std::uint64_t first, std::size_t rows, const std::vector<double>& values, Console& console) {
  fmt::memory_buffer text;
  for (std::size_t row = 0; row < rows; ++row) {
    fmt::format_to(std::back_inserter(text), "{}", first + row);
    for (std::size_t at = row; at < values.size(); at += rows) {
      if (std::isnan(values[at])) {
        text.push_back(',');
      } else {
        fmt::format_to(std::back_inserter(text), ",{}", values[at]);
      }
    }
    text.push_back('\n');
    if (text.size() >= text_at_once || row + 1 == rows) {
      console.print({text.data(), text.size()});
      text.clear();
    }
  }
}

void print_table(const storage::DrawsReader& reader, const std::vector<std::size_t>& columns, Console& console) {
  const std::vector<std::string> titles = column_titles(reader.header());
  std::string head = "draw";
  for (const std::size_t c : columns) {
    head += "," + cell(titles[c]);
  }
  console.print(head + "\n");
  const std::uint64_t draws = reader.header().draws;
  // whole chunks, as many as fit: each is unpacked once
  const std::size_t step = reader.chunk() * std::max<std::size_t>(1, values_at_once / reader.chunk() / columns.size());
  std::vector<double> values;
  for (std::uint64_t first = 0; first < draws && !console.reader_gone(); first += step) {
    const auto rows = static_cast<std::size_t>(std::min<std::uint64_t>(step, draws - first));
    values.resize(columns.size() * rows);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      reader.read(columns[i], first, std::span(values).subspan(i * rows, rows));
    }
    print_rows(first, rows, values, console);
  }
}

Status draws(const DrawsOptions& options, Console& console) {
  need(options.run, "draws", "a RUN: the folder that `suasion run --save-draws` wrote");
  const storage::DrawsReader reader = open_draws(options.run);
  const std::vector<std::size_t> columns = chosen(reader.header(), options);
  if (options.list) {
    print_list(reader.header(), columns, console);
  } else {
    print_table(reader, columns, console);
  }
  return done;
}

}  // namespace

Command add_draws(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "draws", "Forecast",
      "Print the draws of a run as a table\n"
      "Prints a line per draw, comma-separated, of a run that was made with --save-draws: every input, outcome and "
      "answer, or the columns asked for. An empty cell is a value that the draw does not have. draws.nc in the run "
      "folder holds the same for programs that read NetCDF.",
      "# what there is\nsuasion draws out/belarus-2020 --list\n"
      "# two columns, for a spreadsheet\n"
      "suasion draws out/belarus-2020 --column integration --column crackdown > draws.csv\n");
  const auto options = std::make_shared<DrawsOptions>();
  command.add_option("RUN", options->run, "A folder that `suasion run --save-draws` wrote.")->group("What to print");
  command
      .add_option(
          "--column", options->columns,
          "Print this column only; may be given several times. A name as --list shows it, ISSUE, ISSUE@MODEL, a "
          "question, GROUP/VARIABLE[LABEL], or GROUP/VARIABLE for all of its columns.")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group("What to print");
  command.add_flag("--list", options->list, "Print the names of the columns instead, with their units.")
      ->group("What to print");
  return {&command, [options, &console] { return draws(*options, console); }};
}

}  // namespace suasion::cli
