#include "suasion/ensemble/worlds.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

#include "suasion/ensemble/carry_out.hpp"
#include "suasion/ensemble/column_sums_kernel.hpp"
#include "suasion/ensemble/layout.hpp"
#include "suasion/ensemble/world_runner.hpp"
#include "suasion/ensemble/worlds_part.hpp"

namespace suasion::ensemble {

SUASION_PICK_KERNELS(ColumnKernels, column_kernels)

namespace {

using model::block_draws;

/// How many questions a world answers: all of its own, or none where it is not run to the end.
std::size_t questions_of(const WorldsSpec& spec, std::size_t w) {
  const system::Plan& base = *spec.worlds.front().plan;
  const World& world = spec.worlds[w];
  const bool to_the_end = !std::isfinite(world.until) || base.tick_at(world.until) == base.ticks.size() - 1;
  return to_the_end ? world.plan->questions.size() : 0;
}

/// Inputs of all worlds: one axis of the design each, however many worlds use it.
struct Axes {
  std::vector<math::Channel> channels = {};
  std::vector<std::vector<std::size_t>> of_world = {};  ///< [worlds][inputs] -> axis
};

Axes axes_of(const WorldsSpec& spec) {
  Axes axes;
  std::unordered_map<std::uint64_t, std::size_t> known;
  for (const World& world : spec.worlds) {
    std::vector<std::size_t>& mine = axes.of_world.emplace_back();
    for (const scenario::Input& input : world.plan->inputs) {
      const auto [at, fresh] = known.try_emplace(input.channel.key, axes.channels.size());
      if (fresh) {
        axes.channels.push_back(input.channel);
      }
      mine.push_back(at->second);
    }
  }
  return axes;
}

math::Moments moments_of(const double* values, std::size_t count) {
  math::Moments moments;
  if (count == block_draws) {
    const ColumnSums sums = column_kernels().sums(values, count);
    if (std::isfinite(sums.m2)) {
      return {.n = count, .mean = sums.mean, .m2 = sums.m2};
    }
  }
  for (std::size_t row = 0; row < count; ++row) {
    if (std::isfinite(values[row])) {
      moments.add(values[row]);
    }
  }
  return moments;
}

/// What a world wrote down: a column of draws for each entry of the layout, kept while comparisons need it.
class Notes {
 public:
  explicit Notes(std::size_t entries) : values_(entries * block_draws) {}
  [[nodiscard]] double* column(std::size_t entry) { return values_.data() + entry * block_draws; }

 private:
  std::vector<double> values_;
};

/// Works on blocks, one at a time, world after world, so that the state of one world is all that has to be at hand. Not
/// shared between threads.
class Worker {
 public:
  Worker(const WorldsSpec& spec, const RunSpec& run, const Axes& axes, const math::Design& design, const Layout& layout,
         bool one_by_one)
      : spec_(spec),
        run_(run),
        axes_(axes),
        design_(design),
        layout_(layout),
        base_(*spec.worlds.front().plan),
        rows_(spec.worlds.size() + spec.comparisons.size()),
        uniform_(axes.channels.size() * block_draws),
        runner_(most_columns(spec)),
        notes_(spec.worlds.size()),
        columns_of_draws_(one_by_one ? world_columns(spec).size() : 0) {
    for (const World& world : spec.worlds) {
      std::vector<std::optional<system::Column>>& columns = columns_.emplace_back();
      for (const std::string& name : spec.variables) {
        const auto at = world.plan->find(name);
        columns.push_back(at ? std::optional(world.plan->variables[*at].column) : std::nullopt);
      }
      const std::size_t last = base_.ticks.size() - 1;
      last_ticks_.push_back(std::isfinite(world.until) ? base_.tick_at(world.until) : last);
      counts_.answers.push_back({.yes = std::vector<std::uint64_t>(questions_of(spec, last_ticks_.size() - 1))});
    }
    const std::size_t asked = counts_.answers.front().yes.size();
    counts_.answers.front().both.assign(asked, std::vector<std::uint64_t>(asked));
    counts_.days.assign(rows_, std::vector<Spread>(spec.variables.size() * spec.days.size()));
    counts_.spread.resize(spec.variables.size() * base_.ticks.size());
    fresh_ = counts_;
    for (const std::string& name : spec.variables) {
      const auto at = base_.find(name);
      is_event_.push_back(at && base_.variables[*at].is_event);
    }
    for (const double day : spec.days) {
      day_ticks_.push_back(base_.tick_at(day));
    }
    due_.resize(spec.worlds.size());
    last_use_.resize(spec.worlds.size());
    for (std::size_t c = 0; c < spec.comparisons.size(); ++c) {
      const std::vector<std::size_t> worlds = worlds_of(spec.comparisons[c]);
      const std::size_t last = *std::max_element(worlds.begin(), worlds.end());
      due_[last].push_back(c);
      for (const std::size_t w : worlds) {
        last_use_[w] = std::max(last_use_[w].value_or(last), last);
      }
    }
  }

