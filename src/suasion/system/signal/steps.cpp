#include "suasion/system/signal/steps.hpp"

#include <algorithm>
#include <limits>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/signal/formulas.hpp"
#include "suasion/system/signal/replay.hpp"

namespace suasion::system::signal {

namespace {

const double never = std::numeric_limits<double>::infinity();
constexpr double days_per_year = 365.25;

/// Initial beliefs, the past, and the truth behind them.
class Begin final : public Start {
 public:
  Begin(std::shared_ptr<const Audience> audience, double origin) : audience_(std::move(audience)), origin_(origin) {}

  void begin(Block& block) const override {
    const Audience& a = *audience_;
    std::fill_n(block.column(a.clock), block_draws, a.history);
    std::fill_n(block.column(a.last_signal), block_draws, a.history - days_per_year);
    if (a.shadow) {
      begin_shadow(block);
    }
    for (const Belief& belief : a.beliefs) {
      std::copy_n(block.column(belief.start.mean), block_draws, block.column(belief.now.mean));
      std::copy_n(block.column(belief.start.variance), block_draws, block.column(belief.now.variance));
    }
    for (const Tour& tour : a.tours) {
      std::copy_n(block.column(a.tour_variance), block_draws, block.column(tour.effect.variance));
    }
    begin_events(block);
    Replay replay(a, block, true);
    replay.calendar(-never, 0.0);
    replay.pass_to(0.0);
    if (a.coming && !a.coming_told) {
      replay.look_ahead(a.signals[*a.coming], Row{});
    }
    for (std::size_t receiver = 0; receiver < a.own.size(); ++receiver) {
      draw_truth(block, receiver);
    }
  }

 private:
  void begin_shadow(Block& block) const {
    const Audience& a = *audience_;
    const double* year = block.column(a.change_year);
    const double* shift = block.column(a.change_shift);
    const double* mean = block.column(a.beliefs.front().long_run.mean);
    for (std::size_t row = 0; row < block_draws; ++row) {
      block.column(a.beliefs[*a.shadow].long_run.mean)[row] = mean[row];
      block.column(a.changed_mean)[row] = mean[row] + shift[row];
      block.column(a.change_day)[row] = std::max(a.history, (year[row] - origin_) * days_per_year);
    }
  }

  void begin_events(Block& block) const {
    for (const Signal& signal : audience_->signals) {
      if (signal.reliability) {
        const double* reliability = block.column(*signal.reliability);
        double* doubt = block.column(signal.doubt);
        for (std::size_t row = 0; row < block_draws; ++row) {
          doubt[row] = 1.0 - reliability[row];
        }
      }
    }
    for (const Uncertain& event : audience_->uncertain) {
      Row chance;
      block.uniforms(event.chance, 0, chance.data());
      for (std::size_t row = 0; row < block_draws; ++row) {
        const bool happened = chance[row] < block.column(event.reliability)[row];
        block.column(event.happened)[row] = happened ? block.column(event.day)[row] : never;
      }
    }
    if (audience_->quiet) {
      begin_quiet(block);
    }
  }

  /// A twelfth of the yearly base rate, as a difficulty.
  void begin_quiet(Block& block) const {
    constexpr double months_a_year = 12.0;
    namespace formulas = SUASION_TARGET;
    const double* a = block.column(audience_->quiet->yearly.discrimination);
    const double* c = block.column(audience_->quiet->yearly.difficulty);
    for (std::size_t row = 0; row < block_draws; ++row) {
      const double rate = formulas::rate_from_difficulty(c[row], a[row]) / months_a_year;
      block.column(audience_->quiet->difficulty)[row] = formulas::difficulty_from_rate(rate, a[row]);
    }
  }

  /// theta ~ the belief of the receiver (of everybody, for others than the protege) at the origin.
  void draw_truth(Block& block, std::size_t receiver) const {
    const Belief& belief = audience_->beliefs[audience_->own[receiver]];
    double* truth = block.column(audience_->truth[receiver]);
    block.uniforms(audience_->truth_draw[receiver], 0, truth);
    math::column_functions().normal_quantile(truth, truth, block_draws);
    const double* mean = block.column(belief.now.mean);
    const double* variance = block.column(belief.now.variance);
    for (std::size_t row = 0; row < block_draws; ++row) {
      truth[row] = mean[row] + math::SUASION_TARGET::sqrt(variance[row]) * truth[row];
    }
  }

