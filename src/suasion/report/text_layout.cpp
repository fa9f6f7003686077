/// Laying out text in columns: wrapping, sparklines, ASCII for plain terminals.

#include <algorithm>
#include <array>
#include <cmath>

#include "suasion/report/terminal.hpp"

namespace suasion::report {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t length = columns_of(word);
    if (column > indent && column + 1 + length > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (at > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += length;
    at = end + 1;
  }
  return out + "\n";
}

std::string sparkline(const std::vector<double>& counts, std::size_t columns, bool unicode) {
  static constexpr std::array<std::string_view, 9> blocks = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  static constexpr std::array<std::string_view, 9> letters = {" ", ".", ":", "-", "=", "+", "*", "%", "#"};
  const auto& marks = unicode ? blocks : letters;
  // A bin that straddles columns is shared out among them, or the picture would show steps that are not there.
  std::vector<double> height(columns, 0.0);
  const double width = static_cast<double>(columns) / static_cast<double>(counts.size());  // of a bin, in columns
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double from = static_cast<double>(i) * width;
    for (auto column = static_cast<std::size_t>(from); column < columns && static_cast<double>(column) < from + width;
         ++column) {
      const double left = std::max(from, static_cast<double>(column));
      const double right = std::min(from + width, static_cast<double>(column) + 1.0);
      height[column] += counts[i] * std::max(0.0, right - left) / width;
    }
  }
  const double highest = height.empty() ? 0.0 : *std::max_element(height.begin(), height.end());
  std::string out;
  for (const double one : height) {
    const auto level = highest > 0.0 ? static_cast<std::size_t>(std::lround(8.0 * one / highest)) : std::size_t{0};
    const bool seen = one > 0.002 * highest;  // thin tails show, single stray draws do not
    out += marks.at(std::max(level, seen ? std::size_t{1} : std::size_t{0}));
  }
  return out;
}

std::string to_ascii(std::string_view text) {
  std::string out(text);
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> pairs = {{{"“", "\""},
                                                                                           {"”", "\""},
                                                                                           {"‘", "'"},
                                                                                           {"’", "'"},
                                                                                           {"–", "-"},
                                                                                           {"—", "-"},
                                                                                           {"−", "-"},
                                                                                           {"…", "..."},
                                                                                           {"·", "-"},
                                                                                           {"×", "x"},
                                                                                           {"→", "->"},
                                                                                           {"±", "+-"},
                                                                                           {"\u00A0", " "}}};
  for (const auto& [from, to] : pairs) {
    replace_all(out, from, to);
  }
  return out;
}

}  // namespace suasion::report
