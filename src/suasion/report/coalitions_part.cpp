#include "suasion/report/coalitions_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;
using analysis::coalitions::IssueGame;
using analysis::coalitions::Player;
using analysis::coalitions::RecurringSet;
using analysis::coalitions::Spread;
using analysis::coalitions::Weights;

constexpr double hundred = 100.0;
constexpr std::size_t shown_sets = 5;

Json spread(const Spread& one) {
  return {{"mean", one.mean}, {"error", one.error}, {"q05", one.q05}, {"q95", one.q95}};
}

Json sets(const CoalitionsStory& story, const IssueGame& game, const std::vector<RecurringSet>& all) {
  Json list = Json::array();
  for (const RecurringSet& set : all) {
    Json members = Json::array();
    for (const std::size_t player : set.players) {
      members.push_back(story.scenario.actors[game.players[player].actor].id);
    }
    list.push_back({{"members", std::move(members)}, {"share", set.share}});
  }
  return list;
}

Json players(const CoalitionsStory& story, const IssueGame& game) {
  Json list = Json::array();
  for (const Player& one : game.players) {
    list.push_back({{"actor", story.scenario.actors[one.actor].id},
                    {"weight", spread(one.weight)},
                    {"shapley_shubik", spread(one.shapley_shubik)},
                    {"banzhaf", spread(one.banzhaf)},
                    {"pivot_rising", one.pivot_rising},
                    {"pivot_falling", one.pivot_falling},
                    {"veto", one.veto},
                    {"dummy", one.dummy},
                    {"dictator", one.dictator}});
  }
  return list;
}

std::string table(const CoalitionsStory& story, const IssueGame& game) {
  std::string text = fmt::format("  {:<34} {:>6} {:>15} {:>8}  {:>13}\n", "in percent", "weight", "Shapley-Shubik",
                                 "Banzhaf", "pivot low/high");
  std::vector<Player> all = game.players;
  std::stable_sort(all.begin(), all.end(),
                   [](const Player& a, const Player& b) { return a.shapley_shubik.mean > b.shapley_shubik.mean; });
  for (const Player& one : all) {
    std::string name = story.scenario.actors[one.actor].name;
    constexpr std::size_t column = 34;
    if (name.size() > column) {
      name = name.substr(0, column - 3) + "...";
    }
    std::string range = fmt::format("{:.0f}", hundred * one.shapley_shubik.mean);
    if (one.shapley_shubik.q05 < one.shapley_shubik.q95) {
      range += fmt::format(" ({:.0f}-{:.0f})", hundred * one.shapley_shubik.q05, hundred * one.shapley_shubik.q95);
    }
    text += fmt::format("  {:<34} {:>6.0f} {:>15} {:>8.0f}  {:>6.0f} / {:<5.0f}\n", name, hundred * one.weight.mean,
                        range, hundred * one.banzhaf.mean, hundred * one.pivot_rising, hundred * one.pivot_falling);
  }
  return text;
}

std::string list_of(const CoalitionsStory& story, const IssueGame& game, const std::vector<RecurringSet>& all,
                    std::size_t kinds, std::string_view title, std::size_t width) {
  std::string text = fmt::format("\n  {} (share of draws; {} in all):\n", title, counted(kinds, "different set"));
  for (std::size_t i = 0; i < std::min(all.size(), shown_sets); ++i) {
    std::string names;
    for (const std::size_t player : all[i].players) {
      names += (names.empty() ? "" : ", ") + story.scenario.actors[game.players[player].actor].name;
    }
    text += wrap(fmt::format("    {:>3.0f} %  {}", hundred * all[i].share, names), width, 11);
  }
  return text;
}

bool same_sets(const IssueGame& game) {
  return game.winning_kinds == game.blocking_kinds &&
         std::equal(
             game.winning.begin(), game.winning.end(), game.blocking.begin(), game.blocking.end(),
             [](const RecurringSet& a, const RecurringSet& b) { return a.players == b.players && a.share == b.share; });
}

std::string one_game(const CoalitionsStory& story, const IssueGame& game, std::size_t width) {
  const scenario::Issue& issue = story.scenario.issues[game.issue];
  std::string text = fmt::format("{} ({})\n\n", issue.name.empty() ? issue.id : issue.name, issue.id);
  text += "  " + wrap(rule_in_words(story, game), width - 2, 2);
  for (const std::string& words : coalition_words(story, game)) {
    text += "  " + wrap(words, width - 2, 2);
  }
  if (game.draws == 0) {
    return text;
  }
  text += "\n" + table(story, game);
  if (game.too_many) {
    return text + "\n  There are too many actors to list coalitions.\n";
  }
  return text + list_of(story, game, game.winning, game.winning_kinds, "Coalitions that just suffice", width) +
         (same_sets(game)
              ? "\n  " + wrap("The same sets can just prevent a decision: whoever has the majority leaves none to "
                              "the others.",
                              width - 2, 2)
              : list_of(story, game, game.blocking, game.blocking_kinds, "Sets that can just prevent a decision",
                        width));
}

}  // namespace

nlohmann::ordered_json coalitions_part(const CoalitionsStory& story) {
  Json list = Json::array();
  for (const IssueGame& game : story.games) {
    Json consent = Json::array();
    for (const std::size_t player : game.consent) {
      consent.push_back(story.scenario.actors[game.players[player].actor].id);
    }
    list.push_back({{"issue", story.scenario.issues[game.issue].id},
                    {"weights", game.weights == Weights::votes ? "votes" : "capability times salience"},
                    {"quota", game.procedure.threshold},
                    {"more_than", game.procedure.more_than},
                    {"population_quota", game.procedure.population_threshold},
                    {"consent", std::move(consent)},
                    {"draws", game.draws},
                    {"undecidable", game.undecidable},
                    {"players", players(story, game)},
                    {"minimal_winning", sets(story, game, game.winning)},
                    {"minimal_winning_kinds", game.winning_kinds},
                    {"minimal_blocking", sets(story, game, game.blocking)},
                    {"minimal_blocking_kinds", game.blocking_kinds},
                    {"rule", rule_in_words(story, game)},
                    {"words", coalition_words(story, game)}});
  }
  return list;
}

std::string coalitions_text(const CoalitionsStory& story, const TextStyle& style) {
  const std::size_t width = std::clamp<std::size_t>(style.width, 60, 110);
  std::string text;
  for (const IssueGame& game : story.games) {
    text += (text.empty() ? "" : "\n") + one_game(story, game, width);
  }
  text +=
      "\n" + wrap(
                 "Power here is that of weights and of the rule alone: who could decide, with whom. It says nothing "
                 "of what anybody wants, except in the columns on pivots, where actors join in the order of their "
                 "positions.",
                 width);
  return style.unicode ? text : to_ascii(text);
}

}  // namespace suasion::report
