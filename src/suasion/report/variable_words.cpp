#include "suasion/report/variable_words.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "suasion/base/text.hpp"
#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

using Ids = std::vector<std::string_view>;

/// A pattern of names, in which {} stands for an id, and what it means: {0}, {1} ... are what the ids name, {b}, {r}
/// and {u} protege, patron and rival, {i} the issue of the bargain.
struct Phrase {
  std::string_view pattern, words;
};

constexpr std::array phrases = {
    Phrase{"signal.support.{}-{}.all", "support of {0} for {1}, as others see it"},
    Phrase{"signal.support.{}-{}.{}", "support of {0} for {1}, as {2} sees it"},
    Phrase{"signal.doubt.{}-{}.all", "doubt of others about the support of {0} for {1}"},
    Phrase{"signal.doubt.{}-{}.{}", "doubt of {2} about the support of {0} for {1}"},
    Phrase{"signal.truth.{}-{}", "true support of {0} for {1}"},
    Phrase{"signal.news.{}-{}", "surprise of the signals from {0} to {1}"},
    Phrase{"signal.tie.{}-{}", "how far its signals to {1} bind {0}"},
    Phrase{"signal.footprint.{}-{}", "how far the signals from {0} to {1} raise tension"},
    Phrase{"signal.seeing.{}-{}", "what seeing the coming signal from {0} to {1} would tell of its support"},
    Phrase{"signal.change.{}-{}", "evidence for a changed line of {0} towards {1}"},
    Phrase{"domestic.crisis.{}", "crisis of legitimacy in {0}"},
    Phrase{"domestic.hazard.{}", "rate at which the leader of {0} goes"},
    Phrase{"domestic.change.{}", "chance that the leader of {0} has changed"},
    Phrase{"coercion.intervention.{}", "chance that {u} would act for {b}, as {0} sees it"},
    Phrase{"coercion.reliability.{}.{}.{}", "chance that {0} keeps “{2}” of “{1}”"},
    Phrase{"coercion.press", "chance that {r} presses, in the crisis game"},
    Phrase{"coercion.resist", "chance that {b} resists if pressed"},
    Phrase{"coercion.escalate", "chance that {r} escalates if resisted"},
    Phrase{"coercion.stage.{}-{}", "stage of the sanctions of {0} on {1}"},
    Phrase{"coercion.sanctions.on_protege", "severity of all sanctions on {b}"},
    Phrase{"coercion.sanctions.{}-{}", "severity of the sanctions of {0} on {1}"},
    Phrase{"leverage.dependence.protege", "dependence of {b} on {r}"},
    Phrase{"leverage.dependence.patron", "dependence of {r} on {b}"},
    Phrase{"leverage.power", "bargaining power of {b}"},
    Phrase{"leverage.alternative", "share of a dispute's loss that {b} could make good elsewhere"},
    Phrase{"leverage.disagreement.protege", "what having no deal is worth to {b}"},
    Phrase{"leverage.disagreement.patron", "what having no deal is worth to {r}"},
    Phrase{"leverage.agreed", "{i} as agreed in the bargain"},
    Phrase{"leverage.price", "what {r} pays {b} in the bargain"},
    Phrase{"leverage.payoff.protege", "worth of the bargain to {b}"},
    Phrase{"leverage.payoff.patron", "worth of the bargain to {r}"},
    Phrase{"leverage.deal", "chance that there is room for a deal"},
    Phrase{"leverage.leash", "what the help of {u} is worth to {b} in the bargain"},
    Phrase{"leverage.leash.price", "the part of that help's worth that comes as a better price"},
    Phrase{"leverage.leash.concession", "the part of that help's worth that comes as a smaller concession"},
    Phrase{"leverage.level", "{i} as carried out"},
    Phrase{"leverage.dispute", "heat of the dispute between {r} and {b}"},
    Phrase{"decision.base", "chance that {b} hosts a base of {r}"},
    Phrase{"decision.tilt", "how far {b} leans to {u}"},
    Phrase{"decision.ambassador", "chance that {u} has decided to send an ambassador"},
    Phrase{"decision.weight.strategy", "weight that {u} gives to strategy"},
    Phrase{"decision.weight.rights", "weight that {u} gives to rights"},
    Phrase{"decision.rival.engages", "chance in a month that {u} engages {b}"},
    Phrase{"decision.does.{}.{}", "share of draws in which {0} {1} that month"},
    Phrase{"decision.{}.{}", "chance in a month that {0} {1}"},
    Phrase{"stakeholder.target.{}", "where {0} is heading"},
    Phrase{"stakeholder.{}", "{0} as carried out"},
    Phrase{"tension.exposure.{}", "forces of {r} within reach of {0}"},
    Phrase{"tension.anxiety.{}", "fear in {0}"},
    Phrase{"tension.buffer.{}", "share of those forces that closed soil keeps from {0}"},
    Phrase{"tension.buffer_effect.allies", "least fear that open soil and a base would add in an ally"},
    Phrase{"tension.buffer_effect.{}", "fear that open soil and a base would add in {0}"},
    Phrase{"tension.access", "chance that the soil of {b} is open to the forces of {r}"},
    Phrase{"tension.quarrel_rank", "rank of the quarrel between {r} and {b} within its own long run"},
    Phrase{"tension.quarrel", "heat of the quarrel between {r} and {b}"},
    Phrase{"tension.absorption", "chance that {b} has lost its independence"},
    Phrase{"tension.self_risk", "how many times likelier that loss is for lying between rivals"},
    Phrase{"tension.centrality", "how much {b} shortens the ways of the forces of {r}"},
    Phrase{"tension.excitation", "evidence that sanctions bring about reduced relations"},
    // words of the engine itself for what happens
    Phrase{"event.leader.leaves", "the leader of {b} leaves"},
    Phrase{"event.leader.leaves.{}", "the leader of {0} leaves"},
    Phrase{"event.election.crackdown", "an election in {b} is followed by a crackdown"},
    Phrase{"event.election.crackdown.{}", "an election in {0} is followed by a crackdown"},
    Phrase{"event.base.agree", "{b} agrees to a base of {r}"},
    Phrase{"event.base.refuse", "{b} refuses a base of {r}"},
    Phrase{"event.sanction.impose", "{u} imposes new sanctions on {b}"},
    Phrase{"event.sanction.ease", "{u} eases its sanctions on {b}"},
    Phrase{"event.sanction.revoke_licence", "{u} takes back what it had eased"},
    Phrase{"event.ambassador.confirm", "an ambassador of {u} to {b} is confirmed"},
    Phrase{"event.relations.reduce", "{b} reduces relations with {u}"},
    Phrase{"event.state.absorbed", "{b} loses its independence"},
};