  BlockOfWorlds run(std::uint64_t number) {
    const std::uint64_t first = number * block_draws;
    first_ = first;
    count_ = static_cast<std::size_t>(std::min<std::uint64_t>(block_draws, run_.draws - first));
    result_ = {};
    result_.sums.moments.resize(layout_.places(rows_));
    result_.draws.reserve(columns_of_draws_ * count_);
    broken_.assign(block_draws, false);
    for (std::size_t axis = 0; axis < axes_.channels.size(); ++axis) {
      design_.fill(axis, first, {uniform_.data() + axis * block_draws, block_draws});
    }
    for (std::size_t w = 0; w < spec_.worlds.size(); ++w) {
      run_world(w, first);
      answer(w);
      if (columns_of_draws_ > 0) {
        write_draws(w);
      }
      for (const std::size_t c : due_[w]) {
        compare(c);
      }
      for (std::size_t done = 0; done <= w; ++done) {
        if (notes_[done] && *last_use_[done] <= w) {
          free_notes_.push_back(std::move(notes_[done]));
        }
      }
    }
    result_.invalid = static_cast<std::uint64_t>(std::count(broken_.begin(), broken_.end(), true));
    return std::move(result_);
  }

  void hand_over(WorldsPart& part) {
    part.counts.add(counts_);
    counts_ = fresh_;
  }

 private:
  static std::size_t most_columns(const WorldsSpec& spec) {
    std::size_t most = 0;
    for (const World& world : spec.worlds) {
      most = std::max(most, world.plan->columns);
    }
    return most;
  }

  static std::vector<std::size_t> worlds_of(const Comparison& what) {
    return what.third == Comparison::none ? std::vector<std::size_t>{what.first, what.second}
                                          : std::vector<std::size_t>{what.first, what.second, what.third, what.fourth};
  }

  [[nodiscard]] bool runs(std::size_t w, std::size_t tick) const { return tick <= last_ticks_[w]; }

  void run_world(std::size_t w, std::uint64_t first) {
    begin(w, first);
    if (last_use_[w]) {
      if (free_notes_.empty()) {
        free_notes_.push_back(std::make_unique<Notes>(layout_.entries()));
      }
      notes_[w] = std::move(free_notes_.back());
      free_notes_.pop_back();
    }
    for (const system::Tick& tick : base_.ticks) {  // worlds may have shorter ticks, as when ticks are halved
      if (runs(w, tick.number)) {
        runner_.advance_to(tick.end);
        record(w, tick.number);
      }
    }
  }

  void begin(std::size_t w, std::uint64_t first) {
    departure_.clear();
    for (const std::size_t axis : axes_.of_world[w]) {
      departure_.push_back(uniform_.data() + axis * block_draws);
    }
    runner_.begin(
        *spec_.worlds[w].plan,
        {.columns = departure_, .seed = run_.seed, .first_draw = first, .answers = !counts_.answers[w].yes.empty()});
  }

  void record(std::size_t w, std::size_t tick) {
    for (std::size_t v = 0; v < spec_.variables.size(); ++v) {
      if (!columns_[w][v]) {
        continue;
      }
      const double* values = runner_.column(*columns_[w][v]);
      if (w == 0 || layout_.on_day(tick)) {
        write_down(w, v, tick, values);
      }
      if (const std::size_t entry = layout_.entry(v, tick); notes_[w] && entry != Layout::none) {
        std::copy_n(values, block_draws, notes_[w]->column(entry));
      }
    }
  }

  void compare(std::size_t c) {
    const Comparison& what = spec_.comparisons[c];
    const std::vector<std::size_t> worlds = worlds_of(what);
    alignas(64) double difference[block_draws];
    for (std::size_t v = 0; v < spec_.variables.size(); ++v) {
      for (std::size_t tick = 0; tick < base_.ticks.size(); ++tick) {
        const std::size_t entry = layout_.entry(v, tick);
        const bool all = std::all_of(worlds.begin(), worlds.end(),
                                     [&](std::size_t w) { return columns_[w][v].has_value() && runs(w, tick); });
        if (entry != Layout::none && all) {
          subtract(what, entry, difference);
          write_down(spec_.worlds.size() + c, v, tick, difference);
        }
      }
    }
  }

