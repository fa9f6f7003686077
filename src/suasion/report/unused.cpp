#include "suasion/report/unused.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace suasion::report {

namespace {

/// A module that reads elements of a section; those of one kind alone where it says which. `any`: the system itself.
struct Reader {
  std::string_view section, kind, module;
};

constexpr std::string_view any = {};

constexpr std::array readers = {
    Reader{"system", "", any},
    Reader{"parameters", "", any},
    Reader{"questions", "", any},
    Reader{"counterfactuals", "", any},
    Reader{"claims", "", any},
    Reader{"events", "", any},
    Reader{"actors", "", "domestic"},
    Reader{"actors", "", "tension"},
    Reader{"signal_kinds", "", "signal"},
    Reader{"tours", "", "signal"},
    Reader{"commitments", "", "signal"},
    Reader{"commitments", "", "coercion"},
    Reader{"breaches", "", "coercion"},
    Reader{"sanctions", "", "coercion"},
    Reader{"elections", "", "domestic"},
    Reader{"hazards", "", "outcome"},
    Reader{"shifts", "", "stakeholder"},
    Reader{"ties", "trade", "leverage"},
    Reader{"ties", "transfer", "leverage"},
    Reader{"ties", "border", "tension"},
    Reader{"ties", "coupling", "tension"},
    Reader{"ties", "alignment", "tension"},
    Reader{"places", "", "tension"},
    Reader{"forces", "", "tension"},
    Reader{"exercises", "", "tension"},
};

}  // namespace

bool system_reads(std::string_view section) {
  return std::any_of(readers.begin(), readers.end(), [&](const Reader& reader) { return reader.section == section; });
}

std::vector<const scenario::Element*> unused_elements(const scenario::Scenario& scenario,
                                                      const std::set<std::string, std::less<>>& on) {
  std::vector<const scenario::Element*> list;
  for (const scenario::Element& element : scenario.elements) {
    const bool used = std::any_of(readers.begin(), readers.end(), [&](const Reader& reader) {
      return reader.section == element.section && (reader.kind.empty() || reader.kind == element.kind) &&
             (reader.module == any ? !on.empty() : on.contains(reader.module));
    });
    if (!used) {
      list.push_back(&element);
    }
  }
  return list;
}

}  // namespace suasion::report
