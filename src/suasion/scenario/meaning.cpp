#include "suasion/scenario/meaning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "suasion/base/text.hpp"
#include "suasion/math/copula.hpp"
#include "suasion/scenario/paths.hpp"

namespace suasion::scenario {

namespace {

std::vector<const Node*> texts_of(const Node& node, std::string_view key) {
  std::vector<const Node*> texts;
  const Node* said = node.find(key);
  if (said != nullptr && said->kind == Kind::text) {
    texts.push_back(said);
  }
  if (said != nullptr) {
    for (const Node& item : said->items) {
      if (item.kind == Kind::text) {
        texts.push_back(&item);
      }
    }
  }
  return texts;
}

/// Depth-first walk through the groups, with the way it came by.
class GroupWalk {
 public:
  explicit GroupWalk(const Common& common) : common_(common) {}

  std::vector<std::string> members(const std::string& group, const Node& node) {
    const auto known = resolved_.find(group);
    if (known != resolved_.end()) {
      return known->second;
    }
    way_.push_back(group);
    std::vector<std::string> actors;
    for (const Node* item : texts_of(node, "members")) {
      add(*item, actors);
    }
    way_.pop_back();
    resolved_.emplace(group, actors);
    return actors;
  }

 private:
  void add(const Node& item, std::vector<std::string>& actors) {
    const Named* named = common_.names.find(refer::party, item.text);
    if (named == nullptr) {
      return;
    }
    std::vector<std::string> found = {named->id};
    if (named->kind == refer::group) {
      const auto round = std::find(way_.begin(), way_.end(), named->id);
      if (round != way_.end()) {
        std::string circle;
        for (auto at = round; at != way_.end(); ++at) {
          circle += *at + " -> ";
        }
        common_.findings.error("S206", item.where,
                               fmt::format("group '{}' contains itself: {}{}", named->id, circle, named->id),
                               "take one of the groups out of the other's members");
        return;
      }
      found = members(named->id, *named->node);
    }
    for (std::string& actor : found) {
      if (std::find(actors.begin(), actors.end(), actor) == actors.end()) {
        actors.push_back(std::move(actor));
      }
    }
  }

  const Common& common_;
  std::vector<std::string> way_;
  std::unordered_map<std::string, std::vector<std::string>> resolved_;
};

/// The correlations of a scenario, one after another.
class CorrelationBuilder {
 public:
  CorrelationBuilder(const std::vector<const Quantity*>& quantities, const Common& common) : common_(common) {
    for (const Quantity* quantity : quantities) {
      by_path_.emplace(quantity->path, quantity);
      paths_.push_back(quantity->path);
    }
  }

  void add(const Element& element, const Node& node) {
    const std::vector<const Node*> ends = texts_of(node, "between");
    const Node* between = node.find("between");
    const Node* value = node.find("value");
    if (between == nullptr || value == nullptr || !value->is_number()) {
      return;
    }
    if (ends.size() != 2) {
      common_.findings.error("S113", between->where,
                             fmt::format("a correlation lies between two quantities; found {}", ends.size()));
      return;
    }
    const bool first_known = is_quantity(*ends[0]);  // both are asked, so that both are reported
    const bool second_known = is_quantity(*ends[1]);
    const bool known = first_known && second_known;
    const double rho = value->number();
    if (!(std::abs(rho) < 1.0)) {
      common_.findings.error(
          "S410", value->where,
          fmt::format("the correlation is {}; it must lie between -1 and 1, both excluded", as_toml(*value)),
          std::abs(rho) == 1.0 ? "quantities that always go together are one quantity" : "");
      return;
    }
    if (!known || !once(*ends[0], *ends[1])) {
      return;
    }
    Correlation correlation{.first = ends[0]->text, .second = ends[1]->text, .value = rho};
    correlation.grounds = element.grounds;
    correlation.where = element.where;
    built_.push_back(std::move(correlation));
    links_.push_back({axis(ends[0]->text), axis(ends[1]->text), rho});
    places_.push_back(node.where);
    fixed_end(*ends[0]);
    fixed_end(*ends[1]);
  }

