#include "suasion/model/resolve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/math/elementary.hpp"
#include "suasion/model/draw.hpp"
#include "suasion/model/settings.hpp"
#include "suasion/model/weighted.hpp"

namespace suasion::model::resolve {

namespace {

namespace own = math::SUASION_TARGET;

struct Options {
  double precision = 20.0;   ///< lambda
  double coercing = 0.1;     ///< cost of coercing, to the one who does it
  double coerced = 0.2;      ///< cost of being coerced
  double retaliation = 0.2;  ///< further cost of coercing somebody retaliatory
  double hardened = 0.5;     ///< share of its cost that a hawk, or somebody retaliatory, does not feel
  double pride = 0.2;        ///< cost of giving way, per unit of resolve and distance
  std::size_t rounds = 10;
  bool median = false;
};

/// The chance of the first of two choices.
double logit(double first, double second, double precision) {
  return 1.0 / (1.0 + own::exp(precision * (second - first)));
}

struct Player {
  std::size_t id = 0;
  double ideal = 0.0, stance = 0.0, weight = 0.0, resolve = 0.0;
  bool hawk = false, retaliatory = false;
  double believed_hawk = 0.0, believed_retaliatory = 0.0;
};

/// The best move that a player has to make so far in a round, and what the round cost it.
struct Fate {
  double to = 0.0;
  int partner = -1;
  Offer offer = Offer::none;
  bool challenged = false;                         ///< in a conflict: it was the one who coerced
  double coercion = 0.0;                           ///< cost of the contests that decided where somebody went
  double pride = 0.0;                              ///< cost of having given way
  double hawk_odds = 1.0, retaliatory_odds = 1.0;  ///< of what was seen of it, for the type against its opposite
};

double utility(const Player& player, double y) {
  return 1.0 - (player.ideal - y) * (player.ideal - y);
}

/// Payoffs of one ordered pair, challenger A and target B.
class Dyad {
 public:
  Dyad(const Player& a, const Player& b, double P, const Options& options) : a_(a), b_(b), prevails_(P), o_(options) {
    const double d = std::abs(a.stance - b.stance);
    const double gain_a = std::max(0.0, P * d - o_.coercing);
    const double gain_b = std::max(0.0, (1.0 - P) * d - o_.coerced);
    const double g = gain_a + gain_b > 0.0 ? gain_a / (gain_a + gain_b) : P;
    demand_ = b.stance + g * (a.stance - b.stance);
    const double hold_a = P * (1.0 + o_.pride * a.resolve);
    const double hold_b = (1.0 - P) * (1.0 + o_.pride * b.resolve);
    middle_ = b.stance + hold_a / (hold_a + hold_b) * (a.stance - b.stance);
  }

  [[nodiscard]] double demand() const { return demand_; }
  [[nodiscard]] double middle() const { return middle_; }

  /// The chance that A coerces after resistance, if it is a hawk or not.
  [[nodiscard]] double coerces(bool hawk) const { return logit(coercing(hawk), bargaining(a_), o_.precision); }
  /// The chance that B resists a challenge, if it is retaliatory or not.
  [[nodiscard]] double resists(bool retaliatory) const {
    const double c = a_.believed_hawk * coerces(true) + (1.0 - a_.believed_hawk) * coerces(false);
    const double resisting = c * being_coerced(retaliatory) + (1.0 - c) * bargaining(b_);
    const double yielding = pair(b_, a_.stance, demand_) - pride(b_, demand_);
    return logit(resisting, yielding, o_.precision);
  }
  /// The chance that A challenges, if it is a hawk or not.
  [[nodiscard]] double challenges(bool hawk) const {
    const double belief = b_.believed_retaliatory;
    const double r = belief * resists(true) + (1.0 - belief) * resists(false);
    const double c = coerces(hawk);
    const double met = c * coercing(hawk) + (1.0 - c) * bargaining(a_);
    const double challenging = r * met + (1.0 - r) * pair(a_, a_.stance, demand_);
    return logit(challenging, pair(a_, a_.stance, b_.stance), o_.precision);
  }