  void subtract(const Comparison& what, std::size_t entry, double* to) {
    const double* first = notes_[what.first]->column(entry);
    const double* second = notes_[what.second]->column(entry);
    for (std::size_t row = 0; row < block_draws; ++row) {
      to[row] = first[row] - second[row];
    }
    if (what.third != Comparison::none) {
      const double* third = notes_[what.third]->column(entry);
      const double* fourth = notes_[what.fourth]->column(entry);
      for (std::size_t row = 0; row < block_draws; ++row) {
        to[row] -= third[row] - fourth[row];
      }
    }
  }

  void write_down(std::size_t row_of_results, std::size_t v, std::size_t tick, const double* values) {
    const math::Moments moments = moments_of(values, count_);
    result_.sums.moments[layout_.place(row_of_results, v, tick)] = moments;
    alignas(64) double finite[block_draws];
    if (moments.n < count_) {
      values = keep_finite(values, finite);
    }
    const std::span<const double> kept(values, moments.n);
    const bool zeros = moments.mean == 0.0 && moments.m2 == 0.0;
    const bool tells_spread = first_ < spread_draws;
    if (row_of_results == 0 && !is_event_[v] && tells_spread) {
      add_to(counts_.spread[v * layout_.ticks() + tick], kept, zeros);
    }
    for (std::size_t d = 0; d < day_ticks_.size(); ++d) {
      if (day_ticks_[d] == tick) {
        Spread& spread = counts_.days[row_of_results][v * day_ticks_.size() + d];
        spread.tick = tick;
        if (tells_spread) {
          add_to(spread.sketch, kept, zeros);
        }
        const ColumnSigns signs = column_kernels().signs(kept.data(), kept.size());
        spread.below += signs.below;
        spread.above += signs.above;
        spread.zero += kept.size() - signs.below - signs.above;
      }
    }
  }

  /// Moves the finite values together, and marks the rows of the others.
  const double* keep_finite(const double* values, double* finite) {
    std::size_t kept = 0;
    for (std::size_t row = 0; row < count_; ++row) {
      if (std::isfinite(values[row])) {
        finite[kept++] = values[row];
      } else {
        broken_[row] = true;
      }
    }
    return finite;
  }

  static void add_to(Sketch& sketch, std::span<const double> values, bool zeros) {
    if (zeros) {
      sketch.add_zeros(values.size());
    } else {
      sketch.add(values);
    }
  }

  void answer(std::size_t w) {
    Answers& answers = counts_.answers[w];
    const std::size_t questions = answers.yes.size();
    std::vector<std::size_t> yes;
    for (std::size_t row = 0; row < count_; ++row) {
      yes.clear();
      for (std::size_t q = 0; q < questions; ++q) {
        if (runner_.is_yes(q, row)) {
          ++answers.yes[q];
          yes.push_back(q);
        }
      }
      if (w == 0) {
        for (const std::size_t a : yes) {
          for (const std::size_t b : yes) {
            ++answers.both[a][b];
          }
        }
      }
    }
  }

  /// The draws one by one: the inputs of the first world, the answers of every world.
  void write_draws(std::size_t w) {
    std::vector<double>& to = result_.draws;
    if (w == 0) {
      for (const system::Column column : base_.input_columns) {
        to.insert(to.end(), runner_.column(column), runner_.column(column) + count_);
      }
    }
    for (std::size_t q = 0; q < counts_.answers[w].yes.size(); ++q) {
      for (std::size_t row = 0; row < count_; ++row) {
        to.push_back(runner_.is_yes(q, row) ? 1.0 : 0.0);
      }
    }
  }

