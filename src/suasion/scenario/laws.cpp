#include "suasion/scenario/laws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/base/text.hpp"
#include "suasion/scenario/numbers.hpp"

namespace suasion::scenario {

namespace {

using Numbers = std::optional<std::vector<double>>;

/// Reads one quantity; a member function for each form that an author may write.
class LawReader {
 public:
  LawReader(const Expectation& expected, Findings& findings) : expected_(expected), findings_(findings) {}

  std::optional<math::Law> any(const Node& node) {
    switch (node.kind) {
      case Kind::whole:
      case Kind::real:
        return fixed(node);
      case Kind::array:
        return interval(node);
      case Kind::table:
        return table(node);
      case Kind::broken:
        return {};
      default:
        wrong_type(node, "expected a quantity: a number, [low, high] or a law table");
        return {};
    }
  }

 private:
  void wrong_type(const Node& node, const std::string& wanted) {
    findings_.error("S101", node.where, fmt::format("{}: {}; found {}", expected_.what, wanted, found(node)),
                    node.kind == Kind::text && parse_number(node.text) ? "write the number without quotes" : "");
  }

  /// True if an explicit value or end of a law lies within the natural bounds; else a finding.
  bool inside(double value, const Node& node, std::string_view role) {
    if (value >= expected_.low && value <= expected_.high) {
      return true;
    }
    findings_.error("S104", node.where,
                    fmt::format("{} {} {}; it must {}", expected_.what, role, base::shortest(value),
                                bounds_in_words(expected_.low, expected_.high)));
    return false;
  }

  bool finite(const Node& node) {
    if (std::isfinite(node.number())) {
      return true;
    }
    findings_.error("S104", node.where,
                    fmt::format("{} is {}; it must be a finite number", expected_.what, as_toml(node)));
    return false;
  }

  /// `count` finite numbers of a list.
  Numbers list(const Node& node, std::size_t count, std::string_view form, std::string_view roles) {
    const bool shape = node.kind == Kind::array && node.items.size() == count &&
                       std::all_of(node.items.begin(), node.items.end(), [](const Node& n) { return n.is_number(); });
    if (!shape) {
      wrong_type(node, fmt::format("{}expected {}", form.empty() ? "" : fmt::format("'{}' ", form), roles));
      return {};
    }
    std::vector<double> numbers;
    for (const Node& item : node.items) {
      if (!finite(item)) {
        return {};
      }
      numbers.push_back(item.number());
    }
    return numbers;
  }

  std::optional<math::Law> fixed(const Node& node) {
    if (!finite(node) || !inside(node.number(), node, "is")) {
      return {};
    }
    return math::Law{math::Fixed{node.number()}};
  }

  bool forwards(const std::vector<double>& ends, const Node& node, std::string_view name) {
    if (ends.front() < ends.back()) {
      return true;
    }
    const bool point = ends.front() == ends.back();
    findings_.error(
        "S108", node.where,
        point ? fmt::format("{}: {} {} has no width", expected_.what, name, as_toml(node))
              : fmt::format("{}: {} {} runs backwards, from {} down to {}", expected_.what, name, as_toml(node),
                            base::shortest(ends.front()), base::shortest(ends.back())),
        point ? fmt::format("write the number alone: {}", base::shortest(ends.front()))
              : fmt::format("did you mean [{}, {}]?", base::shortest(ends.back()), base::shortest(ends.front())));
    return false;
  }

  std::optional<math::Law> interval(const Node& node) {
    const Numbers ends = list(node, 2, "", "two numbers, [low, high]");
    if (!ends || !forwards(*ends, node, "the interval") || !inside_all(*ends, node)) {
      return {};
    }
    return math::Law{math::Interval{(*ends)[0], (*ends)[1]}};
  }

  /// Only the first of several values outside is reported: the others follow from it.
  bool inside_all(const std::vector<double>& values, const Node& node) {
    return std::all_of(values.begin(), values.end(), [&](double v) { return inside(v, node, "reaches"); });
  }

