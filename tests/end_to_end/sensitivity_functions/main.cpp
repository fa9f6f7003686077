// Prints, as JSON, Saltelli designs of functions of known sensitivity, the outputs there, and our indices, for another
// program to judge. usage: sensitivity_functions BASE_POINTS
#include <cstdlib>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "../../support/function.hpp"
#include "../../support/sensitivity.hpp"
#include "suasion/analysis/sensitivity/base_points.hpp"
#include "suasion/analysis/sensitivity/sobol.hpp"
#include "suasion/ensemble/trials.hpp"

namespace {

using namespace suasion;
using nlohmann::json;

constexpr std::uint64_t seed = 1;

/// Rows of the design in the order A, B, AB of every factor: the points themselves and what the function gives there.
json design(const ensemble::Experiment& experiment, std::size_t base_points) {
  const analysis::BasePoints points(experiment, base_points, seed, 2);
  ensemble::Trials trials(experiment);
  const std::size_t factors = experiment.factors().size();
  json inputs = json::array();
  json outputs = json::array();
  for (std::size_t matrix = 0; matrix < 2 + factors; ++matrix) {
    for (std::size_t block = 0; block < points.blocks(); ++block) {
      std::vector<const double*> columns = points.columns(matrix == 1 ? 1 : 0, block);
      if (matrix >= 2) {
        columns[matrix - 2] = points.column(1, matrix - 2, block);
      }
      const std::vector<char> wanted(experiment.outputs().size(), 1);
      std::vector<double> found;
      trials.run({.columns = columns, .seed = seed}, wanted, found);
      for (std::size_t row = 0; row < points.rows(block); ++row) {
        json point = json::array();
        for (const double* column : columns) {
          point.push_back(column[row]);
        }
        inputs.push_back(std::move(point));
        outputs.push_back(found[row]);
      }
    }
  }
  return {{"inputs", std::move(inputs)}, {"outputs", std::move(outputs)}};
}

json described(const ensemble::Experiment& experiment, std::size_t base_points) {
  json result = design(experiment, base_points);
  const auto study =
      analysis::sobol(experiment, analysis::single_factors(experiment), {.base_points = base_points, .seed = seed}, {});
  const analysis::OutputIndices& found = study->outputs.front();
  result["mean"] = found.mean;
  result["variance"] = found.variance;
  for (const analysis::GroupIndices& group : found.groups) {
    result["first"].push_back({group.first.value, group.first.low, group.first.high});
    result["total"].push_back({group.total.value, group.total.low, group.total.high});
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::size_t base_points = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0;
    const auto ishigami = test::function_experiment(
        {.factors = 3, .function = [](auto u, double) { return std::vector{test::ishigami(u)}; }});
    const auto g_function = test::function_experiment(
        {.factors = 8, .function = [](auto u, double) { return std::vector{test::g_function(u)}; }});
    std::cout << json{{"ishigami", described(*ishigami, base_points)},
                      {"g_function", described(*g_function, base_points)}}
              << "\n";
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
