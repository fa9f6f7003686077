#include "suasion/scenario/scenario.hpp"

#include <algorithm>

namespace suasion::scenario {

namespace {

/// The entry of a map under a key, or null.
template <class Map>
const typename Map::mapped_type* entry(const Map& map, std::string_view key) {
  const auto at = map.find(std::string(key));
  return at == map.end() ? nullptr : &at->second;
}

template <class List>
auto with_id(const List& list, std::string_view id) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.id == id; });
  return at == list.end() ? nullptr : &*at;
}

}  // namespace

std::vector<const Quantity*> quantities(const Stake& stake) {
  std::vector<const Quantity*> list = {&stake.position, &stake.salience, &stake.capability};
  for (const std::optional<Quantity>* extra : {&stake.votes, &stake.population, &stake.resolve}) {
    if (*extra) {
      list.push_back(&**extra);
    }
  }
  return list;
}

const Quantity* Element::quantity(std::string_view key) const {
  const std::string path = this->path() + "." + std::string(key);
  const auto at = std::find_if(quantities.begin(), quantities.end(), [&](const Quantity& q) { return q.path == path; });
  return at == quantities.end() ? nullptr : &*at;
}

const std::vector<std::string>& Element::list(std::string_view key) const {
  static const std::vector<std::string> none;
  const std::vector<std::string>* found = entry(lists, key);
  return found != nullptr ? *found : none;
}

std::string_view Element::text(std::string_view key) const {
  const std::vector<std::string>& texts = list(key);
  return texts.empty() ? std::string_view() : std::string_view(texts.front());
}

const When* Element::when(std::string_view key) const {
  return entry(whens, key);
}

bool Element::flag(std::string_view key, bool otherwise) const {
  const bool* found = entry(flags, key);
  return found != nullptr ? *found : otherwise;
}

std::optional<double> Element::number(std::string_view key) const {
  const double* found = entry(numbers, key);
  return found != nullptr ? std::optional(*found) : std::nullopt;
}

std::vector<const Element*> Scenario::section(std::string_view name) const {
  std::vector<const Element*> found;
  for (const Element& element : elements) {
    if (element.section == name) {
      found.push_back(&element);
    }
  }
  return found;
}

const Element* Scenario::element(std::string_view of, std::string_view wanted) const {
  const auto at = std::find_if(elements.begin(), elements.end(),
                               [&](const Element& one) { return one.section == of && one.id == wanted; });
  return at == elements.end() ? nullptr : &*at;
}

const Actor* Scenario::actor(std::string_view wanted) const {
  return with_id(actors, wanted);
}

std::vector<std::string> Scenario::actors_of(const std::vector<std::string>& parties) const {
  std::vector<std::string> found;
  const auto add = [&](const std::string& one) {
    if (std::find(found.begin(), found.end(), one) == found.end()) {
      found.push_back(one);
    }
  };
  for (const std::string& party : parties) {
    const Group* group = with_id(groups, party);
    if (group == nullptr) {
      add(party);
      continue;
    }
    for (const std::string& member : group->members) {
      add(member);
    }
  }
  return found;
}

}  // namespace suasion::scenario
