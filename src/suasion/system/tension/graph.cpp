#include "suasion/system/tension/graph.hpp"

#include <algorithm>
#include <cmath>

namespace suasion::system::tension {

namespace {

Weights product(const Weights& a, const Weights& b) {
  const std::size_t n = a.size();
  Weights out(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t j = 0; j < n; ++j) {
        out[i][j] += a[i][k] * b[k][j];
      }
    }
  }
  return out;
}

double norm(const Weights& weights) {
  double largest = 0.0;
  for (const std::vector<double>& row : weights) {
    double sum = 0.0;
    for (const double weight : row) {
      sum += weight;
    }
    largest = std::max(largest, sum);
  }
  return largest;
}

/// reach[i][j]: something leads from j to i.
std::vector<std::vector<bool>> closure(const Weights& weights) {
  const std::size_t n = weights.size();
  std::vector<std::vector<bool>> reach(n, std::vector<bool>(n, false));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      reach[i][j] = weights[i][j] > 0.0;
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
      }
    }
  }
  return reach;
}

}  // namespace

double spectral_radius(const Weights& weights) {
  constexpr int squarings = 40;  // the 2^40th root of any constant factor is 1 to 1e-9
  Weights power = weights;
  double log_scale = 0.0;  // of `power`, per factor
  double share = 1.0;
  for (int i = 0; i < squarings; ++i) {
    const double size = norm(power);
    if (size == 0.0) {
      return 0.0;
    }
    for (std::vector<double>& row : power) {
      for (double& entry : row) {
        entry /= size;
      }
    }
    log_scale += share * std::log(size);
    power = product(power, power);
    share *= 0.5;
  }
  return std::exp(log_scale);
}

std::vector<std::size_t> unstable(const Weights& weights) {
  const std::vector<std::vector<bool>> reach = closure(weights);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    std::vector<std::size_t> part;
    for (std::size_t j = 0; j < weights.size(); ++j) {
      if (reach[i][j] && reach[j][i]) {
        part.push_back(j);
      }
    }
    Weights within(part.size(), std::vector<double>(part.size()));
    for (std::size_t a = 0; a < part.size(); ++a) {
      for (std::size_t b = 0; b < part.size(); ++b) {
        within[a][b] = weights[part[a]][part[b]];
      }
    }
    constexpr double rounding = 1e-9;
    if (!part.empty() && spectral_radius(within) >= 1.0 - rounding) {
      found.push_back(i);
    }
  }
  return found;
}

std::vector<double> shortest(const Weights& length, std::size_t from, std::size_t without) {
  const std::size_t n = length.size();
  std::vector<double> best(n, no_way);
  std::vector<bool> done(n, false);
  best[from] = 0.0;
  for (std::size_t round = 0; round < n; ++round) {
    std::size_t next = n;
    for (std::size_t i = 0; i < n; ++i) {
      if (!done[i] && i != without && best[i] < no_way && (next == n || best[i] < best[next])) {
        next = i;
      }
    }
    if (next == n) {
      break;
    }
    done[next] = true;
    for (std::size_t j = 0; j < n; ++j) {
      if (j != without) {
        best[j] = std::min(best[j], best[next] + length[next][j]);
      }
    }
  }
  return best;
}

}  // namespace suasion::system::tension
