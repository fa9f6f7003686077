#include <fmt/format.h>

#include <filesystem>

#include "suasion/base/hash.hpp"
#include "suasion/scenario/bytes.hpp"
#include "suasion/scenario/csv.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::scenario {

namespace {

/// Where the name of a CSV file stands in the document.
base::SourceSpan place_of_csv(const Document& document, const std::string& name) {
  for (const Node& issue : document.root.find("issues")->items) {
    const Node* positions = issue.find("positions");
    if (positions != nullptr && positions->kind == Kind::text && positions->text == name) {
      return document.span(positions->where);
    }
  }
  return {};
}

}  // namespace

std::string Files::hash() const {
  std::string all;
  for (const File& file : files) {
    // Lengths keep apart what would otherwise run together.
    const std::string name = std::filesystem::path(file.name).filename().string();
    all += fmt::format("{}:{}:{}:", name.size(), name, file.bytes.size());
    all += file.bytes;
  }
  return base::hash128_hex(all);
}

base::Result<Files> load(const std::string& path) {
  base::Result<std::string> bytes =
      bytes_of(path, {.as = path, .what = "the scenario", .folder_hint = "name the .toml file in it"});
  if (!bytes) {
    return tl::unexpected(bytes.error());
  }
  if (const auto problems = not_utf8(*bytes, path)) {
    return tl::unexpected(*problems);
  }
  const base::Result<Document> document = parse_document(*bytes, path);
  if (!document) {
    return tl::unexpected(document.error());
  }
  Files files{.files = {{.name = path, .bytes = std::move(*bytes)}}};
  base::Diagnostics problems;
  for (const std::string& name : csv_names(*document)) {
    const std::string csv = beside(path, name);
    base::Result<std::string> table =
        bytes_of(csv, {.as = name, .what = "the table", .where = place_of_csv(*document, name)});
    const auto bad = table ? not_utf8(*table, csv) : std::optional(table.error());
    if (bad) {
      problems.insert(problems.end(), bad->begin(), bad->end());
    } else {
      files.files.push_back({.name = name, .bytes = std::move(*table)});
    }
  }
  if (!problems.empty()) {
    return tl::unexpected(std::move(problems));
  }
  return files;
}

}  // namespace suasion::scenario
