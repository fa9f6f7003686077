#include "process.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "suasion/base/text.hpp"

namespace suasion::cli {

namespace {

/// What is known of a process; nothing where /proc does not tell.
struct Process {
  std::string machine = {}, boot = {}, space = {}, number = {}, began = {};
  bool operator==(const Process&) const = default;
};

std::string first_word(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string word;
  in >> word;
  return word;
}

/// Ticks from the start of the machine to that of the process: the 22nd word of its line, of which the second, a name
/// in brackets, may hold blanks. @source proc(5)
std::string began(const std::string& number) {
  constexpr int words_after_name = 20;
  std::ifstream in("/proc/" + number + "/stat");
  std::string line;
  std::getline(in, line);
  std::istringstream words(line.substr(std::min(line.size(), line.rfind(')') + 1)));
  std::string word;
  for (int i = 0; i < words_after_name; ++i) {
    word.clear();
    words >> word;
  }
  return word;
}

std::string machine() {
  std::array<char, 256> name = {};
  return gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0' ? std::string(name.data()) : "localhost";
}

std::string or_dash(const std::string& word) {
  return word.empty() ? "-" : word;
}

Process current() {
  std::error_code ignored;
  const std::string number = std::to_string(getpid());
  return {.machine = machine(),
          .boot = or_dash(first_word("/proc/sys/kernel/random/boot_id")),
          .space = or_dash(std::filesystem::read_symlink("/proc/self/ns/pid", ignored).string()),
          .number = number,
          .began = or_dash(began(number))};
}

}  // namespace

std::string this_process() {
  const Process me = current();
  return fmt::format("{} {} {} {} {}", me.machine, me.boot, me.space, me.number, me.began);
}

Life life_of(std::string_view process) {
  const std::vector<std::string> words = base::split(process, ' ');
  const Process here = current();
  if (words.size() != 5 || words[0] != here.machine) {
    return Life::elsewhere;
  }
  if (words[1] != here.boot) {
    return Life::gone;  // the machine was started anew
  }
  if (words[2] != here.space) {
    return Life::elsewhere;
  }
  return or_dash(began(words[3])) == words[4] ? Life::alive : Life::gone;
}

std::string machine_of(std::string_view process) {
  return std::string(process.substr(0, process.find(' ')));
}

}  // namespace suasion::cli
