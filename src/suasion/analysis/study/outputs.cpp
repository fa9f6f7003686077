#include "suasion/analysis/study/outputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::analysis {

namespace {

using ensemble::Comparison;

/// Finds outputs by name, one after another.
class Planner {
 public:
  Planner(const scenario::Scenario& scenario, const ensemble::Plan& plan, WorldMaker& maker)
      : scenario_(scenario), plan_(plan), maker_(maker), has_system_(system::has_system(scenario)) {
    study_.spec.plan = &plan;
    study_.spec.correlations = scenario.correlations;
  }

  base::Result<Study> study(const std::vector<std::string>& names, Outputs otherwise) {
    if (has_system_) {
      const base::Result<std::size_t> base = maker_.index({});
      if (!base) {
        return tl::unexpected(base.error());
      }
      base_ = world(*base);
    }
    if (names.empty()) {
      add_usual(otherwise);
    }
    for (const std::string& name : names) {
      add(name);
    }
    if (!problems_.empty()) {
      return tl::unexpected(std::move(problems_));
    }
    return std::move(study_);
  }

 private:
  void add_usual(Outputs otherwise) {
    for (std::size_t i = 0; i < plan_.issues.size(); ++i) {
      add_usual_of_issue(i, otherwise);
    }
    if (!has_system_) {
      return;
    }
    for (const system::PlannedQuestion& question : base_plan().questions) {
      add_question(question.id);
    }
    for (const scenario::Element* claim : scenario_.section("claims")) {
      const std::string measure(claim->text("measure"));
      if (otherwise == Outputs::all && base_plan().find(measure) && !known(measure)) {
        add_variable(measure, base_plan().ticks.back().end, base::to_text(scenario_.end));
      }
    }
  }

  /// Simple rules are looked at only where no other model speaks: then the first of them leads.
  void add_usual_of_issue(std::size_t i, Outputs otherwise) {
    const auto speaks = [&](std::size_t m, bool rule) {
      return plan_.models[m].choice.model->info.baseline == rule &&
             ensemble::silent_because(plan_.models[m], plan_.issues[i]).empty();
    };
    const std::size_t before = study_.outputs.size();
    bool enough = false;
    for (std::size_t m = 0; m < plan_.models.size(); ++m) {
      if (speaks(m, false) && (!enough || otherwise == Outputs::all)) {
        add_issue(i, m);
        enough = plan_.models[m].choice.model->info.name != "combination";
      }
    }
    for (std::size_t m = 0; m < plan_.models.size() && study_.outputs.size() == before; ++m) {
      if (speaks(m, true)) {
        add_issue(i, m);
      }
    }
  }

  [[nodiscard]] const system::Plan& base_plan() const { return *study_.spec.worlds[base_].plan; }

  [[nodiscard]] bool known(const std::string& variable) const {
    return std::any_of(study_.outputs.begin(), study_.outputs.end(),
                       [&](const StudiedOutput& one) { return one.id == variable; });
  }

