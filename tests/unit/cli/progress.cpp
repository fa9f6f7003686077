#include "../../../apps/cli/progress.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <regex>
#include <string>
#include <thread>

using namespace suasion;
using std::chrono::milliseconds;

namespace {

/// Standard error goes into a file while it lives, so it is no terminal.
class Heard {
 public:
  Heard() : file_(std::tmpfile(), &std::fclose), before_(dup(STDERR_FILENO)) {
    dup2(fileno(file_.get()), STDERR_FILENO);
  }
  ~Heard() {
    dup2(before_, STDERR_FILENO);
    close(before_);
  }
  Heard(const Heard&) = delete;
  Heard& operator=(const Heard&) = delete;
  Heard(Heard&&) = delete;
  Heard& operator=(Heard&&) = delete;

  [[nodiscard]] std::string text() const {
    std::string text;
    std::array<char, 4096> bytes = {};
    std::rewind(file_.get());
    while (const std::size_t size = std::fread(bytes.data(), 1, bytes.size(), file_.get())) {
      text.append(bytes.data(), size);
    }
    return text;
  }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  int before_;
};

}  // namespace

TEST_CASE("cli/progress: in a log, what is soon done says nothing") {
  const Heard heard;
  {
    const cli::Console console;
    cli::Progress progress(console, true);
    progress.update(10, 100, false);
    progress.update(100, 100, false);
  }
  CHECK(heard.text().empty());
}

TEST_CASE("cli/progress: a log has a line per interval, and a last one") {
  const Heard heard;
  {
    const cli::Console console;
    cli::Progress progress(console, true, "draw", milliseconds(40));
    progress.update(1, 2000, false);
    std::this_thread::sleep_for(milliseconds(50));
    progress.update(500, 2000, false);
    progress.update(501, 2000, false);  // within the interval
    progress.update(2000, 2000, false);
  }
  const std::regex lines(
      R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  25 %: 500 of 2,000 draws, [\d,]+ draws a second, 1 s left
\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ 100 %: 2,000 of 2,000 draws in 1 s
)");
  CHECK_MESSAGE(std::regex_match(heard.text(), lines), heard.text());
}

TEST_CASE("cli/progress: in a log as well, Ctrl-C is heard; and what is quiet stays so") {
  const Heard heard;
  const cli::Console console;
  cli::Progress quiet(console, false, "draw", milliseconds(0));
  quiet.update(1, 2, false);
  CHECK(heard.text().empty());
  cli::Progress progress(console, true, "part", milliseconds(0));
  progress.update(1, 2, true);
  CHECK(heard.text().find("50 %: 1 of 2 parts; finishing what was begun") != std::string::npos);
}

TEST_CASE("cli/progress: durations") {
  CHECK(cli::duration_in_words(0.2) == "1 s");
  CHECK(cli::duration_in_words(125.0) == "2 min 05 s");
  CHECK(cli::duration_in_words(4320.0) == "1 h 12 min");
}
