// A fixed amount of work, for counting instructions: bench/instructions.py runs it under callgrind.
//   suasion_draws kernel   MODEL ACTORS DRAWS     the model alone, in blocks of 256 draws
//   suasion_draws ensemble MODEL ACTORS DRAWS     a whole run on one thread: inputs, all baselines, counting
// DRAWS is a multiple of 256. Prints a number that hangs on all results, the same on every machine.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "../tests/support/issue.hpp"
#include "../tests/support/scenario.hpp"
#include "suasion/ensemble/run.hpp"

namespace {

using suasion::model::block_draws;
using suasion::model::lanes;

/// Blocks of the same 256 draws, solved again and again, as a run would solve others.
double kernel(const std::string& model, std::size_t actors, std::size_t draws) {
  const auto solver = suasion::test::make(model);
  const auto* const refilling = dynamic_cast<const suasion::model::Refilling*>(solver.get());
  std::vector<suasion::test::TileRun> runs;
  std::vector<suasion::model::IssueTile> tiles;
  std::vector<suasion::model::Course> courses;
  for (std::size_t first = 0; first < block_draws; first += lanes) {
    std::vector<suasion::test::Actors> some;
    for (std::size_t l = 0; l < lanes; ++l) {
      some.push_back(suasion::test::random_actors(actors, first + l));
    }
    runs.emplace_back(some, 0, 100);
  }
  for (suasion::test::TileRun& run : runs) {  // they stand still from here on
    tiles.push_back(run.tile());
    courses.push_back(run.room(solver->rounds()));
  }
  double sum = 0.0;
  for (std::size_t done = 0; done < draws; done += block_draws) {
    if (refilling != nullptr) {
      refilling->solve_tiles(tiles, courses);
    }
    for (std::size_t t = 0; t < tiles.size(); ++t) {
      if (refilling == nullptr) {
        solver->solve(tiles[t], courses[t]);
      }
      sum += courses[t].outcome[0];
    }
  }
  return sum;
}

double ensemble(const std::string& model, std::size_t actors, std::size_t draws) {
  const auto scenario = suasion::test::random_scenario(actors, 1);
  const auto plan = suasion::ensemble::make_plan(scenario, {model});
  const auto results = suasion::ensemble::run(*plan, {.seed = 1, .draws = draws, .threads = 1});
  return results.issues.front().by_model.front().moments.mean;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() != 4 || (words[0] != "kernel" && words[0] != "ensemble")) {
    std::fputs("usage: suasion_draws kernel|ensemble MODEL ACTORS DRAWS\n", stderr);
    return 2;
  }
  const auto actors = static_cast<std::size_t>(std::atoi(words[2].c_str()));
  const auto draws = static_cast<std::size_t>(std::atoi(words[3].c_str()));
  const double result = words[0] == "kernel" ? kernel(words[1], actors, draws) : ensemble(words[1], actors, draws);
  std::printf("%.17g\n", result);
}
