/// How the bargaining went in one draw: outcomes, rounds, swaps.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/report/story_parts.hpp"
#include "suasion/report/variable_words.hpp"
#include "suasion/report/words.hpp"

namespace suasion::report::tale {

namespace {

/// One model on one issue in this draw.
struct Play {
  const DrawTale& tale;
  std::size_t at = 0, model = 0;  ///< of the plan
  [[nodiscard]] const ensemble::PlannedIssue& planned() const { return tale.plan.issues[at]; }
  [[nodiscard]] const scenario::Issue& issue() const { return tale.scenario.issues[planned().issue]; }
  [[nodiscard]] const ensemble::IssueCourse& course() const { return tale.bargain.courses[at][model]; }
  [[nodiscard]] double range() const { return issue().scale_high - issue().scale_low; }
  [[nodiscard]] std::string place(double value) const { return on_scale(issue(), value, 0.0); }
  [[nodiscard]] const scenario::Actor& actor(std::size_t row) const {
    return tale.scenario.actors[planned().actor[row]];
  }
  [[nodiscard]] std::string name(std::size_t row) const { return short_name(tale.scenario, actor(row).id); }
  [[nodiscard]] double rank() const {
    constexpr std::size_t fewest = 20;  // a rank among fewer says nothing
    const std::vector<double>& sample = tale.others.outcome[at][model];
    const bool varies = std::any_of(sample.begin(), sample.end(), [&](double one) { return one != sample.front(); });
    return sample.size() >= fewest && varies ? ensemble::standing_in(sample, course().outcome) : std::nan("");
  }
};

const scenario::Anchor* nearest(const scenario::Issue& issue, double value) {
  const auto at = std::min_element(issue.anchors.begin(), issue.anchors.end(), [&](const auto& a, const auto& b) {
    return std::abs(a.at - value) < std::abs(b.at - value);
  });
  return at == issue.anchors.end() ? nullptr : &*at;
}

std::string word_of(model::Offer offer) {
  switch (offer) {
    case model::Offer::conflict:
      return "conflict";
    case model::Offer::compromise:
      return "compromise";
    case model::Offer::capitulation:
      return "capitulation";
    case model::Offer::none:
      break;
  }
  return "none";
}

/// "Belarus meets Russia half-way, from 31 to 45".
std::string move_in_words(const Play& play, const ensemble::RoundMove& move) {
  const std::string who = play.name(move.actor);
  const std::string way = fmt::format("from {} to {}", play.place(move.from), play.place(move.to));
  if (move.proposer == ensemble::no_row) {
    return fmt::format("{} moves {}", who, way);
  }
  const std::string other = play.name(move.proposer);
  switch (move.offer) {
    case model::Offer::conflict:
      return fmt::format("{} loses ground to {} in open conflict, {}", who, other, way);
    case model::Offer::compromise:
      return fmt::format("{} takes a compromise from {}, {}", who, other, way);
    case model::Offer::capitulation:
      return fmt::format("{} gives in to {}, {}", who, other, way);
    case model::Offer::none:
      break;
  }
  return fmt::format("{} moves towards {}, {}", who, other, way);
}

/// A round in one line: the moves that count, the farthest first, and how many small ones there were besides.
std::string round_in_words(const Play& play, std::vector<ensemble::RoundMove> moves) {
  constexpr double small = 0.01;  // of the scale
  constexpr std::size_t most = 4;
  std::stable_sort(moves.begin(), moves.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.to - a.from) > std::abs(b.to - b.from); });
  std::vector<std::string> parts;
  for (const ensemble::RoundMove& move : moves) {
    if (parts.size() < most && std::abs(move.to - move.from) >= small * play.range()) {
      parts.push_back(move_in_words(play, move));
    }
  }
  const std::size_t left = moves.size() - parts.size();
  if (parts.empty()) {
    return left == 0 ? "nobody moves." : "nobody moves as much as a hundredth of the scale.";
  }
  if (left > 0) {
    parts.push_back(left == 1 ? "one other moves less far" : fmt::format("{} others move less far", left));
  }
  return fmt::format("{}.", fmt::join(parts, "; "));
}

Json move_part(const Play& play, const ensemble::RoundMove& move) {
  const bool somebody = move.proposer != ensemble::no_row;
  return {{"round", move.round},
          {"actor", play.actor(move.actor).id},
          {"proposer", somebody ? Json(play.actor(move.proposer).id) : Json()},
          {"offer", word_of(move.offer)},
          {"from", move.from},
          {"to", move.to},
          {"words", move_in_words(play, move)}};
}

