#include "dataset.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace suasion::test {

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error("cannot read " + path);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::optional<scenario::Dataset> deu3_training() {
  const char* data = std::getenv("SUASION_DATA");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  if (data == nullptr) {
    std::fputs("SKIPPED: SUASION_DATA names no folder with deu3/issues_train.csv\n", stderr);
    return std::nullopt;
  }
  scenario::Files files;
  for (const char* name : {"issues_train.csv", "positions_train.csv"}) {
    const std::string path = std::string(data) + "/deu3/" + name;
    files.files.push_back({.name = path, .bytes = bytes_of(path)});
  }
  auto set = scenario::read_dataset("deu3", files, "train");
  if (!set) {
    throw std::runtime_error(base::to_text(set.error().front()));
  }
  return *std::move(set);
}

}  // namespace suasion::test
