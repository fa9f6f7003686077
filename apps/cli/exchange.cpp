#include "exchange.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "simulate.hpp"
#include "status.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/scenario/bytes.hpp"
#include "suasion/scenario/exchange/exchange.hpp"

namespace suasion::cli {

namespace {

namespace exchange = scenario::exchange;

/// The value, or an end after showing what is wrong, with the lines of the file where it is text.
template <class T>
T value_or_stop(base::Result<T> result, const std::string& file, const std::string& bytes, const Console& console) {
  if (!result) {
    const bool text = base::is_utf8(bytes) && bytes.find('\0') == std::string::npos;
    const scenario::Files files = {.files = {{.name = file, .bytes = text ? bytes : std::string()}}};
    refuse(result.error(), files, {}, console);
  }
  return *std::move(result);
}

}  // namespace

std::string import_scenario(const std::string& table, const std::string& title, bool insist, Console& console) {
  const std::string bytes = value_or_stop(
      scenario::bytes_of(table, {.as = table, .what = "the table", .folder_hint = "name the table in it"}), table, {},
      console);
  exchange::Reading reading = value_or_stop(exchange::read_table(table, bytes), table, bytes, console);
  if (insist) {
    reading.table.title = title;
  }
  const std::string name = std::filesystem::path(table).filename().string();
  exchange::Import made = value_or_stop(exchange::scenario_from(reading, name, title), table, {}, console);
  note_left_out(made.left_out, console);
  return std::move(made.text);
}

void note_left_out(const std::vector<std::string>& left_out, const Console& console) {
  for (const std::string& one : left_out) {
    console.note(report::wrap(fmt::format("left out: {}", one), console.err().width, 4));
  }
}

}  // namespace suasion::cli