  std::optional<math::Law> table(const Node& node) {
    std::vector<const Member*> forms;
    bool sound = true;
    for (const Member& member : node.members) {
      if (std::count(law_forms().begin(), law_forms().end(), member.key) > 0) {
        forms.push_back(&member);
      } else if (!extra(member, node)) {
        sound = false;
      }
    }
    if (forms.size() != 1) {
      if (sound || forms.size() > 1) {
        findings_.error("S106", node.where,
                        forms.empty() ? fmt::format("{}: the table names no law", expected_.what)
                                      : fmt::format("{}: the table names {} laws, '{}' and '{}'; it must name one",
                                                    expected_.what, forms.size(), forms[0]->key, forms[1]->key),
                        forms.empty() ? "write one of " + listed(law_forms(), law_forms().size()) : "");
      }
      return {};
    }
    std::optional<math::Law> law = form(*forms.front(), node);
    if (law && node.find("within") != nullptr) {
      law = within(*law, *node.find("within"));
    }
    return sound ? law : std::nullopt;
  }

  /// True if a key beside the form is one that may stand there.
  bool extra(const Member& member, const Node& table) {
    const bool known = std::count(law_extras().begin(), law_extras().end(), member.key) > 0;
    const bool stretch = member.key == "on" && table.find("beta") != nullptr;
    if (known || stretch) {
      return true;
    }
    std::vector<std::string> candidates = law_forms();
    candidates.insert(candidates.end(), law_extras().begin(), law_extras().end());
    std::string near = base::did_you_mean(member.key, candidates);
    findings_.error("S106", member.key_where,
                    member.key == "on" ? fmt::format("{}: 'on' goes with 'beta' only", expected_.what)
                                       : fmt::format("{}: there is no law '{}'", expected_.what, member.key),
                    near.empty() || member.key == "on"
                        ? "the laws are " + listed(law_forms(), law_forms().size()) + "; to cut one, add 'within'"
                        : near);
    return false;
  }

  std::optional<math::Law> form(const Member& member, const Node& table) {
    const Node& node = member.value;
    if (member.key == "value") {
      return any(node);
    }
    if (member.key == "interval") {
      return interval(node);
    }
    if (member.key == "normal" || member.key == "lognormal") {
      return unbounded(node, member.key);
    }
    if (member.key == "discrete") {
      return discrete(node);
    }
    if (member.key == "mixture") {
      return mixture(node);
    }
    return bounded(node, member.key, table);
  }

  std::optional<math::Law> bounded(const Node& node, const std::string& name, const Node& table) {
    if (name == "uniform") {
      const Numbers n = list(node, 2, name, "two numbers, [low, high]");
      if (!n || !forwards(*n, node, "the uniform law") || !inside_all(*n, node)) {
        return {};
      }
      return math::Law{math::Uniform{(*n)[0], (*n)[1]}};
    }
    if (name == "beta") {
      return beta(node, table);
    }
    const Numbers n = list(node, 3, name, "three numbers, [low, mode, high]");
    if (!n || !inside_all(*n, node)) {
      return {};
    }
    const math::Law law = name == "pert" ? math::Law{math::Pert{(*n)[0], (*n)[1], (*n)[2]}}
                                         : math::Law{math::Triangular{(*n)[0], (*n)[1], (*n)[2]}};
    return checked(law, node, name);
  }

  std::optional<math::Law> beta(const Node& node, const Node& table) {
    const Numbers shapes = list(node, 2, "beta", "its two shapes, [a, b]");
    std::vector<double> ends = {0.0, 1.0};
    if (const Node* on = table.find("on")) {
      const Numbers said = list(*on, 2, "on", "two numbers, [low, high]");
      if (!said || !forwards(*said, *on, "'on'") || !inside_all(*said, *on)) {
        return {};
      }
      ends = *said;
    }
    if (!shapes || !inside_all(ends, node)) {
      return {};
    }
    return checked({math::Beta{(*shapes)[0], (*shapes)[1], ends[0], ends[1]}}, node, "beta");
  }

