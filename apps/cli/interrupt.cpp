#include "interrupt.hpp"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>

#include "status.hpp"

namespace suasion::cli {

namespace {

constexpr std::size_t longest_path = 4096;

// Written before the handler can run, read by the handler only.
std::atomic<bool> stop_asked = false;
std::array<char, longest_path> doomed_file = {};
std::array<char, longest_path> doomed_folder = {};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch lock-free atomics only");

/// Only calls that POSIX allows in a handler: unlink, rmdir, _exit.
extern "C" void on_signal(int /*signal*/) {
  if (!stop_asked.exchange(true)) {
    return;
  }
  if (doomed_folder[0] != '\0') {
    unlink(doomed_file.data());
    rmdir(doomed_folder.data());
  }
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

void store(std::array<char, longest_path>& to, const std::filesystem::path& path) {
  const std::string text = path.string();
  if (text.size() < to.size()) {
    std::memcpy(to.data(), text.c_str(), text.size() + 1);
  }
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

void Interrupt::remove_when_quitting(const std::filesystem::path& file, const std::filesystem::path& folder) {
  handle(SIG_IGN);
  store(doomed_file, file);
  store(doomed_folder, folder);
  handle(on_signal);
}

void Interrupt::hold() {
  handle(SIG_IGN);
}

}  // namespace suasion::cli
