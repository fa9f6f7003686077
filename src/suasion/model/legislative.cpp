#include "suasion/model/legislative.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "suasion/model/settings.hpp"

namespace suasion::model::legislative {

namespace {

constexpr double rest = 1e-12;  ///< of the scale: A has come to rest

/// Where one member's acceptable outcomes begin and end.
struct Reach {
  Span span;
  Voter voter;
};

/// The lowest of the members' lower ends, or the highest of their upper ends, that a winning set accepts.
std::optional<double> end_of(const std::vector<Reach>& reaches, const Sum& all, const Procedure& procedure,
                             bool lower) {
  std::optional<double> best;
  for (const Reach& candidate : reaches) {
    const double y = lower ? candidate.span.low : candidate.span.high;
    if (best && (lower ? y >= *best : y <= *best)) {
      continue;
    }
    Sum accepting;
    for (const Reach& member : reaches) {
      if (member.span.holds(y)) {
        accepting.add(member.voter);
      }
    }
    if (wins(accepting, all, procedure)) {
      best = y;
    }
  }
  return best;
}

double loss(double distance, bool quadratic) {
  return quadratic ? distance * distance : std::abs(distance);
}

/// One time round: from the outcomes that pass to what they make acceptable.
class Step {
 public:
  explicit Step(const Game& game) : game_(game) {
    for (const Voter& member : game.members) {
      if (member.votes > 0.0) {
        all_.add(member);
      }
    }
  }

  [[nodiscard]] Span operator()(Span accepted) const {
    std::vector<double> proposals;
    double mean = 0.0;
    for (std::size_t j = 0; j < game_.members.size(); ++j) {
      proposals.push_back(accepted.nearest(game_.members[j].position));
      mean += game_.recognition[j] * proposals.back();
    }
    std::vector<Reach> reaches;
    for (const Voter& member : game_.members) {
      if (member.votes > 0.0) {
        const double r = radius(member.position, proposals) + slack;
        reaches.push_back({{member.position - r, member.position + r}, member});
      }
    }
    const auto low = end_of(reaches, all_, game_.procedure, true);
    const auto high = end_of(reaches, all_, game_.procedure, false);
    // Losses are convex, so everybody accepts the mean of what may come of waiting; where patience is boundless, or
    // only the status quo passes, it is all that is left, and rounding may take it out.
    const double sure = game_.status_quo ? (1.0 - game_.delta) * *game_.status_quo + game_.delta * mean : mean;
    return {low.value_or(sure), high.value_or(sure)};
  }

 private:
  /// How far from its position a member would rather accept than wait. Sums of losses, not of utilities, so that a loss
  /// of nothing is not left over from a difference of ones.
  [[nodiscard]] double radius(double x, const std::vector<double>& proposals) const {
    double waiting = 0.0;
    for (std::size_t j = 0; j < proposals.size(); ++j) {
      waiting += game_.recognition[j] * loss(x - proposals[j], game_.quadratic);
    }
    const double delay = game_.status_quo ? loss(x - *game_.status_quo, game_.quadratic) : 1.0;
    const double all = (1.0 - game_.delta) * delay + game_.delta * waiting;
    return game_.quadratic ? std::sqrt(all) : all;
  }

  static constexpr double slack = 1e-13;  ///< of the scale: what members accept but for rounding

