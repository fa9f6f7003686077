#include "suasion/model/spatial.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "suasion/model/draw.hpp"
#include "suasion/model/settings.hpp"
#include "suasion/model/spatial_game.hpp"

namespace suasion::model::spatial {

namespace {

enum class Outcome : std::uint8_t { election, drawn, mean };

struct Options {
  Parameters parameters = {};
  bool linked = true;
  Outcome outcome = Outcome::election;
  double rest = 0.02;
  std::size_t turns = 20;
};

/// Some issues of one draw as a game, and its way back onto their scales.
class World {
 public:
  World(std::span<const IssueTile> issues, std::span<Course> courses, std::size_t lane, const Options& options)
      : issues_(issues), courses_(courses), lane_(lane), options_(options) {
    all_.resize(actors_of(issues), {std::vector<double>(issues.size()), std::vector<double>(issues.size())});
    read();
  }

  void play() {
    write_positions(0);
    std::size_t settled = playing_.empty() ? 0 : options_.turns + 1;
    double first = 0.0;
    for (std::size_t t = 0; t < options_.turns; ++t) {
      if (settled <= options_.turns) {
        write_positions(t + 1);
        write_moves(t, {});
        continue;
      }
      const std::vector<Move> moves = turn(playing_, options_.parameters, shocks(t));
      const double moved = movement(playing_, moves);
      for (std::size_t i = 0; i < playing_.size(); ++i) {
        playing_[i].position = moves[i].position;
        all_[who_[i]].position = moves[i].position;
      }
      first = t == 0 ? moved : first;
      write_positions(t + 1);
      write_moves(t, moves);
      if (!(moved > options_.rest * first)) {
        settled = moved > 0.0 ? t + 1 : t;
      }
    }
    write_outcome(settled);
  }

 private:
  [[nodiscard]] Draw draw(std::size_t p) const { return Draw{issues_[p], lane_}; }

  void read() {
    std::vector<double> capability(all_.size(), 0.0);
    double largest = 1.0;
    for (std::size_t p = 0; p < issues_.size(); ++p) {
      const Draw one = draw(p);
      const double mean = weighted_mean(one);
      const double middle = std::isfinite(mean) ? (mean - one.issue.scale_low) / one.scale() : 0.5;
      for (Actor& actor : all_) {
        actor.position[p] = middle;
      }
      for (std::size_t a = 0; a < one.actors(); ++a) {
        Actor& actor = all_[one.actor(a)];
        actor.position[p] = (one.position(a) - one.issue.scale_low) / one.scale();
        actor.salience[p] = one.salience(a);
        capability[one.actor(a)] += one.weight(a);
      }
    }
    for (const Actor& actor : all_) {
      largest = std::max(largest, total(actor));
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
      all_[i].id = i;
      all_[i].capability = total(all_[i]) > 0.0 ? capability[i] / total(all_[i]) : 0.0;
      for (double& salience : all_[i].salience) {
        salience /= largest;
      }
      if (all_[i].capability > 0.0) {
        who_.push_back(i);
        playing_.push_back(all_[i]);
      }
    }
  }

  static double total(const Actor& actor) {
    double sum = 0.0;
    for (const double salience : actor.salience) {
      sum += salience;
    }
    return sum;
  }

  [[nodiscard]] std::vector<double> shocks(std::size_t t) const {
    std::vector<double> list(playing_.size(), 0.5);
    for (std::size_t i = 0; i < list.size() && options_.parameters.stochastic; ++i) {
      list[i] = draw(0).chance(1 + t * all_.size() + who_[i]);
    }
    return list;
  }

  [[nodiscard]] double on_scale(std::size_t p, double position) const {
    const IssueTile& issue = issues_[p];
    return std::clamp(issue.scale_low + (issue.scale_high - issue.scale_low) * position, issue.scale_low,
                      issue.scale_high);
  }

  void write_positions(std::size_t row) {
    for (std::size_t p = 0; p < issues_.size(); ++p) {
      for (std::size_t a = 0; a < issues_[p].actors; ++a) {
        courses_[p].position[(row * issues_[p].actors + a) * lanes + lane_] =
            row == 0 ? draw(p).position(a) : on_scale(p, all_[draw(p).actor(a)].position[p]);
      }
    }
  }

