#include "kept.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

#include "suasion/base/hash.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view magic = "suasion part 1\n";

/// What a file turned out to be.
struct PartFile {
  std::string why_damaged = {}, why_foreign = {};  ///< empty where it is neither
  std::string stage = {};
  ensemble::Ranges blocks = {};
  std::string bytes = {};
};

std::string head_of(const RunKey& key, const std::string& stage, const ensemble::Ranges& blocks,
                    const std::string& part) {
  Json ranges = Json::array();
  for (const ensemble::Range& range : blocks) {
    ranges.push_back({range.first, range.end});
  }
  const Json head = {{"suasion", key.version},      {"run", key.hash},      {"stage", stage},
                     {"blocks", std::move(ranges)}, {"bytes", part.size()}, {"hash", base::hash128_hex(part)}};
  const std::string line = head.dump();
  return fmt::format("{}{} {}\n", magic, base::hash128_hex(line), line);
}

PartFile cut_short() {
  return {.why_damaged = "is cut short"};
}

PartFile changed() {
  return {.why_damaged = "is not what was written"};
}

PartFile parse(std::string_view bytes, const RunKey& key) {
  if (bytes.size() < magic.size()) {
    return magic.starts_with(bytes) ? cut_short() : changed();
  }
  if (!bytes.starts_with(magic)) {
    return bytes.starts_with("suasion part ")
               ? PartFile{.why_foreign = "is of a version of suasion that keeps parts in another way"}
               : changed();
  }
  bytes.remove_prefix(magic.size());
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) {
    return cut_short();
  }
  const std::string_view line = bytes.substr(0, end);
  const std::size_t space = std::min(line.find(' '), line.size() - 1);
  if (line.substr(0, space) != base::hash128_hex(line.substr(space + 1))) {
    return changed();
  }
  const Json head = Json::parse(line.substr(space + 1));
  bytes.remove_prefix(end + 1);
  if (bytes.size() < head.at("bytes").get<std::size_t>()) {
    return cut_short();
  }
  if (base::hash128_hex(bytes) != head.at("hash").get<std::string>()) {
    return changed();
  }
  if (const auto version = head.at("suasion").get<std::string>(); version != key.version) {
    return {.why_foreign = fmt::format("is of suasion {}, and this is {}", version, key.version)};
  }
  if (head.at("run").get<std::string>() != key.hash) {
    return {.why_foreign = "is of another run, or run.json was changed"};
  }
  PartFile part{.stage = head.at("stage").get<std::string>(), .bytes = std::string(bytes)};
  for (const Json& range : head.at("blocks")) {
    part.blocks.push_back({range.at(0).get<std::uint64_t>(), range.at(1).get<std::uint64_t>()});
  }
  return part;
}

std::vector<fs::path> part_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (fs::is_directory(folder / checkpoint_name)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder / checkpoint_name)) {
      if (entry.path().extension() == ".part" && !entry.path().filename().string().starts_with(".")) {
        files.push_back(entry.path());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool overlap(const ensemble::Ranges& a, const ensemble::Ranges& b) {
  return ensemble::count(ensemble::missing(a, b)) < ensemble::count(a);
}

/// Why a part cannot be joined with those before it, or empty. Only a hand that copies files can bring that about.
std::string clash(const std::vector<KeptPart>& before, const PartFile& part) {
  const bool twice = std::any_of(before.begin(), before.end(), [&](const KeptPart& one) {
    return one.stage == part.stage && overlap(one.blocks, part.blocks);
  });
  return twice ? "has draws that another part has too" : "";
}

}  // namespace

Kept look_through(const fs::path& folder, const RunKey& key) {
  Kept kept;
  for (const fs::path& file : part_files(folder)) {
    const std::string name = file.filename().string();
    PartFile part = parse(storage::read_file(file), key);
    const std::string twice = part.stage.empty() ? std::string() : clash(kept.sound, part);
    if (!part.why_damaged.empty()) {
      kept.damaged.push_back({name, part.why_damaged});
    } else if (!part.why_foreign.empty()) {
      kept.foreign.push_back({name, part.why_foreign});
    } else if (!twice.empty()) {
      kept.damaged.push_back({name, twice});
    } else {
      kept.sound.push_back({name, part.stage, part.blocks});
    }
  }
  return kept;
}

bool keeps_parts(const fs::path& folder) {
  return !part_files(folder).empty();
}

ensemble::Ranges blocks_of_stage(const Kept& kept, const std::string& stage) {
  ensemble::Ranges all;
  for (const KeptPart& part : kept.sound) {
    if (part.stage == stage) {
      all.insert(all.end(), part.blocks.begin(), part.blocks.end());
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return all;
}

FolderKeeper::FolderKeeper(fs::path folder, RunKey key, double seconds, bool the_end)
    : folder_(std::move(folder)),
      key_(std::move(key)),
      interval_(
          std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds))),
      the_end_(the_end) {}

std::vector<std::string> FolderKeeper::kept(const std::string& stage) {
  std::vector<std::string> parts;
  for (const fs::path& file : part_files(folder_)) {
    if (file.filename().string().starts_with(stage + "-")) {
      PartFile part = parse(storage::read_file(file), key_);
      if (part.stage == stage) {
        parts.push_back(std::move(part.bytes));
      }
    }
  }
  return parts;
}

void FolderKeeper::keep(const std::string& stage, const ensemble::Ranges& blocks, const std::string& part) {
  fs::create_directories(folder_ / checkpoint_name);
  const fs::path file = folder_ / checkpoint_name / fmt::format("{}-{:012}.part", stage, blocks.front().first);
  if (!kept_before_) {  // what the part is worth hangs on what was written before the first draw
    storage::sync_folder(folder_);
  }
  storage::replace_file_durably(file, head_of(key_, stage, blocks, part) + part);
  kept_before_ = true;
  last_ = std::chrono::steady_clock::now();
}

}  // namespace suasion::cli