 private:
  [[nodiscard]] static double pair(const Player& i, double y, double z) {
    return 0.5 * (utility(i, y) + utility(i, z));
  }
  [[nodiscard]] double pride(const Player& i, double to) const {
    return o_.pride * i.resolve * std::abs(i.stance - to);
  }
  [[nodiscard]] double bargaining(const Player& i) const { return pair(i, middle_, middle_) - pride(i, middle_); }
  [[nodiscard]] double coercing(bool hawk) const {
    const double cost = o_.coercing * (hawk ? 1.0 - o_.hardened : 1.0) + o_.retaliation * b_.believed_retaliatory;
    return prevails_ * pair(a_, a_.stance, a_.stance) +
           (1.0 - prevails_) * (pair(a_, b_.stance, b_.stance) - pride(a_, b_.stance)) - cost;
  }
  [[nodiscard]] double being_coerced(bool retaliatory) const {
    const double cost = o_.coerced * (retaliatory ? 1.0 - o_.hardened : 1.0);
    return prevails_ * (pair(b_, a_.stance, a_.stance) - pride(b_, a_.stance)) +
           (1.0 - prevails_) * pair(b_, b_.stance, b_.stance) - cost;
  }

  const Player& a_;
  const Player& b_;
  double prevails_;
  const Options& o_;
  double demand_ = 0.0, middle_ = 0.0;
};

class Game {
 public:
  Game(const Draw& draw, const Options& options) : draw_(draw), options_(options) {
    for (std::size_t i = 0; i < draw.actors(); ++i) {
      const double x = (draw.position(i) - draw.issue.scale_low) / draw.scale();
      const double rho = draw.resolve(i);
      Player player{.id = draw.actor(i), .ideal = x, .stance = x, .weight = draw.weight(i), .resolve = rho};
      player.hawk = chance(0, player.id, player.id, 0) < rho;
      player.retaliatory = chance(0, player.id, player.id, 1) < rho;
      player.believed_hawk = player.believed_retaliatory = std::clamp(rho, least_belief, 1.0 - least_belief);
      players_.push_back(player);
    }
    worth_ = worth(std::vector<Fate>(players_.size()));
  }

  void play(Course& course) {
    write_stances(course, 0);
    std::size_t settled = options_.rounds + 1;
    for (std::size_t round = 0; round < options_.rounds; ++round) {
      std::vector<Fate> fates(players_.size());
      if (settled > options_.rounds && !play_round(round, fates)) {
        settled = round;
        fates.assign(players_.size(), {});
      }
      write_fates(course, round, fates);
      write_stances(course, round + 1);
    }
    course.settled_after[draw_.lane] = static_cast<std::uint8_t>(settled);
    course.outcome[draw_.lane] = on_scale(options_.median ? weighted_median(standing()) : mean());
  }

 private:
  static constexpr double least_belief = 1e-6;
  static constexpr double same_stance = 1e-6;  ///< as in expected-utility bargaining

  /// Chance keyed by round, pair and node, so that it does not hang on the order of actors.
  [[nodiscard]] double chance(std::size_t round, std::size_t a, std::size_t b, std::size_t node) const {
    constexpr unsigned node_bits = 2;
    constexpr unsigned actor_bits = 16;
    return draw_.chance((((round << actor_bits | a) << actor_bits | b) << node_bits) | node);
  }

  [[nodiscard]] std::vector<Weighted> standing() const {
    std::vector<Weighted> list;
    for (const Player& player : players_) {
      list.push_back({player.stance, player.weight});
    }
    return list;
  }
  [[nodiscard]] double mean() const {
    double sum = 0.0;
    double total = 0.0;
    for (const Player& player : players_) {
      sum += player.weight * player.stance;
      total += player.weight;
    }
    return sum / total;
  }
  [[nodiscard]] double on_scale(double place) const {
    return std::isnan(place) ? place
                             : std::clamp(draw_.issue.scale_low + draw_.scale() * place, draw_.issue.scale_low,
                                          draw_.issue.scale_high);
  }

  /// What the stances are worth to all, less what the round cost: sum of weight times payoff.
  [[nodiscard]] double worth(const std::vector<Fate>& fates) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < players_.size(); ++i) {
      double stances = 0.0;
      for (const Player& other : players_) {
        stances += utility(players_[i], other.stance);
      }
      sum += players_[i].weight * (stances / static_cast<double>(players_.size()) - fates[i].coercion - fates[i].pride);
    }
    return sum;
  }

