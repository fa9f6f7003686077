#include "suasion/analysis/backtest.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/model/combination_law.hpp"

namespace suasion::analysis {

namespace {

/// Folds of every repeat: which fold each case is in.
std::vector<std::vector<std::size_t>> folds_of(const std::vector<std::vector<std::size_t>>& clusters, std::size_t cases,
                                               const BacktestSpec& spec, std::size_t folds) {
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t repeat = 0; repeat < spec.repeats; ++repeat) {
    const std::vector<std::size_t> fold =
        assign_folds(clusters.size(), folds, spec.laws.seed, "backtest.folds", repeat);
    std::vector<std::size_t>& of_case = result.emplace_back(cases);
    for (std::size_t c = 0; c < clusters.size(); ++c) {
      for (const std::size_t i : clusters[c]) {
        of_case[i] = fold[c];
      }
    }
  }
  return result;
}

CaseScore score(const math::Atoms& law, double forecast, double outcome) {
  constexpr double low = 0.0, high = 100.0;
  CaseScore result{.forecast = forecast,
                   .error = std::abs(forecast - outcome),
                   .within5 = std::abs(forecast - outcome) <= 5.0 ? 1.0 : 0.0,
                   .within10 = std::abs(forecast - outcome) <= 10.0 ? 1.0 : 0.0,
                   .crps = crps(law, outcome),
                   .log_score = log_score(law, outcome, low, high, log_score_step)};
  const Pit where = pit(law, outcome);
  for (std::size_t k = 0; k < coverage_levels.size(); ++k) {
    result.covered[k] = coverage(where, coverage_levels[k]);
    result.closed[k] = closed_coverage(law, outcome, coverage_levels[k]);
  }
  const std::vector<double> bins = pit_histogram(std::array<Pit, 1>{where}, pit_bins);
  std::copy(bins.begin(), bins.end(), result.pit.begin());
  return result;
}

/// Adds up scores of repeats and takes their mean.
class Mean {
 public:
  void add(const CaseScore& one) {
    ++count_;
    sum_.forecast += one.forecast;
    sum_.error += one.error;
    sum_.within5 += one.within5;
    sum_.within10 += one.within10;
    sum_.crps += one.crps;
    sum_.log_score += one.log_score;
    std::transform(sum_.covered.begin(), sum_.covered.end(), one.covered.begin(), sum_.covered.begin(), std::plus<>());
    std::transform(sum_.closed.begin(), sum_.closed.end(), one.closed.begin(), sum_.closed.begin(), std::plus<>());
    std::transform(sum_.pit.begin(), sum_.pit.end(), one.pit.begin(), sum_.pit.begin(), std::plus<>());
  }

  [[nodiscard]] std::optional<CaseScore> mean() const {
    if (count_ == 0.0) {
      return std::nullopt;
    }
    CaseScore result = sum_;
    for (double* one :
         {&result.forecast, &result.error, &result.within5, &result.within10, &result.crps, &result.log_score}) {
      *one /= count_;
    }
    const auto divide = [this](auto& values) {
      for (double& value : values) {
        value /= count_;
      }
    };
    divide(result.covered);
    divide(result.closed);
    divide(result.pit);
    return result;
  }

 private:
  CaseScore sum_;
  double count_ = 0.0;
};

/// Scores [repeat][case], nothing where the model does not apply, into the model's results.
void finish(ModelBacktest& model, const std::vector<std::vector<std::optional<CaseScore>>>& scores) {
  std::vector<Mean> means(scores.front().size());
  for (const auto& repeat : scores) {
    double mae = 0.0;
    double crps_sum = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < repeat.size(); ++i) {
      if (repeat[i]) {
        means[i].add(*repeat[i]);
        mae += repeat[i]->error;
        crps_sum += repeat[i]->crps;
        count += 1.0;
      }
    }
    model.mae.push_back(mae / std::max(1.0, count));
    model.crps.push_back(crps_sum / std::max(1.0, count));
  }
  for (const Mean& mean : means) {
    model.cases.push_back(mean.mean());
  }
}

using Folds = std::vector<std::vector<std::size_t>>;  ///< [repeats][cases]

/// Every case of a fold that `uses` takes, or of the other folds.
template <class Uses>
std::vector<std::size_t> cases_where(const std::vector<std::size_t>& fold, std::size_t f, bool inside,
                                     const Uses& uses) {
  std::vector<std::size_t> which;
  for (std::size_t i = 0; i < fold.size(); ++i) {
    if ((fold[i] == f) == inside && uses(i)) {
      which.push_back(i);
    }
  }
  return which;
}

ModelBacktest with_error(const scenario::Dataset& set, const ModelLaws& said, const Folds& folds, std::size_t count) {
  ModelBacktest model{.id = said.choice.id, .title = std::string(said.choice.title())};
  std::vector<ErrorScores> widths(set.cases.size());
  const auto applies = [&](std::size_t i) { return said.law[i].has_value(); };
  for (std::size_t i = 0; i < set.cases.size(); ++i) {
    if (applies(i)) {
      widths[i] = error_scores(*said.law[i], in_points(set.cases[i], set.cases[i].outcome));
    }
  }
  std::vector<std::vector<std::optional<CaseScore>>> scores;
  double fits = 0.0;
  for (const std::vector<std::size_t>& fold : folds) {
    auto& repeat = scores.emplace_back(set.cases.size());
    for (std::size_t f = 0; f < count; ++f) {
      const double sd = best_error_sd(widths, cases_where(fold, f, false, applies));
      model.mean_error_sd += sd;
      fits += 1.0;
      for (const std::size_t i : cases_where(fold, f, true, applies)) {
        const double outcome = in_points(set.cases[i], set.cases[i].outcome);
        repeat[i] = score(law_with_error(*said.law[i], sd), math::quantile(*said.law[i], 0.5), outcome);
      }
    }
  }
  model.mean_error_sd /= std::max(1.0, fits);
  finish(model, scores);
  return model;
}

