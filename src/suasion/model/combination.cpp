#include "suasion/model/combination.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/model/combination_law.hpp"
#include "suasion/model/draw.hpp"

namespace suasion::model::combination {

namespace {

std::size_t row_of(std::int32_t row) {
  return row < 0 ? nobody : static_cast<std::size_t>(row);
}

/// Puts a draw on a scale of [0, 1]. The issue's vectors keep their memory from draw to draw.
void stretch(const Draw& draw, ChoiceIssue& issue) {
  const auto place = [&](double value) { return (value - draw.issue.scale_low) / draw.scale(); };
  issue.position.clear();
  issue.weight.clear();
  issue.salience.clear();
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    issue.position.push_back(std::clamp(place(draw.position(i)), 0.0, 1.0));
    issue.weight.push_back(draw.weight(i));
    issue.salience.push_back(draw.salience(i));
  }
  issue.reference_point = place(draw.status_quo());
  if (const Procedure* procedure = draw.issue.procedure) {
    issue.agenda_setter = row_of(procedure->proposer);
    issue.second_chamber = row_of(procedure->parliament);
  }
}

class Combination final : public IssueByIssue {
 protected:
  void solve_issue(const IssueTile& tile, Course& course) const override {
    ChoiceIssue issue;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const Draw draw{tile, lane};
      stretch(draw, issue);
      const double place =
          combination_draw(choice_cells_of(issue), shipped_combination().weights, draw.chance(0), draw.chance(1));
      course.outcome[lane] = std::clamp(tile.scale_low + place * draw.scale(), tile.scale_low, tile.scale_high);
    }
  }
};

/// What the forecast is and what it was learnt from, with the figures of the shipped table.
std::string summary() {
  const CombinationOrigin& origin = shipped_combination().origin;
  const auto& weight = shipped_combination().weights.weight;
  std::vector<std::string> parts;
  for (std::size_t m = 0; m < choice_member_count; ++m) {
    parts.push_back(fmt::format("{} {:.2f}", choice_members()[m].name, weight[m]));
  }
  return fmt::format(
      "A forecast learnt from decided cases: which position is chosen, or what between them, given who stands where "
      "with which weight, what no agreement would leave, and who proposes and must agree, mixed with the compromise "
      "and "
      "its usual error. Weights: {}, compromise with error {:.2f}. Fitted on {} to {} cases of {}. In cross-validation "
      "there its mean absolute error was {:.1f} "
      "points of a scale of 100, the compromise model's {:.1f}, and its 90 % intervals covered {:.0f} % of outcomes. "
      "It carries over as far as your case resembles those.",
      fmt::join(parts, ", "), weight.back(), origin.fitted_on, origin.cases, origin.data, origin.mae,
      origin.compromise_mae, 100.0 * origin.coverage90);
}

}  // namespace

Model entry() {
  static const std::string text = summary();
  return {
      .info = {.name = "combination",
               .title = "Combined forecast",
               .summary = text,
               .differs = "It gives chances to the places where parties stand instead of averaging them, so its range "
                          "is as wide as such decisions have scattered, and its middle may sit on somebody's position.",
               .source = "own fit; McFadden 1974 for conditional logit, Wolpert 1992 for stacking, Achen 2006 for the "
                         "compromise",
               .standard = true},
      .make = [](const Settings& /*settings*/) -> std::unique_ptr<Bargaining> {
        return std::make_unique<Combination>();
      }};
}

}  // namespace suasion::model::combination
