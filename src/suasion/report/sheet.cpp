#include "suasion/report/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace suasion::report {

namespace {

constexpr std::size_t least_width = 40;
constexpr std::size_t widest = 100;  // longer lines are hard to read
constexpr std::size_t bar_width = 10;

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, columns_of(text)), ' ');
}

}  // namespace

Sheet::Sheet(const TextStyle& style) : style_(style), width_(std::clamp(style.width, least_width, widest)) {}

std::string Sheet::paint(std::string_view code, const std::string& text) const {
  const std::size_t last = text.find_last_not_of(" \n");
  if (!style_.colour || last == std::string::npos) {
    return text;
  }
  return fmt::format("\033[{}m{}\033[0m{}", code, text.substr(0, last + 1), text.substr(last + 1));
}

std::string Sheet::bar(double share) const {
  const auto filled =
      static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(bar_width)));
  std::string text;
  for (std::size_t i = 0; i < filled; ++i) {
    text += style_.unicode ? "█" : "#";
  }
  return padded(filled == 0 && share > 0.0 ? (style_.unicode ? "▏" : ".") : text, bar_width);
}

std::string Sheet::table(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& stated,
                         const std::vector<double>& bars) const {
  std::vector<std::vector<std::string>> rows = stated;
  for (std::vector<std::string>& row : rows) {
    for (std::string& cell : row) {
      cell = style_.unicode ? cell : to_ascii(cell);  // before they are measured: "+-" is wider than "±"
    }
  }
  const bool with_bars = std::any_of(bars.begin(), bars.end(), [](double one) { return one >= 0.0; });
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c + 1 < heads.size(); ++c) {
    std::size_t widest_cell = columns_of(heads[c]);
    for (const auto& row : rows) {
      widest_cell = std::max(widest_cell, columns_of(row[c]));
    }
    widths.push_back(widest_cell);
  }
  const auto line = [&](const std::vector<std::string>& cells, const std::string& picture) {
    std::string text = "  " + (with_bars ? picture + "  " : std::string());
    for (std::size_t c = 0; c + 1 < cells.size(); ++c) {
      text += padded(cells[c], widths[c]) + "  ";
    }
    const std::size_t indent = columns_of(text);
    std::string last = wrap(cells.back(), std::max(width_, indent + least_width / 2) - indent);
    for (std::size_t at = last.find('\n'); at + 1 < last.size(); at = last.find('\n', at + 1)) {
      last.insert(at + 1, std::string(indent, ' '));
    }
    return text + last;
  };
  std::string text = rows.empty() ? std::string() : dim(line(heads, std::string(bar_width, ' ')));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    text += line(rows[r], with_bars ? bar(bars[r]) : std::string());
  }
  return text;
}

std::string Sheet::finish(const std::string& text) const {
  std::string out;  // no-break spaces have done their work
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text.compare(i, 2, "\u00A0") == 0;
    out += no_break ? ' ' : text[i];
    i += no_break ? 1 : 0;
  }
  return style_.unicode ? out : to_ascii(out);
}

}  // namespace suasion::report
