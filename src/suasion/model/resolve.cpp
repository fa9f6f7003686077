#include "suasion/model/resolve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/model/draw.hpp"
#include "suasion/model/resolve_kernel.hpp"
#include "suasion/model/settings.hpp"
#include "suasion/model/weighted.hpp"

namespace suasion::model::resolve {

SUASION_PICK_KERNELS(ResolveKernels, resolve_kernels)

namespace {

struct Options {
  Costs costs = {};
  std::size_t rounds = 10;
  bool median = false;
};

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
  std::uint64_t game = 0;                          ///< which led there, for ties
  bool challenged = false;                         ///< in a conflict: it was the one who coerced
  double coercion = 0.0;                           ///< cost of the contests that decided where somebody went
  double pride = 0.0;                              ///< cost of having given way
  double hawk_odds = 1.0, retaliatory_odds = 1.0;  ///< of what was seen of it, for the type against its opposite
};

double utility(const Player& player, double y) {
  return 1.0 - (player.ideal - y) * (player.ideal - y);
}

/// What the kernel found for a pair, in one draw.
struct Pair {
  const double* row;  ///< of the challenger, at the target
  std::size_t lane;

  [[nodiscard]] double operator[](Answer answer) const { return of(answer, false); }
  /// For one of the type, or of its opposite.
  [[nodiscard]] double of(Answer answer, bool type) const {
    return row[(static_cast<std::size_t>(answer) + (type ? 1 : 0)) * lanes + lane];
  }
};

/// One draw.
class Game {
 public:
  Game(const Draw& draw, const Options& options) : draw_(draw), options_(options), settled_(options.rounds + 1) {
    for (std::size_t i = 0; i < draw.actors(); ++i) {
      const double x = (draw.position(i) - draw.issue.scale_low) / draw.scale();
      const double rho = draw.resolve(i);
      Player player{.id = draw.actor(i), .ideal = x, .stance = x, .weight = draw.weight(i), .resolve = rho};
      player.hawk = chance(0, player.id, player.id, 0) < rho;
      player.retaliatory = chance(0, player.id, player.id, 1) < rho;
      player.believed_hawk = player.believed_retaliatory = std::clamp(rho, least_belief, 1.0 - least_belief);
      players_.push_back(player);
    }
    fates_.resize(players_.size());
    worth_ = worth();
  }

  [[nodiscard]] const std::vector<Player>& players() const { return players_; }
  [[nodiscard]] bool goes_on() const { return settled_ > options_.rounds; }

  void begin(const Course& course) const { write_stances(course, 0); }

  /// The games of one challenger with everybody. @param row what the kernel says of it
  void challenge(std::size_t round, std::size_t a, const double* row) {
    if (a == 0) {
      fates_.assign(players_.size(), {});
    }
    for (std::size_t b = 0; b < players_.size(); ++b) {
      const bool apart = std::abs(players_[a].stance - players_[b].stance) > same_stance;
      if (apart && players_[a].weight > 0.0 && players_[b].weight > 0.0) {
        play_pair(round, a, b, {row + b * answers * lanes, draw_.lane});
      }
    }
  }

  /// Moves everybody, or notes that it is over.
  void end_round(std::size_t round, const Course& course) {
    if (!goes_on() || !move()) {
      settled_ = std::min(settled_, round);
      fates_.assign(players_.size(), {});
    }
    write_fates(course, round);
    write_stances(course, round + 1);
  }

  void end(const Course& course) const {
    course.settled_after[draw_.lane] = static_cast<std::uint8_t>(settled_);
    course.outcome[draw_.lane] = on_scale(options_.median ? weighted_median(standing()) : mean());
  }

 private:
  static constexpr double least_belief = 1e-6;
  static constexpr double same_stance = 1e-6;  ///< as in expected-utility bargaining
  static constexpr double rounding = 1e-12;    ///< a round in which two swap stances is worth what the last one was

  static constexpr unsigned actor_bits = 16;
  [[nodiscard]] static std::uint64_t pair_key(std::uint64_t a, std::uint64_t b) { return a << actor_bits | b; }

  /// Chance keyed by round, pair and node, so that it does not hang on the order of actors.
  [[nodiscard]] double chance(std::uint64_t round, std::size_t a, std::size_t b, std::uint64_t node) const {
    constexpr unsigned node_bits = 2;
    return draw_.chance(((round << (2 * actor_bits) | pair_key(a, b)) << node_bits) | node);
  }