  /// True if the round was worth it; else everybody is back where it was.
  bool play_round(std::size_t round, std::vector<Fate>& fates) {
    for (std::size_t a = 0; a < players_.size(); ++a) {
      for (std::size_t b = 0; b < players_.size(); ++b) {
        const bool apart = std::abs(players_[a].stance - players_[b].stance) > same_stance;
        if (apart && players_[a].weight > 0.0 && players_[b].weight > 0.0) {
          play_pair(round, a, b, fates);
        }
      }
    }
    pay(fates);
    const std::vector<Player> before = players_;
    bool moved = false;
    for (std::size_t i = 0; i < players_.size(); ++i) {
      if (fates[i].offer != Offer::none) {
        fates[i].pride = options_.pride * players_[i].resolve * std::abs(fates[i].to - players_[i].stance);
        players_[i].stance = fates[i].to;
        moved = true;
      }
      players_[i].believed_hawk = updated(players_[i].believed_hawk, fates[i].hawk_odds);
      players_[i].believed_retaliatory = updated(players_[i].believed_retaliatory, fates[i].retaliatory_odds);
    }
    const double now = worth(fates);
    const bool worth_it = now >= worth_;
    if (!worth_it) {
      players_ = before;
    }
    worth_ = now;
    return moved && worth_it;
  }

  /// Contests that another move has overtaken come to nothing and cost nothing.
  void pay(std::vector<Fate>& fates) const {
    for (std::size_t i = 0; i < fates.size(); ++i) {
      if (fates[i].offer == Offer::conflict) {
        const auto partner = static_cast<std::size_t>(fates[i].partner);
        const std::size_t a = fates[i].challenged ? i : partner;
        const std::size_t b = fates[i].challenged ? partner : i;
        fates[a].coercion += options_.coercing * (players_[a].hawk ? 1.0 - options_.hardened : 1.0) +
                             (players_[b].retaliatory ? options_.retaliation : 0.0);
        fates[b].coercion += options_.coerced * (players_[b].retaliatory ? 1.0 - options_.hardened : 1.0);
      }
    }
  }

  [[nodiscard]] static double updated(double belief, double odds) {
    const double likely = belief * odds;
    return std::clamp(likely / (likely + 1.0 - belief), least_belief, 1.0 - least_belief);
  }

  [[nodiscard]] double prevails(double z_a, double z_b) const {
    double for_a = 0.0;
    double all = 0.0;
    for (const Player& k : players_) {
      const double v = k.weight * (std::abs(k.ideal - z_b) - std::abs(k.ideal - z_a));
      for_a += std::max(0.0, v);
      all += std::abs(v);
    }
    return all > 0.0 ? for_a / all : 0.5;
  }

  void play_pair(std::size_t round, std::size_t a, std::size_t b, std::vector<Fate>& fates) const {
    const Player& A = players_[a];
    const Player& B = players_[b];
    const double P = prevails(A.stance, B.stance);
    const Dyad dyad(A, B, P, options_);
    const auto happens = [&](std::size_t node, double likely) { return chance(round + 1, A.id, B.id, node) < likely; };
    if (!seen(dyad.challenges(true), dyad.challenges(false), A.hawk, happens, 0, fates[a].hawk_odds)) {
      return;
    }
    if (!seen(dyad.resists(true), dyad.resists(false), B.retaliatory, happens, 1, fates[b].retaliatory_odds)) {
      offer(fates[b], b, dyad.demand(), a, Offer::capitulation);
      return;
    }
    if (!seen(dyad.coerces(true), dyad.coerces(false), A.hawk, happens, 2, fates[a].hawk_odds)) {
      offer(fates[a], a, dyad.middle(), b, Offer::compromise);
      offer(fates[b], b, dyad.middle(), a, Offer::compromise);
      return;
    }
    const bool a_wins = happens(3, P);
    offer(fates[a_wins ? b : a], a_wins ? b : a, a_wins ? A.stance : B.stance, a_wins ? a : b, Offer::conflict,
          !a_wins);
  }

  /// Whether something happens that is more likely for one type than for its opposite, and what that tells of the type.
  template <class Happens>
  static bool seen(double if_type, double if_not, bool type, const Happens& happens, std::size_t node, double& odds) {
    const bool so = happens(node, type ? if_type : if_not);
    constexpr double least = 1e-300;
    odds *= so ? std::max(if_type, least) / std::max(if_not, least)
               : std::max(1.0 - if_type, least) / std::max(1.0 - if_not, least);
    return so;
  }

