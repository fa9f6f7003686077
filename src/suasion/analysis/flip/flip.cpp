#include "suasion/analysis/flip/flip.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/math/columns_kernel.hpp"

namespace suasion::analysis {

namespace {

constexpr int halvings = 7;            // of a bracket: to a hundredth of what is looked for
constexpr int directions = 3;          // tried one after another, each from the gradient at the end of the last
constexpr double fewest_draws = 30.0;  // that must differ from the rest, or the gradient is that of the value itself
constexpr double noise_errors = 3.5;   // standard errors below which a component of the gradient is taken for noise
constexpr double reach_out = 1.3;      // how far beyond the place that the gradient promises to look first

double norm(std::span<const double> v) {
  return std::sqrt(std::inner_product(v.begin(), v.end(), v.begin(), 0.0));
}

/// One look at all draws.
struct Look {
  Estimate mean = {};
  std::vector<double> leaning = {};  ///< [draws]: what is measured, or where that is the same in all draws, how far the
                                     ///< value lies on the side of the proposition; 0 where a draw has no value
};

/// Higher where a value lies more on the side of the proposition.
double side_of(const Proposition& proposition, double value) {
  using Measure = Proposition::Measure;
  switch (proposition.measure) {
    case Measure::below:
    case Measure::minus_value:
      return -value;
    case Measure::within:
    case Measure::band:
      return -std::abs(value - 0.5 * (proposition.low + proposition.high));
    case Measure::above:
    case Measure::value:
      break;
  }
  return value;
}

/// Cancelled half-way.
struct Cancelled {};

class Search {
 public:
  Search(const ensemble::Experiment& experiment, std::size_t output, const Proposition& proposition,
         const FlipSpec& spec, const Watch& watch)
      : experiment_(experiment),
        output_(output),
        proposition_(proposition),
        spec_(spec),
        watch_(watch),
        wanted_(experiment.outputs().size(), 0),
        scores_(independent_scores(experiment, spec.sample)),
        points_(points_at(experiment, scores_)) {
    wanted_[output] = 1;
    linked_.resize(scores_.size(), 0);
    for (const math::RankCorrelation& link : experiment.links()) {
      linked_[link.first] = linked_[link.second] = 1;
    }
  }

  Flip find() {
    const Look base = look(points_);
    flip_.mean = base.mean;
    flip_.holds = base.mean.value >= proposition_.threshold;
    const std::vector<double> slope = gradient(base);
    for (const std::size_t factor : leaning_on(base)) {
      flip_.singles.push_back(alone(factor, slope[factor]));
    }
    std::stable_sort(flip_.singles.begin(), flip_.singles.end(), [](const SingleFlip& a, const SingleFlip& b) {
      if (a.by && b.by) {
        return std::abs(a.by->value) < std::abs(b.by->value);
      }
      return a.by.has_value() && !b.by.has_value();
    });
    together(slope);
    flip_.runs = runs_;
    return std::move(flip_);
  }

 private:
  Look look(const Columns& points) {
    ++runs_;
    const Columns found = evaluate(experiment_, points, spec_.sample, wanted_, {}, watch_.silent());
    if (found.empty()) {
      throw Cancelled();
    }
    if (watch_.progress) {
      watch_.progress(runs_);
    }
    Look seen{.mean = mean_of(proposition_, found[output_])};
    const auto draws = static_cast<double>(spec_.sample.draws);
    const bool told = seen.mean.error * seen.mean.error * draws * draws > fewest_draws;
    for (const double value : found[output_]) {
      const double one = told ? measured(proposition_, value) : side_of(proposition_, value);
      seen.leaning.push_back(std::isfinite(one) ? one : 0.0);
    }
    return seen;
  }

  [[nodiscard]] bool flipped(const Look& seen) const {
    return (seen.mean.value >= proposition_.threshold) != flip_.holds;
  }

  /// How the mean moves with the mean of each independent score; what may be noise counts as 0.
  [[nodiscard]] std::vector<double> gradient(const Look& seen) const {
    const auto draws = static_cast<double>(seen.leaning.size());
    const double mean = std::accumulate(seen.leaning.begin(), seen.leaning.end(), 0.0) / draws;
    std::vector<double> all;
    for (std::size_t f = 0; f < scores_.size(); ++f) {
      const std::vector<double>& column = scores_[f];
      double sum = 0.0;
      double squares = 0.0;
      for (std::size_t i = 0; i < column.size(); ++i) {
        const double term = (seen.leaning[i] - mean) * column[i];
        sum += term;
        squares += term * term;
      }
      const double error = std::sqrt(squares) / draws;
      const double slope = sum / draws;
      const bool matters = experiment_.reaches(f, output_) || linked_[f] != 0;
      all.push_back(matters && std::abs(slope) > noise_errors * error ? slope : 0.0);
    }
    return all;
  }

  /// The factors on which the answer leans most, by the slope against their own scores.
  [[nodiscard]] std::vector<std::size_t> leaning_on(const Look& base) const {
    std::vector<double> slope = gradient(base);
    std::vector<std::size_t> order(slope.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return std::abs(slope[a]) > std::abs(slope[b]); });
    const auto used =
        static_cast<std::size_t>(std::count_if(slope.begin(), slope.end(), [](double s) { return s != 0.0; }));
    order.resize(std::min(spec_.candidates, used));
    return order;
  }