/// What actors do in a month, after their name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> actions = {
    {{"none", "does nothing"},
     {"statement", "makes a statement"},
     {"visit", "visits"},
     {"ambassador", "sends an ambassador"},
     {"ease", "eases sanctions"},
     {"sanction", "threatens sanctions"},
     {"calm", "stays calm"},
     {"press", "presses"},
     {"squeeze", "cuts supplies"},
     {"deal", "strikes an interim deal"},
     {"base", "asks for a base"},
     {"hold", "holds its ground"},
     {"concede", "concedes"},
     {"tilt", "leans to the rival"},
     {"host", "agrees to a base"},
     {"reinforce", "reinforces"}}};

/// Matches a name from the left and collects what stands in the place of each {}. Ids may hold hyphens and dots, so
/// every length is tried, the shortest first; `known` says what may stand there.
template <class Known>
bool fits(std::string_view pattern, std::string_view name, Ids& ids, const Known& known) {
  const std::size_t hole = pattern.find("{}");
  if (hole == std::string_view::npos) {
    return pattern == name;
  }
  if (name.substr(0, hole) != pattern.substr(0, hole)) {
    return false;
  }
  const std::string_view rest = name.substr(hole);
  const std::string_view after = pattern.substr(hole + 2);
  for (std::size_t length = 1; length <= rest.size(); ++length) {
    ids.push_back(rest.substr(0, length));
    if ((!after.starts_with('-') || known(ids.back())) && fits(after, rest.substr(length), ids, known)) {
      return true;
    }
    ids.pop_back();
  }
  return false;
}

/// Names of what ids stand for: actors, roles, issues, commitments, actions; a word by itself for anything else.
class Namer {
 public:
  Namer(const scenario::Scenario& scenario, const system::Roles& roles) : scenario_(scenario), roles_(roles) {}

  [[nodiscard]] bool is_actor(std::string_view id) const { return scenario_.actor(id) != nullptr; }

  [[nodiscard]] std::string name(std::string_view id) const {
    if (is_actor(id)) {
      return short_name(scenario_, std::string(id));
    }
    if (id == "rival" || id == "patron" || id == "protege") {
      return short_name(scenario_, id == "rival" ? roles_.rival : id == "patron" ? roles_.patron : roles_.protege);
    }
    if (std::string issue = issue_name(id); !issue.empty()) {
      return issue;
    }
    const scenario::Element* commitment = scenario_.element("commitments", id);
    if (commitment != nullptr && !commitment->name.empty()) {
      return commitment->name;
    }
    const auto action = std::find_if(actions.begin(), actions.end(), [&](const auto& one) { return one.first == id; });
    if (action != actions.end()) {
      return std::string(action->second);
    }
    if (id == "exercise") {
      return "exercises";
    }
    std::string word(id);
    std::replace(word.begin(), word.end(), '_', ' ');
    return word;
  }

