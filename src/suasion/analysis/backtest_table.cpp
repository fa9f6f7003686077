#include "suasion/analysis/backtest_table.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace suasion::analysis {

namespace {

using Selection = std::vector<bool>;

std::vector<double> values(const ModelBacktest& model, const std::function<double(const CaseScore&)>& of) {
  std::vector<double> result;
  for (const std::optional<CaseScore>& one : model.cases) {
    result.push_back(one ? of(*one) : 0.0);
  }
  return result;
}

/// The cases of a selection on which a model has something to say.
Selection where_it_applies(const ModelBacktest& model, const Selection& selected) {
  Selection used(selected.size());
  for (std::size_t i = 0; i < selected.size(); ++i) {
    used[i] = selected[i] && model.cases[i].has_value();
  }
  return used;
}

std::size_t how_many(const Selection& selected) {
  return static_cast<std::size_t>(std::count(selected.begin(), selected.end(), true));
}

class Summary {
 public:
  Summary(const ClusterBootstrap& bootstrap, const ModelBacktest& model, const ModelBacktest* compromise,
          const Selection& used)
      : bootstrap_(bootstrap), model_(model), compromise_(compromise), used_(used) {}

  [[nodiscard]] Figures figures() const {
    const auto mean = [this](const std::function<double(const CaseScore&)>& of) {
      return bootstrap_.mean(values(model_, of), used_);
    };
    Figures result{
        .cases = how_many(used_),
        .mae = mean([](const CaseScore& one) { return one.error; }),
        .median_error = bootstrap_.median(values(model_, [](const CaseScore& one) { return one.error; }), used_),
        .within5 = mean([](const CaseScore& one) { return one.within5; }),
        .within10 = mean([](const CaseScore& one) { return one.within10; }),
        .crps = mean([](const CaseScore& one) { return one.crps; }),
        .log_score = mean([](const CaseScore& one) { return one.log_score; })};
    for (std::size_t k = 0; k < coverage_levels.size(); ++k) {
      result.covered[k] = mean([k](const CaseScore& one) { return one.covered[k]; });
      result.closed[k] = mean([k](const CaseScore& one) { return one.closed[k]; });
    }
    for (std::size_t bin = 0; bin < pit_bins; ++bin) {
      result.pit[bin] = mean([bin](const CaseScore& one) { return one.pit[bin]; });
    }
    if (compromise_ != nullptr && compromise_ != &model_) {
      result.mae_difference = difference([](const CaseScore& one) { return one.error; });
      result.crps_difference = difference([](const CaseScore& one) { return one.crps; });
      result.log_difference = difference([](const CaseScore& one) { return one.log_score; });
    }
    return result;
  }

 private:
  [[nodiscard]] Bounded difference(const std::function<double(const CaseScore&)>& of) const {
    std::vector<double> result = values(model_, of);
    const std::vector<double> other = values(*compromise_, of);
    std::transform(result.begin(), result.end(), other.begin(), result.begin(), std::minus<>());
    return bootstrap_.mean(result, used_);
  }

  const ClusterBootstrap& bootstrap_;
  const ModelBacktest& model_;
  const ModelBacktest* compromise_;
  const Selection& used_;
};

/// A way to break the cases down. An empty label belongs to no group.
struct Breakdown {
  std::string_view by;
  std::function<std::string(const scenario::Case&)> label;
};

std::vector<Breakdown> breakdowns() {
  return {{"issue type", [](const scenario::Case& one) { return scenario::two_sided(one) ? "two-sided" : "scale"; }},
          {"procedure", [](const scenario::Case& one) { return one.procedure; }},
          {"period", [](const scenario::Case& one) { return one.period; }}};
}

}  // namespace

BacktestTable backtest_table(const scenario::Dataset& set, const Backtest& backtest, std::size_t replicates,
                             std::uint64_t seed) {
  std::vector<std::string> clusters;
  for (const scenario::Case& one : set.cases) {
    clusters.push_back(one.cluster);
  }
  const ClusterBootstrap bootstrap(clusters, replicates, seed);
  const auto compromise = std::find_if(backtest.models.begin(), backtest.models.end(),
                                       [](const ModelBacktest& model) { return model.id == yardstick; });
  BacktestTable table;
  const auto add_group = [&](std::string_view by, const std::string& name, const Selection& selected) {
    Group& group = table.groups.emplace_back();
    group.by = by;
    group.name = name;
    group.cases = how_many(selected);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < selected.size(); ++i) {
      if (selected[i]) {
        seen.insert(clusters[i]);
      }
    }
    group.clusters = seen.size();
    for (const ModelBacktest& model : backtest.models) {
      const Selection used = where_it_applies(model, selected);
      group.models.emplace_back();
      if (how_many(used) > 0) {
        group.models.back() =
            Summary(bootstrap, model, compromise == backtest.models.end() ? nullptr : &*compromise, used).figures();
      }
    }
  };
  add_group({}, {}, Selection(set.cases.size(), true));
  for (const Breakdown& breakdown : breakdowns()) {
    std::set<std::string> labels;
    for (const scenario::Case& one : set.cases) {
      labels.insert(breakdown.label(one));
    }
    labels.erase("");
    if (labels.size() < 2) {
      continue;  // nothing to compare
    }
    for (const std::string& label : labels) {
      Selection selected;
      for (const scenario::Case& one : set.cases) {
        selected.push_back(breakdown.label(one) == label);
      }
      add_group(breakdown.by, label, selected);
    }
  }
  return table;
}

}  // namespace suasion::analysis
