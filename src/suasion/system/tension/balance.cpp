#include "suasion/system/tension/balance.hpp"

#include <Eigen/LU>

namespace suasion::system::tension {

namespace {

Relations slope(const Relations& r, std::size_t n, double rate) {
  Relations out(r.size(), 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      double through_others = 0.0;
      for (std::size_t k = 0; k < n; ++k) {
        through_others += k == i || k == j ? 0.0 : r[i * n + k] * r[k * n + j];
      }
      const double own = r[i * n + j];
      out[i * n + j] = i == j ? 0.0 : rate * (1.0 - own * own) * through_others / static_cast<double>(n - 2);
    }
  }
  return out;
}

Relations moved(const Relations& from, const Relations& along, double time) {
  Relations out = from;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] += time * along[i];
  }
  return out;
}

}  // namespace

void drift(Relations& relations, std::size_t parties, double rate, double time) {
  const Relations k1 = slope(relations, parties, rate);
  const Relations k2 = slope(moved(relations, k1, 0.5 * time), parties, rate);
  const Relations k3 = slope(moved(relations, k2, 0.5 * time), parties, rate);
  const Relations k4 = slope(moved(relations, k3, time), parties, rate);
  for (std::size_t i = 0; i < relations.size(); ++i) {
    relations[i] += time / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
  }
}

Relations free_drift(const Relations& start, std::size_t parties, double time) {
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto n = static_cast<Eigen::Index>(parties);
  const Matrix x = Eigen::Map<const Matrix>(start.data(), n, n);
  const Matrix solution = x * (Matrix::Identity(n, n) - time * x).inverse();
  return {solution.data(), solution.data() + solution.size()};
}

}  // namespace suasion::system::tension
