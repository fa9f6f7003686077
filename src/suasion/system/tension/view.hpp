#pragma once
/// Pointers into a block for the kernels of module `tension`.

#include <array>

#include "suasion/system/tension/steps.hpp"

namespace suasion::system::tension {

/// The graph of a block, for as long as the view lives.
class GraphView {
 public:
  GraphView(const Columns& columns, const Block& block) : neighbours_(columns.neighbours.size()) {
    for (const LinkColumns& link : columns.links) {
      links_[count_++] = {link.to, link.from, block.column(link.weight)};
    }
  }
  [[nodiscard]] Coupling coupling() const { return {block_draws, neighbours_, count_, links_.data()}; }

 private:
  std::size_t neighbours_;
  std::size_t count_ = 0;
  std::array<Link, most_neighbours * most_neighbours> links_;  // the first `count_` are set
};

/// One column of every neighbour.
inline std::array<double*, most_neighbours> each(const Columns& columns, Column NeighbourColumns::*what, Block& block) {
  std::array<double*, most_neighbours> all = {};
  for (std::size_t n = 0; n < columns.neighbours.size(); ++n) {
    all[n] = block.column(columns.neighbours[n].*what);
  }
  return all;
}

/// The columns of a matrix of neighbours.
inline std::array<double*, most_neighbours * most_neighbours> all_of(const std::vector<Column>& matrix, Block& block) {
  std::array<double*, most_neighbours* most_neighbours> all = {};
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    all[i] = block.column(matrix[i]);
  }
  return all;
}

/// alpha now.
void open_soil(const Columns& columns, Block& block);

/// Adds what a shock on the days of the rows has left `now` (days), in rows where from < day <= now.
void add_shock(const Columns& columns, const Shock& shock, double from, double now, Block& block);

}  // namespace suasion::system::tension
