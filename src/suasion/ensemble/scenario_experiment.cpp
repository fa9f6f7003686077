#include "suasion/ensemble/scenario_experiment.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "suasion/ensemble/issue_solver.hpp"
#include "suasion/ensemble/world_runner.hpp"

namespace suasion::ensemble {

using model::block_draws;
using model::lanes;

namespace {

/// The worlds that an output looks at, and with which sign.
std::vector<std::pair<std::size_t, double>> worlds_of(const Output& output) {
  std::vector<std::pair<std::size_t, double>> worlds;
  const auto add = [&](std::size_t world, double sign) {
    if (world != Comparison::none) {
      worlds.emplace_back(world, sign);
    }
  };
  if (const auto* reading = std::get_if<Reading>(&output.what)) {
    add(reading->worlds.first, 1.0);
    add(reading->worlds.second, -1.0);
    add(reading->worlds.third, -1.0);
    add(reading->worlds.fourth, 1.0);
  } else if (const auto* answer = std::get_if<Answer>(&output.what)) {
    add(answer->world, 1.0);
    add(answer->minus, -1.0);
  }
  return worlds;
}

/// The columns of the plan's inputs that an issue reads.
std::vector<std::size_t> inputs_of(const PlannedIssue& issue) {
  std::vector<std::size_t> all;
  for (const auto* part :
       {&issue.position, &issue.salience, &issue.capability, &issue.votes, &issue.population, &issue.resolve}) {
    std::copy_if(part->begin(), part->end(), std::back_inserter(all), [](std::size_t i) { return i != unstated; });
  }
  if (issue.has_status_quo) {
    all.push_back(issue.status_quo);
  }
  return all;
}

std::size_t question_of(const system::Plan& plan, const std::string& id) {
  const auto at = std::find_if(plan.questions.begin(), plan.questions.end(),
                               [&](const system::PlannedQuestion& one) { return one.id == id; });
  base::require(at != plan.questions.end(), "an experiment asks questions of its worlds only");
  return static_cast<std::size_t>(at - plan.questions.begin());
}

std::size_t most_columns(const std::vector<World>& worlds) {
  std::size_t most = 0;
  for (const World& world : worlds) {
    most = std::max(most, world.plan->columns);
  }
  return most;
}

}  // namespace

/// One thread's instruments.
class ScenarioTrial final : public Trial {
 public:
  explicit ScenarioTrial(const ScenarioExperiment& experiment)
      : all_(experiment), runner_(most_columns(experiment.spec_.worlds)), middle_(block_draws, 0.5) {
    if (all_.spec_.plan != nullptr) {
      solver_.emplace(*all_.spec_.plan);
      cells_.resize(all_.spec_.plan->issues.size() * all_.spec_.plan->models.size());
    }
  }

  void run(const Points& points, std::span<const char> wanted, std::span<double> columns) override {
    if (want_cells(wanted)) {
      fill_issues(points);
      solve_issues(points, wanted, columns);
    }
    for (std::size_t o = 0; o < all_.spec_.outputs.size(); ++o) {
      if (wanted[o] != 0 && !std::holds_alternative<IssueOutcome>(all_.spec_.outputs[o].what)) {
        std::fill_n(columns.begin() + static_cast<std::ptrdiff_t>(o * block_draws), block_draws, 0.0);
      }
    }
    for (std::size_t w = 0; w < all_.spec_.worlds.size(); ++w) {
      run_world(w, points, wanted, columns);
    }
  }

 private:
  /// Marks what has to be solved for the outputs that are wanted. @return false if it is nothing.
  bool want_cells(std::span<const char> wanted) {
    std::fill(cells_.begin(), cells_.end(), 0);
    bool any = false;
    for (std::size_t o = 0; o < all_.spec_.outputs.size(); ++o) {
      const auto* outcome = std::get_if<IssueOutcome>(&all_.spec_.outputs[o].what);
      if (outcome == nullptr || wanted[o] == 0) {
        continue;
      }
      any = true;
      const Plan& plan = *all_.spec_.plan;
      const bool alone = issue_by_issue(plan.models[outcome->model]);
      for (std::size_t i = 0; i < plan.issues.size(); ++i) {
        if (i == outcome->issue || !alone) {
          cells_[i * plan.models.size() + outcome->model] = 1;
        }
      }
    }
    return any;
  }

  [[nodiscard]] const double* column(const Points& points, std::size_t place) const {
    return place < all_.factors_.size() ? points.columns[place] : middle_.data();
  }

