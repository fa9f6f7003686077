#include "interrupt.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

#include "status.hpp"

namespace suasion::cli {

namespace {

constexpr std::size_t longest_text = 4096;

// Written before the handler can run, read by the handler only.
std::atomic<bool> stop_asked = false;
std::array<char, longest_text> last_words = {};
std::size_t last_words_size = 0;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch lock-free atomics only");

/// Only calls that POSIX allows in a handler: write, _exit.
extern "C" void on_signal(int /*signal*/) {
  if (!stop_asked.exchange(true)) {
    return;
  }
  static_cast<void>(!write(STDERR_FILENO, last_words.data(), last_words_size));
  _exit(interrupted);
}

void handle(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGUSR1, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  stop_asked = false;
  handle(on_signal);
}

Interrupt::~Interrupt() {
  handle(SIG_DFL);
}

const std::atomic<bool>& Interrupt::asked() const {
  return stop_asked;
}

void Interrupt::say_when_quitting(const std::string& text) {
  handle(SIG_IGN);
  last_words_size = std::min(text.size(), last_words.size());
  std::copy_n(text.begin(), last_words_size, last_words.begin());
  handle(on_signal);
}

void Interrupt::hold() {
  handle(SIG_IGN);
}

}  // namespace suasion::cli
