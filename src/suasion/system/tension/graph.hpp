#pragma once
/// Small graphs with weights: does what passes round them die out, and what is the shortest way?

#include <cstddef>
#include <limits>
#include <vector>

namespace suasion::system::tension {

/// weight[i][j] >= 0 leads from j to i.
using Weights = std::vector<std::vector<double>>;

/// The largest modulus of an eigenvalue of a matrix without negative entries, to 1e-9. By squaring: the k-th root of
/// the norm of the k-th power.
[[nodiscard]] double spectral_radius(const Weights& weights);

/// The nodes among which what passes round does not die out: the members of every strongly connected part whose
/// spectral radius is 1 or more. Empty if the whole is stable.
[[nodiscard]] std::vector<std::size_t> unstable(const Weights& weights);

inline constexpr double no_way = std::numeric_limits<double>::infinity();

/// Lengths of the shortest ways from one node to all; infinite where there is none. length[i][j] leads from i to j.
/// @param without a node that may not be passed, or the number of nodes.
[[nodiscard]] std::vector<double> shortest(const Weights& length, std::size_t from, std::size_t without);

}  // namespace suasion::system::tension
