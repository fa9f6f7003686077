#include "runs_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "commands/commands.hpp"
#include "process.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using report::TextStyle;
using storage::Run;

constexpr std::size_t gap = 2;  // columns between columns

struct Column {
  std::string title = {};
  std::vector<std::string> cells = {};
  std::size_t least = 0;  ///< it may be cut down to this; 0: not at all
  bool keep_end = false;  ///< where it is cut, the end stays
  bool to_right = false;
  std::size_t width = 0;
};

Column column(std::string title, const std::vector<Run>& runs, const std::function<std::string(const Run&)>& cell) {
  Column made = {.title = std::move(title)};
  made.width = report::columns_of(made.title);
  for (const Run& run : runs) {
    made.cells.push_back(cell(run));
    made.width = std::max(made.width, report::columns_of(made.cells.back()));
  }
  return made;
}

std::size_t width_of(const std::vector<Column>& columns) {
  std::size_t width = columns.empty() ? 0 : gap * (columns.size() - 1);
  for (const Column& one : columns) {
    width += one.width;
  }
  return width;
}

/// Cuts columns down, then leaves them out, from the last that can be cut to the first, until all have room.
void make_room(std::vector<Column>& columns, std::size_t room) {
  for (auto one = columns.rbegin(); one != columns.rend(); ++one) {
    const std::size_t all = width_of(columns);
    if (one->least > 0 && all > room) {
      one->width -= std::min(all - room, one->width - std::min(one->width, one->least));
    }
  }
  while (width_of(columns) > room && columns.size() > 1) {
    const auto last = std::find_if(columns.rbegin(), columns.rend(), [](const Column& one) { return one.least > 0; });
    if (last == columns.rend()) {
      return;
    }
    columns.erase(std::next(last).base());
  }
}

