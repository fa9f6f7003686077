#include "function.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace suasion::test {

namespace {

using model::block_draws;

class FunctionTrial final : public ensemble::Trial {
 public:
  explicit FunctionTrial(const FunctionSpec& spec) : spec_(spec) {}

  void run(const ensemble::Points& points, std::span<const char> wanted, std::span<double> columns) override {
    std::vector<double> u(spec_.factors);
    for (std::size_t row = 0; row < block_draws; ++row) {
      for (std::size_t f = 0; f < u.size(); ++f) {
        u[f] = points.columns[f][row];
      }
      for (const ensemble::Push& push : points.pushes) {
        u[push.factor] = std::clamp(u[push.factor] * push.scale + push.shift, push.low, push.high);
      }
      const double luck = math::uniform(points.seed, math::channel("luck"), points.first_draw + row);
      const std::vector<double> y = spec_.function(u, luck);
      for (std::size_t o = 0; o < y.size(); ++o) {
        if (wanted[o] != 0) {
          columns[o * block_draws + row] = y[o];
        }
      }
    }
  }

 private:
  const FunctionSpec& spec_;
};

class FunctionExperiment final : public ensemble::Experiment {
 public:
  explicit FunctionExperiment(FunctionSpec spec) : spec_(std::move(spec)) {
    for (std::size_t f = 1; f <= spec_.factors; ++f) {
      const std::string name = fmt::format("x{}", f);
      factors_.push_back({name, math::channel(name)});
    }
  }
  [[nodiscard]] const std::vector<ensemble::Factor>& factors() const override { return factors_; }
  [[nodiscard]] const std::vector<std::string>& outputs() const override { return spec_.outputs; }
  [[nodiscard]] const std::vector<math::RankCorrelation>& links() const override { return spec_.links; }
  [[nodiscard]] bool reaches(std::size_t /*factor*/, std::size_t /*output*/) const override { return true; }
  [[nodiscard]] bool has_chance(std::size_t /*output*/) const override { return spec_.chance; }
  [[nodiscard]] std::unique_ptr<ensemble::Trial> trial() const override {
    return std::make_unique<FunctionTrial>(spec_);
  }

 private:
  FunctionSpec spec_;
  std::vector<ensemble::Factor> factors_;
};

}  // namespace

std::unique_ptr<ensemble::Experiment> function_experiment(FunctionSpec spec) {
  return std::make_unique<FunctionExperiment>(std::move(spec));
}

}  // namespace suasion::test
