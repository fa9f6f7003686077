#include "example.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace suasion::test {

namespace {

/// A model of a given number of rounds that is never asked to solve anything.
class Mute final : public model::Bargaining {
 public:
  explicit Mute(std::size_t rounds) : rounds_(rounds) {}
  [[nodiscard]] std::size_t rounds() const override { return rounds_; }
  void solve(const model::Agenda& /*agenda*/) const override {}

 private:
  std::size_t rounds_;
};

analysis::Estimate share(double count, double draws) {
  const double p = count / draws;
  return {p, std::sqrt(p * (1.0 - p) / draws)};
}

scenario::Quantity quantity(const std::string& path, const std::string& what, math::Form form) {
  scenario::Quantity made;
  made.path = path;
  made.what = what;
  made.law.form = std::move(form);
  made.stated = true;
  made.where = {"folder/example.toml", 7, 3, 7, 9};
  return made;
}

analysis::Distribution distribution(std::vector<double> outcomes, const scenario::Issue& issue) {
  std::sort(outcomes.begin(), outcomes.end());
  const auto n = static_cast<double>(outcomes.size());
  analysis::Distribution made;
  made.mean.value = std::accumulate(outcomes.begin(), outcomes.end(), 0.0) / n;
  for (const double one : outcomes) {
    made.sd += (one - made.mean.value) * (one - made.mean.value) / n;
  }
  made.sd = std::sqrt(made.sd);
  made.mean.error = made.sd / std::sqrt(n);
  for (std::size_t i = 0; i < analysis::levels.size(); ++i) {
    made.quantiles.at(i) = outcomes[static_cast<std::size_t>(analysis::levels.at(i) * (n - 1.0))];
  }
  made.histogram.low = issue.scale_low;
  made.histogram.high = issue.scale_high;
  made.histogram.counts.assign(100, 0);
  for (const double one : outcomes) {
    const double at = 100.0 * (one - issue.scale_low) / (issue.scale_high - issue.scale_low);
    ++made.histogram.counts[static_cast<std::size_t>(std::clamp(at, 0.0, 99.0))];
  }
  return made;
}

std::vector<analysis::Band> bands(const std::vector<double>& outcomes, const scenario::Issue& issue) {
  std::vector<analysis::Band> made;
  for (std::size_t i = 0; i < issue.anchors.size(); ++i) {
    const auto middle = [&](std::size_t a) { return 0.5 * (issue.anchors[a].at + issue.anchors[a + 1].at); };
    const double from = i == 0 ? issue.scale_low : middle(i - 1);
    const double to = i + 1 == issue.anchors.size() ? issue.scale_high : middle(i);
    const auto inside = std::count_if(outcomes.begin(), outcomes.end(), [&](double x) { return x >= from && x < to; });
    made.push_back({issue.anchors[i].label, issue.anchors[i].at, from, to,
                    share(static_cast<double>(inside), static_cast<double>(outcomes.size()))});
  }
  return made;
}

}  // namespace

Example::Example() {
  scenario.id = "example";
  scenario.title = "An example";
  scenario.question = "Where does it end?";
  scenario.origin = *base::parse_date("2020-01-31");
  scenario.end = *base::parse_date("2022-06-30");
  scenario.sources.resize(1);
  scenario.sources[0].id = "paper";
  for (const char* name : {"Russia", "United States", "Belarus"}) {
    scenario::Actor actor;
    actor.id = std::string(name).substr(0, 3);
    actor.name = name;
    scenario.actors.push_back(actor);
  }
  scenario::Issue issue;
  issue.id = "depth";
  issue.name = "Depth of union";
  issue.anchors = {{0, "free trade"}, {35, "as today"}, {50, "programmes"}, {100, "absorption"}};
  issue.status_quo = quantity("issues.depth.status_quo", "status quo of Depth of union", math::Fixed{35.0});
  for (std::size_t a = 0; a < scenario.actors.size(); ++a) {
    const std::string& id = scenario.actors[a].id;
    scenario::Stake stake;
    stake.actor = a;
    stake.position = quantity("issues.depth.positions." + id, "position", math::Interval{20.0, 80.0});
    stake.position.grounds.because = {{"paper", "p. 1", ""}};
    stake.salience = quantity("issues.depth.salience." + id, "salience", math::Fixed{50.0});
    stake.salience.grounds.because = {{"", "", "a guess"}};
    stake.capability = quantity("actors." + id + ".capability", "capability", math::Fixed{1.0});
    issue.stakes.push_back(stake);
  }
  scenario.issues.push_back(issue);
  forecast.issues.resize(1);
  info.hash = "00112233445566778899aabbccddeeff";
  results.seed = 7;
}

void Example::add(const std::string& name, bool baseline, const std::vector<double>& outcomes, std::size_t rounds) {
  names.push_back(std::make_unique<std::string>(name));
  models.push_back(std::make_unique<model::Model>());
  model::Model& made = *models.back();
  made.info.name = *names.back();
  made.info.title = *names.back();
  made.info.summary = "A model for tests.";
  made.info.differs = "It ends where a test says.";
  made.info.source = "nobody";
  made.info.baseline = baseline;
  made.make = nullptr;
  ensemble::PlannedModel planned;
  planned.choice.id = name;
  planned.choice.model = &made;
  planned.solver = std::make_shared<Mute>(rounds);
  plan.models.push_back(planned);

  const auto& issue = scenario.issues.front();
  const auto n = static_cast<double>(outcomes.size());
  results.draws_asked = results.draws_done = outcomes.size();
  analysis::ModelForecast one;
  one.model = plan.models.size() - 1;
  one.outcome = distribution(outcomes, issue);
  one.bands = bands(outcomes, issue);
  one.has_status_quo = issue.status_quo.has_value();
  if (one.has_status_quo) {
    const double today = std::get<math::Fixed>(issue.status_quo->law.form).value;
    const auto count = [&](auto test) {
      return share(static_cast<double>(std::count_if(outcomes.begin(), outcomes.end(), test)), n);
    };
    one.below = count([&](double x) { return x < today; });
    one.at = count([&](double x) { return x == today; });
    one.above = count([&](double x) { return x > today; });
  }
  forecast.issues.front().models.push_back(one);
}

std::vector<double> evenly(double low, double high, std::size_t count) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = low + (high - low) * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
  }
  return values;
}

}  // namespace suasion::test
