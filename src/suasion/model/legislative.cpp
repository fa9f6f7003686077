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

double utility(double distance, bool quadratic) {
  return 1.0 - (quadratic ? distance * distance : std::abs(distance));
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
    std::vector<Reach> reaches;
    for (std::size_t i = 0; i < game_.members.size(); ++i) {
      if (game_.members[i].votes > 0.0) {
        const double r = radius(i, accepted);
        const double x = game_.members[i].position;
        reaches.push_back({{x - r, x + r}, game_.members[i]});
      }
    }
    const auto low = end_of(reaches, all_, game_.procedure, true);
    const auto high = end_of(reaches, all_, game_.procedure, false);
    // Utilities are concave, so something between the proposals is accepted by all; when patience is boundless it is
    // all that is left, and rounding may take it out.
    const double middle = 0.5 * (accepted.low + accepted.high);
    return {low.value_or(middle), high.value_or(middle)};
  }

 private:
  [[nodiscard]] double radius(std::size_t i, Span accepted) const {
    const double x = game_.members[i].position;
    double value = 0.0;
    for (std::size_t j = 0; j < game_.members.size(); ++j) {
      const double y = accepted.nearest(game_.members[j].position);
      value += game_.recognition[j] * utility(x - y, game_.quadratic);
    }
    const double asked = (1.0 - game_.delta) * game_.delay[i] + game_.delta * value;
    const double loss = std::max(0.0, 1.0 - asked);
    return game_.quadratic ? std::sqrt(loss) : loss;
  }

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
  const double q = (draw.status_quo() - draw.issue.scale_low) / draw.scale();
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    const double votes = options.power_votes ? draw.weight(i) : draw.votes(i);
    const double x = (draw.position(i) - draw.issue.scale_low) / draw.scale();
    game.members.push_back({x, votes, draw.population(i)});
    const double chance = options.recognition == Recognition::equal   ? 1.0
                          : options.recognition == Recognition::power ? draw.weight(i)
                                                                      : votes;
    game.recognition.push_back(chance);
    total += chance;
    game.delay.push_back(options.status_quo ? utility(x - q, options.quadratic) : 0.0);
  }
  for (double& chance : game.recognition) {
    chance /= total;
  }
  return game;
}

double outcome_of(const Draw& draw, const Options& options) {
  const Game game = game_of(draw, options);
  const bool anybody = std::any_of(game.members.begin(), game.members.end(), [](auto& one) { return one.votes > 0.0; });
  if (!anybody || std::isnan(game.recognition.front())) {
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
