/// How the bargaining went in one draw: outcomes, rounds, swaps.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/report/numbers.hpp"
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
  /// Without the explanation that may follow a name after a comma: it would drown the sentence.
  [[nodiscard]] std::string name(std::size_t row) const {
    const std::string full = short_name(tale.scenario, actor(row).id);
    return full.substr(0, full.find(", "));
  }
  [[nodiscard]] std::string figure(double value) const { return number(value, grain(range(), 0.0)); }
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

/// "Russia", "Russia and Poland", "Russia, Poland and Latvia".
std::string list_in_words(const std::vector<std::string>& names) {
  const std::vector<std::string> first(names.begin(), names.end() - 1);
  return first.empty() ? names.front() : fmt::format("{} and {}", fmt::join(first, ", "), names.back());
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

/// What somebody did on the offer of another. In the past: names may be of one or of many ("the firms").
std::string_view verb(model::Offer offer) {
  switch (offer) {
    case model::Offer::conflict:
      return "lost to";
    case model::Offer::compromise:
      return "compromised with";
    case model::Offer::capitulation:
      return "gave in to";
    case model::Offer::none:
      break;
  }
  return "moved towards";
}

/// "Belarus compromised with Russia (31 → 45)"; several that go to the same place on one offer stand together.
std::string moves_in_words(const Play& play, const std::vector<ensemble::RoundMove>& together) {
  std::vector<std::string> names;
  std::vector<std::string> places;
  for (const ensemble::RoundMove& move : together) {
    names.push_back(play.name(move.actor));
    const std::string from = play.figure(move.from);
    if (std::find(places.begin(), places.end(), from) == places.end()) {
      places.push_back(from);
    }
  }
  const ensemble::RoundMove& first = together.front();
  const std::string what = first.proposer == ensemble::no_row
                               ? std::string("moved")
                               : fmt::format("{} {}", verb(first.offer), play.name(first.proposer));
  return fmt::format("{} {} ({} → {})", list_in_words(names), what, fmt::join(places, ", "), play.figure(first.to));
}

/// Moves of a round that go the same way, the farthest first; those of less than a hundredth of the scale are only
/// counted.
std::string round_in_words(const Play& play, const std::vector<ensemble::RoundMove>& moves) {
  constexpr double small = 0.01;  // of the scale
  constexpr std::size_t most = 4;
  std::vector<std::vector<ensemble::RoundMove>> groups;
  std::size_t left = 0;
  std::vector<ensemble::RoundMove> sorted = moves;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.to - a.from) > std::abs(b.to - b.from); });
  for (const ensemble::RoundMove& move : sorted) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
      const ensemble::RoundMove& first = group.front();
      return first.proposer == move.proposer && first.offer == move.offer && first.to == move.to;
    });
    const bool tiny = std::abs(move.to - move.from) < small * play.range();
    if (same != groups.end() && !tiny) {
      same->push_back(move);
    } else if (tiny || groups.size() == most) {
      ++left;
    } else {
      groups.push_back({move});
    }
  }
  std::vector<std::string> parts;
  parts.reserve(groups.size() + 1);
  for (const std::vector<ensemble::RoundMove>& group : groups) {
    parts.push_back(moves_in_words(play, group));
  }
  if (parts.empty()) {
    return left == 0 ? "nobody moved." : "nobody moved as much as a hundredth of the scale.";
  }
  if (left > 0) {
    parts.push_back(left == 1 ? "one other moved less far"
                              : fmt::format("{} others moved less far", count_in_words(left)));
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
          {"words", moves_in_words(play, {move})}};
}

/// Rows by where they stand, the highest first.
std::vector<std::size_t> by_place(const std::vector<double>& positions) {
  std::vector<std::size_t> rows(positions.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return positions[a] > positions[b]; });
  return rows;
}

/// Where everybody stands, the highest first: "Russia 71, Belarus 31".
std::string line_up(const Play& play, const std::vector<double>& positions) {
  std::vector<std::string> parts;
  parts.reserve(positions.size());
  for (const std::size_t row : by_place(positions)) {
    parts.push_back(fmt::format("{} {}", play.name(row), play.figure(positions[row])));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// "Kazakhstan 48 → 22, Poland 24 → 16; the other nine end where they began."
std::string shifts_in_words(const Play& play) {
  const std::vector<double>& start = play.course().position.front();
  const std::vector<double>& end = play.course().position.back();
  std::vector<double> distance(start.size());
  std::transform(start.begin(), start.end(), end.begin(), distance.begin(),
                 [](double from, double to) { return std::abs(to - from); });
  std::vector<std::string> parts;
  for (const std::size_t row : by_place(distance)) {
    if (play.figure(start[row]) != play.figure(end[row])) {
      parts.push_back(fmt::format("{} {} → {}", play.name(row), play.figure(start[row]), play.figure(end[row])));
    }
  }
  const std::size_t stay = start.size() - parts.size();
  if (parts.empty()) {
    return "everybody ends where they began.";
  }
  const std::string others = stay == 0   ? "nobody ends where they began"
                             : stay == 1 ? "the other one ends where it began"
                                         : fmt::format("the other {} end where they began", count_in_words(stay));
  return fmt::format("{}; {}.", fmt::join(parts, ", "), others);
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
  constexpr double hundredth = 0.01;
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
                    {"words", fmt::format("ground given here by {}, on {} by {}; the outcome here shifts by {}.",
                                          short_name(play.tale.scenario, actor(here)), issue(1 - here).name,
                                          short_name(play.tale.scenario, actor(1 - here)),
                                          std::abs(trade.shift[here]) < hundredth * play.range()
                                              ? "less than a hundredth of the scale"
                                              : play.place(trade.shift[here]))}});
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
    part["end_words"] = shifts_in_words(play);
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
