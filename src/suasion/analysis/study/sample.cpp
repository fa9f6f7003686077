#include "suasion/analysis/study/sample.hpp"

#include <algorithm>

#include "suasion/base/result.hpp"
#include "suasion/ensemble/trials.hpp"
#include "suasion/math/columns_kernel.hpp"

namespace suasion::analysis {

using model::block_draws;

Columns independent_scores(const ensemble::Experiment& experiment, const SampleSpec& spec) {
  std::vector<math::Channel> channels;
  for (const ensemble::Factor& factor : experiment.factors()) {
    channels.push_back(factor.channel);
  }
  Columns scores(channels.size(), std::vector<double>(spec.draws));
  const math::Design design(math::DesignKind::monte_carlo, spec.seed, channels, spec.draws);
  for (std::size_t f = 0; f < scores.size(); ++f) {
    design.fill(f, 0, scores[f]);
    math::column_functions().normal_quantile(scores[f].data(), scores[f].data(), spec.draws);
  }
  return scores;
}

Columns points_at(const ensemble::Experiment& experiment, const Columns& scores, std::span<const double> shift) {
  Columns points = scores;
  std::vector<std::span<double>> views;
  for (std::size_t f = 0; f < points.size(); ++f) {
    std::vector<double>& column = points[f];
    const double by = shift.empty() ? 0.0 : shift[f];
    if (by != 0.0) {
      std::transform(column.begin(), column.end(), column.begin(), [by](double score) { return score + by; });
    }
    math::column_functions().normal_cdf(column.data(), column.data(), column.size());
    std::transform(column.begin(), column.end(), column.begin(),
                   [](double u) { return std::clamp(u, 0x1p-53, 1.0 - 0x1p-53); });
    views.emplace_back(column);
  }
  math::GaussianCopula(points.size(), experiment.links()).apply(views);
  return points;
}

Columns evaluate(const ensemble::Experiment& experiment, const Columns& points, const SampleSpec& spec,
                 std::span<const char> wanted, std::span<const ensemble::Push> pushes, const Watch& watch) {
  base::require(spec.draws % block_draws == 0, "draws come in whole blocks");
  const std::size_t outputs = experiment.outputs().size();
  const std::vector<char> all(outputs, 1);
  const std::span<const char> asked = wanted.empty() ? std::span<const char>(all) : wanted;
  Columns found(outputs);
  for (std::size_t o = 0; o < outputs; ++o) {
    found[o].resize(asked[o] != 0 ? spec.draws : 0);
  }
  ensemble::Trials trials(experiment);
  const bool whole = for_each_piece(
      spec.draws / block_draws, spec.threads,
      [&](std::size_t block) {
        const std::size_t first = block * block_draws;
        std::vector<const double*> columns;
        for (const std::vector<double>& column : points) {
          columns.push_back(column.data() + first);
        }
        std::vector<double> out;
        trials.run({.columns = columns, .pushes = pushes, .seed = spec.seed, .first_draw = first}, asked, out);
        for (std::size_t o = 0; o < outputs; ++o) {
          if (asked[o] != 0) {
            std::copy_n(out.begin() + static_cast<std::ptrdiff_t>(o * block_draws), block_draws,
                        found[o].begin() + static_cast<std::ptrdiff_t>(first));
          }
        }
      },
      watch,
      [&](std::size_t block, Carrier& carrier) {
        for (std::size_t o = 0; o < outputs; ++o) {
          if (asked[o] != 0) {
            carrier.values(std::span(found[o]).subspan(block * block_draws, block_draws));
          }
        }
      });
  return whole ? found : Columns();
}

}  // namespace suasion::analysis
