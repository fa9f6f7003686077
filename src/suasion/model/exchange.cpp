#include "suasion/model/exchange.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "suasion/model/draw.hpp"
#include "suasion/model/settings.hpp"

namespace suasion::model::exchange {

namespace {

/// In units of a scale: less is rounding. After a trade an outcome may lie on somebody's position, who then stands on
/// neither side of it.
constexpr double rounding = 1e-12;

struct Options {
  bool equal_gain = true;    ///< else Raiffa-Kalai-Smorodinsky
  bool move_outcome = true;  ///< else position exchange
  std::size_t rounds = 1;
};

/// One actor on one issue.
struct Stand {
  double ideal = 0.0, vote = 0.0;  ///< true position, and where it votes now; in units of the scale
  double weight = 0.0, salience = 0.0;
  bool present = false, bound = false;
};

/// What a pair would do on two issues: `giver` gives way on p, `taker` on q.
struct Deal {
  std::size_t giver = 0, taker = 0;
  double shift_p = 0.0, shift_q = 0.0;  ///< of the outcomes, towards the other side; sizes
  double gain_giver = 0.0, gain_taker = 0.0;
  [[nodiscard]] double gain() const { return gain_giver + gain_taker; }
};

/// How far outcomes may shift, and what a shift is worth to the two.
struct Terms {
  double most_p = 0.0, most_q = 0.0;
  double giver_p = 0.0, giver_q = 0.0, taker_p = 0.0, taker_q = 0.0;  ///< saliences
};

/// The most that one side gets while the other loses nothing: its own issue by up to `most_own`, paid for on the other.
double best_for(double own, double pay, double most_own, double other_pays, double other_gets, double most_pay) {
  const double got = std::min(most_own, other_pays > 0.0 ? most_pay * other_gets / other_pays : most_own);
  const double paid = other_gets > 0.0 ? got * other_pays / other_gets : 0.0;
  return own * got - pay * paid;
}

/// P/Q, the rate at which the two shifts are exchanged.
double rate(const Terms& terms, bool equal_gain) {
  double k = 1.0;
  if (!equal_gain) {
    const double giver =
        best_for(terms.giver_q, terms.giver_p, terms.most_q, terms.taker_q, terms.taker_p, terms.most_p);
    const double taker =
        best_for(terms.taker_p, terms.taker_q, terms.most_p, terms.giver_p, terms.giver_q, terms.most_q);
    k = giver / taker;
  }
  return (terms.giver_q + k * terms.taker_q) / (terms.giver_p + k * terms.taker_p);
}

/// All issues of a draw, with one row an issue and one column an actor of the scenario.
class Market {
 public:
  Market(const Agenda& agenda, std::size_t lane, const Options& options)
      : agenda_(agenda), options_(options), actors_(actors_of(agenda.issues)) {
    stands_.resize(agenda.issues.size() * actors_);
    for (std::size_t p = 0; p < agenda.issues.size(); ++p) {
      const Draw draw{agenda.issues[p], lane};
      for (std::size_t a = 0; a < draw.actors(); ++a) {
        const double x = (draw.position(a) - draw.issue.scale_low) / draw.scale();
        at(p, draw.actor(a)) = {x, x, draw.weight(a), draw.salience(a), true, false};
      }
      total_.push_back(total(p));
      outcome_.push_back(compromise(p));
    }
  }

  void play(std::size_t lane) {
    for (std::size_t round = 0; round < options_.rounds; ++round) {
      for (Stand& stand : stands_) {
        stand.bound = false;
      }
      if (!play_round(lane)) {
        break;
      }
    }
    if (!options_.move_outcome) {
      for (std::size_t p = 0; p < issues(); ++p) {
        outcome_[p] = compromise(p);
      }
    }
  }

  [[nodiscard]] double outcome(std::size_t p) const {
    const IssueTile& issue = agenda_.issues[p];
    const double length = issue.scale_high - issue.scale_low;
    return std::min(std::max(issue.scale_low + length * outcome_[p], issue.scale_low), issue.scale_high);
  }
  [[nodiscard]] bool any_weight(std::size_t p) const { return total_[p] > 0.0; }

 private:
  [[nodiscard]] std::size_t issues() const { return agenda_.issues.size(); }
  Stand& at(std::size_t p, std::size_t actor) { return stands_[p * actors_ + actor]; }
  [[nodiscard]] const Stand& at(std::size_t p, std::size_t actor) const { return stands_[p * actors_ + actor]; }

  [[nodiscard]] double total(std::size_t p) const {
    double sum = 0.0;
    for (std::size_t a = 0; a < actors_; ++a) {
      sum += at(p, a).weight;
    }
    return sum;
  }

