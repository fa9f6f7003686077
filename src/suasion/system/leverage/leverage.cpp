#include "suasion/system/leverage/leverage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/leverage/facts.hpp"
#include "suasion/system/leverage/inputs.hpp"

namespace suasion::system::leverage {

SUASION_PICK_KERNELS(LeverageKernels, leverage_kernels)

namespace {

/// Variables that the bargain writes.
struct Settled {
  Column alternative = {}, protege_disagreement = {}, patron_disagreement = {}, agreed = {}, price = {}, protege = {},
         patron = {}, struck = {}, leash = {}, leash_price = {}, leash_concession = {};
};

/// Where the level starts: the status quo of the issue, or what is agreed at the origin where there is none.
struct StatusQuo {
  std::optional<Column> value = {};
  double low = 0.0, high = 1.0;  ///< of the issue's scale
};

class Settle {
 public:
  Settle(const SettingInputs& setting, const StateInputs& state, const Settled& to)
      : setting_(setting), state_(state), to_(to) {}

  /// What is worked out besides level and alternative: terms of the deal, and the leash. In the order of `left_out`.
  [[nodiscard]] std::vector<ByProduct> by_products() const {
    const std::vector<Column> reads = {state_.support, state_.doubt,   state_.sanctions,
                                       state_.crisis,  state_.dispute, state_.tilt};
    return {
        {.writes = {to_.protege_disagreement, to_.patron_disagreement, to_.price, to_.protege, to_.patron, to_.struck},
         .reads = reads,
         .overwrites = true},
        {.writes = {to_.leash, to_.leash_price, to_.leash_concession}, .reads = reads, .overwrites = true}};
  }
  [[nodiscard]] Settle without(const std::vector<bool>& left_out) const {
    Settle leaner = *this;
    leaner.terms_ = !left_out[0];
    leaner.leash_ = !left_out[1];
    return leaner;
  }

  void operator()(Block& block) const {
    leverage_kernels().settle({.rows = block_draws,
                               .setting = columns(setting_, block),
                               .state = columns(state_, block),
                               .terms = terms_,
                               .leash = leash_,
                               .to = {.alternative = block.column(to_.alternative),
                                      .protege_disagreement = block.column(to_.protege_disagreement),
                                      .patron_disagreement = block.column(to_.patron_disagreement),
                                      .agreed = block.column(to_.agreed),
                                      .price = block.column(to_.price),
                                      .protege = block.column(to_.protege),
                                      .patron = block.column(to_.patron),
                                      .struck = block.column(to_.struck),
                                      .leash = block.column(to_.leash),
                                      .leash_price = block.column(to_.leash_price),
                                      .leash_concession = block.column(to_.leash_concession)}});
  }

  [[nodiscard]] const Settled& to() const { return to_; }

 private:
  SettingInputs setting_;
  StateInputs state_;
  Settled to_;
  bool terms_ = true, leash_ = true;
};

/// Dependence and power, and the bargain at the origin.
struct Dependencies {
  Column own_trade = {}, other_trade = {}, transfer = {}, exponent = {};
  Column own = {}, other = {}, power = {};
};

class Begin final : public Start {
 public:
  Begin(const Dependencies& dependence, const StatusQuo& status_quo, const Settle& settle, Column level, Column dispute)
      : dependence_(dependence), status_quo_(status_quo), settle_(settle), level_(level), dispute_(dispute) {}

  void begin(Block& block) const override {
    weigh(block);
    double* agreed = block.column(settle_.to().agreed);
    if (status_quo_.value) {
      const double* value = block.column(*status_quo_.value);
      for (std::size_t row = 0; row < block_draws; ++row) {
        agreed[row] = (value[row] - status_quo_.low) / (status_quo_.high - status_quo_.low);
      }
      std::copy_n(agreed, block_draws, block.column(level_));
    }
    std::fill_n(block.column(dispute_), block_draws, 1.0);
    settle_(block);
    if (!status_quo_.value) {
      std::copy_n(agreed, block_draws, block.column(level_));
    }
  }

 private:
  void weigh(Block& block) const {
    const double* own_trade = block.column(dependence_.own_trade);
    const double* transfer = block.column(dependence_.transfer);
    double* own = block.column(dependence_.own);
    double* other = block.column(dependence_.other);
    std::copy_n(block.column(dependence_.other_trade), block_draws, other);
    for (std::size_t row = 0; row < block_draws; ++row) {
      own[row] = own_trade[row] + transfer[row];
    }
    leverage_kernels().powers(block_draws, own, other, block.column(dependence_.exponent),
                              block.column(dependence_.power));
  }

  Dependencies dependence_;
  StatusQuo status_quo_;
  Settle settle_;
  Column level_, dispute_;
};

class SettleAnew final : public Step {
 public:
  SettleAnew(const Settle& settle, Column agreed_before) : settle_(settle), agreed_before_(agreed_before) {}

  void advance(Block& block, const Tick& /*tick*/) const override {
    std::copy_n(block.column(settle_.to().agreed), block_draws, block.column(agreed_before_));
    settle_(block);
  }
  [[nodiscard]] std::unique_ptr<const Step> without(const std::vector<bool>& left_out) const override {
    return std::make_unique<SettleAnew>(settle_.without(left_out), agreed_before_);
  }

 private:
  Settle settle_;
  Column agreed_before_;
};

/// Columns that the realised level and the dispute move by.
struct Course {
  math::Channel channel = {};
  Column agreed_before = {}, agreed_now = {}, half_life = {}, sd = {}, concedes = {}, concession = {}, level = {};
  Column keep = {}, spread = {}, dispute_keep = {};  ///< of one tick; set in the first
  Column dispute_half_life = {}, presses = {}, squeezes = {}, deals = {}, press_effect = {}, squeeze_effect = {},
         deal_effect = {}, dispute = {};
};

class Move final : public Step {
 public:
  explicit Move(const Course& course) : course_(course) {}

