// The prototype's block as one writes it at first: a draw at a time, a month at a time, with the C library's functions.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "prototype_world.hpp"

namespace suasion::bench {

namespace {

constexpr double root_half = 0.70710678118654752440;
constexpr double month_days = 30.4375;

/// The functions whose calls are counted, if asked for.
template <bool counted>
struct Functions {
  std::uint64_t calls = 0;
  double exp(double x) { return count(), std::exp(x); }
  double log(double x) { return count(), std::log(x); }
  double cos(double x) { return count(), std::cos(x); }
  double pow(double x, double y) { return count(), std::pow(x, y); }
  double normal(double x) { return count(), 0.5 * std::erfc(-x * root_half); }  // Phi
  double logistic(double z) { return 1.0 / (1.0 + exp(-z)); }
  void count() { calls += counted ? 1 : 0; }
};

/// A generator of 64 bits without tables: as quick as a plain program may hope for (splitmix64, Steele and others
/// 2014).
struct Generator {
  std::uint64_t state;
  double uniform() {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (static_cast<double>((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
  }
};

struct State {
  double belief = 0.0, doubt = 0.0, sanctions = 0.0, crisis = 0.0, dispute = 1.0, tilt = 0.0;
};

struct Worth {
  double patron = 0.0, protege = 0.0, level = 0.0;
};

/// One draw.
template <bool counted>
class Draw {
 public:
  Draw(const PrototypeFacts& facts, const Uncertain& u, Functions<counted>& f, Generator& chance)
      : facts_(facts), u_(u), f_(f), chance_(chance) {
    power_ = 1.0 / (1.0 + f_.pow((u.own_trade + u.price) / u.other_trade, u.exponent));
    tie_cost_ = facts.cost_of_acting;
    fear_kept_ = f_.pow(0.5, 1.0 / u.fear_life);
    crisis_kept_ = f_.pow(0.5, 1.0 / facts.crisis_half_life);
    level_kept_ = f_.pow(0.5, 1.0 / facts.level_half_life);
    dispute_kept_ = f_.pow(0.5, 1.0 / facts.dispute_half_life);
    tilt_kept_ = f_.pow(0.5, 1.0 / facts.tilt_half_life);
    for (std::size_t n = 0; n < facts.neighbours; ++n) {
      standing_[n] = facts.standing * f_.exp(-facts.standing_km[n] / u.reach);
      at_home_[n] = facts.reserve * f_.exp(-facts.reserve_km[n] / u.reach);
      on_soil_[n] = facts.reserve * f_.exp(-facts.soil_km[n] / u.reach);
      exercise_[n] = facts.exercise * f_.exp(-facts.exercise_km[n] / u.reach);
    }
    state_.belief = u.support;
    state_.doubt = u.doubt;
    level_ = facts.level;
    const double exposure_weight = u.weight;
    access_ = f_.logistic(facts.access_intercept + facts.access_level * level_);
    for (std::size_t n = 0; n < facts.neighbours; ++n) {
      fear_[n] = (exposure_weight * exposure(n) + facts.grievance) / (1.0 - facts.coupling);
    }
  }

  void month(std::size_t m, bool with_choices) {
    events(m);
    derive();
    if (with_choices) {
      decide();
    }
    consequences(with_choices);
    anxiety(m);
  }

  void add_to(Seen& seen) const {
    seen.level += level_;
    seen.alternative += alternative(state_, reach(state_));
    seen.agreed += agreed_;
    seen.crisis += state_.crisis;
    seen.sanctions += state_.sanctions;
    seen.fear += fear_[0];
    seen.intervention += protege_believes_;
    seen.crackdowns += crackdown_ ? 1.0 : 0.0;
    seen.imposed += imposed_ ? 1.0 : 0.0;
    seen.left += left_ ? 1.0 : 0.0;
    for (std::size_t h = 0; h < hazards; ++h) {
      seen.happened[h] += happened_[h] ? 1.0 : 0.0;
    }
  }
  [[nodiscard]] double belief() const { return state_.belief; }
  [[nodiscard]] double doubt() const { return state_.doubt; }
  [[nodiscard]] double agreed() const { return agreed_; }
  [[nodiscard]] double intervention() const { return protege_believes_; }

 private:
  // ---- equations (3) and (4)
  void fade(double days) {
    const double rho = f_.pow(0.5, days / (u_.half_life * month_days));
    state_.belief = u_.support + rho * (state_.belief - u_.support);
    state_.doubt = facts_.long_run_variance + rho * rho * (state_.doubt - facts_.long_run_variance);
  }

  /// @param toward 1: a friendly act was done; -1: a hostile one.
  void hear(double a, double c, double toward) {
    const double k = a / std::sqrt(1.0 + a * a * state_.doubt);
    const double z = toward * k * (state_.belief - toward * c);
    const double h = 0.39894228040143267794 * f_.exp(-0.5 * z * z) / f_.normal(z);
    const double shift = state_.doubt * k * h;
    state_.belief += toward * shift;
    state_.doubt *= 1.0 - state_.doubt * k * k * (h * (h + z));
  }

  void events(std::size_t m) {
    if (m == 0) {
      fade(1.0);
      if (chance_.uniform() < facts_.reliability) {
        hear(u_.discrimination, u_.difficulty, 1.0);
      }
      fade(month_days - 1.0);
    } else {
      fade(month_days);
    }
    state_.crisis *= crisis_kept_;
    if (m == facts_.election_month && chance_.uniform() < u_.crackdown) {
      crackdown_ = true;
      state_.crisis = std::max(state_.crisis, u_.crisis * f_.pow(crisis_kept_, facts_.election_left));
    }
  }

  // ---- equations (7), (8), (9a), (11)
  double reach(const State& s) const {
    return u_.most * f_.normal((s.belief - u_.threshold + facts_.tilt_effect * s.tilt) /
                               std::sqrt(u_.noise * u_.noise + s.doubt));
  }
  static double alternative(const State& s, double in_reach) { return in_reach * (1.0 - s.sanctions); }

  Worth settle(const State& s, double in_reach) const {
    const double e = alternative(s, in_reach);
    const double d_b = -u_.protege_cost * s.dispute * (1.0 - e) - u_.crisis_cost * s.crisis;
    const double d_r = -u_.patron_cost * s.dispute;
    const double g = u_.gain;
    const double k = u_.aversion;
    const double t = u_.price;
    const double low = (t + d_r) / g;
    const double high = std::sqrt(std::max(2.0 * (t - d_b) / k, 0.0));
    if (low >= std::min(high, 1.0) || t <= d_b) {
      return {d_r, d_b, -1.0};
    }
    const double qa = power_ * k * g + (1.0 - power_) * g * k / 2.0;
    const double qb = -power_ * k * (t + d_r);
    const double qc = -(1.0 - power_) * g * (t - d_b);
    const double x = std::min((-qb + std::sqrt(qb * qb - 4.0 * qa * qc)) / (2.0 * qa), 1.0);
    return {g * x - t, t - 0.5 * k * x * x, x};
  }

  double intervention(double tie) const {
    return f_.normal((state_.belief + tie - tie_cost_) / std::sqrt(1.0 + state_.doubt));
  }

  void derive() {
    const Worth now = settle(state_, reach(state_));
    agreed_ = now.level >= 0.0 ? now.level : agreed_;
    protege_believes_ = intervention(0.0);
    patron_believes_ = intervention(0.0);
  }

  // ---- choices: utility is the flow of the month, and the bargain at the state after the action
  template <std::size_t n>
  std::size_t choose(const std::array<double, n>& utility) {
    const double best = *std::max_element(utility.begin(), utility.end());
    std::array<double, n> weight;
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      weight[i] = f_.exp(u_.rationality * (utility[i] - best));
      sum += weight[i];
    }
    double left = chance_.uniform() * sum;
    for (std::size_t i = 0; i + 1 < n; ++i) {
      left -= weight[i];
      if (left < 0.0) {
        return i;
      }
    }
    return n - 1;
  }

  void rival_chooses() {
    const ChoiceFacts& c = facts_.choices;
    double fear = 0.0;
    for (std::size_t n = 0; n < facts_.neighbours; ++n) {
      fear += fear_[n] / static_cast<double>(facts_.neighbours);
    }
    const double strategy = c.strategy * (1.0 + c.threat_effect * fear);
    const double in_reach = reach(state_);
    std::array<double, 6> utility;
    for (std::size_t a = 0; a < utility.size(); ++a) {
      const State s = after_rival(a);
      const double r = a >= 1 && a <= 3 ? reach(s) : in_reach;
      utility[a] =
          strategy * c.discount * 100.0 * settle(s, r).protege - c.engages[a] * c.rights * s.crisis - c.rival_cost[a];
    }
    utility[3] = ambassador_ ? never : utility[3];
    utility[4] = state_.sanctions > 0.0 ? utility[4] : never;
    rival_ = choose(utility);
    state_ = after_rival(rival_);
    ambassador_ = ambassador_ || rival_ == 3;
  }

  State after_rival(std::size_t action) const {
    const ChoiceFacts& c = facts_.choices;
    State s = state_;
    s.belief += c.shift[action];
    if (action == 4) {
      s.sanctions *= facts_.eased_share;
    } else if (action == 5) {
      s.sanctions = 1.0 - (1.0 - s.sanctions) * (1.0 - u_.severity);
    }
    return s;
  }

  State after_patron(std::size_t action) const {
    State s = state_;
    s.dispute = action == 3 ? s.dispute * (1.0 - facts_.choices.deal) : s.dispute + facts_.choices.press[action];
    return s;
  }

  double flow(double cost, const State& s) const { return -100.0 / 12.0 * cost * s.dispute; }

  void patron_chooses() {
    const ChoiceFacts& c = facts_.choices;
    const double in_reach = reach(state_);
    std::array<double, 5> utility;
    for (std::size_t a = 0; a < 4; ++a) {
      const State s = after_patron(a);
      utility[a] = flow(u_.patron_cost, s) + c.discount * 100.0 * settle(s, in_reach).patron - c.patron_cost[a];
    }
    const double agrees = f_.logistic(u_.rationality * hosting());
    utility[4] = base_ ? never : utility[0] - c.patron_cost[4] + agrees * c.base_value;
    patron_ = choose(utility);
    state_ = after_patron(patron_);
  }

  double hosting() const {
    const ChoiceFacts& c = facts_.choices;
    return c.base_reward - c.base_pain + c.base_need * state_.crisis;
  }

  void protege_chooses() {
    const ChoiceFacts& c = facts_.choices;
    const bool pressed = patron_ == 1 || patron_ == 2;
    const bool asked = patron_ == 4 && !base_;
    const double demanded = std::min(level_ + facts_.concession, 1.0);
    const double won = u_.gain * (demanded - level_);
    const double lost = 0.5 * u_.aversion * (demanded * demanded - level_ * level_);
    const double odds_r = std::clamp(c.odds - patron_believes_ * c.odds_shift, 0.0, 1.0);
    const double odds_b = std::clamp(c.odds - protege_believes_ * c.odds_shift, 0.0, 1.0);
    const double in_reach = reach(state_);
    const double cost_b =
        u_.protege_cost * state_.dispute * (1.0 - alternative(state_, in_reach)) + u_.crisis_cost * state_.crisis;
    const double escalation = 100.0 * (odds_r * won - u_.patron_cost * state_.dispute);
    const double escalate = f_.logistic(u_.rationality * (escalation + 100.0 * c.standing));
    const double resisting = 100.0 * c.standing + escalate * (-100.0 * (odds_b * lost + cost_b) - 100.0 * c.standing);
    const double crisis_cost = pressed ? resisting : 0.0;
    const double ahead = c.discount * 100.0 * settle(state_, in_reach).protege + flow(u_.protege_cost, state_);
    State tilted = state_;
    tilted.tilt = std::min(tilted.tilt + c.tilt_step, 1.0);
    const std::array<double, 4> utility = {crisis_cost + ahead, -100.0 * lost + ahead - c.concede_cost,
                                           crisis_cost + c.discount * 100.0 * settle(tilted, reach(tilted)).protege +
                                               flow(u_.protege_cost, tilted) - c.tilt_cost,
                                           asked ? crisis_cost + ahead + hosting() : never};
    protege_ = choose(utility);
    state_ = protege_ == 2 ? tilted : state_;
    base_ = base_ || protege_ == 3;
  }

  void decide() {
    const State before = state_;
    rival_chooses();
    patron_chooses();
    protege_chooses();
    for (std::size_t n = 0; n < facts_.neighbours; ++n) {
      const double eased = fear_[n] * facts_.choices.relief;
      choose(std::array<double, 3>{0.0, eased - facts_.choices.exercise_cost,
                                   2.0 * eased - facts_.choices.reinforce_cost});
    }
    state_.belief = before.belief;  // what they expect of their acts is not yet so
    state_.sanctions = before.sanctions;
  }

  // ---- what follows
  bool strikes(double rate) { return chance_.uniform() < 1.0 - f_.exp(-rate); }

  void sanctions(bool with_choices) {
    const double anger = f_.exp(facts_.crisis_effect * state_.crisis);
    const double rate = stage_ == 1    ? facts_.resolution_rate
                        : stage_ == 2  ? facts_.review_rate
                        : stage_ == 3  ? facts_.lift_rate
                        : with_choices ? 0.0
                                       : facts_.threat_rate * anger;
    if (with_choices && rival_ == 5 && (stage_ == 0 || stage_ >= 3)) {
      stage_ = 1;
    } else if (strikes(rate)) {
      if (stage_ == 1) {
        const bool carried_out = chance_.uniform() < facts_.carried_out;
        stage_ = carried_out ? 2 : 0;
        if (carried_out) {
          imposed_ = true;
          state_.sanctions = u_.severity;
          hear(u_.discrimination, facts_.sanction_difficulty, -1.0);
        }
      } else if (stage_ == 2) {
        stage_ = 3;
        state_.sanctions *= facts_.eased_share;
      } else if (stage_ == 3) {
        stage_ = 4;
        state_.sanctions = 0.0;
      } else {
        stage_ = 1;
      }
    }
  }

  void consequences(bool with_choices) {
    const double normal = std::sqrt(-2.0 * f_.log(chance_.uniform())) * f_.cos(6.283185307179586 * chance_.uniform());
    level_ = agreed_ + level_kept_ * (level_ - agreed_) +
             facts_.level_sd * std::sqrt(1.0 - level_kept_ * level_kept_) * normal;
    if (with_choices && protege_ == 1) {
      level_ += facts_.concession;
    }
    level_ = std::clamp(level_, 0.0, 1.0);
    state_.dispute = 1.0 + dispute_kept_ * (state_.dispute - 1.0);
    state_.tilt *= tilt_kept_;
    const std::array<double, hazards> drivers = {state_.crisis, state_.belief, level_, state_.crisis, state_.belief};
    for (std::size_t h = 0; h < hazards; ++h) {
      const double rate = facts_.hazard_rate[h] * f_.exp(facts_.hazard_slope[h] * drivers[h]);
      happened_[h] = strikes(rate) || happened_[h];
    }
    sanctions(with_choices);
    const double leaves = facts_.leave_rate * f_.exp(facts_.leave_slope * state_.crisis);
    left_ = strikes(leaves) || left_;
    state_.crisis = left_ ? 0.0 : state_.crisis;  // the crisis goes with its ruler
  }

  // ---- equations (14) and (15)
  double exposure(std::size_t n) const { return standing_[n] + at_home_[n] + access_ * (on_soil_[n] - at_home_[n]); }

  void anxiety(std::size_t m) {
    access_ = f_.logistic(facts_.access_intercept + facts_.access_level * level_ + (base_ ? facts_.access_base : 0.0));
    std::array<double, most> next;
    const std::size_t count = facts_.neighbours;
    const double there = m % 12 == facts_.exercise_month ? facts_.exercise_share : 0.0;
    for (std::size_t n = 0; n < count; ++n) {
      const double beside = 0.5 * (fear_[(n + 1) % count] + fear_[(n + count - 1) % count]);
      const double input = u_.weight * (exposure(n) + there * exercise_[n]) + facts_.grievance;
      next[n] = fear_kept_ * fear_[n] + (1.0 - fear_kept_) * (input + facts_.coupling * beside);
    }
    fear_ = next;
  }

  static constexpr double never = -1e300;
  static constexpr std::size_t most = PrototypeFacts::most_neighbours;
  const PrototypeFacts& facts_;
  const Uncertain& u_;
  Functions<counted>& f_;
  Generator& chance_;
  State state_;
  double power_, tie_cost_, fear_kept_, crisis_kept_, level_kept_, dispute_kept_, tilt_kept_;
  double level_, access_ = 0.0, agreed_ = 0.0, protege_believes_ = 0.0, patron_believes_ = 0.0;
  std::array<double, most> standing_ = {}, at_home_ = {}, on_soil_ = {}, exercise_ = {}, fear_ = {};
  std::array<bool, hazards> happened_ = {};
  bool crackdown_ = false, imposed_ = false, left_ = false, ambassador_ = false, base_ = false;
  std::size_t rival_ = 0, patron_ = 0, protege_ = 0, stage_ = 0;
};

template <bool counted>
std::uint64_t run_all(const PrototypeFacts& facts, bool with_choices, const std::vector<Uncertain>& draws,
                      std::uint64_t seed, Seen& seen) {
  Functions<counted> functions;
  Generator chance{seed};
  for (const Uncertain& u : draws) {
    Draw<counted> draw(facts, u, functions, chance);
    for (std::size_t m = 0; m < months; ++m) {
      draw.month(m, with_choices);
      seen.belief[m] += draw.belief();
    }
    draw.add_to(seen);
    if (seen.keep_last) {
      seen.last.push_back({draw.belief(), draw.doubt(), draw.agreed(), draw.intervention()});
    }
  }
  return functions.calls;
}

}  // namespace

void run_prototype(const PrototypeFacts& facts, bool with_choices, const std::vector<Uncertain>& draws,
                   std::uint64_t seed, Seen& seen, std::uint64_t* calls) {
  seen.belief.assign(months, 0.0);
  if (calls != nullptr) {
    *calls = run_all<true>(facts, with_choices, draws, seed, seen);
  } else {
    run_all<false>(facts, with_choices, draws, seed, seen);
  }
}

}  // namespace suasion::bench
