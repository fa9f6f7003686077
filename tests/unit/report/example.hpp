#pragma once
/// A small world for tests of the report floor: one issue, three actors, and outcomes given draw by draw, so that a
/// test says what happened and reads what is said about it.

#include <string>
#include <vector>

#include "suasion/report/summary.hpp"

namespace suasion::test {

/// Everything a report needs, owned together. Not movable: the plan points at its models.
struct Example {
  Example();
  Example(const Example&) = delete;
  Example& operator=(const Example&) = delete;
  Example(Example&&) = delete;
  Example& operator=(Example&&) = delete;
  ~Example() = default;

  /// Adds a model, or a simple rule, that ends at these places of the scale, each as often as it is listed.
  void add(const std::string& name, bool baseline, const std::vector<double>& outcomes, std::size_t rounds = 0);
  [[nodiscard]] report::Story story() const { return {scenario, plan, results, forecast}; }
  [[nodiscard]] const analysis::IssueForecast& issue() const { return forecast.issues.front(); }

  scenario::Scenario scenario;
  ensemble::Plan plan;
  ensemble::Results results;
  analysis::Forecast forecast;
  report::RunInfo info;
  std::vector<std::unique_ptr<model::Model>> models;
  std::vector<std::unique_ptr<std::string>> names;
};

/// `count` values evenly spread over [low, high].
[[nodiscard]] std::vector<double> evenly(double low, double high, std::size_t count);

}  // namespace suasion::test
