// The prototype's block of the strategic system: a plain loop against the engine, one thread, 29 months. What is the
// same and what is not stands in docs/performance.md. Counter: microseconds per draw and month.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "../tests/support/sound.hpp"
#include "prototype_world.hpp"
#include "suasion/ensemble/world_runner.hpp"
#include "suasion/math/random.hpp"
#include "suasion/scenario/read.hpp"

namespace {

using namespace suasion::bench;  // NOLINT(google-build-using-namespace)
namespace system_ = suasion::system;
using suasion::test::sound;

constexpr std::size_t draws = 80 * system_::block_draws;  // 20 480

/// Variables that `look`, the belief of each month and the comparisons read.
std::vector<std::string> looked_at_names() {
  std::vector<std::string> names = {
      "signal.support.FAR-MID.MID",    "signal.doubt.FAR-MID.MID", "leverage.level",
      "leverage.alternative",          "leverage.agreed",          "domestic.crisis.MID",
      "coercion.sanctions.on_protege", "tension.anxiety.N0",       "coercion.intervention.MID",
      "event.election.crackdown",      "event.sanction.impose",    "event.leader.leaves"};
  for (std::size_t h = 0; h < hazards; ++h) {
    names.push_back(fmt::format("event.what.{}", h));
  }
  return names;
}

/// The block in the engine.
class Engine {
 public:
  Engine(const PrototypeFacts& facts, bool with_choices, bool quiet)
      : plan_(sound(system_::make_plan(
            sound(suasion::scenario::read(
                {.files = {{.name = "prototype.toml", .bytes = prototype_text(facts, with_choices, quiet)}}})),
            {}))),
        runner_(plan_.columns),
        uniforms_(plan_.inputs.size() * system_::block_draws, 0.5) {
    std::vector<system_::Column> looked_at;
    for (const std::string& name : looked_at_names()) {
      looked_at.push_back(plan_.variables[plan_.find(name).value()].column);
    }
    system_::keep_only(plan_, looked_at);
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      columns_.push_back(uniforms_.data() + i * system_::block_draws);
    }
  }

  /// Draws inputs and begins. @param first draw of the block.
  void begin(std::uint64_t seed, std::uint64_t first) {
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      if (!plan_.inputs[i].fixed) {
        suasion::math::uniforms(seed, plan_.inputs[i].channel, first, 0,
                                {uniforms_.data() + i * system_::block_draws, system_::block_draws});
      }
    }
    runner_.begin(plan_, {.columns = columns_, .seed = seed, .first_draw = first, .answers = false});
  }
  void month(std::size_t m) { runner_.advance_to(plan_.ticks[m].end); }

  [[nodiscard]] const system_::Plan& plan() const { return plan_; }
  [[nodiscard]] const double* variable(const std::string& name) const {
    return runner_.column(plan_.variables[plan_.find(name).value()].column);
  }
  [[nodiscard]] double sum(const std::string& name) const {
    const double* column = variable(name);
    double sum = 0.0;
    for (std::size_t row = 0; row < system_::block_draws; ++row) {
      sum += column[row];
    }
    return sum;
  }
  /// The uncertain numbers of the draws of this block.
  void tell(std::vector<Uncertain>& to) const {
    const auto columns = prototype_inputs(plan_);
    for (std::size_t row = 0; row < system_::block_draws; ++row) {
      std::array<double, uncertain> values = {};
      for (std::size_t i = 0; i < uncertain; ++i) {
        values[i] = runner_.column(columns[i])[row];
      }
      to.push_back(__builtin_bit_cast(Uncertain, values));
    }
  }

 private:
  system_::Plan plan_;
  suasion::ensemble::WorldRunner runner_;
  std::vector<double> uniforms_;
  std::vector<const double*> columns_;
};

/// What is looked at, of one block.
void look(const Engine& engine, Seen& seen) {
  seen.level += engine.sum("leverage.level");
  seen.alternative += engine.sum("leverage.alternative");
  seen.agreed += engine.sum("leverage.agreed");
  seen.crisis += engine.sum("domestic.crisis.MID");
  seen.sanctions += engine.sum("coercion.sanctions.on_protege");
  seen.fear += engine.sum("tension.anxiety.N0");
  seen.intervention += engine.sum("coercion.intervention.MID");
  seen.crackdowns += engine.sum("event.election.crackdown");
  seen.imposed += engine.sum("event.sanction.impose");
  seen.left += engine.sum("event.leader.leaves");
  for (std::size_t h = 0; h < hazards; ++h) {
    seen.happened[h] += engine.sum(fmt::format("event.what.{}", h));
  }
}

void run_engine(Engine& engine, std::uint64_t seed, Seen& seen, std::vector<Uncertain>* inputs = nullptr) {
  seen.belief.assign(months, 0.0);
  for (std::uint64_t first = 0; first < draws; first += system_::block_draws) {
    engine.begin(seed, first);
    if (inputs != nullptr) {
      engine.tell(*inputs);
    }
    for (std::size_t m = 0; m < months; ++m) {
      engine.month(m);
      seen.belief[m] += engine.sum("signal.support.FAR-MID.MID");
    }
    look(engine, seen);
  }
}