  void advance(Block& block, const Tick& tick) const override {
    if (tick.number == 0) {  // all ticks are of one length
      leverage_kernels().pace({.rows = block_draws,
                               .months = tick.months,
                               .half_life = block.column(course_.half_life),
                               .sd = block.column(course_.sd),
                               .dispute_half_life = block.column(course_.dispute_half_life),
                               .keep = block.column(course_.keep),
                               .spread = block.column(course_.spread),
                               .dispute_keep = block.column(course_.dispute_keep)});
    }
    alignas(64) double chance[block_draws];
    block.uniforms(course_.channel, tick.number, chance);
    math::column_functions().normal_quantile(chance, chance, block_draws);
    leverage_kernels().move({.rows = block_draws,
                             .decisions = tick.decisions,
                             .agreed_before = block.column(course_.agreed_before),
                             .agreed_now = block.column(course_.agreed_now),
                             .keep = block.column(course_.keep),
                             .spread = block.column(course_.spread),
                             .chance = chance,
                             .concedes = block.column(course_.concedes),
                             .concession = block.column(course_.concession),
                             .level = block.column(course_.level),
                             .dispute_keep = block.column(course_.dispute_keep),
                             .presses = block.column(course_.presses),
                             .squeezes = block.column(course_.squeezes),
                             .deals = block.column(course_.deals),
                             .press_effect = block.column(course_.press_effect),
                             .squeeze_effect = block.column(course_.squeeze_effect),
                             .deal_effect = block.column(course_.deal_effect),
                             .dispute = block.column(course_.dispute)});
  }

 private:
  Course course_;
};

Settled settled_variables(Builder& builder) {
  return {.alternative = builder.variable("leverage.alternative"),
          .protege_disagreement = builder.variable("leverage.disagreement.protege"),
          .patron_disagreement = builder.variable("leverage.disagreement.patron"),
          .agreed = builder.variable("leverage.agreed"),
          .price = builder.variable("leverage.price"),
          .protege = builder.variable("leverage.payoff.protege"),
          .patron = builder.variable("leverage.payoff.patron"),
          .struck = builder.variable("leverage.deal"),
          .leash = builder.variable("leverage.leash"),
          .leash_price = builder.variable("leverage.leash.price"),
          .leash_concession = builder.variable("leverage.leash.concession")};
}

StatusQuo status_quo_of(Builder& builder) {
  for (const scenario::Issue& issue : builder.scenario().issues) {
    if (issue.id == builder.roles().issue && issue.status_quo) {
      return {.value = builder.input(*issue.status_quo), .low = issue.scale_low, .high = issue.scale_high};
    }
  }
  return {};
}

Course course_of(Builder& builder, const Settled& settled, Column level, Column dispute) {
  const Roles& roles = builder.roles();
  return {.channel = math::channel(fmt::format("leverage.level.{}-{}", roles.patron, roles.protege)),
          .agreed_before = builder.hidden(),
          .agreed_now = settled.agreed,
          .half_life = builder.parameter("adjustment_half_life_months"),
          .sd = builder.parameter("level_sd"),
          .concedes = builder.read("decision.does.protege.concede", 0.0),
          .concession = builder.parameter("concession"),
          .level = level,
          .keep = builder.hidden(),
          .spread = builder.hidden(),
          .dispute_keep = builder.hidden(),
          .dispute_half_life = builder.parameter("dispute_half_life_months"),
          .presses = builder.read("decision.does.patron.press", 0.0),
          .squeezes = builder.read("decision.does.patron.squeeze", 0.0),
          .deals = builder.read("decision.does.patron.deal", 0.0),
          .press_effect = builder.parameter("press_effect"),
          .squeeze_effect = builder.parameter("squeeze_effect"),
          .deal_effect = builder.parameter("deal_effect"),
          .dispute = dispute};
}

void plan(Builder& builder) {
  const Dependence ties = dependence_of(builder.scenario(), builder.roles());
  if (ties.own == nullptr || ties.other == nullptr) {
    builder.off(
        "the scenario has no ties of kind 'trade' with a share of GDP, from the protege to the patron and from the "
        "patron to the protege");
    return;
  }
  const Dependencies dependence = {
      .own_trade = builder.input(*ties.own),
      .other_trade = builder.input(*ties.other),
      .transfer = ties.transfer != nullptr ? builder.input(*ties.transfer) : builder.constant(0.0),
      .exponent = builder.parameter("dependence_exponent"),
      .own = builder.variable("leverage.dependence.protege"),
      .other = builder.variable("leverage.dependence.patron"),
      .power = builder.variable("leverage.power")};
  // braces: they go from left to right with every compiler, arguments in parentheses do not
  const Settle settle{setting_inputs(builder), state_inputs(builder), settled_variables(builder)};
  const Column level = builder.variable("leverage.level");
  const Column dispute = builder.variable("leverage.dispute");
  const Course course = course_of(builder, settle.to(), level, dispute);
  builder.start(std::make_unique<Begin>(dependence, status_quo_of(builder), settle, level, dispute));
  builder.add(Phase::derive, std::make_unique<SettleAnew>(settle, course.agreed_before), settle.by_products(), false);
  builder.add(Phase::consequence, std::make_unique<Move>(course));
  // once more, so that what is written down at the end of the tick knows of all that happened in it
  builder.add(Phase::temper, std::make_unique<SettleAnew>(settle, course.agreed_before), settle.by_products(), false);
}

}  // namespace

Module entry() {
  return {.info = facts(), .plan = &plan};
}

}  // namespace suasion::system::leverage