  [[nodiscard]] std::string issue_name(std::string_view id) const {
    const auto issue = std::find_if(scenario_.issues.begin(), scenario_.issues.end(),
                                    [&](const scenario::Issue& one) { return one.id == id; });
    return issue == scenario_.issues.end() ? std::string() : issue->name;
  }

 private:
  const scenario::Scenario& scenario_;
  const system::Roles& roles_;
};

/// What the scenario itself calls an event: by its id, or by its kind where a hazard brings it about.
std::optional<std::string> event_name(const scenario::Scenario& scenario, std::string_view kind) {
  for (const char* section : {"events", "elections", "exercises"}) {
    const scenario::Element* event = scenario.element(section, kind);
    if (event != nullptr && !event->name.empty()) {
      return event->name;
    }
  }
  for (const scenario::Element* hazard : scenario.section("hazards")) {
    if (hazard->text("event") == kind && !hazard->name.empty()) {
      return hazard->name;
    }
  }
  return std::nullopt;
}

/// Where nothing else names a kind of event: the name of the signal that it is.
std::string kind_name(const scenario::Scenario& scenario, std::string_view kind) {
  const scenario::Element* signal = scenario.element("signal_kinds", kind);
  return signal != nullptr && !signal->name.empty() ? signal->name : fmt::format("“{}” happens", kind);
}

}  // namespace

std::string short_name(const scenario::Scenario& scenario, const std::string& id) {
  const scenario::Actor* actor = scenario.actor(id);
  const std::string& full = actor != nullptr && !actor->name.empty() ? actor->name : id;
  return name_in_words(full.substr(0, full.find(" (")));
}

std::string variable_in_words(const scenario::Scenario& scenario, const system::Roles& roles, std::string_view name) {
  if (name.starts_with(system::event_prefix)) {
    if (std::optional<std::string> said = event_name(scenario, name.substr(system::event_prefix.size()))) {
      return *std::move(said);
    }
  }
  const Namer namer(scenario, roles);
  for (const Phrase& phrase : phrases) {
    Ids ids;
    if (!fits(phrase.pattern, name, ids, [&](std::string_view id) { return namer.is_actor(id); })) {
      continue;
    }
    fmt::dynamic_format_arg_store<fmt::format_context> names;
    for (const std::string_view id : ids) {
      names.push_back(namer.name(id));
    }
    names.push_back(fmt::arg("b", namer.name("protege")));
    names.push_back(fmt::arg("r", namer.name("patron")));
    names.push_back(fmt::arg("u", namer.name("rival")));
    names.push_back(fmt::arg("i", namer.issue_name(roles.issue)));
    return fmt::vformat(phrase.words, names);
  }
  return name.starts_with(system::event_prefix) ? kind_name(scenario, name.substr(system::event_prefix.size()))
                                                : std::string(name);
}

std::string deed_in_words(const scenario::Scenario& scenario, const system::Roles& roles, std::string_view role,
                          std::string_view action) {
  const Namer namer(scenario, roles);
  return fmt::format("{} {}", namer.name(role), namer.name(action));
}

Shown shown_as(const scenario::Scenario& scenario, const system::Roles& roles, std::string_view name,
               std::string_view unit) {
  const std::string words = variable_in_words(scenario, roles, name);
  const bool chance = unit.empty() && (words.starts_with("chance ") || words.starts_with("share of "));
  if (chance || name.starts_with(system::event_prefix)) {
    return {.times = 100.0, .unit = "%", .difference = "percentage points"};
  }
  if (unit == "share of the protege's GDP" || unit == "share of its GDP") {
    const std::string whose =
        unit == "share of its GDP" ? "its GDP" : "the GDP of " + short_name(scenario, roles.protege);
    return {.times = 100.0, .unit = "% of " + whose, .difference = "% of " + whose};
  }
  const auto issue = std::find_if(scenario.issues.begin(), scenario.issues.end(),
                                  [&](const scenario::Issue& one) { return one.id == roles.issue; });
  if ((name == "leverage.level" || name == "leverage.agreed") && issue != scenario.issues.end()) {
    const std::string scale =
        fmt::format("on its scale from {} to {}", base::shortest(issue->scale_low), base::shortest(issue->scale_high));
    return {.times = issue->scale_high - issue->scale_low,
            .plus = issue->scale_low,
            .unit = issue->unit.empty() ? scale : issue->unit,
            .difference = issue->unit.empty() ? "points " + scale : issue->unit};
  }
  if (unit == "standard deviations over all states") {
    return {.unit = "standard deviations", .difference = "standard deviations"};
  }
  if (unit == "natural logarithm") {
    return {.unit = "nats", .difference = "nats"};
  }
  const bool bare = unit == "0 to 1" || unit == "scale of the issue";
  return {.unit = std::string(bare ? "" : unit), .difference = std::string(bare ? "" : unit)};
}

}  // namespace suasion::report
