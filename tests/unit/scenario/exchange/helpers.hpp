#pragma once
/// Tables from text, and what was said of them.

#include <string>
#include <vector>

#include "suasion/scenario/exchange/exchange.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::exchange_test {

namespace exchange = scenario::exchange;

template <class T>
std::string said(const base::Result<T>& result) {
  std::string text;
  for (const base::Diagnostic& one : result ? base::Diagnostics{} : result.error()) {
    text += base::to_text(one) + "\n";
  }
  return text;
}

inline std::string said(const std::string& name, const std::string& bytes) {
  return said(exchange::read_table(name, bytes));
}

/// Two issues, three actors, everything that a table can hold.
inline exchange::Table small_table() {
  using Stake = exchange::TableStake;
  return {.title = "Reeds, and who cuts them",
          .description = "A quarrel",
          .issues = {{.name = "Policy"}, {.name = "Price"}},
          .actors = {{.name = "XJ", .description = "Heron", .stakes = {Stake{30, 24, 100}, Stake{20, 48, 100}}},
                     {.name = "Costa Rica", .stakes = {Stake{45.5, 44.7, 60.2}, Stake{65, 41.3, 60.2}}},
                     {.name = "ZG", .description = "Otter", .stakes = {Stake{0, 28.9, 0.07}, Stake{100, 0, 0.07}}}}};
}

}  // namespace suasion::exchange_test