  [[nodiscard]] double compromise(std::size_t p) const {
    double sum = 0.0;
    for (std::size_t a = 0; a < actors_; ++a) {
      sum += at(p, a).weight * at(p, a).vote;
    }
    return sum / total_[p];
  }

  /// Carries out trades until nobody gains; false if there was none.
  bool play_round(std::size_t lane) {
    best_.assign(issues() * issues(), std::nullopt);
    std::vector<bool> stale(issues(), true);
    bool any = false;
    while (true) {
      const Deal* winner = nullptr;
      std::size_t winner_p = 0;
      std::size_t winner_q = 0;
      for (std::size_t p = 0; p < issues(); ++p) {
        for (std::size_t q = p + 1; q < issues(); ++q) {
          std::optional<Deal>& best = best_[p * issues() + q];
          best = stale[p] || stale[q] ? best_trade(p, q) : best;
          if (best && (winner == nullptr || best->gain() > winner->gain())) {
            winner = &*best;
            winner_p = p;
            winner_q = q;
          }
        }
      }
      if (winner == nullptr) {
        return any;
      }
      const Deal trade = *winner;
      carry_out(trade, winner_p, winner_q, lane);
      any = true;
      std::fill(stale.begin(), stale.end(), false);
      stale[winner_p] = stale[winner_q] = true;
    }
  }

  [[nodiscard]] std::optional<Deal> best_trade(std::size_t p, std::size_t q) const {
    std::optional<Deal> best;
    for (std::size_t i = 0; i < actors_; ++i) {
      for (std::size_t j = i + 1; j < actors_; ++j) {
        const auto trade = deal(p, q, i, j);
        if (trade && (!best || trade->gain() > best->gain())) {
          best = trade;
        }
      }
    }
    return best;
  }

  [[nodiscard]] bool free(std::size_t p, std::size_t actor) const {
    const Stand& stand = at(p, actor);
    return stand.present && !stand.bound && stand.weight > 0.0;
  }
  [[nodiscard]] bool opposed(std::size_t p, std::size_t i, std::size_t j) const {
    const double a = at(p, i).ideal - outcome_[p];
    const double b = at(p, j).ideal - outcome_[p];
    return std::min(a, b) < -rounding && std::max(a, b) > rounding;
  }

  /// How far the outcome of p can come to the side of `to` if `from` gives way, at most to the position of `to`.
  [[nodiscard]] double most_shift(std::size_t p, std::size_t from, std::size_t to) const {
    const double side = at(p, to).ideal > outcome_[p] ? 1.0 : -1.0;
    const double way = std::max(0.0, side * (at(p, to).ideal - at(p, from).vote));
    return std::min(at(p, from).weight * way / total_[p], std::abs(at(p, to).ideal - outcome_[p]));
  }

  [[nodiscard]] std::optional<Deal> deal(std::size_t p, std::size_t q, std::size_t i, std::size_t j) const {
    if (!free(p, i) || !free(q, i) || !free(p, j) || !free(q, j) || !opposed(p, i, j) || !opposed(q, i, j)) {
      return std::nullopt;
    }
    const double i_first = at(p, i).salience * at(q, j).salience;  // s_ip / s_iq against s_jp / s_jq
    const double j_first = at(p, j).salience * at(q, i).salience;
    const std::size_t giver = i_first < j_first ? i : j;
    const std::size_t taker = i_first < j_first ? j : i;
    const Terms terms = {.most_p = most_shift(p, giver, taker),
                         .most_q = most_shift(q, taker, giver),
                         .giver_p = at(p, giver).salience,
                         .giver_q = at(q, giver).salience,
                         .taker_p = at(p, taker).salience,
                         .taker_q = at(q, taker).salience};
    if (i_first == j_first || !(terms.most_p > rounding) || !(terms.most_q > rounding)) {
      return std::nullopt;
    }
    const double p_by_q = rate(terms, options_.equal_gain);
    const double Q = std::min(terms.most_q, terms.most_p / p_by_q);
    const double P = std::min(terms.most_p, p_by_q * Q);
    Deal trade{giver, taker, P, Q};
    trade.gain_giver = terms.giver_q * Q - terms.giver_p * P;
    trade.gain_taker = terms.taker_p * P - terms.taker_q * Q;
    const bool gains = trade.gain_giver > rounding && trade.gain_taker > rounding;
    return gains ? std::optional(trade) : std::nullopt;
  }

