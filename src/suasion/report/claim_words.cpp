#include "suasion/report/claim_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "suasion/report/numbers.hpp"
#include "suasion/report/variable_words.hpp"
#include "suasion/system/roles.hpp"

namespace suasion::report {

namespace {

std::string capital(std::string text) {
  if (!text.empty()) {
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  }
  return text;
}

/// The figures of one claim as its sentence shows them.
class Teller {
 public:
  Teller(const scenario::Scenario& scenario, const analysis::ClaimResult& claim)
      : scenario_(scenario),
        claim_(claim),
        roles_(system::roles_of(scenario)),
        shown_(shown_as(scenario, roles_, claim.measure, claim.unit)) {}

  [[nodiscard]] std::string level() const {
    const analysis::Finding& found = claim_.finding;
    const Grain fine = fineness();
    std::string text =
        fmt::format("{} is {}{} on {}", opening(), number(shown(found.value.value), fine), unit(shown_.unit), day());
    text += spread(shown(found.q05), shown(found.q95), fine);
    if (claim_.bound) {
      text += fmt::format(" The claim asks for {} than {}{}.", claim_.expect == "lower" ? "less" : "more",
                          number(shown(*claim_.bound), fine), unit(shown_.unit));
    }
    return text;
  }

  [[nodiscard]] std::string contrast() const {
    const scenario::Element& said = *scenario_.element("claims", claim_.id);
    const auto& worlds = said.list("compare");
    return fmt::format("{} is {} on {} with {} than with {}", opening(), difference("higher", "lower"), day(),
                       world_in_words(scenario_, worlds[0]), world_in_words(scenario_, worlds[1])) +
           spread_of_difference();
  }

  [[nodiscard]] std::string interaction() const {
    const scenario::Element& said = *scenario_.element("claims", claim_.id);
    const auto& worlds = said.list("compare");
    const auto& against = said.list("against");
    return fmt::format("What {1} instead of {2} adds to the {0} is {3} on {4} than what {5} instead of {6} adds",
                       subject(), world_in_words(scenario_, worlds[0]), world_in_words(scenario_, worlds[1]),
                       difference("larger", "smaller"), day(), world_in_words(scenario_, against[0]),
                       world_in_words(scenario_, against[1])) +
           spread_of_difference();
  }

  [[nodiscard]] std::string tilt() const {
    const scenario::Element& said = *scenario_.element("claims", claim_.id);
    return fmt::format("Where draws count by the {}, the mean of “{}” on {} is {:.2f} times the plain one (± {:.2f}).",
                       variable_in_words(scenario_, roles_, said.text("weight")), subject(), day(),
                       claim_.finding.value.value, claim_.finding.value.error);
  }

 private:
  [[nodiscard]] std::string subject() const {
    const std::string words = variable_in_words(scenario_, roles_, claim_.measure);
    return is_event() ? fmt::format("the chance of “{}”", words) : words;
  }

  /// The subject at the start of a sentence, before its verb: "..., as Russia sees it,".
  [[nodiscard]] std::string opening() const {
    const std::string text = capital(subject());
    return text.find(", as ") == std::string::npos ? text : text + ",";
  }

  [[nodiscard]] bool is_event() const { return claim_.measure.starts_with(system::event_prefix); }

  [[nodiscard]] std::string day() const {
    const auto date = base::parse_date(claim_.day);
    return date ? base::in_words(*date) : claim_.day;
  }

  [[nodiscard]] double shown(double level) const { return level * shown_.times + shown_.plus; }

  [[nodiscard]] static std::string unit(const std::string& text) { return text.empty() ? text : "\u00A0" + text; }

  /// About a hundredth of what the figures span, and no finer than the error of the mean.
  [[nodiscard]] Grain fineness() const {
    const analysis::Finding& found = claim_.finding;
    const double span = std::max({std::abs(found.value.value), std::abs(found.q05), std::abs(found.q95)});
    return grain(span > 0.0 ? span * shown_.times : 1.0, found.value.error * shown_.times);
  }

  /// "0.15 standard deviations higher", "no higher and no lower".
  [[nodiscard]] std::string difference(std::string_view more, std::string_view less) const {
    const double value = claim_.finding.value.value * shown_.times;
    const Grain fine = fineness();
    if (std::abs(value) < 0.5 * fine.step) {
      return fmt::format("no {} and no {}", more, less);
    }
    return fmt::format("{}{} {}", number(std::abs(value), fine), unit(shown_.difference), value > 0.0 ? more : less);
  }

  [[nodiscard]] static std::string spread(double low, double high, const Grain& fine) {
    return fmt::format("; nine draws in ten give between {} and {}.", number(low, fine), number(high, fine));
  }

  /// An event either happens or not, so that its difference in one draw has no spread worth telling.
  [[nodiscard]] std::string spread_of_difference() const {
    if (is_event()) {
      return ".";
    }
    const bool of_sign = claim_.expect == "higher" || claim_.expect == "lower";
    return spread(claim_.finding.q05 * shown_.times, claim_.finding.q95 * shown_.times, fineness()) +
           (of_sign ? fmt::format(" It is {}, as claimed, in {}\u00A0% of draws.", claim_.expect,
                                  std::lround(100.0 * claim_.finding.share))
                    : std::string());
  }

  const scenario::Scenario& scenario_;
  const analysis::ClaimResult& claim_;
  system::Roles roles_;
  Shown shown_;
};

}  // namespace

std::string clause_of(const scenario::Element& counterfactual) {
  constexpr std::size_t long_clause = 60;
  std::string_view clause = counterfactual.text("text");
  clause = clause.substr(0, clause.find_first_of(";:."));
  if (clause.size() > long_clause) {
    clause = clause.substr(0, clause.find(','));
  }
  return clause.empty() ? counterfactual.id : std::string(clause);
}

std::string world_in_words(const scenario::Scenario& scenario, std::string_view id) {
  const scenario::Element* world = scenario.element("counterfactuals", id);
  return world == nullptr ? std::string("things as they are") : fmt::format("“{}”", clause_of(*world));
}

std::string finding_in_words(const scenario::Scenario& scenario, const analysis::ClaimResult& claim) {
  if (claim.verdict == analysis::Verdict::untestable) {
    return claim.reason;
  }
  const Teller teller(scenario, claim);
  return claim.test == "level"         ? teller.level()
         : claim.test == "tilt"        ? teller.tilt()
         : claim.test == "interaction" ? teller.interaction()
                                       : teller.contrast();
}

}  // namespace suasion::report