  std::shared_ptr<const Audience> audience_;
  double origin_;
};

/// What is dated inside the tick.
class Happen final : public Step {
 public:
  explicit Happen(std::shared_ptr<const Audience> audience) : audience_(std::move(audience)) {}
  void advance(Block& block, const Tick& tick) const override {
    Replay(*audience_, block, false).calendar(tick.start, tick.end);
  }

 private:
  std::shared_ptr<const Audience> audience_;
};

/// Fading to the end of the tick. A change of leader takes its share then: fading before or after comes to the same.
class Fade final : public Step {
 public:
  explicit Fade(std::shared_ptr<const Audience> audience) : audience_(std::move(audience)) {}
  void advance(Block& block, const Tick& tick) const override {
    const Audience& a = *audience_;
    Replay replay(a, block, false);
    replay.pass_to(tick.end);
    const double* changed = block.column(a.leader_changed);
    const double* share = block.column(a.leader_share);
    double* seen = block.column(a.leader_seen);
    Row rho;
    bool any = false;
    for (std::size_t row = 0; row < block_draws; ++row) {
      const bool now = changed[row] > seen[row];
      rho[row] = now ? 1.0 - share[row] : 1.0;
      seen[row] = std::max(seen[row], changed[row]);
      any = any || now;
    }
    if (any && !a.frozen) {
      replay.forget(rho);
    }
  }

 private:
  std::shared_ptr<const Audience> audience_;
};

/// Signals that other modules brought about in this tick, and months in which nothing was heard.
class Answer final : public Step {
 public:
  explicit Answer(std::shared_ptr<const Audience> audience) : audience_(std::move(audience)) {}

  void advance(Block& block, const Tick& tick) const override {
    const Audience& a = *audience_;
    Replay replay(a, block, false);
    for (const Prompt& prompt : a.prompts) {
      if (prompt.event) {
        replay.late({.signal = prompt.signal}, of_event(block, tick, prompt), tick.end);
      } else if (tick.decisions) {
        const double* done = block.column(*prompt.decision);
        replay.late({.signal = prompt.signal}, where(tick.end, [&](std::size_t row) { return done[row] > 0.5; }),
                    tick.end);
      }
    }
    if (a.quiet && tick.decisions) {
      const double* last = block.column(a.last_signal);
      replay.late({.kind = Moment::Kind::miss, .signal = a.quiet->signal},
                  where(tick.end, [&](std::size_t row) { return last[row] <= tick.end - days_per_month; }), tick.end);
    }
  }

 private:
  template <class Condition>
  static Row where(double day, Condition condition) {
    Row when;
    for (std::size_t row = 0; row < block_draws; ++row) {
      when[row] = condition(row) ? day : never;
    }
    return when;
  }

  static Row of_event(const Block& block, const Tick& tick, const Prompt& prompt) {
    const double* day = block.column(*prompt.event);
    Row when;
    for (std::size_t row = 0; row < block_draws; ++row) {
      when[row] = day[row] > tick.start && day[row] <= tick.end ? day[row] : never;
    }
    for (const Column except : prompt.except) {
      const double* dated = block.column(except);
      for (std::size_t row = 0; row < block_draws; ++row) {
        when[row] = when[row] == dated[row] ? never : when[row];
      }
    }
    return when;
  }

  std::shared_ptr<const Audience> audience_;
};

}  // namespace

void add_steps(Builder& builder, const std::shared_ptr<const Audience>& audience, double origin) {
  builder.start(std::make_unique<Begin>(audience, origin));
  builder.add(Phase::event, std::make_unique<Happen>(audience));
  builder.add(Phase::decay, std::make_unique<Fade>(audience));
  if (!audience->prompts.empty() || audience->quiet) {
    builder.add(Phase::temper, std::make_unique<Answer>(audience));
  }
}

}  // namespace suasion::system::signal
