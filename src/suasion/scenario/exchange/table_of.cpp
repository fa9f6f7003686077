#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "suasion/base/text.hpp"
#include "suasion/scenario/exchange/exchange.hpp"
#include "suasion/scenario/exchange/formats.hpp"
#include "suasion/scenario/findings.hpp"
#include "suasion/scenario/numbers.hpp"

namespace suasion::scenario::exchange {

namespace {

std::string plural(std::size_t number, std::string_view one) {
  return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

class Cut {
 public:
  Cut(const Scenario& scenario, const std::vector<std::string>& issues, Format format)
      : scenario_(scenario), format_(format) {
    for (const std::string& id : issues) {
      choose(id);
    }
    for (std::size_t k = 0; issues.empty() && k < scenario.issues.size(); ++k) {
      chosen_.push_back(&scenario.issues[k]);
    }
  }

  base::Result<Export> cut() {
    if (format_ == Format::scholz_csv && chosen_.size() > 1) {
      error(fmt::format("this format holds one issue; the scenario has {}: {}", chosen_.size(), listed(ids())),
            "choose one with --issue");
    }
    if (!problems_.empty()) {
      return tl::unexpected(std::move(problems_));
    }
    table_.title = clean(scenario_.title);
    table_.description = clean(scenario_.summary.empty() ? scenario_.question : scenario_.summary);
    table_.description = table_.description == table_.title ? std::string() : table_.description;
    issues();
    actors();
    if (is_ktab()) {
      for_ktab();
    }
    only_what_fits();
    if (!problems_.empty()) {
      return tl::unexpected(std::move(problems_));
    }
    remarks();
    return Export{std::move(table_), std::move(left_out_)};
  }

 private:
  [[nodiscard]] bool is_ktab() const { return format_ == Format::ktab_csv || format_ == Format::ktab_xml; }

  void error(std::string message, std::string hint = {}, std::string code = "S705") {
    problems_.push_back({base::Severity::error, std::move(code), {}, std::move(message), std::move(hint)});
  }

  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> list;
    for (const Issue* issue : chosen_) {
      list.push_back(issue->id);
    }
    return list;
  }

  void choose(const std::string& id) {
    std::vector<std::string> known;
    for (const Issue& issue : scenario_.issues) {
      known.push_back(issue.id);
    }
    const auto at = std::find(known.begin(), known.end(), id);
    if (at == known.end()) {
      const std::string near = base::did_you_mean(id, known);
      error(fmt::format("there is no issue '{}'", id), near.empty() ? "issues: " + listed(known) : near, "S201");
      return;
    }
    const Issue* issue = &scenario_.issues[static_cast<std::size_t>(at - known.begin())];
    if (std::find(chosen_.begin(), chosen_.end(), issue) == chosen_.end()) {
      chosen_.push_back(issue);
    }
  }

  double middle(const Quantity& quantity) {
    ++numbers_;
    if (const auto* fixed = std::get_if<math::Fixed>(&quantity.law.form)) {
      return decimal(fixed->value);
    }
    ++uncertain_;
    // six digits: the median of a range is no better known than that
    const double median = math::summarise(quantity.law).q50;
    return decimal(
        std::clamp(parse_number(fmt::format("{:.6g}", median)).value_or(median), quantity.law.low, quantity.law.high));
  }

  void issues() {
    for (const Issue* issue : chosen_) {
      const std::string name = label_of(issue->id, issue->name);
      const auto means = [](const Anchor& anchor) {
        const std::string label = clean(anchor.label);
        return label == base::shortest(anchor.at) ? std::string() : label;
      };
      table_.issues.push_back({.name = name,
                               .title = clean(issue->name) == name ? std::string() : clean(issue->name),
                               .unit = clean(issue->unit),
                               .low = decimal(issue->scale_low),
                               .high = decimal(issue->scale_high),
                               .low_means = means(issue->anchors.front()),
                               .high_means = means(issue->anchors.back())});
      anchors_ += issue->anchors.size() - 2;
    }
  }

  void actors() {
    std::vector<TableActor> all;
    for (const Actor& actor : scenario_.actors) {
      const std::string name = label_of(actor.id, actor.name);
      all.push_back({.name = name, .description = clean(actor.name) == name ? std::string() : clean(actor.name)});
      all.back().stakes.resize(chosen_.size());
    }
    std::vector<std::string> weightless;
    for (std::size_t k = 0; k < chosen_.size(); ++k) {
      for (const Stake& stake : chosen_[k]->stakes) {
        const TableStake cut = {middle(stake.position), middle(stake.salience), middle(stake.capability)};
        if (cut.capability > 0.0) {
          all[stake.actor].stakes[k] = cut;
        } else {
          weightless.push_back(fmt::format("{} on {}", all[stake.actor].name, table_.issues[k].name));
        }
      }
    }
    std::vector<std::string> without;
    for (TableActor& actor : all) {
      const bool any = std::any_of(actor.stakes.begin(), actor.stakes.end(), [](const auto& one) { return !!one; });
      if (any) {
        table_.actors.push_back(std::move(actor));
      } else {
        without.push_back(actor.name);
      }
    }
    note(!weightless.empty(), fmt::format("stakes without capability: {}", listed(weightless)));
    note(!without.empty(), fmt::format("actors without a stake: {}", listed(without)));
  }

  /// One capability for each actor, a stake in every issue, positions 0..100.
  void for_ktab() {
    for (const TableActor& actor : table_.actors) {
      std::optional<double> capability;
      for (std::size_t k = 0; k < actor.stakes.size(); ++k) {
        const auto& stake = actor.stakes[k];
        if (!stake) {
          error(fmt::format("{} has no stake in {}; this format wants one in every issue", actor.name,
                            table_.issues[k].name),
                "choose the issues with --issue");
        } else if (capability && *capability != stake->capability) {
          error(fmt::format("{} has capability {} and, on {}, {}; this format has one for all issues", actor.name,
                            base::shortest(*capability), table_.issues[k].name, base::shortest(stake->capability)),
                "choose one issue with --issue");
        }
        capability = stake && !capability ? stake->capability : capability;
      }
    }
    for (std::size_t k = 0; k < table_.issues.size(); ++k) {
      TableIssue& issue = table_.issues[k];
      if (issue.low == 0.0 && issue.high == percent) {
        continue;
      }
      note(true, fmt::format("the scale of {}: its {} to {} became 0 to 100", issue.name, base::shortest(issue.low),
                             base::shortest(issue.high)));
      for (TableActor& actor : table_.actors) {
        if (auto& stake = actor.stakes[k]) {
          stake->position =
              std::clamp(decimal((stake->position - issue.low) / (issue.high - issue.low) * percent), 0.0, percent);
        }
      }
      issue.low = 0.0;
      issue.high = percent;
    }
    ktab_limits();
    if (format_ == Format::ktab_xml && !scenario_.run.models.empty()) {
      table_.parameters = parameters_from(scenario_.run.models.front());
    }
  }

  /// What KTAB itself would refuse, although the table is sound.
  void ktab_limits() {
    constexpr std::size_t least = 3;
    constexpr std::size_t most = 250;
    note(table_.actors.size() < least || table_.actors.size() > most,
         fmt::format("(KTAB takes {} to {} actors; this table has {})", least, most, table_.actors.size()));
    std::vector<std::string> over;
    for (const TableActor& actor : table_.actors) {
      double sum = 0.0;
      for (const auto& stake : actor.stakes) {
        sum += stake ? stake->salience : 0.0;
      }
      if (sum > percent) {
        over.push_back(actor.name);
      }
    }
    note(!over.empty(),
         fmt::format("(KTAB takes saliences that add up to 100 at most for an actor; more than that: {})",
                     listed(over)));
  }

  /// Empties the fields that the format has no place for, and says which.
  void only_what_fits() {
    const bool book = format_ == Format::xlsx;
    bool names = false;
    bool issue_names = false;
    bool units = false;
    bool labels = false;
    for (TableIssue& issue : table_.issues) {
      issue_names = issue_names || !issue.title.empty();
      units = units || !issue.unit.empty();
      labels = labels || !issue.low_means.empty() || !issue.high_means.empty();
      if (!book) {
        issue.title.clear();
        issue.unit.clear();
        issue.low_means.clear();
        issue.high_means.clear();
      }
    }
    for (TableActor& actor : table_.actors) {
      names = names || !actor.description.empty();
      if (format_ == Format::scholz_csv) {
        actor.description.clear();
      }
    }
    note(names && format_ == Format::scholz_csv, "names of actors (their ids stand in the file)");
    note(!book && (issue_names || units), "names and units of issues");
    note(anchors_ > 0 || (labels && !book), book ? "labels inside scales" : "labels of scales");
    note(!is_ktab(), "title and summary");
    if (!is_ktab()) {
      table_.title.clear();
      table_.description.clear();
    }
  }

  void note(bool holds, std::string what) {
    if (holds) {
      left_out_.push_back(std::move(what));
    }
  }

  /// Of the rest of the scenario.
  void remarks() {
    note(uncertain_ > 0, fmt::format("uncertainty: {} of {} are ranges or laws, and the file has their medians",
                                     uncertain_, plural(numbers_, "number")));
    note(true, scenario_.sources.empty()
                   ? std::string("grounds of numbers")
                   : fmt::format("{} and the grounds of numbers", plural(scenario_.sources.size(), "source")));
    std::map<std::string, std::size_t> sections;
    for (const Element& element : scenario_.elements) {
      ++sections[element.section];
    }
    sections["groups"] = scenario_.groups.size();
    sections["correlations"] = scenario_.correlations.size();
    std::vector<std::string> rest;
    for (const auto& [section, number] : sections) {
      if (number > 0) {
        rest.push_back(fmt::format("{} ({})", section, number));
      }
    }
    const auto any = [&](const auto& of) { return std::any_of(chosen_.begin(), chosen_.end(), of); };
    if (any([](const Issue* issue) { return issue->status_quo.has_value(); })) {
      rest.emplace_back("status quo");
    }
    if (any([](const Issue* issue) { return issue->procedure.has_value(); })) {
      rest.emplace_back("procedure");
    }
    if (any([](const Issue* issue) {
          return std::any_of(issue->stakes.begin(), issue->stakes.end(),
                             [](const Stake& stake) { return stake.votes || stake.population || stake.resolve; });
        })) {
      rest.emplace_back("votes, populations and resolve");
    }
    note(!rest.empty(), fmt::format("{}", fmt::join(rest, ", ")));
    note(chosen_.size() < scenario_.issues.size(), plural(scenario_.issues.size() - chosen_.size(), "other issue"));
  }

  const Scenario& scenario_;
  Format format_;
  std::vector<const Issue*> chosen_;
  Table table_;
  std::vector<std::string> left_out_;
  base::Diagnostics problems_;
  std::size_t numbers_ = 0, uncertain_ = 0, anchors_ = 0;
};

}  // namespace

base::Result<Export> table_of(const Scenario& scenario, const std::vector<std::string>& issues, Format format) {
  return Cut(scenario, issues, format).cut();
}

}  // namespace suasion::scenario::exchange
