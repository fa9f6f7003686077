#pragma once
/// A keeper in memory, for tests of runs that are broken off.

#include <map>
#include <string>
#include <vector>

#include "suasion/ensemble/keeping.hpp"

namespace suasion::test {

class Keeper : public ensemble::Keeper {
 public:
  std::map<std::string, std::map<std::uint64_t, std::string>> parts = {};  ///< by stage and first block
  std::chrono::steady_clock::duration interval = std::chrono::hours(1);
  bool the_end = false;
  std::size_t times = 0;  ///< that something was kept

  std::vector<std::string> kept(const std::string& stage) override {
    std::vector<std::string> list;
    for (const auto& [first, bytes] : parts[stage]) {
      list.push_back(bytes);
    }
    return list;
  }
  std::chrono::steady_clock::time_point due() const override { return last_ + interval; }
  bool keeps_the_end() const override { return the_end; }
  void keep(const std::string& stage, const ensemble::Ranges& blocks, const std::string& part) override {
    parts[stage][blocks.front().first] = part;
    last_ = std::chrono::steady_clock::now();
    ++times;
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace suasion::test
