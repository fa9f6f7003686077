#include "suasion/model/condorcet.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "suasion/model/draw.hpp"
#include "suasion/model/settings.hpp"

namespace suasion::model::condorcet {

namespace {

struct Parameters {
  bool quadratic = false, whole = false;
};

double loss(double distance, const Parameters& parameters) {
  return parameters.quadratic ? distance * distance : std::abs(distance);
}

/// Votes for a less votes for b, as a share of all that could be cast.
double margin(const Draw& draw, double a, double b, const Parameters& parameters) {
  constexpr double rounding = 1e-12;
  double sum = 0.0;
  double most = 0.0;
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    const double x = draw.position(i);
    const double gain = (loss(x - b, parameters) - loss(x - a, parameters)) / loss(draw.scale(), parameters);
    const double vote = !parameters.whole ? gain : std::abs(gain) <= rounding ? 0.0 : gain > 0.0 ? 1.0 : -1.0;
    sum += draw.weight(i) * vote;
    most += draw.weight(i);
  }
  return std::abs(sum) <= rounding * most ? 0.0 : sum / most;
}

double winner(const Draw& draw, const Parameters& parameters) {
  std::vector<double> candidates;
  bool any = false;
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    candidates.push_back(draw.position(i));
    any = any || draw.weight(i) > 0.0;
  }
  if (!any) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  std::sort(candidates.begin(), candidates.end());
  // Preferences over a line are single-peaked, so the relation is transitive: one pass finds the lowest of the best,
  // since only a better one takes its place; one in which an equal one does, the highest.
  double lowest = candidates.front();
  double highest = candidates.front();
  for (const double rival : candidates) {
    lowest = margin(draw, rival, lowest, parameters) > 0.0 ? rival : lowest;
    highest = margin(draw, rival, highest, parameters) >= 0.0 ? rival : highest;
  }
  return 0.5 * (lowest + highest);
}

class Condorcet final : public IssueByIssue {
 public:
  explicit Condorcet(const Parameters& parameters) : parameters_(parameters) {}

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      course.outcome[lane] = winner(Draw{issue, lane}, parameters_);
    }
  }

 private:
  Parameters parameters_;
};

}  // namespace

Model entry() {
  return {
      .info = {.name = "condorcet",
               .title = "Condorcet winner",
               .summary = "Of the positions that somebody holds, the one that beats every other in a vote by pairs, "
                          "voters weighing in with power times salience.",
               .differs = "One of the positions that somebody holds wins, as a rule that in the middle of all weight, "
                          "so a far extreme does not pull it.",
               .source = "Condorcet 1785; Black 1958",
               .options = {{.name = "votes",
                            .meaning = "How strongly a voter takes sides between two positions.",
                            .values = {{"proportional", "by how much nearer one is than the other"},
                                       {"whole", "with its whole weight for the nearer one (Black 1958)"}},
                            .default_value = "proportional"},
                           {.name = "loss",
                            .meaning = "How a voter's loss grows with distance.",
                            .values = {{"linear", "in proportion: the winner is the weighted median"},
                                       {"quadratic",
                                        "with the square: the winner is the position nearest to the "
                                        "compromise"}},
                            .default_value = "linear"}}},
      .make = [](const Settings& settings) -> std::unique_ptr<Bargaining> {
        return std::make_unique<Condorcet>(Parameters{.quadratic = value(settings, "loss") == "quadratic",
                                                      .whole = value(settings, "votes") == "whole"});
      }};
}

}  // namespace suasion::model::condorcet