/// The same inputs as the engine draws.
std::vector<Uncertain> inputs_of(Engine& engine) {
  std::vector<Uncertain> inputs;
  for (std::uint64_t first = 0; first < draws; first += system_::block_draws) {
    engine.begin(1, first);
    engine.tell(inputs);
  }
  return inputs;
}

void per_draw_month(benchmark::State& state) {
  state.counters["us/draw-month"] = benchmark::Counter(static_cast<double>(state.iterations()) * draws * months * 1e-6,
                                                       benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void check(bool sound, const std::string& what) {
  if (!sound) {
    throw std::runtime_error("the plain loop and the engine differ: " + what);
  }
}

/// Where no chance comes in, both must say the same of every draw: beliefs, bargains, the chance that the rival acts.
void compare_exactly() {
  PrototypeFacts facts = prototype_facts(5);
  Engine engine(facts, false, true);
  facts.reliability = 1.0;
  facts.threat_rate = 0.0;
  std::vector<Uncertain> inputs;
  engine.begin(1, 0);
  engine.tell(inputs);
  for (Uncertain& one : inputs) {
    one.crackdown = 0.0;
  }
  for (std::size_t m = 0; m < months; ++m) {
    engine.month(m);
  }
  Seen seen;
  seen.keep_last = true;
  run_prototype(facts, false, inputs, 1, seen);
  const std::array<const char*, 4> names = {"signal.support.FAR-MID.MID", "signal.doubt.FAR-MID.MID", "leverage.agreed",
                                            "coercion.intervention.MID"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double* column = engine.variable(names[i]);
    for (std::size_t row = 0; row < system_::block_draws; ++row) {
      check(std::abs(column[row] - seen.last[row][i]) < 1e-9,
            fmt::format("{} in draw {}: {} and {}", names[i], row, seen.last[row][i], column[row]));
    }
  }
}

/// Means over draws that chance enters, side by side; they differ by the length of steps and by chance.
void compare_roughly(bool with_choices) {
  const PrototypeFacts facts = prototype_facts(5);
  Engine engine(facts, with_choices, false);
  std::vector<Uncertain> inputs;
  Seen ours;
  Seen plain;
  run_engine(engine, 1, ours, &inputs);
  std::uint64_t calls = 0;
  run_prototype(facts, with_choices, inputs, 1, plain, &calls);
  fmt::print("{}: {:.0f} transcendental calls a draw and month in the plain loop; means (plain, engine):\n",
             with_choices ? "with choices" : "without choices",
             static_cast<double>(calls) / static_cast<double>(draws * months));
  const auto both = [&](const char* name, double a, double b, double tolerance) {
    const double x = a / draws;
    const double y = b / draws;
    fmt::print("  {:<14} {:8.4f} {:8.4f}\n", name, x, y);
    check(std::abs(x - y) < tolerance, name);
  };
  for (std::size_t m = 0; m < months; ++m) {
    check(std::abs(plain.belief[m] - ours.belief[m]) / draws < 0.05, fmt::format("belief after month {}", m + 1));
  }
  both("belief", plain.belief.back(), ours.belief.back(), 0.05);
  both("level", plain.level, ours.level, 0.03);
  both("agreed", plain.agreed, ours.agreed, 0.03);
  both("alternative", plain.alternative, ours.alternative, 0.03);
  both("crisis", plain.crisis, ours.crisis, 0.02);
  both("sanctions", plain.sanctions, ours.sanctions, 0.02);
  both("fear", plain.fear, ours.fear, 0.1);
  both("crackdowns", plain.crackdowns, ours.crackdowns, 0.02);
  both("imposed", plain.imposed, ours.imposed, 0.1);
  both("leader left", plain.left, ours.left, 0.05);
  for (std::size_t h = 0; h < hazards; ++h) {
    both("hazard", plain.happened[h], ours.happened[h], 0.05);
  }
}

void compare() {
  static const bool done = [] {
    compare_exactly();
    compare_roughly(false);
    compare_roughly(true);
    return true;
  }();
  benchmark::DoNotOptimize(done);
}

/// Arguments: choices, neighbours.
void prototype_plain(benchmark::State& state) {
  compare();
  const PrototypeFacts facts = prototype_facts(static_cast<std::size_t>(state.range(1)));
  Engine engine(facts, state.range(0) != 0, false);
  const std::vector<Uncertain> inputs = inputs_of(engine);  // drawing them is not counted against the loop
  for (auto _ : state) {
    Seen seen;
    run_prototype(facts, state.range(0) != 0, inputs, 1, seen);
    benchmark::DoNotOptimize(seen.level);
  }
  per_draw_month(state);
}

void prototype_engine(benchmark::State& state) {
  compare();
  Engine engine(prototype_facts(static_cast<std::size_t>(state.range(1))), state.range(0) != 0, false);
  for (auto _ : state) {
    Seen seen;
    run_engine(engine, 1, seen);
    benchmark::DoNotOptimize(seen.level);
  }
  per_draw_month(state);
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"choices", "neighbours"})->Args({0, 5})->Args({0, 8})->Args({1, 5})->Args({1, 8});
  bench->Unit(benchmark::kMillisecond);
}
BENCHMARK(prototype_plain)->Apply(sizes);
BENCHMARK(prototype_engine)->Apply(sizes);

}  // namespace
