#include "suasion/analysis/model_laws.hpp"

#include <array>
#include <cmath>
#include <map>

#include "suasion/analysis/combination_fit.hpp"
#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/scenario/dataset_scenario.hpp"

namespace suasion::analysis {

namespace {

/// The outcomes counted for one case, as a law in points: exact where they are all the same.
std::optional<math::Atoms> law_of(const scenario::Case& one, const ensemble::Tally& tally) {
  if (tally.moments.n == 0) {
    return std::nullopt;
  }
  const ensemble::Histogram& counted = tally.outcome;
  if (counted.least == counted.most) {
    return math::make_atoms(std::array<double, 1>{in_points(one, counted.least)});
  }
  std::vector<double> at;
  std::vector<double> mass;
  const double width = (counted.high - counted.low) / static_cast<double>(counted.counts.size());
  for (std::size_t bin = 0; bin < counted.counts.size(); ++bin) {
    at.push_back(in_points(one, counted.low + (static_cast<double>(bin) + 0.5) * width));
    mass.push_back(static_cast<double>(counted.counts[bin]));
  }
  return math::make_atoms(at, mass);
}

/// One cluster with some models, and what they say.
class ClusterRun {
 public:
  ClusterRun(const scenario::Dataset& set, const std::vector<std::size_t>& which, std::uint64_t seed)
      : set_(set), which_(which), seed_(seed), scenario_(scenario::scenario_of(set, which)) {}

  /// Runs the models together; each by itself if one of them applies to no issue, which no plan allows, or spoils draws
  /// with something that is no number, since an ensemble leaves such draws out for all.
  void run(const std::vector<std::string>& models, std::uint64_t draws) {
    if (!try_run(models, draws) && models.size() > 1) {
      for (const std::string& model : models) {
        try_run({model}, draws);
      }
    }
  }

  /// Laws of a model, in the order of the cluster's cases.
  [[nodiscard]] const std::vector<std::optional<math::Atoms>>& laws(const std::string& model) {
    std::vector<std::optional<math::Atoms>>& found = laws_[model];
    found.resize(which_.size());
    return found;
  }

 private:
  bool try_run(const std::vector<std::string>& models, std::uint64_t draws) {
    const base::Result<ensemble::Plan> plan = ensemble::make_plan(scenario_, models);
    if (!plan) {
      return false;
    }
    const ensemble::Results results = ensemble::run(*plan, {.seed = seed_, .draws = draws, .threads = 1}, {});
    if (results.draws_invalid > 0 && models.size() > 1) {
      return false;
    }
    for (std::size_t m = 0; m < plan->models.size(); ++m) {
      std::vector<std::optional<math::Atoms>> laws;
      for (std::size_t i = 0; i < which_.size(); ++i) {
        laws.push_back(law_of(set_.cases[which_[i]], results.issues[i].by_model[m]));
      }
      laws_[plan->models[m].choice.id] = std::move(laws);
    }
    return true;
  }

  const scenario::Dataset& set_;
  const std::vector<std::size_t>& which_;
  std::uint64_t seed_;
  scenario::Scenario scenario_;
  std::map<std::string, std::vector<std::optional<math::Atoms>>> laws_;
};

bool takes_chances(const std::vector<std::optional<math::Atoms>>& laws) {
  return std::any_of(laws.begin(), laws.end(), [](const auto& law) { return law && law->at.size() > 1; });
}

}  // namespace

std::vector<std::vector<std::size_t>> by_cluster(const scenario::Dataset& set) {
  std::map<std::string, std::size_t> index;
  std::vector<std::vector<std::size_t>> clusters;
  for (std::size_t i = 0; i < set.cases.size(); ++i) {
    const auto [at, fresh] = index.emplace(set.cases[i].cluster, clusters.size());
    if (fresh) {
      clusters.emplace_back();
    }
    clusters[at->second].push_back(i);
  }
  return clusters;
}

base::Result<std::vector<ModelLaws>> model_laws(const scenario::Dataset& set, const std::vector<std::string>& models,
                                                const LawsSpec& spec, const Watch& watch) {
  std::vector<ModelLaws> result;
  base::Diagnostics problems;
  for (const std::string& name : models) {
    base::Result<model::ModelChoice> choice = model::choose(name);
    if (!choice) {
      problems.insert(problems.end(), choice.error().begin(), choice.error().end());
      continue;
    }
    result.push_back({.choice = std::move(*choice)});
    result.back().law.resize(set.cases.size());
  }
  if (!problems.empty()) {
    return tl::unexpected(problems);
  }
  const std::vector<std::vector<std::size_t>> clusters = by_cluster(set);
  const auto one_cluster = [&](std::size_t c) {
    ClusterRun run(set, clusters[c], spec.seed);
    run.run(models, std::min<std::uint64_t>(spec.draws, model::lanes));
    std::vector<std::string> random;
    for (const std::string& name : models) {
      if (takes_chances(run.laws(name))) {
        random.push_back(name);
      }
    }
    if (!random.empty()) {
      run.run(random, spec.draws);
    }
    for (ModelLaws& model : result) {
      for (std::size_t i = 0; i < clusters[c].size(); ++i) {
        model.law[clusters[c][i]] = run.laws(model.choice.id)[i];
      }
    }
  };
  const auto carry = [&](std::size_t c, Carrier& carrier) {
    for (ModelLaws& model : result) {
      for (const std::size_t i : clusters[c]) {
        carrier.optional(model.law[i], [&](math::Atoms& law) {
          carrier.list(law.at);
          carrier.list(law.mass);
        });
      }
    }
  };
  for_each_piece(clusters.size(), spec.threads, one_cluster, watch, carry);
  return result;
}

}  // namespace suasion::analysis