  [[nodiscard]] std::vector<Weighted> standing() const {
    std::vector<Weighted> list;
    for (const Player& player : players_) {
      list.push_back({player.stance, player.weight});
    }
    return list;
  }
  [[nodiscard]] double weight() const {
    double total = 0.0;
    for (const Player& player : players_) {
      total += player.weight;
    }
    return total;
  }
  [[nodiscard]] double mean() const {
    double sum = 0.0;
    for (const Player& player : players_) {
      sum += player.weight * player.stance;
    }
    return sum / weight();
  }
  [[nodiscard]] double on_scale(double place) const {
    return std::isnan(place) ? place
                             : std::clamp(draw_.issue.scale_low + draw_.scale() * place, draw_.issue.scale_low,
                                          draw_.issue.scale_high);
  }

  /// What the stances are worth to all, less what the round cost: sum of weight times payoff.
  [[nodiscard]] double worth() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < players_.size(); ++i) {
      double stances = 0.0;
      for (const Player& other : players_) {
        stances += utility(players_[i], other.stance);
      }
      sum +=
          players_[i].weight * (stances / static_cast<double>(players_.size()) - fates_[i].coercion - fates_[i].pride);
    }
    return sum;
  }

  /// True if somebody moved and it was worth it; else everybody is back where it was.
  bool move() {
    pay();
    const std::vector<Player> before = players_;
    bool moved = false;
    for (std::size_t i = 0; i < players_.size(); ++i) {
      if (fates_[i].offer != Offer::none) {
        fates_[i].pride = options_.costs.pride * players_[i].resolve * std::abs(fates_[i].to - players_[i].stance);
        players_[i].stance = fates_[i].to;
        moved = true;
      }
      players_[i].believed_hawk = updated(players_[i].believed_hawk, fates_[i].hawk_odds);
      players_[i].believed_retaliatory = updated(players_[i].believed_retaliatory, fates_[i].retaliatory_odds);
    }
    const double now = worth();
    const bool worth_it = now >= worth_ - rounding * weight();
    if (!worth_it) {
      players_ = before;
    }
    worth_ = now;
    return moved && worth_it;
  }

  /// Contests that another move has overtaken come to nothing and cost nothing.
  void pay() {
    for (std::size_t i = 0; i < fates_.size(); ++i) {
      if (fates_[i].offer == Offer::conflict) {
        const auto partner = static_cast<std::size_t>(fates_[i].partner);
        const std::size_t a = fates_[i].challenged ? i : partner;
        const std::size_t b = fates_[i].challenged ? partner : i;
        fates_[a].coercion += options_.costs.coercing * (players_[a].hawk ? 1.0 - options_.costs.hardened : 1.0) +
                              (players_[b].retaliatory ? options_.costs.retaliation : 0.0);
        fates_[b].coercion += options_.costs.coerced * (players_[b].retaliatory ? 1.0 - options_.costs.hardened : 1.0);
      }
    }
  }

  [[nodiscard]] static double updated(double belief, double odds) {
    const double likely = belief * odds;
    return std::clamp(likely / (likely + 1.0 - belief), least_belief, 1.0 - least_belief);
  }

  void play_pair(std::size_t round, std::size_t a, std::size_t b, const Pair& pair) {
    const Player& A = players_[a];
    const Player& B = players_[b];
    const std::uint64_t game = pair_key(A.id, B.id);
    const auto happens = [&](std::size_t node, double likely) { return chance(round + 1, A.id, B.id, node) < likely; };
    const auto seen_of = [&](Answer answer, bool type, std::size_t node, double& odds) {
      return seen(pair.of(answer, true), pair.of(answer, false), type, happens, node, odds);
    };
    if (!seen_of(Answer::challenges, A.hawk, 0, fates_[a].hawk_odds)) {
      return;
    }
    if (!seen_of(Answer::resists, B.retaliatory, 1, fates_[b].retaliatory_odds)) {
      offer(fates_[b], b, pair[Answer::demand], a, Offer::capitulation, game);
      return;
    }
    if (!seen_of(Answer::coerces, A.hawk, 2, fates_[a].hawk_odds)) {
      offer(fates_[a], a, pair[Answer::middle], b, Offer::compromise, game);
      offer(fates_[b], b, pair[Answer::middle], a, Offer::compromise, game);
      return;
    }
    const bool a_wins = happens(3, pair[Answer::prevails]);
    const std::size_t loser = a_wins ? b : a;
    offer(fates_[loser], loser, a_wins ? A.stance : B.stance, a_wins ? a : b, Offer::conflict, game, !a_wins);
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

  /// Of several moves the one nearest to the ideal counts; of equals that of the game with the lowest numbers, so that
  /// it does not hang on the order of actors.
  void offer(Fate& fate, std::size_t i, double to, std::size_t partner, Offer kind, std::uint64_t game,
             bool challenged = false) const {
    const double distance = std::abs(to - players_[i].ideal);
    const double before = std::abs(fate.to - players_[i].ideal);
    if (fate.offer == Offer::none || distance < before || (distance == before && game < fate.game)) {
      fate.to = to;
      fate.partner = static_cast<int>(partner);
      fate.offer = kind;
      fate.game = game;
      fate.challenged = challenged;
    }
  }

  void write_stances(const Course& course, std::size_t row) const {
    for (std::size_t i = 0; i < players_.size(); ++i) {
      course.position[(row * players_.size() + i) * lanes + draw_.lane] =
          row == 0 ? draw_.position(i) : on_scale(players_[i].stance);
    }
  }
  void write_fates(const Course& course, std::size_t round) const {
    for (std::size_t i = 0; i < fates_.size(); ++i) {
      const std::size_t at = (round * fates_.size() + i) * lanes + draw_.lane;
      course.proposer[at] = static_cast<std::int16_t>(fates_[i].partner);
      course.offer[at] = fates_[i].offer;
    }
  }

  Draw draw_;
  const Options& options_;
  std::vector<Player> players_;
  std::vector<Fate> fates_;
  double worth_ = 0.0;
  std::size_t settled_;  ///< rounds until rest; more than there are while it goes on
};

