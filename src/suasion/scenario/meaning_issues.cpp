#include <fmt/format.h>

#include <algorithm>

#include "suasion/scenario/meaning.hpp"

namespace suasion::scenario {

namespace {

std::string text_of(const Node& node, std::string_view key) {
  const Node* said = node.find(key);
  return said != nullptr && said->kind == Kind::text ? said->text : std::string();
}

bool fixed_zero(const Quantity& quantity) {
  const auto* fixed = std::get_if<math::Fixed>(&quantity.law.form);
  return fixed != nullptr && fixed->value == 0.0;
}

/// True for a number, or a law between two numbers, that ends at 1 or below.
struct UpToOne {
  bool operator()(const math::Fixed& law) const { return law.value <= 1.0; }
  bool operator()(const math::Uniform& law) const { return law.high <= 1.0; }
  bool operator()(const math::Triangular& law) const { return law.high <= 1.0; }
  bool operator()(const math::Pert& law) const { return law.high <= 1.0; }
  bool operator()(const math::Interval& law) const { return law.high <= 1.0; }
  template <class Other>
  bool operator()(const Other& /*law*/) const {
    return false;
  }
};

std::optional<Quantity> copied(const Quantity* quantity) {
  return quantity == nullptr ? std::nullopt : std::optional(*quantity);
}

}  // namespace

IssueBuilder::IssueBuilder(const Common& common, const std::vector<Actor>& actors) : common_(common), actors_(actors) {}

Issue IssueBuilder::build(const Node& node, const Element& element, const std::optional<Scale>& scale) {
  Issue issue{.id = element.id,
              .name = element.name,
              .unit = text_of(node, "unit"),
              .grounds = element.grounds,
              .where = element.where};
  if (scale) {
    issue.scale_low = scale->low;
    issue.scale_high = scale->high;
    issue.anchors = scale->anchors;
  }
  const std::string status_quo = fmt::format("issues.{}.status_quo", issue.id);
  for (const Quantity& quantity : element.quantities) {
    if (quantity.path == status_quo) {
      issue.status_quo = quantity;
    }
  }
  const Node* positions = node.find("positions");
  if (positions != nullptr && positions->kind != Kind::table) {
    return issue;  // reported; everything below would follow from it
  }
  const std::size_t many = positions == nullptr ? 0 : positions->members.size();
  if (many > most_stakes) {
    common_.findings.error("S411", node.where,
                           fmt::format("{} actors have a position on issue '{}'; at most {} can be computed, because "
                                       "memory grows with the square of their number and time with its cube",
                                       many, issue.id, most_stakes),
                           "bring actors together that want the same, or leave out the smallest");
    return issue;
  }
  stakes(issue, node, element);
  all_zero(issue, node);
  like_shares(issue, node);
  procedure(issue, node);
  return issue;
}

void IssueBuilder::stakes(Issue& issue, const Node& node, const Element& element) {
  std::unordered_map<std::string_view, const Quantity*> by_path;
  for (const Quantity& quantity : element.quantities) {
    by_path.emplace(quantity.path, &quantity);
  }
  const auto stated = [&](std::string_view table, const std::string& actor) {
    const auto at = by_path.find(fmt::format("issues.{}.{}.{}", issue.id, table, actor));
    return at == by_path.end() ? nullptr : at->second;
  };
  const auto written = [&](std::string_view table, const std::string& actor) {
    const Node* where = node.find(table);
    return where != nullptr && where->member(actor) != nullptr;
  };
  for (std::size_t a = 0; a < actors_.size(); ++a) {
    const std::string& actor = actors_[a].id;
    if (!written("positions", actor)) {
      continue;
    }
    const Quantity* position = stated("positions", actor);
    const Quantity* salience = stated("salience", actor);
    const Quantity* capability = stated("capability", actor);
    if (capability == nullptr && !written("capability", actor) && actors_[a].capability) {
      capability = &*actors_[a].capability;
    }
    if (salience == nullptr && !written("salience", actor)) {
      missing(issue, node, a, "salience");
    }
    if (capability == nullptr && !written("capability", actor)) {
      missing(issue, node, a, "capability");
    }
    if (position != nullptr && salience != nullptr && capability != nullptr) {
      issue.stakes.push_back({a, *position, *salience, *capability, copied(stated("votes", actor)),
                              copied(stated("population", actor)), copied(stated("resolve", actor))});
    }
  }
  unplaced(issue, node);
  const Node* positions = node.find("positions");
  const std::size_t placed = positions == nullptr ? 0 : positions->members.size();
  if (placed < 2) {
    common_.findings.error(
        "S402", node.where,
        fmt::format("{} on issue '{}'; bargaining needs at least two",
                    placed == 0 ? "no actor has a position" : "only one actor has a position", issue.id),
        "give 'positions' for two or more actors");
  }
}

void IssueBuilder::missing(const Issue& issue, const Node& node, std::size_t actor, std::string_view what) {
  // A misspelt [issues.salience] has been reported, and so has an actor's own capability if it was wrong.
  const bool misspelt =
      node.find(what) == nullptr && std::any_of(node.members.begin(), node.members.end(), [](const Member& member) {
        return find_key(*find_section("issues"), member.key) == nullptr;
      });
  if (misspelt) {
    return;
  }
  const Named* named = common_.names.find(refer::actor, actors_[actor].id);
  if (what == "capability" && named != nullptr && named->node->find("capability") != nullptr) {
    return;
  }
  const Place& where = node.find("positions")->member(actors_[actor].id)->key_where;
  const std::string& id = actors_[actor].id;
  common_.findings.error(
      "S403", where, fmt::format("{} has a position on issue '{}' but no {}", actors_[actor].name, issue.id, what),
      what == "salience" ? fmt::format("add {} = ... to [issues.salience], 0 to 100 percent", id)
                         : fmt::format("add {} = ... to [issues.capability], or 'capability' to the actor", id));
}

/// Numbers of actors that have no position: they would be read and never used.
void IssueBuilder::unplaced(const Issue& issue, const Node& node) {
  const Node* positions = node.find("positions");
  const bool unknown = positions != nullptr &&
                       std::any_of(positions->members.begin(), positions->members.end(), [&](const Member& member) {
                         return common_.names.find(refer::actor, member.key) == nullptr;
                       });
  if (unknown) {
    return;  // reported; the actor may be the one that has no position here
  }
  for (const std::string_view table : {"salience", "capability", "votes", "population", "resolve"}) {
    const Node* numbers = node.find(table);
    if (numbers == nullptr || numbers->kind != Kind::table) {
      continue;
    }
    for (const Member& member : numbers->members) {
      const Named* actor = common_.names.find(refer::actor, member.key);
      const bool placed = positions != nullptr && positions->member(member.key) != nullptr;
      if (actor != nullptr && !placed) {
        common_.findings.error(
            "S403", member.key_where,
            fmt::format("{} has {} on issue '{}' but no position", actor->name,
                        table == "votes" || table == "resolve" ? std::string(table) : fmt::format("a {}", table),
                        issue.id),
            fmt::format("add {} = ... to [issues.positions], or take it out here", member.key));
      }
    }
  }
}

/// Salience that is written as a share would pass for next to nothing.
void IssueBuilder::like_shares(const Issue& issue, const Node& node) {
  const auto is_small = [](const Stake& stake) { return std::visit(UpToOne{}, stake.salience.law.form); };
  const auto is_zero = [](const Stake& stake) { return fixed_zero(stake.salience); };
  const std::vector<Stake>& stakes = issue.stakes;
  if (!std::all_of(stakes.begin(), stakes.end(), is_zero) && std::all_of(stakes.begin(), stakes.end(), is_small)) {
    common_.findings.warn("S504", node.where,
                          fmt::format("every salience on issue '{}' is at most 1 percent", issue.id),
                          "salience is in percent: write 80 for 0.8");
  }
}

void IssueBuilder::all_zero(const Issue& issue, const Node& node) {
  if (issue.stakes.empty()) {
    return;
  }
  const auto all = [&](auto member) {
    return std::all_of(issue.stakes.begin(), issue.stakes.end(),
                       [&](const Stake& stake) { return fixed_zero(stake.*member); });
  };
  if (all(&Stake::capability)) {
    common_.findings.error("S404", node.where, fmt::format("every capability on issue '{}' is 0", issue.id),
                           "somebody must be able to bring something to bear");
  }
  if (all(&Stake::salience)) {
    common_.findings.error("S404", node.where, fmt::format("every salience on issue '{}' is 0", issue.id),
                           "an issue that nobody cares about has no forecast");
  }
}

}  // namespace suasion::scenario
