#pragma once
/// Ctrl-C. The first one asks the run to stop after the blocks already begun; the second one quits at once.

#include <atomic>
#include <string>

namespace suasion::cli {

/// Takes over SIGINT, SIGTERM and SIGUSR1 while it lives; one at a time. (mpirun passes SIGUSR1 on to all processes and
/// lets them end in peace; batch systems send it before a job's time is up.) Signals have no owner object, so what the
/// handler needs is static, in interrupt.cpp.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  Interrupt(Interrupt&&) = delete;
  Interrupt& operator=(Interrupt&&) = delete;

  /// Set by the first signal.
  [[nodiscard]] const std::atomic<bool>& asked() const;

  /// What a second signal says on standard error before it quits.
  void say_when_quitting(const std::string& text);

  /// Until the end of the process no signal is heeded: results are being written, which takes a moment.
  static void hold();
};

}  // namespace suasion::cli
