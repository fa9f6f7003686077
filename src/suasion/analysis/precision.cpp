#include "suasion/analysis/precision.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/model/tile.hpp"

namespace suasion::analysis {

namespace {

constexpr double points = 100.0;
/// A spread estimated from the pilot is off by 1.6 % (Gaussian: 1 / sqrt(2 n)), its square by 3 %: a tenth is three
/// such errors.
constexpr double margin = 1.1;

Headline chance(Headline::Kind kind, const Estimate& estimated, double draws) {
  constexpr double of_each_kind = 2.0;
  const double nearer = (estimated.value * draws + of_each_kind) / (draws + 2.0 * of_each_kind);
  return {.kind = kind,
          .error = points * estimated.error,
          .spread = points * std::sqrt(std::max(0.0, nearer * (1.0 - nearer)))};
}

double whole_blocks(double draws) {
  constexpr auto block = static_cast<double>(model::block_draws);
  return std::max(static_cast<double>(pilot_draws), block * std::ceil(draws / block));
}

}  // namespace

std::vector<Headline> headlines(const scenario::Scenario& scenario, const Forecast& forecast, std::uint64_t draws) {
  std::vector<Headline> list;
  const auto n = static_cast<double>(draws);
  for (const IssueForecast& issue : forecast.issues) {
    if (issue.models.empty()) {
      continue;
    }
    const ModelForecast& lead = issue.models.front();
    const scenario::Issue& said = scenario.issues[issue.issue];
    const double in_points = points / (said.scale_high - said.scale_low);
    list.push_back(
        {.issue = issue.issue, .error = in_points * lead.outcome.mean.error, .spread = in_points * lead.outcome.sd});
    for (std::size_t band = 0; band < lead.bands.size(); ++band) {
      Headline figure = chance(Headline::Kind::band, lead.bands[band].probability, n);
      figure.issue = issue.issue;
      figure.band = band;
      list.push_back(figure);
    }
  }
  return list;
}

std::vector<Headline> headlines(const std::vector<std::string>& ids, const ensemble::Answers& answers,
                                std::uint64_t draws) {
  std::vector<Headline> list;
  const auto n = static_cast<double>(std::max<std::uint64_t>(1, draws));
  for (std::size_t q = 0; q < answers.yes.size(); ++q) {
    const double p = static_cast<double>(answers.yes[q]) / n;
    Headline figure = chance(Headline::Kind::question, {p, std::sqrt(std::max(0.0, p * (1.0 - p)) / n)}, n);
    figure.question = ids[q];
    list.push_back(std::move(figure));
  }
  return list;
}

std::optional<Headline> hardest(std::span<const Headline> figures) {
  const auto most = std::max_element(figures.begin(), figures.end(),
                                     [](const Headline& a, const Headline& b) { return a.error < b.error; });
  return most == figures.end() ? std::nullopt : std::optional(*most);
}

double draws_needed(double spread, double error) {
  const double ratio = spread / error;
  return whole_blocks(margin * ratio * ratio);
}

double draws_needed(std::span<const Headline> figures, double error) {
  double most = 0.0;
  for (const Headline& figure : figures) {
    most = std::max(most, figure.spread);
  }
  return draws_needed(most, error);
}

double more_draws(std::uint64_t draws, double left, double error) {
  const auto had = static_cast<double>(draws);
  const double ratio = left / error;
  return std::max(whole_blocks(margin * had * ratio * ratio), had + static_cast<double>(model::block_draws));
}

}  // namespace suasion::analysis
