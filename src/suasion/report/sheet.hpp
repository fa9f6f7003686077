#pragma once
/// Paint and measures that all plain texts of the report floor share.

#include <string>
#include <vector>

#include "suasion/report/terminal.hpp"

namespace suasion::report {

class Sheet {
 public:
  explicit Sheet(const TextStyle& style);

  [[nodiscard]] std::size_t width() const { return width_; }  ///< columns, 40 to 100
  [[nodiscard]] bool unicode() const { return style_.unicode; }
  [[nodiscard]] std::string bold(const std::string& text) const { return paint("1", text); }
  [[nodiscard]] std::string dim(const std::string& text) const { return paint("2", text); }
  [[nodiscard]] std::string accent(const std::string& text) const { return paint("36", text); }
  [[nodiscard]] std::string wrapped(const std::string& text, std::size_t indent = 0) const {
    return wrap(text, width_, indent);
  }

  /// A table whose last column takes the width that is left, its text broken into lines.
  /// @param bars [rows] a bar of that share of ten characters stands before each row; none for values below 0, no
  /// column of bars where all are.
  [[nodiscard]] std::string table(const std::vector<std::string>& heads,
                                  const std::vector<std::vector<std::string>>& rows,
                                  const std::vector<double>& bars = {}) const;

  /// The text as the terminal can show it: no no-break spaces, and ASCII only where it must be.
  [[nodiscard]] std::string finish(const std::string& text) const;

 private:
  /// Escapes stand inside the lines they paint, without trailing blanks or the last line break.
  [[nodiscard]] std::string paint(std::string_view code, const std::string& text) const;
  [[nodiscard]] std::string bar(double share) const;

  TextStyle style_;
  std::size_t width_;
};

}  // namespace suasion::report
