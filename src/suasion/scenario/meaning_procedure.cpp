#include <fmt/format.h>

#include <algorithm>

#include "suasion/scenario/meaning.hpp"

namespace suasion::scenario {

namespace {

/// Shares of states and of people that the Council of the European Union needs: Treaty on European Union, article
/// 16(4).
constexpr double lisbon_states = 0.55;
constexpr double lisbon_people = 0.65;

std::string choice_of(const Node& node, const Key& key) {
  const Node* said = node.find(key.name);
  const bool valid = said != nullptr && said->kind == Kind::text &&
                     std::find(key.choices.begin(), key.choices.end(), said->text) != key.choices.end();
  return valid ? said->text : std::string();
}

double share_of(const Node& node, std::string_view key, double otherwise) {
  const Node* said = node.find(key);
  return said != nullptr && said->is_number() ? said->number() : otherwise;
}

/// Whether the quantity of some stake is stated and not known to be 0.
template <class Member>
bool anybody(const Issue& issue, Member member) {
  return std::any_of(issue.stakes.begin(), issue.stakes.end(), [&](const Stake& stake) {
    const std::optional<Quantity>& quantity = stake.*member;
    const auto* fixed = quantity ? std::get_if<math::Fixed>(&quantity->law.form) : nullptr;
    return quantity && (fixed == nullptr || fixed->value > 0.0);
  });
}

}  // namespace

std::optional<std::size_t> IssueBuilder::member(const Issue& issue, const Node& procedure, std::string_view key) {
  const Node* said = procedure.find(key);
  if (said == nullptr || said->kind != Kind::text || common_.names.find(refer::actor, said->text) == nullptr) {
    return std::nullopt;  // not said, or reported
  }
  const auto at = std::find_if(issue.stakes.begin(), issue.stakes.end(),
                               [&](const Stake& stake) { return actors_[stake.actor].id == said->text; });
  if (at == issue.stakes.end()) {
    common_.findings.error(
        "S417", said->where,
        fmt::format("{} is the {} of issue '{}' but has no position on it", said->text, key, issue.id),
        fmt::format("add {} = ... to [issues.positions]", said->text));
    return std::nullopt;
  }
  return at->actor;
}

void IssueBuilder::procedure(Issue& issue, const Node& node) {
  const Node* said = node.find("procedure");
  if (said == nullptr || said->kind != Kind::table) {
    return;
  }
  const std::span<const Key> keys = find_key(*find_section("issues"), "procedure")->inner;
  Procedure procedure{.rule = choice_of(*said, *find_key(keys, "rule")),
                      .threshold = share_of(*said, "threshold", lisbon_states),
                      .population = share_of(*said, "population", lisbon_people),
                      .form = choice_of(*said, *find_key(keys, "form")),
                      .proposer = member(issue, *said, "proposer"),
                      .parliament = member(issue, *said, "parliament")};
  const auto lacks = [&](const char* what, const char* hint) {
    common_.findings.error("S417", said->where, fmt::format("the procedure of issue '{}' {}", issue.id, what), hint);
  };
  if (procedure.rule == "qualified-majority" && said->find("threshold") == nullptr) {
    lacks("is a qualified majority without a threshold", "add for example threshold = 0.713");
  }
  const bool by_share = procedure.rule == "qualified-majority" || procedure.rule == "double-majority";
  if (by_share && procedure.threshold == 0.5) {
    lacks("lets exactly half decide, so that two halves could decide against each other",
          "write a threshold above 0.5, or rule = \"majority\" for more than half");
  }
  if (procedure.rule == "double-majority" && !anybody(issue, &Stake::population)) {
    lacks("is a double majority, but nobody has a population", "add [issues.population]");
  }
  if (procedure.form == "codecision" && said->find("parliament") == nullptr) {
    lacks("is codecision without a parliament", "add parliament = the id of an actor");
  }
  if (procedure.form == "consultation" && said->find("proposer") == nullptr) {
    lacks("is consultation without a proposer", "add proposer = the id of an actor");
  }
  const bool votes_stated =
      std::any_of(issue.stakes.begin(), issue.stakes.end(), [](const Stake& stake) { return stake.votes.has_value(); });
  const bool somebody_else = std::any_of(issue.stakes.begin(), issue.stakes.end(), [&](const Stake& stake) {
    return stake.actor != procedure.proposer && stake.actor != procedure.parliament;
  });
  if (votes_stated ? !anybody(issue, &Stake::votes) : !somebody_else) {
    lacks("leaves nobody with a vote", "somebody must decide: see [issues.votes]");
  }
  issue.procedure = std::move(procedure);
}

}  // namespace suasion::scenario