  /// The index in the study of a world of the maker.
  std::size_t world(std::size_t of_maker) {
    const ensemble::World& wanted = maker_.worlds()[of_maker];
    std::vector<ensemble::World>& all = study_.spec.worlds;
    const auto at = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.plan == wanted.plan; });
    const auto index = static_cast<std::size_t>(at - all.begin());
    if (at == all.end()) {
      all.push_back(wanted);
    }
    return index;
  }

  void add(const std::string& written) {
    std::string name = written;
    std::string_view section;
    for (const std::string_view one : {"issues.", "questions.", "claims."}) {
      if (name.starts_with(one)) {
        section = one;
        name.erase(0, one.size());
      }
    }
    const std::size_t at = name.find('@');
    const std::string id = name.substr(0, at);
    const std::string rest = at == std::string::npos ? std::string() : name.substr(at + 1);
    const bool found = (section.empty() || section == "issues.") ? find_issue(id, rest, written) : false;
    if (found || (has_system_ && find_in_system(section, id, rest, written))) {
      return;
    }
    problems_.push_back(
        {base::Severity::error, "M301", {}, fmt::format("there is no output '{}'", written), suggestion(written)});
  }

  bool find_in_system(std::string_view section, const std::string& id, const std::string& rest,
                      const std::string& written) {
    const std::vector<system::PlannedQuestion>& questions = base_plan().questions;
    const bool question =
        std::any_of(questions.begin(), questions.end(), [&](const auto& one) { return one.id == id; });
    if (question && rest.empty() && (section.empty() || section == "questions.")) {
      add_question(id);
      return true;
    }
    const scenario::Element* claim = scenario_.element("claims", id);
    if (claim != nullptr && rest.empty() && (section.empty() || section == "claims.")) {
      add_claim(*claim);
      return true;
    }
    if (!base_plan().find(id) || !section.empty()) {
      return false;
    }
    if (rest.empty()) {
      add_variable(id, base_plan().ticks.back().end, base::to_text(scenario_.end));
      return true;
    }
    const std::optional<base::Date> day = base::parse_date(rest);
    if (!day || *day <= scenario_.origin || *day > scenario_.end) {
      problems_.push_back({base::Severity::error,
                           "M303",
                           {},
                           fmt::format("'{}' does not name a day of the clock, which runs from {} to {}", written,
                                       base::to_text(scenario_.origin), base::to_text(scenario_.end)),
                           fmt::format("write for example {}@{}", id, base::to_text(scenario_.end))});
      return true;
    }
    add_variable(id, base::days_between(scenario_.origin, *day), rest);
    return true;
  }

  bool find_issue(const std::string& id, const std::string& model, const std::string& written) {
    for (std::size_t i = 0; i < plan_.issues.size(); ++i) {
      if (scenario_.issues[plan_.issues[i].issue].id != id) {
        continue;
      }
      std::vector<std::string> models;
      for (std::size_t m = 0; m < plan_.models.size(); ++m) {
        if (!ensemble::silent_because(plan_.models[m], plan_.issues[i]).empty()) {
          continue;
        }
        if (model.empty() || plan_.models[m].choice.id == model) {
          add_issue(i, m);
          return true;
        }
        models.push_back(plan_.models[m].choice.id);
      }
      const std::string near = base::did_you_mean(model, models);
      problems_.push_back({base::Severity::error,
                           "M301",
                           {},
                           fmt::format("'{}': no model '{}' of this run speaks of issue '{}'", written, model, id),
                           near.empty() ? fmt::format("models are: {}", fmt::join(models, ", ")) : near});
      return true;
    }
    return false;
  }

  void put(StudiedOutput output, decltype(ensemble::Output::what) what) {
    study_.spec.outputs.push_back({output.name, std::move(what)});
    study_.outputs.push_back(std::move(output));
  }

  void add_issue(std::size_t i, std::size_t m) {
    const std::string& id = scenario_.issues[plan_.issues[i].issue].id;
    put({.name = fmt::format("issues.{}@{}", id, plan_.models[m].choice.id),
         .kind = OutputKind::issue,
         .id = id,
         .issue = i,
         .model = m},
        ensemble::IssueOutcome{i, m});
  }

  void add_question(const std::string& id) {
    put({.name = "questions." + id, .kind = OutputKind::question, .id = id}, ensemble::Answer{id, base_});
  }

  void add_variable(const std::string& name, double day, const std::string& date) {
    put({.name = name + "@" + date,
         .kind = OutputKind::variable,
         .id = name,
         .day = date,
         .unit = base_plan().variables[*base_plan().find(name)].unit},
        ensemble::Reading{name, day, {.first = base_, .second = Comparison::none}});
  }

  void add_claim(const scenario::Element& claim) {
    const std::string test(claim.text("test"));
    const std::string measure(claim.text("measure"));
    const auto variable = base_plan().find(measure);
    if (!claim.text("untestable").empty() || test.empty() || test == "tilt" || !variable) {
      problems_.push_back(
          {base::Severity::error, "M302", claim.where,
           fmt::format("claim '{}' is no output: it has no test that compares or states a level", claim.id),
           "name another output"});
      return;
    }
    std::vector<std::string> ids = claim.list("compare");
    ids.insert(ids.end(), claim.list("against").begin(), claim.list("against").end());
    if (test == "level" || ids.empty()) {
      ids = {std::string(baseline)};
    }
    std::vector<std::size_t> worlds;
    for (const std::string& id : ids) {
      const base::Result<std::size_t> index = maker_.index({.counterfactual = id == baseline ? std::string() : id});
      if (!index) {
        problems_.insert(problems_.end(), index.error().begin(), index.error().end());
        return;
      }
      worlds.push_back(world(*index));
    }
    const scenario::When* at = claim.when("at");
    const double day = at != nullptr ? base::days_between(scenario_.origin, at->first) : base_plan().ticks.back().end;
    Comparison comparison{.first = worlds[0], .second = worlds.size() > 1 ? worlds[1] : Comparison::none};
    if (worlds.size() == 4) {
      comparison.third = worlds[2];
      comparison.fourth = worlds[3];
    }
    put({.name = "claims." + claim.id,
         .kind = OutputKind::claim,
         .id = claim.id,
         .day = base::to_text(at != nullptr ? at->first : scenario_.end),
         .unit = base_plan().variables[*variable].unit,
         .claim = &claim},
        ensemble::Reading{measure, day, comparison});
  }

  [[nodiscard]] std::string suggestion(const std::string& written) const {
    std::vector<std::string> names;
    for (const ensemble::PlannedIssue& issue : plan_.issues) {
      names.push_back(scenario_.issues[issue.issue].id);
      names.push_back("issues." + names.back());
    }
    if (has_system_) {
      for (const system::PlannedQuestion& question : base_plan().questions) {
        names.push_back(question.id);
        names.push_back("questions." + question.id);
      }
      for (const scenario::Element* claim : scenario_.section("claims")) {
        names.push_back(claim->id);
        names.push_back("claims." + claim->id);
      }
      for (const std::string& variable : variable_names(base_plan())) {
        names.push_back(variable);
      }
    }
    const std::string near = base::did_you_mean(written, names);
    return near.empty() ? "outputs are the ids of issues, questions and claims, and names of the system's variables"
                        : near;
  }

  const scenario::Scenario& scenario_;
  const ensemble::Plan& plan_;
  WorldMaker& maker_;
  bool has_system_;
  std::size_t base_ = 0;
  Study study_;
  base::Diagnostics problems_;
};

}  // namespace

base::Result<Study> plan_study(const scenario::Scenario& scenario, const ensemble::Plan& plan, WorldMaker& maker,
                               const std::vector<std::string>& names, Outputs otherwise) {
  return Planner(scenario, plan, maker).study(names, otherwise);
}

}  // namespace suasion::analysis