  std::optional<math::Law> unbounded(const Node& node, const std::string& name) {
    const bool normal = name == "normal";
    const std::string first = normal ? "mean" : "median";
    const std::string second = normal ? "sd" : "log_sd";
    const Node* centre = node.find(first);
    const Node* spread = node.find(second);
    if (centre == nullptr || spread == nullptr || node.members.size() != 2 || !centre->is_number() ||
        !spread->is_number()) {
      wrong_type(node, fmt::format("'{}' expected {{ {} = number, {} = number }}", name, first, second));
      return {};
    }
    if (!finite(*centre) || !finite(*spread)) {
      return {};
    }
    const math::Law law = normal ? math::Law{math::Normal{centre->number(), spread->number()}}
                                 : math::Law{math::LogNormal{centre->number(), spread->number()}};
    return checked(law, node, name);
  }

  std::optional<math::Law> discrete(const Node& node) {
    if (node.kind != Kind::table || node.members.empty()) {
      wrong_type(node, "'discrete' expected a table of weights by value, { \"5\" = 0.7, \"10\" = 0.3 }");
      return {};
    }
    math::Discrete law;
    for (const Member& member : node.members) {
      const std::optional<double> value = parse_number(member.key);
      if (!value || !member.value.is_number() || !std::isfinite(member.value.number())) {
        findings_.error("S106", member.key_where,
                        fmt::format("{}: a discrete law takes \"value\" = weight; found {} = {}", expected_.what,
                                    member.key, as_toml(member.value)),
                        "put values with a decimal point in quotes");
        return {};
      }
      if (!inside(*value, member.value, "can be")) {
        return {};
      }
      law.points.emplace_back(*value, member.value.number());
    }
    std::sort(law.points.begin(), law.points.end());
    return checked({law}, node, "discrete");
  }

  std::optional<math::Law> mixture(const Node& node) {
    if (node.kind != Kind::array || node.items.empty()) {
      wrong_type(node, "'mixture' expected a list, [{ weight = 0.3, law = ... }, ...]");
      return {};
    }
    math::Mixture law;
    bool sound = true;
    for (const Node& item : node.items) {
      const Node* weight = item.find("weight");
      const Node* part = item.find("law");
      if (weight == nullptr || part == nullptr || item.members.size() != 2 || !weight->is_number()) {
        wrong_type(item, "a part of a mixture expected { weight = number, law = quantity }");
        sound = false;
        continue;
      }
      const std::optional<math::Law> inner = finite(*weight) ? any(*part) : std::nullopt;
      sound = sound && inner;
      if (inner) {
        law.components.emplace_back(weight->number(), *inner);
      }
    }
    return sound ? checked({law}, node, "mixture") : std::nullopt;
  }

  std::optional<math::Law> within(math::Law law, const Node& node) {
    const Numbers ends = list(node, 2, "within", "two numbers, [low, high]");
    if (!ends || !forwards(*ends, node, "'within'") || !inside_all(*ends, node)) {
      return {};
    }
    law.low = std::max(law.low, (*ends)[0]);
    law.high = std::min(law.high, (*ends)[1]);
    return law;
  }

  /// A law that makes sense by itself, before it is cut.
  std::optional<math::Law> checked(const math::Law& law, const Node& node, std::string_view name) {
    const std::string flaw = math::flaw(law);
    if (flaw.empty()) {
      return law;
    }
    findings_.error("S107", node.where, fmt::format("{}: in the {} law, {}", expected_.what, name, flaw));
    return {};
  }

  const Expectation& expected_;
  Findings& findings_;
};

}  // namespace

std::optional<math::Law> read_law(const Node& node, const Expectation& expected, Findings& findings) {
  std::optional<math::Law> law = LawReader(expected, findings).any(node);
  if (!law) {
    return {};
  }
  law->low = std::max(law->low, expected.low);
  law->high = std::min(law->high, expected.high);
  if (const std::string flaw = math::flaw(*law); !flaw.empty()) {
    findings.error("S107", node.where, fmt::format("{}: {}", expected.what, flaw));
    return {};
  }
  return law;
}

const std::vector<std::string>& law_forms() {
  static const std::vector<std::string> forms = {"value", "interval", "uniform",   "triangular", "pert",
                                                 "beta",  "normal",   "lognormal", "discrete",   "mixture"};
  return forms;
}

const std::vector<std::string>& law_extras() {
  static const std::vector<std::string> extras = {"within", "because", "disputed", "note"};
  return extras;
}

}  // namespace suasion::scenario