  /// Who took whose bargain; nobody where `moves` is empty.
  void write_moves(std::size_t t, const std::vector<Move>& moves) {
    for (std::size_t p = 0; p < issues_.size(); ++p) {
      const std::size_t n = issues_[p].actors;
      std::vector<std::int16_t> row(all_.size(), -1);
      for (std::size_t a = 0; a < n; ++a) {
        row[draw(p).actor(a)] = static_cast<std::int16_t>(a);
        courses_[p].proposer[(t * n + a) * lanes + lane_] = -1;
        courses_[p].offer[(t * n + a) * lanes + lane_] = model::Offer::none;
      }
      for (std::size_t i = 0; i < moves.size(); ++i) {
        const std::int16_t mover = row[who_[i]];
        const std::int16_t partner =
            moves[i].partner < 0 ? std::int16_t{-1} : row[who_[static_cast<std::size_t>(moves[i].partner)]];
        if (mover >= 0 && partner >= 0) {
          const std::size_t at = (t * n + static_cast<std::size_t>(mover)) * lanes + lane_;
          courses_[p].proposer[at] = partner;
          courses_[p].offer[at] = model::Offer::compromise;
        }
      }
    }
  }

  void write_outcome(std::size_t settled) {
    const std::vector<double> share = playing_.empty() ? std::vector<double>{} : shares();
    for (std::size_t p = 0; p < issues_.size(); ++p) {
      double sum = 0.0;
      for (std::size_t i = 0; i < playing_.size(); ++i) {
        sum += share[i] * playing_[i].position[p];
      }
      courses_[p].outcome[lane_] = playing_.empty() ? std::numeric_limits<double>::quiet_NaN() : on_scale(p, sum);
      courses_[p].settled_after[lane_] = static_cast<std::uint8_t>(settled);
    }
  }

  /// How much each actor's final position counts for the outcome.
  [[nodiscard]] std::vector<double> shares() const {
    std::vector<double> share = chances(playing_, options_.parameters);
    if (options_.outcome == Outcome::drawn) {
      double left = draw(0).chance(0);
      std::size_t winner = 0;
      while (winner + 1 < share.size() && left >= share[winner]) {
        left -= share[winner];
        ++winner;
      }
      std::fill(share.begin(), share.end(), 0.0);
      share[winner] = 1.0;
    } else if (options_.outcome == Outcome::mean) {
      double sum = 0.0;
      for (std::size_t i = 0; i < share.size(); ++i) {
        share[i] = playing_[i].capability * total(playing_[i]);
        sum += share[i];
      }
      for (double& one : share) {
        one /= sum;
      }
    }
    return share;
  }

  std::span<const IssueTile> issues_;
  std::span<Course> courses_;
  std::size_t lane_;
  const Options& options_;
  std::vector<Actor> all_;        ///< every actor of the scenario up to the last one with a stake
  std::vector<std::size_t> who_;  ///< those who play
  std::vector<Actor> playing_;
};

class Spatial final : public Bargaining {
 public:
  explicit Spatial(const Options& options) : options_(options) {}
  using Bargaining::solve;
  [[nodiscard]] std::size_t rounds() const override { return options_.turns; }
  void solve(const Agenda& agenda) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      if (options_.linked) {
        World(agenda.issues, agenda.courses, lane, options_).play();
        continue;
      }
      for (std::size_t p = 0; p < agenda.issues.size(); ++p) {
        World(agenda.issues.subspan(p, 1), agenda.courses.subspan(p, 1), lane, options_).play();
      }
    }
  }

 private:
  Options options_;
};

/// The place of an option's value in the order of its values, which is that of the enumeration.
template <class Enum>
Enum choice(const Settings& settings, const OptionInfo& option) {
  const std::string& chosen = value(settings, option.name);
  const auto at = std::find_if(option.values.begin(), option.values.end(),
                               [&](const auto& known) { return known.first == chosen; });
  return static_cast<Enum>(at - option.values.begin());
}

const OptionInfo victory_option = {.name = "victory",
                                   .meaning = "How the strengths of two coalitions make chances of victory.",
                                   .values = {{"linear", "in proportion to strength"},
                                              {"square", "to its square"},
                                              {"quartic", "to its fourth power"},
                                              {"octic", "to its eighth power"},
                                              {"binary", "a tenth more strength wins for certain"}},
                                   .default_value = "linear"};
const OptionInfo voting_option = {.name = "voting",
                                  .meaning = "How strongly a difference of utilities moves a voter.",
                                  .values = {{"binary", "with its whole weight"},
                                             {"prop-bin", "a fifth so, the rest in proportion"},
                                             {"proportional", "in proportion"},
                                             {"prop-cbc", "half in proportion, half with the cube"},
                                             {"cubic", "with the cube"},
                                             {"asym-prosp", "in proportion, gains counting two thirds of losses"}},
                                  .default_value = "proportional"};
const OptionInfo pce_option = {
    .name = "pce",
    .meaning = "How votes by pairs make one chance for each alternative (probabilistic Condorcet election).",
    .values = {{"conditional", "the chance of beating all others in one go"},
               {"markov-incentive", "a chain of challenges, those with support and hope coming first"},
               {"markov-uniform", "a chain of challenges, all equally likely"}},
    .default_value = "conditional"};
