#include "tables.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace suasion::test {

namespace {

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> list(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      list.emplace_back();
    } else if (c != '\r') {
      list.back() += c;
    }
  }
  return list;
}

}  // namespace

std::optional<std::map<std::string, TableIssue>> tables(const std::string& path) {
  const char* folder = std::getenv("SUASION_DATA");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  if (folder == nullptr) {
    return std::nullopt;
  }
  std::ifstream file(std::string(folder) + "/" + path);
  std::string line;
  if (!std::getline(file, line)) {
    throw std::runtime_error("cannot read " + path);
  }
  const std::vector<std::string> header = cells(line);
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
  };
  const std::size_t power = column("capability") < header.size() ? column("capability") : column("power");
  std::map<std::string, std::size_t> numbers;
  std::map<std::string, TableIssue> issues;
  while (std::getline(file, line)) {
    const std::vector<std::string> row = cells(line);
    if (row.size() < header.size() || row[column("position")].empty()) {
      continue;
    }
    const std::size_t who = numbers.emplace(row[column("actor")], numbers.size()).first->second;
    TableIssue& issue = issues[column("issue") < header.size() ? row[column("issue")] : std::string()];
    const double salience = std::stod(row[column("salience")]);
    issue.actors.push_back(
        {std::stod(row[column("position")]), std::stod(row[power]), salience > 1.0 ? salience / 100.0 : salience});
    issue.who.push_back(who);
  }
  return issues;
}

}  // namespace suasion::test
