#pragma once
/// From a prepared run to its folder: what `run`, `resume` and `merge` share.

#include <string>

#include "console.hpp"
#include "folder.hpp"
#include "interrupt.hpp"
#include "simulate.hpp"
#include "status.hpp"

namespace suasion::cli {

/// What a run says and keeps on its way.
struct Carry {
  double checkpoint = 30.0;  ///< seconds between what is kept and what is kept next
  bool json = false, quiet = false;
  std::string scenario = {};  ///< as the user named it, for messages
};

/// The folder of a run, for one process or a team: process 0 owns it, all know where it is.
class RunFolder {
 public:
  /// @param own nothing in processes other than the first.
  RunFolder(std::optional<OutputFolder> own, const Console& console);

  [[nodiscard]] OutputFolder& own() { return *own_; }
  [[nodiscard]] const std::filesystem::path& unfinished() const { return unfinished_; }
  /// As its user would write it.
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::optional<OutputFolder> own_ = {};
  std::filesystem::path unfinished_ = {};
  std::string name_ = {};
};

/// Returns once all processes of a team have come here; at once where this one is alone.
void wait_for_all(const Console& console);

/// Runs, or goes on with, what is prepared, writes the folder and says what came of it. Where the world fails, what was
/// kept stays. @return done, or interrupted. @throws Failure.
[[nodiscard]] Status carry_through(Prepared& prepared, const Carry& carry, RunFolder& folder, Interrupt& interrupt,
                                   Console& console);

}  // namespace suasion::cli
