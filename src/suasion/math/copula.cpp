#include "suasion/math/copula.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <numeric>

#include "suasion/base/result.hpp"
#include "suasion/base/text.hpp"
#include "suasion/math/columns_kernel.hpp"
#include "suasion/math/elementary.hpp"

namespace suasion::math {

namespace {

namespace own = SUASION_TARGET;

/// Smaller eigenvalues mean that an input is, but for rounding, a function of others.
constexpr double least_eigenvalue = 1e-9;

/// sin(x) for |x| <= pi/6 by its series, the first term left out being below 2^-58: the same bits on every machine.
double sine(double x) {
  return x * own::polynomial(x * x, 1.0, -1.0 / 6.0, 1.0 / 120.0, -1.0 / 5040.0, 1.0 / 362880.0, -1.0 / 39916800.0,
                             1.0 / 6227020800.0);
}

/// The correlation of normal scores that gives the rank correlation (Kruskal 1958).
double score_correlation(double rank_correlation) {
  constexpr double pi_sixth = 0.52359877559829887308;
  return 2.0 * sine(pi_sixth * rank_correlation);
}

/// Axes that hang together, each group in ascending order; axes without any correlation are in no group.
std::vector<std::vector<std::size_t>> groups_of(std::size_t axes, const std::vector<RankCorrelation>& correlations) {
  std::vector<std::size_t> leader(axes);
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  const auto find = [&leader](std::size_t axis) {
    while (leader[axis] != axis) {
      axis = leader[axis];
    }
    return axis;
  };
  std::vector<bool> named(axes, false);
  for (const RankCorrelation& link : correlations) {
    const std::size_t first = find(link.first);
    const std::size_t second = find(link.second);
    leader[std::max(first, second)] = std::min(first, second);
    named[link.first] = true;
    named[link.second] = true;
  }
  std::vector<std::vector<std::size_t>> groups;
  std::vector<std::size_t> group_of(axes, axes);
  for (std::size_t axis = 0; axis < axes; ++axis) {
    if (named[axis]) {
      std::size_t& group = group_of[find(axis)];
      if (group == axes) {
        group = groups.size();
        groups.emplace_back();
      }
      groups[group].push_back(axis);
    }
  }
  return groups;
}

/// Correlations of normal scores within a group, [n * n].
std::vector<double> correlation_matrix(const std::vector<std::size_t>& group,
                                       const std::vector<RankCorrelation>& correlations) {
  const std::size_t n = group.size();
  std::vector<double> matrix(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    matrix[i * n + i] = 1.0;
  }
  const auto place = [&group](std::size_t axis) {
    return static_cast<std::size_t>(std::lower_bound(group.begin(), group.end(), axis) - group.begin());
  };
  for (const RankCorrelation& link : correlations) {
    if (std::binary_search(group.begin(), group.end(), link.first)) {
      const std::size_t i = place(link.first);
      const std::size_t j = place(link.second);
      matrix[i * n + j] = matrix[j * n + i] = score_correlation(link.value);
    }
  }
  return matrix;
}

/// Lower triangle, row by row. In plain arithmetic: a library's order of adding depends on the instruction set.
std::vector<double> cholesky_factor(const std::vector<double>& matrix, std::size_t n) {
  std::vector<double> factor(n * (n + 1) / 2, 0.0);
  const auto at = [](std::size_t i, std::size_t j) { return i * (i + 1) / 2 + j; };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k) {
        rest -= factor[at(i, k)] * factor[at(j, k)];
      }
      factor[at(i, j)] = i == j ? own::sqrt(rest) : rest / factor[at(j, j)];
    }
  }
  return factor;
}

double smallest_eigenvalue(const std::vector<double>& matrix, std::size_t n) {
  const auto size = static_cast<Eigen::Index>(n);
  const Eigen::Map<const Eigen::MatrixXd> view(matrix.data(), size, size);
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(view, Eigen::EigenvaluesOnly).eigenvalues().minCoeff();
}

GaussianCopula::Flaw flaw_of_link(std::size_t axes, const RankCorrelation& link) {
  if (link.first >= axes || link.second >= axes) {
    return {"a correlation names an input that is not there", {}};
  }
  if (link.first == link.second) {
    return {"an input cannot be correlated with itself", {link.first}};
  }
  if (!(link.value > -1.0 && link.value < 1.0)) {
    return {fmt::format("the rank correlation is {}; it must lie between -1 and 1, both excluded",
                        base::shortest(link.value)),
            {link.first, link.second}};
  }
  return {};
}

}  // namespace

std::vector<LinkedAxes> linked_axes(std::size_t axes, const std::vector<RankCorrelation>& correlations) {
  std::vector<LinkedAxes> linked;
  for (std::vector<std::size_t>& group : groups_of(axes, correlations)) {
    std::vector<double> matrix = correlation_matrix(group, correlations);
    linked.push_back({std::move(group), std::move(matrix)});
  }
  return linked;
}

GaussianCopula::Flaw GaussianCopula::flaw(std::size_t axes, const std::vector<RankCorrelation>& correlations) {
  for (std::size_t i = 0; i < correlations.size(); ++i) {
    const RankCorrelation& link = correlations[i];
    if (Flaw wrong = flaw_of_link(axes, link); !wrong.message.empty()) {
      return wrong;
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (std::minmax(link.first, link.second) == std::minmax(correlations[j].first, correlations[j].second)) {
        return {"the correlation of two inputs is given twice", {link.first, link.second}};
      }
    }
  }
  for (const LinkedAxes& group : linked_axes(axes, correlations)) {
    const double least = smallest_eigenvalue(group.correlation, group.axes.size());
    if (least < least_eigenvalue) {
      return {fmt::format("these correlations cannot hold together: the smallest eigenvalue of their matrix is {:.3g}; "
                          "it must be above 0",
                          least),
              group.axes};
    }
  }
  return {};
}

GaussianCopula::GaussianCopula(std::size_t axes, const std::vector<RankCorrelation>& correlations) {
  base::require(flaw(axes, correlations).message.empty(), "correlations can hold together before they are used");
  for (LinkedAxes& group : linked_axes(axes, correlations)) {
    std::vector<double> factor = cholesky_factor(group.correlation, group.axes.size());
    groups_.push_back({std::move(group.axes), std::move(factor)});
  }
}

void GaussianCopula::apply(std::span<const std::span<double>> columns) const {
  for (const Group& group : groups_) {
    for (const std::size_t axis : group.axes) {
      const std::span<double> column = columns[axis];
      column_functions().normal_quantile(column.data(), column.data(), column.size());
    }
    // Row i of the factor needs the scores of axes 0 to i as they were: so from the last to the first, in place.
    for (std::size_t i = group.axes.size(); i-- > 0;) {
      const std::span<double> column = columns[group.axes[i]];
      const double* row = group.cholesky.data() + i * (i + 1) / 2;
      std::transform(column.begin(), column.end(), column.begin(), [&](double score) { return row[i] * score; });
      for (std::size_t j = 0; j < i; ++j) {
        const std::span<const double> other = columns[group.axes[j]];
        for (std::size_t k = 0; k < column.size(); ++k) {
          column[k] += row[j] * other[k];
        }
      }
      column_functions().normal_cdf(column.data(), column.data(), column.size());
      for (double& u : column) {
        u = std::clamp(u, 0x1p-53, 1.0 - 0x1p-53);
      }
    }
  }
}

}  // namespace suasion::math
