#include "library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <system_error>

#include "status.hpp"
#include "suasion/base/text.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> folders() {
  std::vector<fs::path> list;
  const char* stated = std::getenv("SUASION_SCENARIOS");  // NOLINT(concurrency-mt-unsafe): no thread runs yet
  std::string rest = stated == nullptr ? std::string() : std::string(stated);
  while (!rest.empty()) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    if (colon > 0) {
      list.emplace_back(rest.substr(0, colon));
    }
    rest.erase(0, colon + 1);
  }
  std::error_code ignored;
  const fs::path self = fs::read_symlink("/proc/self/exe", ignored);
  if (!self.empty()) {
    list.push_back(self.parent_path().parent_path() / "share" / "suasion" / "scenarios");
  }
#ifdef SUASION_SOURCE_SCENARIOS
  list.emplace_back(SUASION_SOURCE_SCENARIOS);
#endif
  return list;
}

}  // namespace

std::vector<Bundled> bundled_scenarios() {
  std::map<std::string, fs::path> found;
  for (const fs::path& folder : folders()) {
    std::error_code unreadable;  // a folder that is not there has no scenarios
    for (fs::directory_iterator entry(folder, unreadable), end; !unreadable && entry != end;
         entry.increment(unreadable)) {
      const fs::path& path = entry->path();
      std::error_code ignored;
      if (path.extension() == ".toml" && entry->is_regular_file(ignored)) {
        found.try_emplace(path.stem().string(), path);
      } else if (fs::is_regular_file(path / (path.filename().string() + ".toml"), ignored)) {
        found.try_emplace(path.filename().string(), path / (path.filename().string() + ".toml"));
      }
    }
  }
  std::vector<Bundled> list;
  list.reserve(found.size());
  for (const auto& [name, path] : found) {
    list.push_back({name, path});
  }
  return list;
}

std::string locate_scenario(const std::string& word) {
  std::error_code ignored;
  if (word.find('/') != std::string::npos || word.ends_with(".toml") || fs::is_regular_file(word, ignored)) {
    return word;  // whether it can be read is the reader's to say
  }
  std::vector<std::string> names;
  for (const Bundled& one : bundled_scenarios()) {
    if (one.name == word) {
      return one.path.string();
    }
    names.push_back(one.name);
  }
  if (fs::exists(word, ignored)) {
    return word;
  }
  std::string hint = base::did_you_mean(word, names);
  if (hint.empty()) {
    hint = names.empty() ? "give the path of a scenario; no bundled scenarios were found"
                         : fmt::format("bundled scenarios are: {}", fmt::join(names, ", "));
  }
  throw Failure(bad_input, fmt::format("there is no file and no bundled scenario '{}'", word), hint);
}

}  // namespace suasion::cli
