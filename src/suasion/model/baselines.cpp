#include "suasion/model/baselines.hpp"

#include "suasion/model/draw.hpp"
#include "suasion/model/settings.hpp"
#include "suasion/model/weighted.hpp"

namespace suasion::model {

namespace {

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
double median_of(const Draw& draw, Tie tie) {
  std::vector<Weighted> points;
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    points.push_back({draw.position(i), weigh(draw, i)});
  }
  return weighted_median(std::move(points), tie);
}

double status_quo_of(const Draw& draw) {
  return draw.status_quo();
}

double proposal_of(const Draw& draw) {
  return draw.position(static_cast<std::size_t>(draw.issue.procedure->proposer));
}

/// A rule without options.
template <double rule(const Draw&), Input... needed>
class Baseline final : public IssueByIssue {
 public:
  [[nodiscard]] std::vector<Input> needs() const override { return {needed...}; }

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      course.outcome[lane] = rule(Draw{issue, lane});
    }
  }
};

template <double weigh(const Draw&, std::size_t)>
class Median final : public IssueByIssue {
 public:
  explicit Median(Tie tie) : tie_(tie) {}

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      course.outcome[lane] = median_of<weigh>(Draw{issue, lane}, tie_);
    }
  }

 private:
  Tie tie_;
};

template <double rule(const Draw&), Input... needed>
Model baseline(std::string_view name, std::string_view title, std::string_view summary, std::string_view differs,
               std::string_view source) {
  return {
      .info =
          {.name = name, .title = title, .summary = summary, .differs = differs, .source = source, .baseline = true},
      .make = [](const Settings& /*settings*/) -> std::unique_ptr<Bargaining> {
        return std::make_unique<Baseline<rule, needed...>>();
      }};
}

template <double weigh(const Draw&, std::size_t)>
Model median(std::string_view name, std::string_view title, std::string_view summary, std::string_view differs) {
  return {.info = {.name = name,
                   .title = title,
                   .summary = summary,
                   .differs = differs,
                   .source = "Black 1958",
                   .baseline = true,
                   .options = {{.name = "tie",
                                .meaning = "What is taken where exactly half lies on either side.",
                                .values = {{"midpoint", "the middle of the two positions"},
                                           {"lower", "the lower of the two"},
                                           {"upper", "the higher of the two"}},
                                .default_value = "midpoint"}}},
          .make = [](const Settings& settings) -> std::unique_ptr<Bargaining> {
            const std::string& tie = value(settings, "tie");
            return std::make_unique<Median<weigh>>(tie == "midpoint" ? Tie::midpoint
                                                   : tie == "lower"  ? Tie::lower
                                                                     : Tie::upper);
          }};
}

}  // namespace

std::vector<Model> baselines() {
  return {
      baseline<mean_of<weight>>("compromise", "Compromise: power and salience weighted mean",
                                "Every actor pulls the outcome towards its position with its power times its salience. "
                                "The rule that is hardest to beat on decisions of the European Union.",
                                "It is what the others are compared with: everybody pulls as hard as its weight, also "
                                "from far away, so it ends between the parties and hardly ever at an extreme.",
                                "Achen 2006"),
      baseline<mean_of<one>>(
          "mean", "Plain mean of positions", "Every actor counts the same.",
          "The weak and those who hardly care pull as hard as the strong, so it leaves the compromise "
          "towards where most heads are.",
          "textbook"),
      median<weight>("weighted-median", "Weighted median",
                     "The position that splits power times salience into equal halves: with single issues and such "
                     "votes, no other position beats it.",
                     "How far away somebody stands does not count, only on which side: extremes do not pull it, and it "
                     "jumps where the two sides weigh nearly the same."),
      median<one>("median", "Median of positions", "The middle actor decides.",
                  "Heads count, not power, care or distance, so it ends at the position of the actor in the middle."),
      baseline<status_quo_of, Input::status_quo>(
          "status-quo", "Status quo", "Nothing changes.",
          "No forecast, but the mark that shows how much change the others expect.", "textbook"),
  };
}

Model agenda_setter() {
  Model model = baseline<proposal_of, Input::proposer>(
      "agenda-setter", "The proposer's position",
      "The actor that makes the proposal gets what it wants. Shows how far the power to propose would go if nobody "
      "could resist it.",
      "It looks at one actor only, so it ends at an extreme whenever that actor stands there.",
      "after Romer and Rosenthal 1978");
  model.info.baseline = false;
  return model;
}

}  // namespace suasion::model
