#include "salvage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>
#include <vector>

#include "commands/commands.hpp"
#include "kept.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

/// The text of a file; empty where it cannot be read.
std::string text_of(const fs::path& file) {
  try {
    return fs::is_regular_file(file) ? storage::read_file(file) : std::string();
  } catch (const std::system_error&) {
    return {};
  }
}

/// Results that were written to their end.
std::vector<std::string> whole_results(const fs::path& folder) {
  std::vector<std::string> names;
  if (text_of(folder / "report.html").ends_with("</html>\n")) {
    names.emplace_back("report.html");
  }
  if (nlohmann::json::accept(text_of(folder / "summary.json"))) {
    names.emplace_back("summary.json");
  }
  return names;
}

/// Scenario files in its inputs/, by name.
std::vector<fs::path> scenarios(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "inputs", none)) {
    if (entry.path().extension() == ".toml") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::string what_can_be_saved(const fs::path& folder) {
  std::vector<std::string> ways;
  if (const std::vector<std::string> whole = whole_results(folder); !whole.empty()) {
    ways.push_back(
        fmt::format("its {} {} whole and can be read", fmt::join(whole, " and "), whole.size() == 1 ? "is" : "are"));
  }
  const std::vector<fs::path> files = scenarios(folder);
  if (!files.empty()) {
    ways.push_back(fmt::format("`suasion run {}` makes the run again", shown(files.front())));
  }
  if (!files.empty() && keeps_parts(folder)) {
    ways.push_back(
        fmt::format("give it the same options, stop it, copy {} into its folder, and `suasion resume` makes "
                    "only the draws that are not in there",
                    shown(folder / checkpoint_name)));
  }
  return ways.empty() ? "a run folder is what `suasion run` writes; it holds run.json, summary.json and inputs/"
                      : fmt::format("{}", fmt::join(ways, "; "));
}

}  // namespace suasion::cli
