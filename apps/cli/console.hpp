#pragma once
/// Where the command speaks: results on standard output, everything else on standard error. Of several processes that
/// work together only the first speaks.

#include <string>
#include <string_view>

#include "suasion/base/team.hpp"
#include "suasion/report/terminal.hpp"

namespace suasion::cli {

/// Asks once what the two streams are. Colour only where a stream is a terminal and NO_COLOR is not set (no-color.org);
/// anything but ASCII only where the locale says UTF-8 or the stream is no terminal.
class Console {
 public:
  Console();

  /// From now on this process is one of several, or alone (null). All but process 0 keep to themselves what they say.
  void join(base::Team* team);
  /// The processes that share the work; null where this one is alone.
  [[nodiscard]] base::Team* team() const { return team_; }
  /// Whether this process is the one that prints, and writes files.
  [[nodiscard]] bool leads() const { return team_ == nullptr || team_->rank() == 0; }
  /// Lets a process other than the first say why it failed: what it kept to itself, then the error.
  /// @param message may be empty.
  void speak_up(std::string_view message, std::string_view hint);

  [[nodiscard]] const report::TextStyle& out() const { return out_; }
  [[nodiscard]] const report::TextStyle& err() const { return err_; }
  /// Columns that a table may take: those of the terminal or of $COLUMNS, and any number where neither says.
  [[nodiscard]] std::size_t table_width() const { return table_width_; }
  [[nodiscard]] bool err_is_terminal() const { return err_is_terminal_; }

  /// Writes a result to standard output, at once. A reader that has gone away (`| head`) is no error.
  /// @throws std::system_error where standard output cannot be written.
  void print(std::string_view text);

  /// True once a reader of standard output has gone away: nothing more need be made for it.
  [[nodiscard]] bool reader_gone() const { return reader_gone_; }

  /// Writes to standard error; failing to do so cannot be told to anyone.
  void note(std::string_view text) const;

  /// `suasion: error: message`, and the hint on a line of its own.
  void error(std::string_view message, std::string_view hint = {}) const;

  /// Text in bold, or in the colour of errors or warnings, on standard error.
  [[nodiscard]] std::string paint_err(std::string_view code, std::string_view text) const;

 private:
  report::TextStyle out_, err_;
  std::size_t table_width_ = 0;
  bool err_is_terminal_ = false;
  bool reader_gone_ = false;
  base::Team* team_ = nullptr;
  mutable std::string kept_ = {};  ///< notes that were not shown
};

}  // namespace suasion::cli
