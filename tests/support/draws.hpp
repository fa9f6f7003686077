#pragma once
/// The draws of a run, one by one.

#include <vector>

#include "suasion/ensemble/keeping.hpp"

namespace suasion::test {

/// Takes draws into columns, which must come one after the other.
class Draws : public ensemble::DrawsSink {
 public:
  std::vector<std::vector<double>> columns = {};  ///< [columns][draws]

  void add(std::uint64_t first, std::size_t rows, std::span<const double> values) override {
    columns.resize(values.size() / rows);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      columns[c].resize(first);  // seen where some are left out
      columns[c].insert(columns[c].end(), values.begin() + static_cast<std::ptrdiff_t>(c * rows),
                        values.begin() + static_cast<std::ptrdiff_t>((c + 1) * rows));
    }
  }
  void flush() override {}
};

}  // namespace suasion::test
