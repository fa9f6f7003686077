#pragma once
/// The variables of the strategic system in 256 draws at once. Everything that changes during a run lives here;
/// everything else (plan, steps) is immutable and shared by all threads.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "suasion/math/random.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::system {

using model::block_draws;

/// A variable of the system: the index of its column, given out while the system is planned.
enum class Column : std::uint32_t {};

/// One column of 256 doubles per variable, a row per draw. Columns are aligned to 64 bytes. They stand one cache line
/// further apart than they are long: at a distance of 2 048 bytes the same row of all columns would fall into two sets
/// of the first-level cache, and a kernel that reads more than sixteen columns would throw out what it is about to
/// read.
class Block {
 public:
  explicit Block(std::size_t columns);

  /// The 256 values of a variable.
  [[nodiscard]] double* column(Column c) { return values_.get() + static_cast<std::size_t>(c) * stride; }
  [[nodiscard]] const double* column(Column c) const { return values_.get() + static_cast<std::size_t>(c) * stride; }

  /// The values of several variables.
  [[nodiscard]] std::vector<const double*> columns(const std::vector<Column>& list) const;

  /// Every value 0, as at the beginning: a block that served one plan can then serve another.
  void clear();

  /// The draws that the rows stand for: first_draw ... first_draw + 255, of the run with this seed.
  std::uint64_t first_draw = 0;
  std::uint64_t seed = 0;

  /// to[row] = a uniform number in (0, 1) that is a function of (seed, channel, draw of the row, step) alone.
  void uniforms(math::Channel channel, std::uint64_t step, double* to) const;

 private:
  static constexpr std::size_t line = 64 / sizeof(double);
  static constexpr std::size_t stride = block_draws + line;  ///< doubles from one column to the next

  struct Free {
    void operator()(double* memory) const { ::operator delete (memory, std::align_val_t{64}); }
  };
  std::size_t size_;
  std::unique_ptr<double, Free> values_;
};

}  // namespace suasion::system
