#include "suasion/math/law.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>

#include "suasion/base/result.hpp"
#include "suasion/math/columns_kernel.hpp"
#include "suasion/math/elementary.hpp"
#include "suasion/math/law_mass.hpp"
#include "suasion/math/score_table.hpp"

namespace suasion::math {

namespace {

namespace own = SUASION_TARGET;

using Source = std::span<const double>;
using Values = std::span<double>;

constexpr double least_probability = 0x1p-53;
constexpr double most_probability = 1.0 - 0x1p-53;

// Each of the following is a compiled form: at(u) is its quantile function and fill(u, out) the same for a column, with
// the same arithmetic in the same order, and so the same bits.

/// fill by way of at: for forms that gain nothing from columns.
template <class Form>
struct OneByOne {
  void fill(Source u, Values out) const {
    const auto& form = static_cast<const Form&>(*this);
    std::transform(u.begin(), u.end(), out.begin(), [&form](double p) { return form.at(p); });
  }
};

struct FixedValue : OneByOne<FixedValue> {
  explicit FixedValue(double the_value) : value(the_value) {}
  double value;
  [[nodiscard]] double at(double /*u*/) const { return value; }
};

struct Line : OneByOne<Line> {
  Line(double from, double to) : start(from), width(to - from) {}
  double start, width;
  [[nodiscard]] double at(double u) const { return start + width * u; }
};

/// A probability in a stretch as told from below and from above. Rounding must not make it 1.
double from_below(const Stretch& stretch, double u) {
  return std::min(stretch.low + stretch.mass * u, most_probability);
}
double from_above(const Stretch& stretch, double u) {
  return std::min(stretch.above + stretch.mass * (1.0 - u), most_probability);
}

struct Triangle : OneByOne<Triangle> {
  Triangle(const Triangular& the_law, const Stretch& the_stretch) : law(the_law), stretch(the_stretch) {}
  Triangular law;
  Stretch stretch;
  [[nodiscard]] double at(double u) const {
    const double width = law.high - law.low;
    const double p = from_below(stretch, u);
    return p * width < law.mode - law.low
               ? law.low + own::sqrt(p * (width * (law.mode - law.low)))
               : law.high - own::sqrt(from_above(stretch, u) * (width * (law.high - law.mode)));
  }
};

/// The normal score of a probability inside a stretch.
struct Score {
  explicit Score(const Scores& scores) : stretch(stretch_of(scores)), mirrored(scores.low > 0.0) {}
  Stretch stretch;
  bool mirrored;  ///< all in the upper tail, where 1 - p tells more than p
  [[nodiscard]] double at(double u) const {
    return mirrored ? -own::normal_quantile(from_above(stretch, u)) : own::normal_quantile(from_below(stretch, u));
  }
  void fill(Source u, Values out) const {
    for (std::size_t i = 0; i < u.size(); ++i) {
      out[i] = mirrored ? from_above(stretch, u[i]) : from_below(stretch, u[i]);
    }
    column_functions().normal_quantile(out.data(), out.data(), out.size());
    if (mirrored) {
      std::transform(out.begin(), out.end(), out.begin(), std::negate<>());
    }
  }
};

struct NormalValue {
  Normal law;
  Score score;
  [[nodiscard]] double at_score(double z) const { return law.mean + law.sd * z; }
  [[nodiscard]] double at(double u) const { return at_score(score.at(u)); }
  void fill(Source u, Values out) const {
    score.fill(u, out);
    std::transform(out.begin(), out.end(), out.begin(), [this](double z) { return at_score(z); });
  }
};

struct LogNormalValue {
  LogNormal law;
  Score score;
  [[nodiscard]] double at(double u) const { return law.median * own::exp(law.log_sd * score.at(u)); }
  void fill(Source u, Values out) const {
    score.fill(u, out);
    std::transform(out.begin(), out.end(), out.begin(), [this](double z) { return law.log_sd * z; });
    column_functions().exp(out.data(), out.data(), out.size());
    std::transform(out.begin(), out.end(), out.begin(), [this](double factor) { return law.median * factor; });
  }
};

struct TableValue {
  double from, width;
  Score score;
  std::shared_ptr<const ScoreTable> table;
  [[nodiscard]] double at_score(double z) const { return from + width * (*table)(z); }
  [[nodiscard]] double at(double u) const { return at_score(score.at(u)); }
  void fill(Source u, Values out) const {
    score.fill(u, out);
    std::transform(out.begin(), out.end(), out.begin(), [this](double z) { return at_score(z); });
  }
};

/// The table of a beta law. One that is in use is shared: the versions of a scenario that are run side by side have
/// nearly all of their laws in common.
std::shared_ptr<const ScoreTable> table_of(const BetaLaw& beta, const Beta& law, const Scores& scores) {
  static std::mutex mutex;
  static std::map<std::array<double, 4>, std::weak_ptr<const ScoreTable>> tables;
  const std::lock_guard lock(mutex);
  std::weak_ptr<const ScoreTable>& known = tables[{law.a, law.b, scores.low, scores.high}];
  std::shared_ptr<const ScoreTable> table = known.lock();
  if (!table) {
    table = std::make_shared<const ScoreTable>(beta, scores.low, scores.high);
    known = table;
  }
  return table;
}

/// Shares that add up to 1, as steps of probability.
struct Steps {
  std::vector<double> ends;  ///< of all steps but the last, increasing
  explicit Steps(const std::vector<double>& weights) {
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
      sum += weights[i];
      ends.push_back(sum / all);
    }
  }
  [[nodiscard]] std::size_t operator()(double u) const {
    return static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), u) - ends.begin());
  }
};