  const WorldsSpec& spec_;
  const RunSpec& run_;
  const Axes& axes_;
  const math::Design& design_;
  const Layout& layout_;
  const system::Plan& base_;
  std::size_t rows_, count_ = 0;
  std::vector<double> uniform_;
  WorldRunner runner_;
  std::vector<const double*> departure_;                             ///< columns of the world at work
  std::uint64_t first_ = 0;                                          ///< draw of the block at work
  std::vector<std::vector<std::optional<system::Column>>> columns_;  ///< [worlds][variables] where it has them
  std::vector<std::unique_ptr<Notes>> notes_;  ///< [worlds], of those that have been run and will be compared
  std::vector<std::unique_ptr<Notes>> free_notes_;
  std::vector<std::vector<std::size_t>> due_;         ///< [worlds]: comparisons that can be made once it has been run
  std::vector<std::optional<std::size_t>> last_use_;  ///< [worlds] that are compared: after which notes may go
  std::vector<std::size_t> last_ticks_;               ///< [worlds] of the first world's ticks
  std::vector<std::size_t> day_ticks_;
  std::vector<bool> is_event_;  ///< [variables]
  std::vector<bool> broken_;
  WorldCounts counts_, fresh_;  ///< so far, and before the first block
  std::size_t columns_of_draws_;
  BlockOfWorlds result_;
};

/// Series of one row (a world or a comparison) from moments and counts.
std::vector<Series> series_of(std::size_t row, const WorldsSpec& spec, const Layout& layout,
                              const std::vector<math::Moments>& moments, WorldCounts& counts) {
  std::vector<Series> all(spec.variables.size());
  const std::size_t ticks = layout.ticks();
  for (std::size_t v = 0; v < all.size(); ++v) {
    Series& series = all[v];
    for (std::size_t t = 0; t < ticks; ++t) {
      const std::size_t place = layout.place(row, v, t);
      series.ticks.push_back(place == Layout::none ? math::Moments() : moments[place]);
    }
    series.present = std::any_of(series.ticks.begin(), series.ticks.end(), [](const auto& one) { return one.n > 0; });
    for (std::size_t d = 0; d < spec.days.size(); ++d) {
      series.days.push_back(std::move(counts.days[row][v * spec.days.size() + d]));
    }
    if (row == 0) {
      for (std::size_t t = 0; t < ticks; ++t) {
        series.spread.push_back(std::move(counts.spread[v * ticks + t]));
      }
    }
  }
  return all;
}

}  // namespace

std::vector<WorldColumn> world_columns(const WorldsSpec& spec) {
  std::vector<WorldColumn> columns;
  for (std::size_t i = 0; i < spec.worlds.front().plan->inputs.size(); ++i) {
    columns.push_back({.kind = WorldColumn::Kind::input, .input = i});
  }
  for (std::size_t w = 0; w < spec.worlds.size(); ++w) {
    for (std::size_t q = 0; q < questions_of(spec, w); ++q) {
      columns.push_back({.kind = WorldColumn::Kind::answer, .world = w, .question = q});
    }
  }
  return columns;
}

WorldsResults run_worlds(const WorldsSpec& spec, const RunSpec& run, const Control& control) {
  base::require(!spec.worlds.empty(), "there is at least one world");
  const Axes axes = axes_of(spec);
  const math::Design design(run.design, run.seed, axes.channels, run.draws);
  const Layout layout(spec);
  Stage<WorldsPart, BlockOfWorlds, Worker> stage(run.draws, control);
  std::vector<Worker> workers;
  const unsigned threads = stage.threads(run.threads);
  workers.reserve(threads);
  for (unsigned t = 0; t < threads; ++t) {
    workers.emplace_back(spec, run, axes, design, layout, control.draws != nullptr);
  }
  CarriedOut<WorldsPart> done = stage.run(workers);
  WorldCounts& counts = done.part.counts;
  workers.front().hand_over(done.part);  // nothing, in its shape, where nothing was done
  WorldSums sums = done.part.sums.total();
  sums.moments.resize(layout.places(spec.worlds.size() + spec.comparisons.size()));
  WorldsResults results{.seed = run.seed,
                        .draws_asked = run.draws,
                        .draws_done = draws_in(done.done, run.draws),
                        .blocks = done.done,
                        .draws_invalid = done.part.invalid,
                        .variables = spec.variables};
  for (std::size_t w = 0; w < spec.worlds.size(); ++w) {
    results.worlds.push_back(series_of(w, spec, layout, sums.moments, counts));
  }
  for (std::size_t c = 0; c < spec.comparisons.size(); ++c) {
    results.comparisons.push_back(series_of(spec.worlds.size() + c, spec, layout, sums.moments, counts));
  }
  results.answers = std::move(counts.answers);
  for (const system::PlannedQuestion& question : spec.worlds.front().plan->questions) {
    results.questions.push_back(question.id);
  }
  return results;
}

}  // namespace suasion::ensemble
