#include "suasion/analysis/sensitivity/conditional.hpp"

#include <algorithm>

#include "suasion/math/elementary.hpp"

namespace suasion::analysis {

namespace {

namespace own = math::SUASION_TARGET;

/// Solves A x = b in place of b for a symmetric positive definite A [n * n], by Cholesky factors in place of A.
void solve(std::vector<double>& A, std::vector<double>& b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = A[i * n + j];
      for (std::size_t k = 0; k < j; ++k) {
        rest -= A[i * n + k] * A[j * n + k];
      }
      A[i * n + j] = i == j ? own::sqrt(rest) : rest / A[j * n + j];
    }
    for (std::size_t k = 0; k < i; ++k) {
      b[i] -= A[i * n + k] * b[k];
    }
    b[i] /= A[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) {
      b[i] -= A[k * n + i] * b[k];
    }
    b[i] /= A[i * n + i];
  }
}

}  // namespace

ConditionalDraw::ConditionalDraw(math::LinkedAxes set, const BasePoints& points) : set_(std::move(set)) {
  for (const std::size_t factor : set_.axes) {
    base_.push_back(points.scores(0, factor));
    second_.push_back(points.scores(1, factor));
  }
}

void ConditionalDraw::draw(std::size_t point, std::span<const char> renewed, std::span<double> out) const {
  const std::size_t n = set_.axes.size();
  std::vector<std::size_t> kept;
  std::vector<double> apart;
  for (std::size_t i = 0; i < n; ++i) {
    if (renewed[i] == 0) {
      kept.push_back(i);
      apart.push_back(base_[i][point] - second_[i][point]);
    }
  }
  std::vector<double> among(kept.size() * kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    for (std::size_t j = 0; j < kept.size(); ++j) {
      among[i * kept.size() + j] = set_.correlation[kept[i] * n + kept[j]];
    }
  }
  solve(among, apart);
  for (std::size_t i = 0; i < n; ++i) {
    if (renewed[i] != 0) {
      double z = second_[i][point];
      for (std::size_t k = 0; k < kept.size(); ++k) {
        z += set_.correlation[i * n + kept[k]] * apart[k];
      }
      out[i] = std::clamp(own::normal_cdf(z), 0x1p-53, 1.0 - 0x1p-53);
    }
  }
}

}  // namespace suasion::analysis