  /// The pushes that fall on inputs of one plan, which counts them its own way.
  void own_pushes(const Points& points, const std::vector<std::size_t>& places) {
    pushes_.clear();
    for (Push push : points.pushes) {
      const auto at = std::find(places.begin(), places.end(), push.factor);
      if (at != places.end()) {
        push.factor = static_cast<std::size_t>(at - places.begin());
        pushes_.push_back(push);
      }
    }
  }

  void fill_issues(const Points& points) {
    const Plan& plan = *all_.spec_.plan;
    const std::span<const std::span<double>> to = solver_->columns();
    std::vector<char> needed(plan.inputs.size(), 0);
    for (std::size_t i = 0; i < plan.issues.size(); ++i) {
      const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(i * plan.models.size());
      if (std::any_of(first, first + static_cast<std::ptrdiff_t>(plan.models.size()), [](char c) { return c != 0; })) {
        for (const std::size_t input : inputs_of(plan.issues[i])) {
          needed[input] = 1;
        }
      }
    }
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (needed[i] != 0) {
        plan.inputs[i].quantile.fill({column(points, all_.issue_places_[i]), block_draws}, to[i]);
      }
    }
    own_pushes(points, all_.issue_places_);
    for (const Push& one : pushes_) {
      if (needed[one.factor] != 0) {
        push(one, to[one.factor]);
      }
    }
  }

  void solve_issues(const Points& points, std::span<const char> wanted, std::span<double> columns) {
    const std::size_t models = all_.spec_.plan->models.size();
    for (std::size_t row = 0; row < block_draws; row += lanes) {
      solver_->solve(points.seed, points.first_draw, row, cells_);
      for (std::size_t o = 0; o < all_.spec_.outputs.size(); ++o) {
        const auto* outcome = std::get_if<IssueOutcome>(&all_.spec_.outputs[o].what);
        if (outcome != nullptr && wanted[o] != 0) {
          const std::size_t cell = outcome->issue * models + outcome->model;
          double* to = columns.data() + o * block_draws + row;
          if (solver_->active(cell)) {
            std::copy_n(solver_->course(cell).outcome, lanes, to);
          } else {
            std::fill_n(to, lanes, std::numeric_limits<double>::quiet_NaN());
          }
        }
      }
    }
  }

  /// Runs a world as far as outputs want it, and adds what they read there.
  void run_world(std::size_t w, const Points& points, std::span<const char> wanted, std::span<double> columns) {
    bool any = false;
    bool answers = false;
    for (const ScenarioExperiment::Look& look : all_.looks_[w]) {
      any = any || wanted[look.output] != 0;
      answers = answers || (wanted[look.output] != 0 && look.answer);
    }
    if (!any) {
      return;
    }
    const system::Plan& plan = *all_.spec_.worlds[w].plan;
    departure_.clear();
    for (const std::size_t place : all_.world_places_[w]) {
      departure_.push_back(column(points, place));
    }
    own_pushes(points, all_.world_places_[w]);
    runner_.begin(plan, {.columns = departure_,
                         .linked = true,
                         .pushes = pushes_,
                         .seed = points.seed,
                         .first_draw = points.first_draw,
                         .answers = answers});
    for (const ScenarioExperiment::Look& look : all_.looks_[w]) {
      if (wanted[look.output] != 0) {
        runner_.advance_to(look.end);
        read(look, columns.subspan(look.output * block_draws, block_draws));
      }
    }
  }

  void read(const ScenarioExperiment::Look& look, std::span<double> to) const {
    if (!look.answer) {
      const double* from = runner_.column(look.column);
      for (std::size_t row = 0; row < block_draws; ++row) {
        to[row] += look.sign * from[row];
      }
      return;
    }
    for (std::size_t row = 0; row < block_draws; ++row) {
      to[row] += runner_.is_yes(look.question, row) ? look.sign : 0.0;
    }
  }

  const ScenarioExperiment& all_;
  std::optional<IssueSolver> solver_;
  WorldRunner runner_;
  std::vector<double> middle_;  ///< stands in for inputs that are known exactly
  std::vector<char> cells_;
  std::vector<Push> pushes_;
  std::vector<const double*> departure_;
};

