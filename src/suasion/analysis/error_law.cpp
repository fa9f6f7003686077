#include "suasion/analysis/error_law.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "suasion/analysis/scores.hpp"

namespace suasion::analysis {

namespace {

constexpr double points = 100.0;

math::Atoms on_whole_points(const math::Atoms& law) {
  std::vector<double> at;
  for (const double x : law.at) {
    at.push_back(std::floor(x + 0.5));
  }
  return math::make_atoms(at, law.mass);
}

}  // namespace

math::Atoms law_with_error(const math::Atoms& law, double sd) {
  constexpr std::size_t few = 8;
  return math::with_normal_error(law.at.size() > few ? on_whole_points(law) : law, sd, 0.0, points, 1.0);
}

ErrorScores error_scores(const math::Atoms& law, double outcome) {
  ErrorScores scores{};
  for (int sd = least_error_sd; sd <= most_error_sd; ++sd) {
    scores[static_cast<std::size_t>(sd - least_error_sd)] = crps(law_with_error(law, sd), outcome);
  }
  return scores;
}

double best_error_sd(std::span<const ErrorScores> scores, std::span<const std::size_t> which) {
  double best = least_error_sd;
  double best_score = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < ErrorScores{}.size(); ++k) {
    double sum = 0.0;
    for (const std::size_t i : which) {
      sum += scores[i][k];
    }
    if (sum < best_score) {
      best_score = sum;
      best = least_error_sd + static_cast<double>(k);
    }
  }
  return best;
}

}  // namespace suasion::analysis