  /// All draws with the score of one factor moved.
  Look moved(std::size_t factor, double by) {
    Columns points = points_;
    std::vector<double>& column = points[factor];
    const math::ColumnFunctions& functions = math::column_functions();
    functions.normal_quantile(column.data(), column.data(), column.size());
    std::transform(column.begin(), column.end(), column.begin(), [by](double score) { return score + by; });
    functions.normal_cdf(column.data(), column.data(), column.size());
    std::transform(column.begin(), column.end(), column.begin(),
                   [](double u) { return std::clamp(u, 0x1p-53, 1.0 - 0x1p-53); });
    return look(points);
  }

  SingleFlip alone(std::size_t factor, double slope) {
    const double towards = (slope > 0.0) == flip_.holds ? -1.0 : 1.0;
    SingleFlip single{.factor = factor};
    double far = 0.0;
    Look there;
    for (const double by : {0.5 * spec_.most, spec_.most}) {
      there = moved(factor, towards * by);
      if (single.nearest == 0.0 || distance(there.mean) < distance(single.reached)) {
        single.nearest = towards * by;
        single.reached = there.mean;
      }
      if (flipped(there)) {
        far = by;
        break;
      }
    }
    if (far == 0.0) {
      return single;
    }
    const auto [at, seen] = bisect(far, [&](double by) { return moved(factor, towards * by); });
    single.nearest = towards * at;
    single.reached = seen.mean;
    single.by = Estimate{towards * at, error_of(seen, at)};
    return single;
  }

  [[nodiscard]] double distance(const Estimate& mean) const { return std::abs(mean.value - proposition_.threshold); }

  /// Where along [0, far] the answer turns, once it is known to have turned at `far`.
  template <class Moved>
  std::pair<double, Look> bisect(double far, const Moved& moved_to) {
    double near = 0.0;
    Look last;
    for (int i = 0; i < halvings; ++i) {
      const double middle = 0.5 * (near + far);
      last = moved_to(middle);
      (flipped(last) ? far : near) = middle;
    }
    return {far, std::move(last)};
  }

  /// What the Monte Carlo error of the mean does to the place where it crosses, by the mean slope from the start.
  [[nodiscard]] double error_of(const Look& seen, double at) const {
    const double slope = std::abs(seen.mean.value - flip_.mean.value) / at;
    return slope > 0.0 ? seen.mean.error / slope : 0.0;
  }

  void together(std::vector<double> slope) {
    JointFlip& joint = flip_.joint;
    joint.reached = flip_.mean;
    joint.tried = norm(slope) > 0.0;
    for (int i = 0; i < directions && norm(slope) > 0.0; ++i) {
      const double length = norm(slope);
      std::vector<double> along = slope;
      const double towards = flip_.holds ? -1.0 : 1.0;
      std::transform(along.begin(), along.end(), along.begin(), [&](double s) { return towards * s / length; });
      const double promise = reach_out * std::abs(flip_.mean.value - proposition_.threshold) / length;
      Look end = walk(along, std::clamp(joint.length.value_or(promise), 0.1, spec_.most));
      slope = gradient(end);
    }
  }

  /// Goes along a direction until the answer turns, and keeps the way if it is the shortest yet.
  /// @return all draws where it turns, or at the end.
  Look walk(const std::vector<double>& along, double first) {
    JointFlip& joint = flip_.joint;
    const auto to = [&](double length) {
      std::vector<double> shift = along;
      std::transform(shift.begin(), shift.end(), shift.begin(), [&](double part) { return part * length; });
      return look(points_at(experiment_, scores_, shift));
    };
    double far = first;
    Look there = to(far);
    while (!flipped(there) && far < spec_.most) {
      far = std::min(2.0 * far, spec_.most);
      there = to(far);
    }
    if (!flipped(there)) {
      if (!joint.length && distance(there.mean) < distance(joint.reached)) {
        joint.reached = there.mean;
        joint.shifts = shifts_of(along, far);
      }
      return there;
    }
    auto [at, seen] = bisect(far, to);
    if (!joint.length || at < *joint.length) {
      joint.length = at;
      joint.reached = seen.mean;
      joint.error = error_of(seen, at);
      joint.shifts = shifts_of(along, at);
    }
    return seen;
  }

  /// What a shift of independent scores does to the mean score of each factor.
  [[nodiscard]] std::vector<Shift> shifts_of(const std::vector<double>& along, double length) const {
    // A factor that is linked to others moves with them: its mean score is read off at the middle of all scores.
    Columns middle(scores_.size(), std::vector<double>(1, 0.0));
    std::vector<double> shift = along;
    std::transform(shift.begin(), shift.end(), shift.begin(), [&](double part) { return part * length; });
    const Columns points = points_at(experiment_, middle, shift);
    std::vector<Shift> all;
    for (std::size_t f = 0; f < points.size(); ++f) {
      double score = 0.0;
      math::column_functions().normal_quantile(points[f].data(), &score, 1);
      if (std::abs(score) > 1e-9) {
        all.push_back({f, score});
      }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Shift& a, const Shift& b) { return std::abs(a.by) > std::abs(b.by); });
    return all;
  }

  const ensemble::Experiment& experiment_;
  std::size_t output_;
  const Proposition& proposition_;
  const FlipSpec& spec_;
  const Watch& watch_;
  std::vector<char> wanted_, linked_;
  Columns scores_, points_;
  std::size_t runs_ = 0;
  Flip flip_;
};

}  // namespace

std::optional<Flip> find_flip(const ensemble::Experiment& experiment, std::size_t output,
                              const Proposition& proposition, const FlipSpec& spec, const Watch& watch) {
  try {
    return Search(experiment, output, proposition, spec, watch).find();
  } catch (const Cancelled&) {
    return std::nullopt;
  }
}

}  // namespace suasion::analysis
