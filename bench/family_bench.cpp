// Every model of the family, a draw at a time: one issue (three for models that settle several together) with reference
// point, votes, procedure and resolve, every number uncertain; full runs with default options, one thread, the simple
// rules and the counting along. Argument: actors. Milliseconds a draw.
#include "family_bench.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <map>
#include <stdexcept>
#include <string>

#include "../tests/support/issue.hpp"
#include "suasion/base/result.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/model/bargaining.hpp"
#include "suasion/scenario/read.hpp"

namespace {

using suasion::scenario::Scenario;

std::string table_of(const suasion::test::Actors& actors, const char* key, const std::string& law) {
  std::string text = fmt::format("{} = {{ ", key);
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const double x = actors[i].position;
    text += fmt::format("{}A{} = {}", i > 0 ? ", " : "", i,
                        law.empty() ? fmt::format("[{:.1f}, {:.1f}]", 0.9 * x, 0.9 * x + 10.0) : law);
  }
  return text + " }\n";
}

/// Actors with everything that some model asks for.
const Scenario& case_of(std::size_t actors, std::size_t issues) {
  static std::map<std::pair<std::size_t, std::size_t>, Scenario> made;
  const auto [at, fresh] = made.try_emplace({actors, issues});
  if (!fresh) {
    return at->second;
  }
  std::string text = "suasion = 1\ntitle = \"Bench\"\n";
  for (std::size_t i = 0; i < actors; ++i) {
    text += fmt::format("[[actors]]\nid = \"A{}\"\nname = \"Actor {}\"\ncapability = [{}, {}]\n", i, i, 1 + i % 7,
                        3 + i % 7);
  }
  for (std::size_t k = 0; k < issues; ++k) {
    const suasion::test::Actors stakes = suasion::test::random_actors(actors, 1 + k);
    text += fmt::format(
        "[[issues]]\nid = \"issue{}\"\nname = \"Issue {}\"\nscale = {{ 0 = \"none\", 100 = \"all\" }}\nstatus_quo = "
        "40\n"
        "procedure = {{ rule = \"qualified-majority\", threshold = 0.713, proposer = \"A0\", parliament = \"A1\", "
        "form = \"codecision\" }}\n",
        k, k);
    text += table_of(stakes, "positions", "") + table_of(stakes, "salience", "[10, 90]") +
            table_of(stakes, "resolve", "[10, 90]");
  }
  auto scenario = suasion::scenario::read({.files = {{.name = "bench.toml", .bytes = text}}});
  if (!scenario) {
    throw std::runtime_error(suasion::base::to_text(scenario.error().front()));
  }
  at->second = *std::move(scenario);
  return at->second;
}

void family(benchmark::State& state, const std::string& model, std::size_t issues) {
  const Scenario& scenario = case_of(static_cast<std::size_t>(state.range(0)), issues);
  const auto plan = suasion::ensemble::make_plan(scenario, {model});
  if (!plan) {
    state.SkipWithError(suasion::base::to_text(plan.error().front()).c_str());
    return;
  }
  constexpr std::uint64_t draws = 512;
  for (auto _ : state) {
    benchmark::DoNotOptimize(suasion::ensemble::run(*plan, {.seed = 1, .draws = draws, .threads = 1}).draws_done);
  }
  const auto all = static_cast<double>(state.iterations() * draws);
  state.counters["ms/draw"] = benchmark::Counter(all * 1e-3, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void add(const std::string& variant, std::size_t issues) {
  benchmark::RegisterBenchmark(fmt::format("family/{}{}", variant, issues > 1 ? "/three issues" : "").c_str(),
                               [variant, issues](benchmark::State& state) { family(state, variant, issues); })
      ->Arg(10)
      ->Arg(20)
      ->Arg(40)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

void register_family() {
  for (const suasion::model::Model& model : suasion::model::models()) {
    const bool trades = model.info.name.ends_with("exchange");
    for (const std::string& variant : suasion::model::variants(model.info)) {
      if (!trades) {
        add(variant, 1);
      }
      if (trades || model.info.name == "spatial") {
        add(variant, 3);
      }
    }
  }
}