  /// Of several moves the one nearest to the ideal counts; of equals the first.
  void offer(Fate& fate, std::size_t i, double to, std::size_t partner, Offer kind, bool challenged = false) const {
    const double ideal = players_[i].ideal;
    if (fate.offer == Offer::none || std::abs(to - ideal) < std::abs(fate.to - ideal)) {
      fate.to = to;
      fate.partner = static_cast<int>(partner);
      fate.offer = kind;
      fate.challenged = challenged;
    }
  }

  void write_stances(const Course& course, std::size_t row) const {
    for (std::size_t i = 0; i < players_.size(); ++i) {
      course.position[(row * players_.size() + i) * lanes + draw_.lane] =
          row == 0 ? draw_.position(i) : on_scale(players_[i].stance);
    }
  }
  void write_fates(const Course& course, std::size_t round, const std::vector<Fate>& fates) const {
    for (std::size_t i = 0; i < fates.size(); ++i) {
      const std::size_t at = (round * fates.size() + i) * lanes + draw_.lane;
      course.proposer[at] = static_cast<std::int16_t>(fates[i].partner);
      course.offer[at] = fates[i].offer;
    }
  }

  Draw draw_;
  const Options& options_;
  std::vector<Player> players_;
  double worth_ = 0.0;
};

class Resolve final : public IssueByIssue {
 public:
  explicit Resolve(const Options& options) : options_(options) {}
  [[nodiscard]] std::size_t rounds() const override { return options_.rounds; }
  [[nodiscard]] std::vector<Input> needs() const override { return {Input::resolve}; }

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      Game(Draw{issue, lane}, options_).play(course);
    }
  }

 private:
  Options options_;
};

std::vector<OptionInfo> options() {
  const auto share = [](std::string_view name, std::string_view meaning, std::string_view value) {
    return OptionInfo{.name = name, .meaning = meaning, .default_value = value, .low = 0.0, .high = 2.0};
  };
  return {
      {.name = "precision",
       .meaning = "How closely choices follow payoffs: 0 at random, large always the better one.",
       .default_value = "20",
       .low = 0.0,
       .high = 500.0},
      share("coercing", "Cost of coercing, to the one who does it, in units of the scale.", "0.1"),
      share("coerced", "Cost of being coerced.", "0.2"),
      share("retaliation", "Further cost of coercing somebody who retaliates.", "0.2"),
      {.name = "hardened",
       .meaning = "Share of these costs that a hawk who coerces, or a retaliator who is coerced, does not feel.",
       .default_value = "0.5",
       .low = 0.0,
       .high = 1.0},
      share("pride", "Cost of giving way by the length of the scale to somebody of full resolve.", "0.2"),
      {.name = "outcome",
       .meaning = "Which summary of the final stances is the forecast.",
       .values = {{"mean", "the weighted mean"}, {"median", "the weighted median"}},
       .default_value = "mean"},
      {.name = "rounds",
       .meaning = "The most rounds.",
       .default_value = "10",
       .low = 1.0,
       .high = 250.0,
       .whole = true},
  };
}

}  // namespace

Model entry() {
  return {.info = {.name = "resolve",
                   .title = "Bargaining with resolve",
                   .summary =
                       "Every pair plays a short game: challenge or not, give in or resist, bargain or coerce. Nobody "
                       "knows how hard the others are, but learns from what they do. Ends when another round would "
                       "cost more than it brings.",
                   .differs = "What an actor dares counts beside its weight: one of little resolve gives way to one "
                              "that would risk a clash, so it leaves the compromise on the side of the resolute.",
                   .source = "after Bueno de Mesquita 2011; gaps filled by us",
                   .options = options()},
          .make = [](const Settings& settings) -> std::unique_ptr<Bargaining> {
            return std::make_unique<Resolve>(Options{.precision = number(settings, "precision"),
                                                     .coercing = number(settings, "coercing"),
                                                     .coerced = number(settings, "coerced"),
                                                     .retaliation = number(settings, "retaliation"),
                                                     .hardened = number(settings, "hardened"),
                                                     .pride = number(settings, "pride"),
                                                     .rounds = static_cast<std::size_t>(number(settings, "rounds")),
                                                     .median = value(settings, "outcome") == "median"});
          }};
}

}  // namespace suasion::model::resolve