/// Where everybody stands, the highest first: "Russia 71, Belarus 31".
std::string line_up(const Play& play, const std::vector<double>& positions) {
  std::vector<std::size_t> rows(positions.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i] = i;
  }
  std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return positions[a] > positions[b]; });
  std::vector<std::string> parts;
  for (const std::size_t row : rows) {
    parts.push_back(fmt::format("{} {}", play.name(row), play.place(positions[row])));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

Json rounds_part(const Play& play) {
  const ensemble::IssueCourse& course = play.course();
  Json rounds = Json::array();
  for (std::size_t round = 1; round < course.position.size(); ++round) {
    std::vector<ensemble::RoundMove> moves;
    Json list = Json::array();
    for (const ensemble::RoundMove& move : course.moves) {
      if (move.round == round) {
        moves.push_back(move);
        list.push_back(move_part(play, move));
      }
    }
    rounds.push_back({{"round", round}, {"words", round_in_words(play, moves)}, {"moves", std::move(list)}});
  }
  return rounds;
}

std::string rest_in_words(const ensemble::IssueCourse& course) {
  if (course.settled_after > course.rounds) {
    return fmt::format("Positions still move after the last of {} rounds: a cut-off, not an equilibrium.",
                       course.rounds);
  }
  return course.settled_after == 0 ? std::string("Nobody moves at all.")
                                   : fmt::format("After round {} nobody moves any more.", course.settled_after);
}

/// "Ends at 47, nearest to “the programmes” (50); higher than in 62 % of draws."
std::string outcome_in_words(const Play& play) {
  const double outcome = play.course().outcome;
  if (!std::isfinite(outcome)) {
    return "Gives no finite number in this draw.";
  }
  std::string text = fmt::format("Ends at {}", on_scale(play.issue(), outcome, 0.0, Unit::always));
  if (const scenario::Anchor* anchor = nearest(play.issue(), outcome)) {
    text += fmt::format(", nearest to “{}” ({})", anchor->label, play.place(anchor->at));
  }
  const std::string rank = rank_in_words(play.rank());
  return text + (rank.empty() ? "." : "; " + rank + ".");
}

Json trades_part(const Play& play) {
  Json list = Json::array();
  for (const model::Trade& trade : play.tale.bargain.trades[play.model]) {
    if (trade.issue[0] != play.at && trade.issue[1] != play.at) {
      continue;
    }
    const std::size_t here = trade.issue[0] == play.at ? 0 : 1;
    const auto actor = [&](std::size_t side) -> const std::string& {
      return play.tale.scenario.actors[trade.actor[side]].id;
    };
    const auto issue = [&](std::size_t side) -> const scenario::Issue& {
      return play.tale.scenario.issues[play.tale.plan.issues[trade.issue[side]].issue];
    };
    list.push_back({{"yields_here", actor(here)},
                    {"yields_there", actor(1 - here)},
                    {"other_issue", issue(1 - here).id},
                    {"shift_here", trade.shift[here]},
                    {"gain_yields_here", trade.gain[here]},
                    {"gain_yields_there", trade.gain[1 - here]},
                    {"third_parties", trade.third_parties},
                    {"words", fmt::format("{} gives way here in return for {} giving way on {}; the outcome here "
                                          "shifts by {}.",
                                          capital(short_name(play.tale.scenario, actor(here))),
                                          short_name(play.tale.scenario, actor(1 - here)), issue(1 - here).name,
                                          play.place(trade.shift[here]))}});
  }
  return list;
}

Json positions_part(const Play& play, const std::vector<double>& positions) {
  Json list = Json::object();
  for (std::size_t row = 0; row < positions.size(); ++row) {
    list[play.actor(row).id] = positions[row];
  }
  return list;
}

Json number_or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json();
}

Json model_part(const Play& play, bool told) {
  const ensemble::IssueCourse& course = play.course();
  const model::ModelChoice& choice = play.tale.plan.models[play.model].choice;
  const scenario::Anchor* anchor = nearest(play.issue(), course.outcome);
  Json part = {{"model", choice.id},
               {"title", title_in_words(choice)},
               {"baseline", choice.model->info.baseline},
               {"told", told},
               {"outcome", number_or_null(course.outcome)},
               {"rank", number_or_null(play.rank())},
               {"nearest", anchor != nullptr ? Json(anchor->label) : Json()},
               {"words", outcome_in_words(play)}};
  if (course.rounds > 0 && std::isfinite(course.outcome)) {
    part["most_rounds"] = course.rounds;
    part["settled_after"] = course.settled_after;
    part["rest"] = rest_in_words(course);
    part["start"] = positions_part(play, course.position.front());
    part["start_words"] = line_up(play, course.position.front());
    part["rounds"] = rounds_part(play);
    part["end"] = positions_part(play, course.position.back());
    part["end_words"] = line_up(play, course.position.back());
  }
  part["trades"] = trades_part(play);
  return part;
}

/// The models whose course is told: those asked for, else the one that leads and, where that one has no course to
/// tell, the first that has.
std::vector<std::size_t> told_models(const DrawTale& tale, std::size_t issue) {
  const std::vector<ensemble::IssueCourse>& courses = tale.bargain.courses[issue];
  std::vector<std::size_t> told;
  if (!tale.models.empty()) {
    std::copy_if(tale.models.begin(), tale.models.end(), std::back_inserter(told),
                 [&](std::size_t m) { return courses[m].active; });
    return told;
  }
  told.push_back(ensemble::lead_model(tale.plan, issue));
  for (std::size_t m = 0; m < courses.size() && courses[told.front()].rounds == 0; ++m) {
    if (courses[m].active && courses[m].rounds > 0) {
      told.push_back(m);
      break;
    }
  }
  return told;
}

}  // namespace

Json issues(const DrawTale& tale) {
  Json list = Json::array();
  for (std::size_t i = 0; i < tale.plan.issues.size(); ++i) {
    const scenario::Issue& issue = tale.scenario.issues[tale.plan.issues[i].issue];
    const std::vector<std::size_t> told = told_models(tale, i);
    Json models = Json::array();
    for (std::size_t m = 0; m < tale.plan.models.size(); ++m) {
      if (tale.bargain.courses[i][m].active) {
        models.push_back(model_part({tale, i, m}, std::find(told.begin(), told.end(), m) != told.end()));
      }
    }
    list.push_back({{"id", issue.id},
                    {"name", issue.name},
                    {"unit", issue.unit},
                    {"scale", {{"low", issue.scale_low}, {"high", issue.scale_high}}},
                    {"lead", tale.plan.models[ensemble::lead_model(tale.plan, i)].choice.id},
                    {"models", std::move(models)}});
  }
  return list;
}

}  // namespace suasion::report::tale
