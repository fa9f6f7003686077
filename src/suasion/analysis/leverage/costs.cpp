#include "suasion/analysis/leverage/costs.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "suasion/base/text.hpp"

namespace suasion::analysis {

base::Result<Costs> with_cost(Costs costs, const std::string& text) {
  const std::size_t at = text.find('=');
  const std::string kind = text.substr(0, at);
  std::vector<std::string> names;
  for (CostRow& row : costs.rows) {
    names.emplace_back(row.name);
    if (row.name != kind) {
      continue;
    }
    const char* end = text.data() + text.size();
    const char* from = at == std::string::npos ? end : text.data() + at + 1;
    const auto [stop, error] = std::from_chars(from, end, row.value);
    if (error != std::errc() || stop != end || !std::isfinite(row.value) || row.value < 0.0) {
      return base::fail("M317", fmt::format("'{}' is no price", text),
                        fmt::format("write {}=POINTS, a number that is not below 0", kind));
    }
    return costs;
  }
  const std::string near = base::did_you_mean(kind, names);
  return base::fail("M317", fmt::format("there is no kind of move '{}'", kind),
                    near.empty() ? fmt::format("kinds are {}", fmt::join(names, ", ")) : near);
}

}  // namespace suasion::analysis