std::string line_of(const std::vector<Column>& columns, const std::function<std::string(const Column&)>& cell,
                    const TextStyle& style) {
  std::string line;
  for (const Column& one : columns) {
    const std::string text = cut(cell(one), one.width, one.keep_end, style);
    const std::string fill(one.width - report::columns_of(text), ' ');
    line += (line.empty() ? "" : std::string(gap, ' ')) + (one.to_right ? fill + text : text + fill);
  }
  return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

/// "2026-01-31 12:00".
std::string minute(const std::string& moment) {
  constexpr std::size_t to_minute = 16;
  std::string text = moment.substr(0, to_minute);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

std::string draws_text(const Run& run) {
  return run.draws_done == run.draws_asked ? std::to_string(run.draws_done)
                                           : fmt::format("{}/{}", run.draws_done, run.draws_asked);
}

/// The JSON that a column holds; null where it is none.
Json parsed(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json() : json;
}

std::string edits_text(const std::string& edits) {
  std::vector<std::string> list;
  for (const Json& edit : parsed(edits)) {
    if (edit.is_object()) {
      list.push_back(fmt::format("{}={}", edit.value("path", ""), edit.value("value", "")));
    }
  }
  return fmt::format("{}", fmt::join(list, "; "));
}

std::string words_text(const Json& list) {
  std::vector<std::string> words;
  for (const Json& word : list) {
    words.push_back(word.is_string() ? word.get<std::string>() : word.dump());
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

/// Options that were given: "full", "until_error 0.5".
std::string options_text(const std::string& options) {
  std::vector<std::string> list;
  const Json all = parsed(options);
  for (const auto& [name, value] : all.items()) {
    if (value == true) {
      list.push_back(name);
    } else if (!value.is_null() && value != false) {
      list.push_back(fmt::format("{} {}", name, value.dump()));
    }
  }
  return fmt::format("{}", fmt::join(list, ", "));
}

std::vector<std::string> models_of(const Run& run) {
  return run.models.empty() ? std::vector<std::string>() : split_models({run.models});
}

bool is_there(const std::string& folder) {
  std::error_code unreadable;
  return fs::exists(folder, unreadable);
}

/// Only runs that came to results leave a folder.
bool has_folder(const Run& run) {
  return run.status == storage::RunStatus::complete || run.status == storage::RunStatus::partial;
}

std::string fact(const std::string& name, const std::string& value, std::size_t width) {
  constexpr std::size_t place = 12;
  const std::string head = padded("  " + name, place);
  const std::string text = report::wrap(std::string(place, '.') + (value.empty() ? "-" : value), width, place);
  return head + text.substr(place);
}

}  // namespace

std::string as_shown(const std::string& text, const TextStyle& style) {
  return style.unicode ? text : report::to_ascii(text);
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t now = report::columns_of(text);
  return text.append(now < columns ? columns - now : 0, ' ');
}

std::string cut(const std::string& text, std::size_t columns, bool keep_end, const TextStyle& style) {
  const std::size_t all = report::columns_of(text);
  if (all <= columns || columns == 0) {
    return columns == 0 ? std::string() : text;
  }
  const std::string mark = style.unicode ? "…" : "~";
  const auto place = [&](std::size_t column) {  // of the byte where that column begins
    std::size_t at = 0;
    for (std::size_t seen = 0; at < text.size(); ++at) {
      if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && seen++ == column) {
        break;
      }
    }
    return at;
  };
  return keep_end ? mark + text.substr(place(all - columns + 1)) : text.substr(0, place(columns - 1)) + mark;
}

std::string value_text(double value, double error, const std::string& unit, const TextStyle& style) {
  if (!std::isfinite(value)) {
    return "-";
  }
  const std::string after = unit == "%" ? " %" : "";
  if (!std::isfinite(error) || error <= 0.0) {
    return fmt::format("{:.6g}{}", value, after);
  }
  const std::string rounded = fmt::format("{:.1e}", error);  // two digits, and where they stand
  const int exponent = std::stoi(rounded.substr(rounded.find('e') + 1));
  const int decimals = std::clamp(1 - exponent, 0, 12);
  return fmt::format("{:.{}f} {} {:.{}f}{}", value, decimals, style.unicode ? "±" : "+-", error, decimals, after);
}

std::string label_text(const storage::Figure& figure) {
  return figure.unit.empty() || figure.unit == "%" ? figure.label : fmt::format("{} ({})", figure.label, figure.unit);
}

std::string runs_table(const std::vector<Run>& runs, const Console& console) {
  const TextStyle& style = console.out();
  constexpr std::size_t least_name = 10;
  constexpr std::size_t least_folder = 12;
  std::vector<Column> columns;
  columns.push_back(column("run", runs, [](const Run& run) { return std::to_string(run.id); }));
  columns.back().to_right = true;
  columns.push_back(column("started (UTC)", runs, [](const Run& run) { return minute(run.started); }));
  columns.push_back(column("scenario", runs, [&](const Run& run) { return as_shown(run.scenario, style); }));
  columns.back().least = least_name;
  columns.push_back(column("status", runs, [](const Run& run) { return std::string(name(run.status)); }));
  columns.push_back(column("draws", runs, draws_text));
  columns.back().to_right = true;
  columns.push_back(column("first figure", runs, [&](const Run& run) {
    return run.figures.empty() ? "-" : value_text(run.figures[0].value, run.figures[0].error, {}, style);
  }));
  columns.back().least = least_name;
  columns.push_back(column("folder", runs, [](const Run& run) {
    return shown(run.folder) + (has_folder(run) && !is_there(run.folder) ? " (gone)" : "");
  }));
  columns.back().least = least_folder;
  columns.back().keep_end = true;
  make_room(columns, std::max<std::size_t>(console.table_width(), 40));
  std::string text = line_of(
      columns, [](const Column& one) { return one.title; }, style);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    text += line_of(
        columns, [i](const Column& one) { return one.cells[i]; }, style);
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> inputs_of(const Run& run) {
  return {{"scenario", run.scenario},
          {"hash", run.hash},
          {"suasion", run.version},
          {"seed", std::to_string(run.seed)},
          {"draws", draws_text(run)},
          {"design", run.design},
          {"models", fmt::format("{}", fmt::join(models_of(run), ", "))},
          {"edits", edits_text(run.edits)},
          {"assume", words_text(parsed(run.assume))},
          {"options", options_text(run.options)}};
}

std::string run_text(const Run& run, const TextStyle& style) {
  constexpr std::size_t widest = 100;
  constexpr std::size_t widest_value = 24;
  const std::size_t width = std::clamp<std::size_t>(style.width, 40, widest);
  std::string text = report::wrap(fmt::format("Run {}: {}", run.id, run.title), width);
  text += "\n" + fact("status", std::string(name(run.status)), width);
  text += fact("started", run.started, width) + fact("ended", run.ended, width);
  text += fact("folder", run.folder + (is_there(run.folder) ? "" : " (not there)"), width);
  for (const auto& [name, value] : inputs_of(run)) {
    text += fact(name, value, width);
  }
  text += fact("machine", machine_of(run.process), width);
  text += run.figures.empty() ? "\nNo figures: the run has none, or has not ended.\n"
                              : "\nKey figures, with their Monte Carlo standard errors:\n";
  for (const storage::Figure& figure : run.figures) {
    const std::string value = value_text(figure.value, figure.error, figure.unit, style);
    const std::string head = padded("  " + value, widest_value);
    text += head +
            report::wrap(std::string(widest_value, '.') + label_text(figure), width, widest_value).substr(widest_value);
  }
  return as_shown(text, style);
}

Json run_json(const Run& run) {
  Json figures = Json::array();
  for (const storage::Figure& figure : run.figures) {
    figures.push_back({{"key", figure.key},
                       {"label", figure.label},
                       {"value", figure.value},
                       {"error", figure.error},
                       {"unit", figure.unit}});
  }
  return {{"run", run.id},
          {"status", std::string(name(run.status))},
          {"started", run.started},
          {"ended", run.ended.empty() ? Json() : Json(run.ended)},
          {"folder", run.folder},
          {"folder_exists", is_there(run.folder)},
          {"scenario", {{"id", run.scenario}, {"title", run.title}, {"hash", run.hash}}},
          {"suasion", run.version},
          {"seed", run.seed},
          {"draws_asked", run.draws_asked},
          {"draws_done", run.draws_done},
          {"design", run.design},
          {"models", models_of(run)},
          {"edits", parsed(run.edits)},
          {"assume", parsed(run.assume)},
          {"options", parsed(run.options)},
          {"machine", machine_of(run.process)},
          {"figures", std::move(figures)}};
}

}  // namespace suasion::cli