const OptionInfo risk_range_option = {
    .name = "risk_range",
    .meaning = "How far attitudes to risk spread, from the least to the most secure actor.",
    .values = {{"min", "from 0 to 1"}, {"mid", "from -1/2 to 1"}, {"max", "from -1 to 1"}},
    .default_value = "mid"};
const OptionInfo risk_adjust_option = {
    .name = "risk_adjust",
    .meaning = "How much of others' attitude to risk an actor sees, instead of its own.",
    .values = {{"none", "nothing"},
               {"one-third", "a third"},
               {"half", "half"},
               {"two-thirds", "two thirds"},
               {"full", "all of it"}},
    .default_value = "one-third"};
const OptionInfo commitment_option = {.name = "third_party",
                                      .meaning = "What a third party that joins a side binds itself to.",
                                      .values = {{"none", "nothing: it keeps its position whoever wins"},
                                                 {"semi", "the winner's position if its side loses"},
                                                 {"full", "the winner's position in any case"}},
                                      .default_value = "semi"};
const OptionInfo interpolation_option = {
    .name = "interpolation",
    .meaning = "Where between two positions a bargain lies, dimension by dimension.",
    .values = {{"s1p1", "by salience times chance of victory"},
               {"s2p2", "by the squares of both"},
               {"s2pmax", "the weaker gives way by the lead in chances and the squared saliences"}},
    .default_value = "s1p1"};
const OptionInfo view_option = {.name = "view",
                                .meaning = "Whose estimate of the chances a bargain is made from.",
                                .values = {{"initiator", "the challenger's"},
                                           {"both", "two bargains, one from each side's"},
                                           {"compromise", "one between the two, by power"}},
                                .default_value = "compromise"};
const OptionInfo transition_option = {
    .name = "transition",
    .meaning = "Which of its bargains an actor takes.",
    .values = {{"deterministic", "the likeliest"}, {"stochastic", "one drawn by its chance"}},
    .default_value = "deterministic"};
const OptionInfo linkage_option = {
    .name = "linkage",
    .meaning = "Whether the issues of a scenario are settled together.",
    .values = {{"all", "one space with a dimension for each issue"}, {"none", "each issue by itself"}},
    .default_value = "all"};
const OptionInfo outcome_option = {.name = "outcome",
                                   .meaning = "What the final positions make of each issue.",
                                   .values = {{"election", "their mean, each with its chance in a last election"},
                                              {"drawn", "one of them, drawn by that chance"},
                                              {"mean", "their mean by power times salience"}},
                                   .default_value = "election"};

std::vector<OptionInfo> all_options() {
  return {
      victory_option,
      voting_option,
      pce_option,
      risk_range_option,
      risk_adjust_option,
      commitment_option,
      interpolation_option,
      view_option,
      transition_option,
      linkage_option,
      outcome_option,
      {.name = "rest",
       .meaning = "At rest when a turn moves less than this share of what the first turn moved.",
       .default_value = "0.02",
       .low = 0.0,
       .high = 1.0},
      {.name = "turns", .meaning = "The most turns.", .default_value = "20", .low = 1.0, .high = 250.0, .whole = true}};
}

Options options_of(const Settings& settings) {
  return {.parameters = {.victory = choice<election::Victory>(settings, victory_option),
                         .voting = choice<election::VotingRule>(settings, voting_option),
                         .pce = choice<election::Pce>(settings, pce_option),
                         .risk_range = choice<RiskRange>(settings, risk_range_option),
                         .risk_adjust = choice<RiskAdjust>(settings, risk_adjust_option),
                         .commitment = choice<Commitment>(settings, commitment_option),
                         .interpolation = choice<Interpolation>(settings, interpolation_option),
                         .view = choice<View>(settings, view_option),
                         .stochastic = value(settings, "transition") == "stochastic"},
          .linked = value(settings, "linkage") == "all",
          .outcome = choice<Outcome>(settings, outcome_option),
          .rest = number(settings, "rest"),
          .turns = static_cast<std::size_t>(number(settings, "turns"))};
}

}  // namespace

Model entry() {
  return {
      .info = {.name = "spatial",
               .title = "Spatial model of politics",
               .summary = "All issues together make one space. In each turn every actor challenges where it expects to "
                          "gain most; the bargains that this makes likely are voted on, and each actor takes the one "
                          "with the best chance. The outcome weighs final positions by their chance in an election.",
               .differs = "Actors strike bargains in pairs while third parties take sides, so it moves to where the "
                          "stronger coalition would win rather than to the average.",
               .source = "Wise, Lester and Efird 2015",
               .options = all_options()},
      .make = [](const Settings& settings) -> std::unique_ptr<Bargaining> {
        return std::make_unique<Spatial>(options_of(settings));
      }};
}

}  // namespace suasion::model::spatial