  const Game& game_;
  Sum all_;
};

}  // namespace

Equilibrium solve(const Game& game) {
  const auto [least, most] = std::minmax_element(game.members.begin(), game.members.end(),
                                                 [](auto& a, auto& b) { return a.position < b.position; });
  const Step step(game);
  Equilibrium found{.accepted = {least->position, most->position}};
  for (found.steps = 1; found.steps < most_steps; ++found.steps) {
    const Span next = step(found.accepted);
    const double moved = std::abs(next.low - found.accepted.low) + std::abs(next.high - found.accepted.high);
    found.accepted = next;
    if (moved <= rest) {
      break;
    }
  }
  for (const Voter& member : game.members) {
    found.proposal.push_back(found.accepted.nearest(member.position));
  }
  return found;
}

namespace {

enum class Recognition : std::uint8_t { equal, power, votes };

struct Options {
  Recognition recognition = Recognition::equal;
  bool power_votes = false;  ///< power times salience votes, instead of stated votes
  bool quadratic = true;
  bool status_quo = false;  ///< delay is worth the status quo, instead of nothing
  bool expected = false;    ///< the outcome is the mean of the proposals, instead of one drawn by recognition
  double delta = 0.9;
};

/// The game of one draw; members without votes and without a chance to propose stay in it, without effect.
Game game_of(const Draw& draw, const Options& options) {
  Game game{.procedure = procedure_of(draw), .delta = options.delta, .quadratic = options.quadratic};
  double total = 0.0;
  if (options.status_quo) {
    game.status_quo = (draw.status_quo() - draw.issue.scale_low) / draw.scale();
  }
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    const double votes = options.power_votes ? draw.weight(i) : draw.votes(i);
    const double x = (draw.position(i) - draw.issue.scale_low) / draw.scale();
    game.members.push_back({x, votes, draw.population(i)});
    const double chance = options.recognition == Recognition::equal   ? 1.0
                          : options.recognition == Recognition::power ? draw.weight(i)
                                                                      : votes;
    game.recognition.push_back(chance);
    total += chance;
  }
  for (double& chance : game.recognition) {
    chance /= total;
  }
  return game;
}

double outcome_of(const Draw& draw, const Options& options) {
  const Game game = game_of(draw, options);
  const bool anybody = std::any_of(game.members.begin(), game.members.end(), [](auto& one) { return one.votes > 0.0; });
  const bool no_reference = game.status_quo && std::isnan(*game.status_quo);
  if (!anybody || no_reference || std::isnan(game.recognition.front())) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const Equilibrium found = solve(game);
  double place = 0.0;
  if (options.expected) {
    for (std::size_t i = 0; i < game.members.size(); ++i) {
      place += game.recognition[i] * found.proposal[i];
    }
  } else {
    double left = draw.chance(0);
    std::size_t proposer = 0;
    while (proposer + 1 < game.members.size() && left >= game.recognition[proposer]) {
      left -= game.recognition[proposer];
      ++proposer;
    }
    place = found.proposal[proposer];
  }
  return std::clamp(draw.issue.scale_low + draw.scale() * place, draw.issue.scale_low, draw.issue.scale_high);
}

class Legislative final : public IssueByIssue {
 public:
  explicit Legislative(const Options& options) : options_(options) {}
  [[nodiscard]] std::vector<Input> needs() const override {
    return options_.status_quo ? std::vector<Input>{Input::status_quo} : std::vector<Input>{};
  }

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      course.outcome[lane] = outcome_of(Draw{issue, lane}, options_);
    }
  }

 private:
  Options options_;
};

std::vector<OptionInfo> options() {
  return {
      {.name = "delta",
       .meaning = "How much of a gain is left if it comes a period later.",
       .default_value = "0.9",
       .low = 0.0,
       .high = 1.0},
      {.name = "recognition",
       .meaning = "Who gets to propose.",
       .values = {{"equal", "everybody is equally likely"},
                  {"power", "in proportion to power times salience"},
                  {"votes", "in proportion to votes"}},
       .default_value = "equal"},
      {.name = "votes",
       .meaning = "What counts when a proposal is voted on, under the issue's procedure (simple majority if none).",
       .values = {{"stated", "the issue's votes; one each where it states none"}, {"power", "power times salience"}},
       .default_value = "stated"},
      {.name = "loss",
       .meaning = "How losses grow with distance.",
       .values = {{"quadratic", "with the square: the equilibrium is unique (Cho and Duggan 2003)"},
                  {"linear", "in proportion"}},
       .default_value = "quadratic"},
      {.name = "delay",
       .meaning = "What a period without agreement is worth.",
       .values = {{"nothing", "as bad as the far end of the scale"}, {"status_quo", "the status quo lives on"}},
       .default_value = "nothing"},
      {.name = "outcome",
       .meaning = "What is forecast.",
       .values = {{"proposal", "the proposal of whoever is recognised, drawn by chance"},
                  {"expected", "the mean of all proposals"}},
       .default_value = "proposal"}};
}

}  // namespace

Model entry() {
  return {.info = {.name = "legislative",
                   .title = "Legislative bargaining",
                   .summary = "Somebody is drawn to propose, others accept if it is no worse than waiting for the next "
                              "proposal. The more patient they are, the closer every proposal comes to the middle.",
                   .differs = "The end is what one actor drawn by chance proposes and just enough others accept, so "
                              "it scatters around the voter in the middle, and weight that is neither a vote nor a "
                              "chance to propose does not pull it.",
                   .source = "Baron and Ferejohn 1989; Banks and Duggan 2000; Cho and Duggan 2003",
                   .options = options()},
          .make = [](const Settings& settings) -> std::unique_ptr<Bargaining> {
            const std::string& recognition = value(settings, "recognition");
            return std::make_unique<Legislative>(Options{.recognition = recognition == "equal"   ? Recognition::equal
                                                                        : recognition == "power" ? Recognition::power
                                                                                                 : Recognition::votes,
                                                         .power_votes = value(settings, "votes") == "power",
                                                         .quadratic = value(settings, "loss") == "quadratic",
                                                         .status_quo = value(settings, "delay") == "status_quo",
                                                         .expected = value(settings, "outcome") == "expected",
                                                         .delta = number(settings, "delta")});
          }};
}

}  // namespace suasion::model::legislative
