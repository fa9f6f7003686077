#include "suasion/system/signal/gather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace suasion::system::signal {

namespace {

using scenario::Element;
using scenario::When;

bool contains(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

/// It takes ill will to do these.
bool is_hostile(std::string_view kind) {
  constexpr std::array<std::string_view, 4> hostile = {"sanction.impose", "sanction.revoke_licence", "relations.reduce",
                                                       "threaten"};
  return std::find(hostile.begin(), hostile.end(), kind) != hostile.end();
}

}  // namespace

std::vector<std::string> receivers_of(const scenario::Scenario& scenario, const Roles& roles) {
  std::vector<std::string> receivers = {roles.protege};
  const auto add = [&](const std::vector<std::string>& parties) {
    for (const std::string& id : scenario.actors_of(parties)) {
      const bool player = id == roles.rival || id == roles.patron;
      if (!player && !contains(receivers, id)) {
        receivers.push_back(id);
      }
    }
  };
  const auto by_rival = [&](const Element& element) {
    return contains(scenario.actors_of(element.list("from")), roles.rival);
  };
  for (const Element* event : scenario.section("events")) {
    if (by_rival(*event) && scenario.element("signal_kinds", event->kind) != nullptr) {
      add(event->list("to"));
    }
  }
  for (const Element* tour : scenario.section("tours")) {
    if (by_rival(*tour)) {
      add(tour->list("stops"));
    }
  }
  for (const Element* commitment : scenario.section("commitments")) {
    if (by_rival(*commitment)) {
      add(commitment->list("to"));
    }
  }
  return receivers;
}

Audience gather(Builder& builder) {
  return Gatherer(builder).gather();
}

Gatherer::Gatherer(Builder& builder)
    : builder_(builder), receivers_(receivers_of(builder.scenario(), builder.roles())) {}

Audience Gatherer::gather() {
  audience_.frozen = builder_.option("beliefs") == "frozen";
  audience_.fades = builder_.option("decay") == "on" && !audience_.frozen;
  audience_.clock = builder_.hidden();
  audience_.half_life = builder_.parameter("half_life_months");
  audience_.drop_difficulty = builder_.parameter("drop_difficulty");
  audience_.postponement = builder_.parameter("postponement_meaning");
  if (builder_.option("spill") == "on") {
    audience_.spill_over = builder_.parameter("spill_over");
  }
  const Roles& roles = builder_.roles();
  const std::string dyad = roles.rival + "-" + roles.protege;
  audience_.leader_changed = builder_.read("domestic.change." + roles.rival, 0.0);
  audience_.leader_seen = builder_.hidden();
  audience_.leader_share = builder_.parameter("leader_share");
  audience_.last_signal = builder_.hidden();
  audience_.news = builder_.variable("signal.news." + dyad);
  audience_.tie = builder_.variable("signal.tie." + dyad);
  audience_.footprint = builder_.variable("signal.footprint." + dyad);
  audience_.seeing = builder_.variable("signal.seeing." + dyad);
  audience_.change = builder_.variable("signal.change." + dyad);
  if (const Element* table = builder_.scenario().element("system", "")) {
    if (const When* history = table->when("history")) {
      audience_.history = builder_.days(history->first);
      if (audience_.history > 0.0) {
        builder_.error("S613", table->where, "'history' begins after the origin of the clock",
                       "it is the first day of the past that is replayed");
        audience_.history = 0.0;
      }
    }
  }
  kinds();
  beliefs();
  dated();
  shadow();
  prompts();
  quiet();
  unite();
  std::stable_sort(audience_.moments.begin(), audience_.moments.end(),
                   [](const Moment& a, const Moment& b) { return a.first < b.first; });
  for (Belief& belief : audience_.beliefs) {
    for (std::size_t m = 0; m < audience_.memories.size(); ++m) {
      belief.kept.push_back(builder_.hidden());
    }
  }
  return std::move(audience_);
}

void Gatherer::kinds() {
  for (const Element* kind : builder_.scenario().section("signal_kinds")) {
    if (kind->quantity("difficulty") == nullptr) {
      builder_.error("S611", kind->where,
                     fmt::format("signal kind '{}' has no difficulty, so nothing can be learned from it", kind->id),
                     "say how much will it takes, for example difficulty = { normal = { mean = 1, sd = 0.3 } }");
      continue;
    }
    kinds_[kind->id] = kind;
  }
}

void Gatherer::beliefs() {
  const Roles& roles = builder_.roles();
  const bool stated = builder_.scenario().element("parameters", "signal.long_run_mean") != nullptr;
  const Column before = builder_.parameter("support_before");
  const Column long_run = stated ? builder_.parameter("long_run_mean") : before;
  const Column long_run_variance = builder_.parameter("long_run_variance");
  const Column elsewhere = builder_.parameter("support_elsewhere");
  const auto add = [&](std::size_t receiver, const std::string& observer, const std::string& label) {
    const std::string dyad = fmt::format("{}-{}.{}", roles.rival, receivers_[receiver], label);
    audience_.beliefs.push_back(
        {.receiver = receiver,
         .observer = observer,
         .now = {builder_.variable("signal.support." + dyad), builder_.variable("signal.doubt." + dyad)},
         .start = {receiver == 0 ? before : elsewhere,
                   receiver == 0 ? builder_.parameter("support_variance") : long_run_variance},
         .long_run = {receiver == 0 ? long_run : elsewhere, long_run_variance}});
  };
  std::vector<std::string> observers = {roles.protege, roles.patron};
  observers.insert(observers.end(), roles.neighbours.begin(), roles.neighbours.end());
  audience_.own.push_back(0);
  for (const std::string& observer : observers) {
    add(0, observer, observer);
  }
  for (std::size_t receiver = 1; receiver < receivers_.size(); ++receiver) {
    audience_.own.push_back(audience_.beliefs.size());
    add(receiver, "", "all");
  }
  for (const std::string& receiver : receivers_) {
    const std::string truth = fmt::format("signal.truth.{}-{}", roles.rival, receiver);
    audience_.truth.push_back(builder_.variable(truth));
    audience_.truth_draw.push_back(math::channel(truth));
  }
}

/// A second belief of the protege, for which the long-run mean changes: which of the two foresees the history better?
void Gatherer::shadow() {
  const bool history = std::any_of(audience_.moments.begin(), audience_.moments.end(),
                                   [](const Moment& moment) { return moment.first <= 0.0; });
  if (!history) {
    return;
  }
  audience_.shadow = audience_.beliefs.size();
  audience_.changed_mean = builder_.hidden();
  const Column day = builder_.hidden();
  audience_.change_day = day;
  audience_.change_year = builder_.parameter("change_year");
  audience_.change_shift = builder_.parameter("change_shift");
  audience_.beliefs.push_back({.receiver = 0,
                               .now = {builder_.hidden(), builder_.hidden()},
                               .start = audience_.beliefs.front().start,
                               .long_run = {builder_.hidden(), audience_.beliefs.front().long_run.variance},
                               .shadow = true});
  for (Signal& signal : audience_.signals) {
    if (signal.receiver == 0) {
      signal.beliefs.push_back(*audience_.shadow);
      signal.items.push_back(signal.items.front());
      if (!signal.gaps.empty()) {
        signal.gaps.push_back({{builder_.hidden(), builder_.hidden()}, {builder_.hidden(), builder_.hidden()}});
      }
    }
  }
  audience_.moments.push_back({.kind = Moment::Kind::change, .day = day, .first = audience_.history, .last = 0.0});
}

ItemColumns Gatherer::item(const Element& kind, const std::string& observer) {
  const auto column = [&](const char* key) {
    scenario::Quantity quantity = *kind.quantity(key);
    if (builder_.option("observers") == "own" && !observer.empty()) {
      quantity.path += "." + observer;  // another path, another draw of the same law
    }
    return builder_.input(quantity);
  };
  return {kind.quantity("discrimination") != nullptr ? column("discrimination") : builder_.parameter("discrimination"),
          column("difficulty")};
}

std::size_t Gatherer::memory(const scenario::Quantity& half_life) {
  const auto [at, made] = memories_.try_emplace(half_life.path, audience_.memories.size());
  if (made) {
    audience_.memories.push_back({builder_.input(half_life)});
  }
  return at->second;
}

std::size_t Gatherer::signal(const std::string& kind, std::size_t receiver, const std::vector<std::string>& audience,
                             bool open) {
  const Element& facts = *kinds_.at(kind);
  Signal signal{.receiver = receiver, .toward = is_hostile(kind) ? -1.0 : 1.0, .open = open};
  for (std::size_t b = 0; b < audience_.beliefs.size(); ++b) {
    const Belief& belief = audience_.beliefs[b];
    const bool own = b == audience_.own[receiver];
    if (belief.receiver == receiver && (open || (own && receiver == 0) || contains(audience, belief.observer))) {
      signal.beliefs.push_back(b);
      signal.items.push_back(item(facts, belief.observer));
    }
  }
  if (const scenario::Quantity* half_life = facts.quantity("half_life_months")) {
    signal.memory = memory(*half_life);
  }
  if (const scenario::Quantity* tie = facts.quantity("tie"); tie != nullptr && builder_.option("tie") == "on") {
    signal.tie = builder_.input(*tie);
  }
  if (const scenario::Quantity* tension = facts.quantity("tension")) {
    signal.footprint = builder_.input(*tension);
  }
  audience_.signals.push_back(std::move(signal));
  return audience_.signals.size() - 1;
}

std::size_t Gatherer::tour(const std::string& id) {
  const auto [at, made] = tours_.try_emplace(id, audience_.tours.size());
  if (made) {
    audience_.tour_variance = builder_.parameter("tour_variance");
    audience_.tours.push_back(
        {.effect = {builder_.hidden(), builder_.hidden()}, .learns = builder_.option("tour") == "shared"});
  }
  return at->second;
}

void Gatherer::prompt_of_event(const std::string& kind) {
  if (kinds_.count(kind) > 0) {
    audience_.prompts.push_back({.signal = signal(kind, 0, {}, builder_.option("audience") != "private"),
                                 .event = builder_.awaited(kind),
                                 .except = days_of_kind_[kind]});
  }
}

void Gatherer::prompt_of_choice(const std::string& action, const std::string& kind) {
  if (kinds_.count(kind) > 0) {
    audience_.prompts.push_back({.signal = signal(kind, 0, {}, builder_.option("audience") != "private"),
                                 .decision = builder_.read("decision.does.rival." + action, 0.0)});
  }
}

/// What actors decide, and events that other modules bring about, are signals too where the scenario has their kind.
void Gatherer::prompts() {
  if (builder_.option("choices") != "signals") {
    return;
  }
  const Roles& roles = builder_.roles();
  const scenario::Scenario& scenario = builder_.scenario();
  std::vector<std::string> kinds = {"sanction.impose", "sanction.ease", "sanction.revoke_licence"};
  for (const Element* hazard : scenario.section("hazards")) {
    const std::string kind(hazard->text("event"));
    const std::vector<std::string> to = scenario.actors_of(hazard->list("to_actor"));
    const bool to_protege = to.empty() || contains(to, roles.protege);
    if (to_protege && contains(scenario.actors_of(hazard->list("from_actor")), roles.rival) && !contains(kinds, kind)) {
      kinds.push_back(kind);
    }
  }
  for (const std::string& kind : kinds) {
    prompt_of_event(kind);
  }
  prompt_of_choice("visit", "visit.secretary");
  prompt_of_choice("statement", "statement");
  if (!contains(kinds, "ambassador.confirm")) {  // else the day of the hazard is the news
    prompt_of_choice("ambassador", "ambassador.confirm");
  }
}

void Gatherer::quiet() {
  if (builder_.option("silence") != "monthly") {
    return;
  }
  const std::vector<const Element*> kinds = builder_.scenario().section("signal_kinds");
  const auto friendly = [&](const Element* kind) { return kinds_.count(kind->id) > 0 && !is_hostile(kind->id); };
  const auto first = std::find_if(kinds.begin(), kinds.end(), friendly);
  if (first == kinds.end()) {
    return;
  }
  const std::string kind = kinds_.count("visit.secretary") > 0 ? "visit.secretary" : (*first)->id;
  Quiet quiet{.signal = signal(kind, 0, {}, true), .difficulty = builder_.hidden()};
  quiet.yearly = audience_.signals[quiet.signal].items.front();
  for (ItemColumns& item : audience_.signals[quiet.signal].items) {
    item = {quiet.yearly.discrimination, quiet.difficulty};
  }
  audience_.quiet = quiet;
}

}  // namespace suasion::system::signal