CaseScore score_combination(const CombinationCase& one, const model::CombinationWeights& weights) {
  const math::Atoms law = model::combination_law(one.choice.cells, weights);
  return score(law, math::quantile(law, 0.5), one.outcome);
}

ModelBacktest shipped(const scenario::Dataset& set, const std::vector<CombinationCase>& cases, std::size_t repeats) {
  const model::CombinationTable& table = model::shipped_combination();
  ModelBacktest model{.id = std::string(shipped_id),
                      .title = "Combined forecast with the weights of this version",
                      .fitting = Fitting::shipped};
  std::vector<std::optional<CaseScore>> scores;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    scores.emplace_back(score_combination(cases[i], table.weights));
    const std::vector<std::string>& trained = table.origin.trained;
    model.trained_on +=
        std::binary_search(trained.begin(), trained.end(), model::cluster_key(set.cases[i].cluster)) ? 1U : 0U;
  }
  finish(model, std::vector(repeats, scores));
  return model;
}

/// A model's figures, but for its id and title.
void carry_model(ModelBacktest& model, Carrier& carrier) {
  carrier.list(model.cases);
  carrier.list(model.mae);
  carrier.list(model.crps);
  carrier.value(model.mean_error_sd);
}

/// The counter that the caller sees goes on from stage to stage.
Watch from(const Watch& watch, std::size_t before) {
  return {.progress = watch.progress ? [&watch, before](std::size_t done) { watch.progress(before + done); }
                                     : std::function<void(std::size_t)>(),
          .cancel = watch.cancel,
          .team = watch.team};
}

}  // namespace

std::size_t pieces_of(const scenario::Dataset& set, const BacktestSpec& spec) {
  const std::size_t clusters = by_cluster(set).size();
  return clusters + spec.models.size() + spec.repeats * std::min(spec.folds, clusters);
}

base::Result<Backtest> backtest(const scenario::Dataset& set, const BacktestSpec& spec, const Watch& watch) {
  const std::vector<std::vector<std::size_t>> clusters = by_cluster(set);
  if (clusters.size() < 2) {
    return base::fail("S402", "a backtest needs cases of at least two clusters, to learn on one and score on another");
  }
  base::Result<std::vector<ModelLaws>> laws = model_laws(set, spec.models, spec.laws, watch);
  if (!laws) {
    return tl::unexpected(laws.error());
  }
  const std::size_t count = std::min(spec.folds, clusters.size());
  const Folds folds = folds_of(clusters, set.cases.size(), spec, count);
  std::vector<ModelBacktest> models(laws->size());
  bool complete = for_each_piece(
      laws->size(), spec.laws.threads, [&](std::size_t m) { models[m] = with_error(set, (*laws)[m], folds, count); },
      from(watch, clusters.size()),
      [&](std::size_t m, Carrier& carrier) {
        models[m].id = (*laws)[m].choice.id;
        models[m].title = (*laws)[m].choice.title();
        carry_model(models[m], carrier);
      });

  const std::vector<CombinationCase> cases = combination_cases(set);
  const auto all = [](std::size_t) { return true; };
  Backtest result;
  result.fits.resize(spec.repeats * count);
  std::vector<std::vector<std::optional<CaseScore>>> scores(spec.repeats,
                                                            std::vector<std::optional<CaseScore>>(set.cases.size()));
  const auto fit = [&](std::size_t piece) {
    const std::size_t repeat = piece / count;
    const std::size_t f = piece % count;
    result.fits[piece] = fit_combination(cases, cases_where(folds[repeat], f, false, all));
    for (const std::size_t i : cases_where(folds[repeat], f, true, all)) {
      scores[repeat][i] = score_combination(cases[i], result.fits[piece]);
    }
  };
  const auto carry = [&](std::size_t piece, Carrier& carrier) {
    carrier.value(result.fits[piece]);
    for (const std::size_t i : cases_where(folds[piece / count], piece % count, true, all)) {
      carrier.value(scores[piece / count][i]);
    }
  };
  complete = complete && for_each_piece(result.fits.size(), spec.laws.threads, fit,
                                        from(watch, clusters.size() + laws->size()), carry);
  if (watch.cancel != nullptr && watch.cancel->load()) {
    complete = false;
  }
  result.complete = complete;
  if (!complete) {
    return result;
  }
  ModelBacktest combined{.id = std::string(combination_id),
                         .title = "Combined forecast, cross-validated",
                         .fitting = Fitting::cross_fitted};
  finish(combined, scores);
  result.models.push_back(std::move(combined));
  result.models.push_back(shipped(set, cases, spec.repeats));
  for (ModelBacktest& model : models) {
    result.models.push_back(std::move(model));
  }
  return result;
}

}  // namespace suasion::analysis