/// The eight draws of a tile, which play each round side by side.
class Table {
 public:
  Table(const IssueTile& issue, const Options& options) : options_(options), count_(issue.actors) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      games_.emplace_back(Draw{issue, lane}, options_);
    }
    for (std::vector<double>* column : {&ideal_, &stance_, &weight_, &resolve_, &hawk_, &retaliatory_}) {
      column->resize(count_ * lanes);
    }
    distance_.resize(count_ * count_ * lanes);
    prevails_.resize(count_ * count_ * lanes);
    row_.resize(count_ * answers * lanes);
  }

  void play(const Course& course) {
    for (const Game& game : games_) {
      game.begin(course);
    }
    for (std::size_t round = 0; round < options_.rounds; ++round) {
      if (std::any_of(games_.begin(), games_.end(), [](const Game& game) { return game.goes_on(); })) {
        challenge(round);
      }
      for (Game& game : games_) {
        game.end_round(round, course);
      }
    }
    for (const Game& game : games_) {
      game.end(course);
    }
  }

 private:
  void challenge(std::size_t round) {
    const Players players = look();
    resolve_kernels().contests(players, distance_.data(), prevails_.data());
    for (std::size_t a = 0; a < count_; ++a) {
      resolve_kernels().games(players, options_.costs, prevails_.data(), a, row_.data());
      for (Game& game : games_) {
        if (game.goes_on()) {
          game.challenge(round, a, row_.data());
        }
      }
    }
  }

  Players look() {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::vector<Player>& players = games_[lane].players();
      for (std::size_t i = 0; i < count_; ++i) {
        const std::size_t at = i * lanes + lane;
        ideal_[at] = players[i].ideal;
        stance_[at] = players[i].stance;
        weight_[at] = players[i].weight;
        resolve_[at] = players[i].resolve;
        hawk_[at] = players[i].believed_hawk;
        retaliatory_[at] = players[i].believed_retaliatory;
      }
    }
    return {count_, ideal_.data(), stance_.data(), weight_.data(), resolve_.data(), hawk_.data(), retaliatory_.data()};
  }

  const Options& options_;
  std::size_t count_;
  std::vector<Game> games_;
  std::vector<double> ideal_, stance_, weight_, resolve_, hawk_, retaliatory_;  ///< [actors][lanes]
  std::vector<double> distance_, prevails_;                                     ///< [actors][actors][lanes]
  std::vector<double> row_;                                                     ///< [actors][answers][lanes]
};

class Resolve final : public IssueByIssue {
 public:
  explicit Resolve(const Options& options) : options_(options) {}
  [[nodiscard]] std::size_t rounds() const override { return options_.rounds; }
  [[nodiscard]] std::vector<Input> needs() const override { return {Input::resolve}; }

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const override { Table(issue, options_).play(course); }

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
            return std::make_unique<Resolve>(Options{.costs = {.precision = number(settings, "precision"),
                                                               .coercing = number(settings, "coercing"),
                                                               .coerced = number(settings, "coerced"),
                                                               .retaliation = number(settings, "retaliation"),
                                                               .hardened = number(settings, "hardened"),
                                                               .pride = number(settings, "pride")},
                                                     .rounds = static_cast<std::size_t>(number(settings, "rounds")),
                                                     .median = value(settings, "outcome") == "median"});
          }};
}

}  // namespace suasion::model::resolve
