#include "suasion/analysis/choice_fit.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>

#include "suasion/math/elementary.hpp"

namespace suasion::analysis {

namespace {

using model::choice_cells;

/// Standard deviation of each term over all cells; 1 for a term that never varies, whose coefficient is then 0.
std::vector<double> scales(std::span<const ChoiceCase> cases, std::span<const std::size_t> which,
                           const std::vector<model::Term>& terms) {
  std::vector<double> result;
  const double count = static_cast<double>(which.size()) * choice_cells;
  for (const model::Term term : terms) {
    const auto t = static_cast<std::size_t>(term);
    double sum = 0.0;
    double squares = 0.0;
    for (const std::size_t i : which) {
      for (const model::Coefficients& feature : cases[i].cells.feature) {
        sum += feature[t];
        squares += feature[t] * feature[t];
      }
    }
    const double variance = squares / count - (sum / count) * (sum / count);
    result.push_back(variance > 1e-12 ? std::sqrt(variance) : 1.0);
  }
  return result;
}

struct Slope {
  double value = 0.0;  ///< penalised log-likelihood
  Eigen::VectorXd gradient = {};
  Eigen::MatrixXd curvature = {};  ///< minus the matrix of second derivatives
};

class Likelihood {
 public:
  Likelihood(std::span<const ChoiceCase> cases, std::span<const std::size_t> which,
             const std::vector<model::Term>& terms, double ridge)
      : cases_(cases), which_(which), terms_(terms), ridge_(ridge), scale_(scales(cases, which, terms)) {}

  [[nodiscard]] model::Coefficients coefficients(const Eigen::VectorXd& b) const {
    model::Coefficients result{};
    for (std::size_t t = 0; t < terms_.size(); ++t) {
      result[static_cast<std::size_t>(terms_[t])] = b[static_cast<Eigen::Index>(t)] / scale_[t];
    }
    return result;
  }

  [[nodiscard]] Slope at(const Eigen::VectorXd& b) const {
    const auto n = static_cast<Eigen::Index>(terms_.size());
    Slope slope{.value = -0.5 * ridge_ * b.squaredNorm(),
                .gradient = -ridge_ * b,
                .curvature = ridge_ * Eigen::MatrixXd::Identity(n, n)};
    const model::Coefficients coefficients_here = coefficients(b);
    for (const std::size_t i : which_) {
      add_case(cases_[i], coefficients_here, slope);
    }
    return slope;
  }

 private:
  void add_case(const ChoiceCase& one, const model::Coefficients& coefficients_here, Slope& slope) const {
    const auto n = static_cast<Eigen::Index>(terms_.size());
    const std::array<double, choice_cells> law = model::choice_law(one.cells, coefficients_here);
    Eigen::MatrixXd features(n, choice_cells);
    for (std::size_t k = 0; k < choice_cells; ++k) {
      for (std::size_t t = 0; t < terms_.size(); ++t) {
        features(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(k)) =
            one.cells.feature[k][static_cast<std::size_t>(terms_[t])] / scale_[t];
      }
    }
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(n);
    for (std::size_t k = 0; k < choice_cells; ++k) {
      mean += law[k] * features.col(static_cast<Eigen::Index>(k));
    }
    for (std::size_t k = 0; k < choice_cells; ++k) {
      const Eigen::VectorXd centred = features.col(static_cast<Eigen::Index>(k)) - mean;
      slope.curvature += law[k] * centred * centred.transpose();
    }
    slope.value += math::SUASION_TARGET::log(law[one.outcome]);
    slope.gradient += features.col(static_cast<Eigen::Index>(one.outcome)) - mean;
  }

  std::span<const ChoiceCase> cases_;
  std::span<const std::size_t> which_;
  const std::vector<model::Term>& terms_;
  double ridge_;
  std::vector<double> scale_;
};

}  // namespace

model::Coefficients fit_choice(std::span<const ChoiceCase> cases, std::span<const std::size_t> which,
                               const std::vector<model::Term>& terms, double ridge) {
  constexpr int most_steps = 50;
  constexpr double good_enough = 1e-9;  // of the gradient's largest entry
  const Likelihood likelihood(cases, which, terms, ridge);
  Eigen::VectorXd b = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(terms.size()));
  Slope slope = likelihood.at(b);
  for (int step = 0; step < most_steps && slope.gradient.cwiseAbs().maxCoeff() > good_enough; ++step) {
    Eigen::VectorXd move = slope.curvature.llt().solve(slope.gradient);
    Slope next = likelihood.at(b + move);
    while (next.value < slope.value && move.norm() > good_enough) {  // too far: the function is concave
      move *= 0.5;
      next = likelihood.at(b + move);
    }
    b += move;
    slope = std::move(next);
  }
  return likelihood.coefficients(b);
}

}  // namespace suasion::analysis
