#pragma once
/// Dependence between inputs: a Gaussian copula (Li 2000; Nelsen 2006, section 2.3). The number an author writes is
/// Spearman's rank correlation rho_S; the normal scores then have the correlation 2 sin(pi rho_S / 6) (Kruskal 1958),
/// so that continuous inputs have exactly the asked rank correlation whatever their laws.

#include <span>
#include <string>
#include <vector>

#include "suasion/math/random.hpp"

namespace suasion::math {

struct RankCorrelation {
  std::size_t first = 0, second = 0;
  double value = 0.0;
};  ///< of axes; value in (-1, 1)

/// Axes that hang together, directly or through others, and the correlations of their normal scores.
struct LinkedAxes {
  std::vector<std::size_t> axes = {};    ///< ascending
  std::vector<double> correlation = {};  ///< [n * n], n = axes.size(); 1 on the diagonal
};

/// The groups of linked axes, by their first axis; an axis without any correlation is in none.
/// @param correlations of axes below `axes`.
[[nodiscard]] std::vector<LinkedAxes> linked_axes(std::size_t axes, const std::vector<RankCorrelation>& correlations);

/// Turns independent uniforms into dependent ones, group by group of axes that are linked.
class GaussianCopula {
 public:
  GaussianCopula() = default;  ///< independence

  /// @param axes number of inputs. @throws base::InternalError if flaw(...) is not empty.
  GaussianCopula(std::size_t axes, const std::vector<RankCorrelation>& correlations);

  /// Empty, or what is wrong: the smallest eigenvalue and the axes of the group that cannot hold together.
  struct Flaw {
    std::string message = {};
    std::vector<std::size_t> axes = {};
  };
  [[nodiscard]] static Flaw flaw(std::size_t axes, const std::vector<RankCorrelation>& correlations);

  /// In place: columns[a] is the column of axis a, all of one length. Only linked axes change.
  void apply(std::span<const std::span<double>> columns) const;

 private:
  struct Group {
    std::vector<std::size_t> axes;
    std::vector<double> cholesky;
  };  // lower triangle, row by row
  std::vector<Group> groups_;
};

}  // namespace suasion::math