ScenarioExperiment::ScenarioExperiment(ExperimentSpec spec) : spec_(std::move(spec)) {
  bool issues = false;
  std::vector<char> used(spec_.worlds.size(), 0);
  for (const Output& output : spec_.outputs) {
    names_.push_back(output.name);
    issues = issues || std::holds_alternative<IssueOutcome>(output.what);
    for (const auto& [world, sign] : worlds_of(output)) {
      used[world] = 1;
    }
  }
  base::require(!issues || spec_.plan != nullptr, "outcomes of issues need a plan");
  if (issues) {
    std::vector<scenario::Input> read;
    for (const PlannedIssue& issue : spec_.plan->issues) {
      for (const std::size_t input : inputs_of(issue)) {
        read.push_back(spec_.plan->inputs[input]);
      }
    }
    gather(read);
  }
  for (std::size_t w = 0; w < spec_.worlds.size(); ++w) {
    if (used[w] != 0) {
      gather(spec_.worlds[w].plan->inputs);
    }
  }
  if (spec_.plan != nullptr) {
    issue_places_ = places_of(spec_.plan->inputs);
  }
  for (const World& world : spec_.worlds) {
    world_places_.push_back(places_of(world.plan->inputs));
  }
  const auto index = [&](const std::string& path) {
    return std::find_if(factors_.begin(), factors_.end(), [&](const Factor& one) { return one.name == path; });
  };
  for (const scenario::Correlation& one : spec_.correlations) {
    const auto first = index(one.first);
    const auto second = index(one.second);
    if (first != factors_.end() && second != factors_.end()) {
      links_.push_back({static_cast<std::size_t>(first - factors_.begin()),
                        static_cast<std::size_t>(second - factors_.begin()), one.value});
    }
  }
  find_reach();
  find_looks();
}

void ScenarioExperiment::gather(const std::vector<scenario::Input>& inputs) {
  const auto known = [](const std::vector<Factor>& list, const scenario::Input& input) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Factor& one) { return one.channel.key == input.channel.key; });
  };
  for (const scenario::Input& input : inputs) {
    std::vector<Factor>& list = input.fixed ? fixed_ : factors_;
    if (!known(list, input)) {
      list.push_back({input.path, input.channel});
    }
  }
}

ScenarioExperiment::Places ScenarioExperiment::places_of(const std::vector<scenario::Input>& inputs) const {
  std::unordered_map<std::uint64_t, std::size_t> known;
  for (std::size_t f = 0; f < factors_.size(); ++f) {
    known.emplace(factors_[f].channel.key, f);
  }
  for (std::size_t f = 0; f < fixed_.size(); ++f) {
    known.emplace(fixed_[f].channel.key, factors_.size() + f);
  }
  Places places;
  for (const scenario::Input& input : inputs) {
    const auto at = known.find(input.channel.key);  // an input that nothing reads counts as known
    places.push_back(at == known.end() ? factors_.size() + fixed_.size() : at->second);
  }
  return places;
}

void ScenarioExperiment::find_reach() {
  for (const Output& output : spec_.outputs) {
    std::vector<char>& reach = reach_.emplace_back(factors_.size(), 0);
    const auto mark = [&](std::size_t place) {
      if (place < reach.size()) {
        reach[place] = 1;
      }
    };
    if (const auto* outcome = std::get_if<IssueOutcome>(&output.what)) {
      const bool alone = issue_by_issue(spec_.plan->models[outcome->model]);
      for (std::size_t i = 0; i < spec_.plan->issues.size(); ++i) {
        if (i == outcome->issue || !alone) {
          for (const std::size_t input : inputs_of(spec_.plan->issues[i])) {
            mark(issue_places_[input]);
          }
        }
      }
    }
    for (const auto& [world, sign] : worlds_of(output)) {
      for (const std::size_t place : world_places_[world]) {
        mark(place);
      }
    }
  }
}

void ScenarioExperiment::find_looks() {
  looks_.resize(spec_.worlds.size());
  for (std::size_t o = 0; o < spec_.outputs.size(); ++o) {
    const auto* reading = std::get_if<Reading>(&spec_.outputs[o].what);
    for (const auto& [world, sign] : worlds_of(spec_.outputs[o])) {
      const system::Plan& plan = *spec_.worlds[world].plan;
      Look look{.output = o, .sign = sign, .end = plan.ticks.back().end, .answer = reading == nullptr};
      if (reading != nullptr) {
        look.end = plan.ticks[plan.tick_at(reading->day)].end;
        look.column = plan.variables[*plan.find(reading->variable)].column;
      } else {
        look.question = question_of(plan, std::get<Answer>(spec_.outputs[o].what).question);
      }
      looks_[world].push_back(look);
    }
  }
  for (std::vector<Look>& looks : looks_) {
    std::stable_sort(looks.begin(), looks.end(), [](const Look& a, const Look& b) { return a.end < b.end; });
  }
}

bool ScenarioExperiment::reaches(std::size_t factor, std::size_t output) const {
  return reach_[output][factor] != 0;
}

bool ScenarioExperiment::has_chance(std::size_t /*output*/) const {
  return true;
}

std::unique_ptr<Trial> ScenarioExperiment::trial() const {
  return std::make_unique<ScenarioTrial>(*this);
}

}  // namespace suasion::ensemble
