#pragma once
/// Structural balance: relations drift towards "the friend of my friend is my friend". Bounded form after Kulakowski,
/// Gawronski and Gronek 2005, free form after Marvel and others 2011.

#include <cstddef>
#include <vector>

namespace suasion::system::tension {

/// Symmetric relations of n parties in [-1, 1], row by row; the diagonal does not count.
using Relations = std::vector<double>;

/// dr_ij/dt = rate (1 - r_ij^2) sum over k of r_ik r_kj / (n - 2), carried on by one step of the classical fourth-order
/// rule of Runge and Kutta. n >= 3. Kulakowski and others 2005, eq. (2).
void drift(Relations& relations, std::size_t parties, double rate, double time);

/// X(t) = X0 (I - X0 t)^-1, the solution of dX/dt = X^2 (Marvel and others 2011, eq. 5); blows up at one over the
/// largest eigenvalue of X0, and is valid before. @param start any square matrix, row by row.
[[nodiscard]] Relations free_drift(const Relations& start, std::size_t parties, double time);

}  // namespace suasion::system::tension
