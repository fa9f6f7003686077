#pragma once
/// How the command ends: exit statuses, and the exceptions that lead to them.

#include <stdexcept>
#include <string>

namespace suasion::cli {

enum Status : int {
  done = 0,          ///< all is well
  differs = 1,       ///< replay: the summary is not the recorded one
  bad_input = 2,     ///< a mistake in a scenario or on the command line
  world = 3,         ///< the world fails: disk full, nothing readable there, a run folder that is none
  defect = 70,       ///< a defect of suasion itself
  interrupted = 130  ///< stopped by Ctrl-C; what was done is written and marked partial
};

/// Ends the command with a message and, where there is one, a way out. Caught in main only.
class Failure : public std::runtime_error {
 public:
  Failure(Status status, const std::string& message, std::string hint = {})
      : std::runtime_error(message), status_(status), hint_(std::move(hint)) {}
  [[nodiscard]] Status status() const { return status_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  Status status_;
  std::string hint_;
};

/// Ends the command after everything has been said.
struct Stop {
  Status status = done;
};

}  // namespace suasion::cli
