#include "suasion/model/nash.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/model/settings.hpp"
#include "suasion/model/voting.hpp"

namespace suasion::model::nash {

namespace {

constexpr int most_halvings = 200;  // more than a double has bits between any two numbers of a scale

/// Where a function that falls from positive to negative crosses zero between low and high.
template <class Slope>
double crossing(double low, double high, Slope slope) {
  for (int i = 0; i < most_halvings; ++i) {
    const double middle = 0.5 * (low + high);
    if (!(middle > low && middle < high)) {
      break;
    }
    (slope(middle) > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// d/dO log(gain) for U = -|x - O|^p and a disagreement loss; the gain is positive inside the acceptable outcomes.
double pressure(double x, double O, double disagreement_loss, Loss loss) {
  const double away = x - O;
  if (loss == Loss::quadratic) {
    return 2.0 * away / (disagreement_loss - away * away);
  }
  const double side = away > 0.0 ? 1.0 : away < 0.0 ? -1.0 : 0.0;
  return side / (disagreement_loss - std::abs(away));
}

double loss_of(double distance, Loss loss) {
  return loss == Loss::quadratic ? distance * distance : std::abs(distance);
}

struct Options {
  bool status_quo = true;  ///< else a common disagreement payoff
  bool qualified = false;  ///< the smallest winning set bargains, instead of everybody
  Loss loss = Loss::quadratic;
  double d = 1.0;
};

/// Everybody; or those who can decide together and stand farthest from q, if any can: they then leave the others out.
std::vector<Bargainer> at_the_table(const Draw& draw, double q, const Options& options) {
  Span members = {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  if (options.qualified) {
    const std::vector<Voter> voting = voters(draw);
    if (voting.empty()) {
      return {};
    }
    const Pivots pivot = pivots(voting, procedure_of(draw));
    if (q < pivot.up) {
      members.low = pivot.up;
    } else if (q > pivot.down) {
      members.high = pivot.down;
    }
  }
  std::vector<Bargainer> list;
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    const bool counts = !options.qualified || draw.votes(i) > 0.0;
    if (counts && members.holds(draw.position(i))) {
      list.push_back({draw.position(i), draw.weight(i)});
    }
  }
  return list;
}

class Nash final : public IssueByIssue {
 public:
  explicit Nash(const Options& options) : options_(options) {}
  [[nodiscard]] std::vector<Input> needs() const override {
    return options_.status_quo ? std::vector<Input>{Input::status_quo} : std::vector<Input>{};
  }

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const Draw draw{issue, lane};
      course.outcome[lane] = options_.status_quo ? agreement(at_the_table(draw, draw.status_quo(), options_),
                                                             draw.status_quo(), options_.loss)
                                                 : agreement_apart(at_the_table(draw, 0.0, {.loss = options_.loss}),
                                                                   options_.d, draw.scale(), options_.loss);
    }
  }

 private:
  Options options_;
};

}  // namespace

double agreement(const std::vector<Bargainer>& bargainers, double q, Loss loss) {
  double least = std::numeric_limits<double>::infinity();
  double most = -least;
  for (const Bargainer& one : bargainers) {
    if (one.weight > 0.0) {
      least = std::min(least, one.position);
      most = std::max(most, one.position);
    }
  }
  const bool up = least > q;
  if (!(least <= most) || (!up && !(most < q))) {
    return q;  // nobody to bargain, or somebody loses by every change
  }
  const Span acceptable = up ? Span{q, 2.0 * least - q} : Span{2.0 * most - q, q};
  const Span inside = acceptable.with({std::min(q, least), std::max(q, most)});
  const auto slope = [&](double O) {
    double sum = 0.0;
    for (const Bargainer& one : bargainers) {
      sum += one.weight > 0.0 ? one.weight * pressure(one.position, O, loss_of(one.position - q, loss), loss) : 0.0;
    }
    return sum;
  };
  return crossing(inside.low, inside.high, slope);
}

double agreement_apart(const std::vector<Bargainer>& bargainers, double d, double scale, Loss loss) {
  double least = std::numeric_limits<double>::infinity();
  double most = -least;
  for (const Bargainer& one : bargainers) {
    if (one.weight > 0.0) {
      least = std::min(least, one.position);
      most = std::max(most, one.position);
    }
  }
  if (!(least <= most)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const auto slope = [&](double O) {
    double sum = 0.0;
    for (const Bargainer& one : bargainers) {
      sum += one.weight > 0.0 ? one.weight * pressure(one.position / scale, O / scale, d, loss) : 0.0;
    }
    return sum;
  };
  return crossing(least, most, slope);
}

Model entry() {
  return {
      .info = {.name = "nash",
               .title = "Nash bargaining",
               .summary = "The outcome that shares the gains over failing to agree as Nash's axioms demand, actors "
                          "counting with power times salience. Whoever would lose by every change keeps things as they "
                          "are.",
               .differs = "No change passes that leaves somebody worse off than no agreement, so it stays at the "
                          "status quo where actors stand on both sides of it, and moves as far as the most reluctant "
                          "will go where they do not.",
               .source = "Nash 1950; Harsanyi and Selten 1972; Achen 2006",
               .options = {{.name = "disagreement",
                            .meaning = "What happens if no agreement is reached.",
                            .values = {{"status_quo", "things stay as they are"},
                                       {"common", "the same loss for everybody: see `d`"}},
                            .default_value = "status_quo"},
                           {.name = "d",
                            .meaning = "The common loss, in units of the loss over the whole scale; large: the "
                                       "compromise (quadratic) or the weighted median (linear).",
                            .default_value = "1",
                            .low = 1.0,
                            .high = 1e6},
                           {.name = "loss",
                            .meaning = "How losses grow with distance.",
                            .values = {{"quadratic", "with the square"}, {"linear", "in proportion"}},
                            .default_value = "quadratic"},
                           {.name = "table",
                            .meaning = "Who must agree, where disagreement is the status quo.",
                            .values = {{"all", "everybody"},
                                       {"qualified",
                                        "the smallest set that wins under the issue's procedure (simple "
                                        "majority if it has none) and stands farthest from the status "
                                        "quo"}},
                            .default_value = "all"}}},
      .make = [](const Settings& settings) -> std::unique_ptr<Bargaining> {
        return std::make_unique<Nash>(
            Options{.status_quo = value(settings, "disagreement") == "status_quo",
                    .qualified = value(settings, "table") == "qualified",
                    .loss = value(settings, "loss") == "linear" ? Loss::linear : Loss::quadratic,
                    .d = number(settings, "d")});
      }};
}

}  // namespace suasion::model::nash