struct Points : OneByOne<Points> {
  Points(std::vector<double> sorted_values, const std::vector<double>& weights)
      : values(std::move(sorted_values)), steps(weights) {}
  std::vector<double> values;
  Steps steps;
  [[nodiscard]] double at(double u) const { return values[steps(u)]; }
};

struct Composition : OneByOne<Composition> {
  Composition(std::vector<Quantile> sorted_components, const std::vector<double>& weights)
      : components(std::move(sorted_components)), steps(weights) {}
  std::vector<Quantile> components;
  Steps steps;
  [[nodiscard]] double at(double u) const {
    const std::size_t i = steps(u);
    const double start = i == 0 ? 0.0 : steps.ends[i - 1];
    const double end = i < steps.ends.size() ? steps.ends[i] : 1.0;
    return components[i](std::clamp((u - start) / (end - start), least_probability, most_probability));
  }
};

using Compiled = std::variant<FixedValue, Line, Triangle, NormalValue, LogNormalValue, TableValue, Points, Composition>;

double mean_of(const Quantile& quantile) {
  constexpr int slices = 256;
  double sum = 0.0;
  for (int i = 0; i < slices; ++i) {
    sum += quantile((i + 0.5) / slices);
  }
  return sum / slices;
}

/// Compiles a form cut to [low, high]; one overload per form.
struct Compile {
  double low, high;

  Compiled operator()(const Fixed& law) const { return FixedValue(law.value); }
  Compiled operator()(const Uniform& law) const { return Line(std::max(law.low, low), std::min(law.high, high)); }
  Compiled operator()(const Triangular& law) const { return Triangle(law, stretch_of(law, low, high)); }
  Compiled operator()(const Pert& law) const { return (*this)(as_beta(law)); }
  Compiled operator()(const Beta& law) const {
    const BetaLaw beta(law.a, law.b);
    const Scores scores = scores_of(beta, law.low, law.high, low, high);
    return TableValue{law.low, law.high - law.low, Score(scores), table_of(beta, law, scores)};
  }
  Compiled operator()(const Normal& law) const { return NormalValue{law, Score(scores_of(law, low, high))}; }
  Compiled operator()(const LogNormal& law) const { return LogNormalValue{law, Score(scores_of(law, low, high))}; }
  Compiled operator()(const Interval& law) const { return (*this)(as_normal(law)); }
  Compiled operator()(const Discrete& law) const {
    std::vector<std::pair<double, double>> points;
    std::copy_if(law.points.begin(), law.points.end(), std::back_inserter(points),
                 [this](const auto& point) { return low <= point.first && point.first <= high; });
    std::sort(points.begin(), points.end());
    std::vector<double> values;
    std::vector<double> weights;
    for (const auto& [value, weight] : points) {
      values.push_back(value);
      weights.push_back(weight);
    }
    return Points(std::move(values), weights);
  }
  Compiled operator()(const Mixture& law) const;
};

struct Component {
  double mean, weight;
  Quantile quantile;
};

Compiled Compile::operator()(const Mixture& law) const {
  std::vector<Component> components;
  for (const auto& [weight, component] : law.components) {
    const double inside = weight * mass_of(component, low, high);
    if (inside > 0.0) {
      const Quantile quantile(Law{component.form, std::max(low, component.low), std::min(high, component.high)});
      components.push_back({mean_of(quantile), inside, quantile});
    }
  }
  std::stable_sort(components.begin(), components.end(),
                   [](const Component& a, const Component& b) { return a.mean < b.mean; });
  std::vector<Quantile> quantiles;
  std::vector<double> weights;
  for (const Component& component : components) {
    quantiles.push_back(component.quantile);
    weights.push_back(component.weight);
  }
  return Composition(std::move(quantiles), weights);
}

}  // namespace

struct Quantile::Impl {
  Compiled compiled;
  double low, high;

  /// Rounding may lead just out of the bounds.
  [[nodiscard]] double inside(double value) const { return std::clamp(value, low, high); }
};

Quantile::Quantile(const Law& law) {
  base::require(flaw(law).empty(), "a law makes sense before it is compiled");
  impl_ = std::make_shared<const Impl>(Impl{std::visit(Compile{law.low, law.high}, law.form), law.low, law.high});
}

double Quantile::operator()(double u) const {
  return std::visit([&](const auto& form) { return impl_->inside(form.at(u)); }, impl_->compiled);
}

void Quantile::fill(std::span<const double> u, std::span<double> out) const {
  base::require(u.size() == out.size(), "a quantile function fills as many values as it is given");
  std::visit([&](const auto& form) { form.fill(u, out); }, impl_->compiled);
  std::transform(out.begin(), out.end(), out.begin(), [this](double value) { return impl_->inside(value); });
}

bool is_fixed(const Law& law) {
  if (const auto* discrete = std::get_if<Discrete>(&law.form)) {
    return std::count_if(discrete->points.begin(), discrete->points.end(),
                         [&law](const auto& point) { return law.low <= point.first && point.first <= law.high; }) == 1;
  }
  return std::holds_alternative<Fixed>(law.form);
}

LawSummary summarise(const Law& law) {
  constexpr std::size_t slices = 4096;
  const Quantile quantile(law);
  std::vector<double> values(slices);
  for (std::size_t i = 0; i < slices; ++i) {
    values[i] = (static_cast<double>(i) + 0.5) / slices;
  }
  quantile.fill(values, values);
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  const double mean = sum / slices;
  double squares = 0.0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  std::sort(values.begin(), values.end());  // a mixture's function of u goes up and down
  const auto level = [&](double u) {
    return std::holds_alternative<Mixture>(law.form) ? values[static_cast<std::size_t>(u * slices)] : quantile(u);
  };
  return {mean, own::sqrt(squares / slices), level(0.05), level(0.50), level(0.95)};
}

}  // namespace suasion::math
