#include "suasion/model/baselines.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace suasion::model {

namespace {

/// One draw of an issue: element i of actor i lies `lanes` doubles after that of actor i - 1.
struct Draw {
  const IssueTile& issue;
  std::size_t lane;
  [[nodiscard]] double position(std::size_t i) const { return issue.position[i * lanes + lane]; }
  [[nodiscard]] double weight(std::size_t i) const {
    return issue.capability[i * lanes + lane] * issue.salience[i * lanes + lane];
  }
};

double one(const Draw& /*draw*/, std::size_t /*actor*/) {
  return 1.0;
}
double weight(const Draw& draw, std::size_t actor) {
  return draw.weight(actor);
}

template <double weigh(const Draw&, std::size_t)>
double mean_of(const Draw& draw) {
  double sum = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < draw.issue.actors; ++i) {
    sum += weigh(draw, i) * draw.position(i);
    total += weigh(draw, i);
  }
  return sum / total;
}

template <double weigh(const Draw&, std::size_t)>
double median_of(const Draw& draw) {
  constexpr double rounding = 1e-12;  // halves that differ by rounding alone are halves
  struct Vote {
    double position, mass;
  };
  const std::size_t n = draw.issue.actors;
  std::vector<Vote> votes(n);
  double total = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    votes[i] = {draw.position(i), weigh(draw, i)};
    total += votes[i].mass;
  }
  if (!(total > 0.0)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  std::stable_sort(votes.begin(), votes.end(), [](const Vote& a, const Vote& b) { return a.position < b.position; });
  double below = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    below += votes[i].mass;
    const double excess = below - 0.5 * total;
    if (excess > rounding * total) {
      return votes[i].position;
    }
    if (excess >= -rounding * total) {  // exactly half: midway to the next actor that has any mass
      std::size_t next = i + 1;
      while (next + 1 < n && !(votes[next].mass > 0.0)) {
        ++next;
      }
      return next < n ? 0.5 * (votes[i].position + votes[next].position) : votes[i].position;
    }
  }
  return votes[n - 1].position;
}

double status_quo_of(const Draw& draw) {
  return draw.issue.status_quo != nullptr ? draw.issue.status_quo[draw.lane] : std::numeric_limits<double>::quiet_NaN();
}

template <double rule(const Draw&)>
class Baseline final : public Bargaining {
 public:
  void solve(const IssueTile& issue, Course& course) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      course.outcome[lane] = rule(Draw{issue, lane});
    }
  }
};

template <double rule(const Draw&)>
Model baseline(std::string_view name, std::string_view title, std::string_view summary, std::string_view source) {
  return {.info = {.name = name, .title = title, .summary = summary, .source = source, .baseline = true},
          .make = [](const Settings& /*settings*/) -> std::unique_ptr<Bargaining> {
            return std::make_unique<Baseline<rule>>();
          }};
}

}  // namespace

std::vector<Model> baselines() {
  return {
      baseline<mean_of<weight>>("compromise", "Compromise: power and salience weighted mean",
                                "Every actor pulls the outcome towards its position with its power times its salience. "
                                "The rule that is hardest to beat on decisions of the European Union.",
                                "Achen 2006"),
      baseline<mean_of<one>>("mean", "Plain mean of positions", "Every actor counts the same.", "textbook"),
      baseline<median_of<weight>>("weighted-median", "Weighted median",
                                  "The position that splits power times salience into equal halves: with single "
                                  "issues and such votes, no other position beats it.",
                                  "Black 1958"),
      baseline<median_of<one>>("median", "Median of positions", "The middle actor decides.", "Black 1958"),
      baseline<status_quo_of>("status-quo", "Status quo", "Nothing changes.", "textbook"),
  };
}

}  // namespace suasion::model