  std::vector<Correlation> finish() {
    const math::GaussianCopula::Flaw flaw = math::GaussianCopula::flaw(axes_.size(), links_);
    if (flaw.message.empty()) {
      return std::move(built_);
    }
    std::vector<std::string> names;
    std::size_t last = 0;
    for (const std::size_t axis : flaw.axes) {
      names.push_back(axes_.at(axis));
    }
    for (std::size_t i = 0; i < links_.size(); ++i) {
      if (std::find(flaw.axes.begin(), flaw.axes.end(), links_[i].first) != flaw.axes.end()) {
        last = i;
      }
    }
    common_.findings.error("S405", places_.at(last), fmt::format("{}: {}", listed(names, names.size()), flaw.message),
                           "weaken one of them");
    return std::move(built_);
  }

 private:
  bool is_quantity(const Node& path) {
    if (by_path_.count(path.text) > 0) {
      return true;
    }
    std::string hint = common_.findings.suggest(path.text, paths_);
    common_.findings.error("S205", path.where, fmt::format("there is no quantity '{}'", path.text), hint);
    return false;
  }

  bool once(const Node& first, const Node& second) {
    if (first.text == second.text) {
      common_.findings.error("S408", second.where, fmt::format("'{}' is correlated with itself", first.text));
      return false;
    }
    const auto pair = std::minmax(first.text, second.text);
    if (!pairs_.insert({pair.first, pair.second}).second) {
      common_.findings.error(
          "S408", first.where,
          fmt::format("the correlation between '{}' and '{}' is given twice", first.text, second.text),
          "keep one of the two");
      return false;
    }
    return true;
  }

  void fixed_end(const Node& path) {
    if (math::is_fixed(by_path_.at(path.text)->law)) {
      common_.findings.warn("S503", path.where,
                            fmt::format("'{}' is known exactly, so this correlation does nothing", path.text),
                            "give it as an interval or a law, or take the correlation out");
    }
  }

  std::size_t axis(const std::string& path) {
    const auto [at, fresh] = index_.try_emplace(path, axes_.size());
    if (fresh) {
      axes_.push_back(path);
    }
    return at->second;
  }

  const Common& common_;
  std::unordered_map<std::string, const Quantity*> by_path_;
  std::vector<std::string> paths_;
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<std::string> axes_;
  std::vector<math::RankCorrelation> links_;
  std::vector<Place> places_;
  std::set<std::pair<std::string, std::string>> pairs_;
  std::vector<Correlation> built_;
};

void check_breaches(const Common& common) {
  const Node* breaches = common.document.root.find("breaches");
  if (breaches == nullptr) {
    return;
  }
  for (const Node& breach : breaches->items) {
    const Node* clause = breach.find("clause");
    const Node* said = breach.find("commitment");
    const bool both = clause != nullptr && clause->kind == Kind::text && said != nullptr && said->kind == Kind::text;
    const Named* commitment = both ? common.names.find(refer::commitment, said->text) : nullptr;
    if (commitment == nullptr) {
      continue;
    }
    std::vector<std::string> clauses;
    for (const Node* item : texts_of(*commitment->node, "clauses")) {
      clauses.push_back(item->text);
    }
    if (std::find(clauses.begin(), clauses.end(), clause->text) == clauses.end()) {
      common.findings.error("S416", clause->where,
                            fmt::format("commitment '{}' has no clause '{}'", commitment->id, clause->text),
                            common.findings.suggest(clause->text, clauses));
    }
  }
}

void check_comparisons(const Common& common) {
  const Node* claims = common.document.root.find("claims");
  if (claims == nullptr) {
    return;
  }
  for (const Node& claim : claims->items) {
    const Node* compare = claim.find("compare");
    if (compare != nullptr && compare->kind == Kind::array && compare->items.size() > 2) {
      common.findings.error("S113", compare->where,
                            fmt::format("'compare' takes two; found {}", compare->items.size()));
    }
  }
}

}  // namespace

void resolve_groups(std::vector<Group>& groups, const Node* nodes, const Common& common) {
  GroupWalk walk(common);
  for (std::size_t g = 0; g < groups.size() && nodes != nullptr; ++g) {
    groups[g].members = walk.members(groups[g].id, nodes->items[g]);
  }
}

std::vector<Correlation> build_correlations(const std::vector<Element>& elements, const Node* nodes,
                                            const std::vector<const Quantity*>& quantities, const Common& common) {
  CorrelationBuilder builder(quantities, common);
  for (std::size_t i = 0; i < elements.size() && nodes != nullptr; ++i) {
    builder.add(elements[i], nodes->items[i]);
  }
  return builder.finish();
}

void check_between_elements(const Common& common) {
  check_breaches(common);
  check_comparisons(common);
}

}  // namespace suasion::scenario