  void carry_out(const Deal& trade, std::size_t p, std::size_t q, std::size_t lane) {
    const double shift_p = give_way(p, trade.giver, trade.taker, trade.shift_p);
    const double shift_q = give_way(q, trade.taker, trade.giver, trade.shift_q);
    if (agenda_.trades != nullptr) {
      agenda_.trades->push_back({.lane = lane,
                                 .actor = {trade.giver, trade.taker},
                                 .issue = {p, q},
                                 .gain = {trade.gain_giver, trade.gain_taker},
                                 .shift = {shift_p * length(p), shift_q * length(q)},
                                 .third_parties = others_gain(p, shift_p, trade) + others_gain(q, shift_q, trade)});
    }
    if (options_.move_outcome) {
      outcome_[p] += shift_p;
      outcome_[q] += shift_q;
    }
    for (const std::size_t actor : {trade.giver, trade.taker}) {
      at(p, actor).bound = at(q, actor).bound = true;
    }
  }

  [[nodiscard]] double length(std::size_t p) const {
    return agenda_.issues[p].scale_high - agenda_.issues[p].scale_low;
  }

  /// Moves the vote of `from` so that the outcome shifts by `size` towards `to`; gives the signed shift.
  double give_way(std::size_t p, std::size_t from, std::size_t to, double size) {
    const double shift = at(p, to).ideal > outcome_[p] ? size : -size;
    at(p, from).vote += shift * total_[p] / at(p, from).weight;
    return shift;
  }

  [[nodiscard]] double others_gain(std::size_t p, double shift, const Deal& trade) const {
    double sum = 0.0;
    for (std::size_t a = 0; a < actors_; ++a) {
      if (a != trade.giver && a != trade.taker) {
        const double x = at(p, a).ideal;
        sum += at(p, a).salience * (std::abs(x - outcome_[p]) - std::abs(x - outcome_[p] - shift));
      }
    }
    return sum;
  }

  const Agenda& agenda_;
  Options options_;
  std::size_t actors_ = 0;
  std::vector<Stand> stands_;              ///< [issues][actors]
  std::vector<double> total_, outcome_;    ///< [issues]
  std::vector<std::optional<Deal>> best_;  ///< [issues][issues]
};

class Exchange final : public Bargaining {
 public:
  explicit Exchange(const Options& options) : options_(options) {}
  using Bargaining::solve;
  [[nodiscard]] std::vector<Input> needs() const override { return {Input::other_issue}; }
  void solve(const Agenda& agenda) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      Market market(agenda, lane, options_);
      market.play(lane);
      for (std::size_t p = 0; p < agenda.issues.size(); ++p) {
        if (agenda.courses[p].outcome != nullptr) {
          agenda.courses[p].outcome[lane] =
              market.any_weight(p) ? market.outcome(p) : std::numeric_limits<double>::quiet_NaN();
        }
      }
    }
  }

 private:
  Options options_;
};

Model make(std::string_view name, std::string_view title, std::string_view summary, std::string_view differs,
           std::unique_ptr<Bargaining> (*maker)(const Settings&)) {
  return {.info = {.name = name,
                   .title = title,
                   .summary = summary,
                   .differs = differs,
                   .source = "Stokman and van Oosten 1994; van Assen, Stokman and van Oosten 2003",
                   .options = {{.name = "rate",
                                .meaning = "At what rate concessions are exchanged.",
                                .values = {{"equal_gain", "both gain the same (Stokman and van Oosten 1994)"},
                                           {"raiffa",
                                            "gains in proportion to the most each could get (Raiffa, Kalai and "
                                            "Smorodinsky; van Assen and others 2003)"}},
                                .default_value = "equal_gain"},
                               {.name = "rounds",
                                .meaning = "How often actors may trade again on issues they have traded on.",
                                .default_value = "1",
                                .low = 1.0,
                                .high = 20.0,
                                .whole = true}}},
          .make = maker};
}

Options options_of(const Settings& settings, bool move_outcome) {
  return {.equal_gain = value(settings, "rate") == "equal_gain",
          .move_outcome = move_outcome,
          .rounds = static_cast<std::size_t>(number(settings, "rounds"))};
}

}  // namespace

Model entry() {
  return make(
      "exchange", "Exchange of concessions",
      "Two actors who disagree on two issues, and care differently for them, each give way on the one that matters "
      "less to it. The trades with the largest gains are struck first. Others may lose by them.",
      "Actors sell what they care little for: it leaves the compromise towards those who care most for this issue "
      "beside the others, and what they pay for it shows in the ends of the other issues.",
      [](const Settings& settings) -> std::unique_ptr<Bargaining> {
        return std::make_unique<Exchange>(options_of(settings, true));
      });
}

Model position_exchange() {
  return make(
      "position-exchange", "Exchange of positions",
      "As the exchange of concessions, but all trades are struck with the outcomes that were expected before, and "
      "the compromise of the traded positions is the outcome.",
      "Trades are struck at what was expected before any of them; apart from that it leaves the compromise as the "
      "exchange of concessions does, and mostly ends near it.",
      [](const Settings& settings) -> std::unique_ptr<Bargaining> {
        return std::make_unique<Exchange>(options_of(settings, false));
      });
}

}  // namespace suasion::model::exchange
