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

/// The day an event is or was set for, or null.
const When* set_for(const Element& event) {
  for (const char* key : {"done", "planned", "during", "date"}) {
    if (const When* when = event.when(key)) {
      return when;
    }
  }
  return nullptr;
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

void Gatherer::dated() {
  const Roles& roles = builder_.roles();
  std::vector<std::string> known;
  for (const auto& [kind, element] : kinds_) {
    known.push_back(kind);
  }
  for (const Element* event : builder_.scenario().section("events")) {
    if (!contains(builder_.scenario().actors_of(event->list("from")), roles.rival)) {
      continue;
    }
    if (kinds_.count(event->kind) > 0) {
      dated(*event);
    } else if (event->kind.starts_with("visit.") &&
               builder_.scenario().element("signal_kinds", event->kind) == nullptr) {
      builder_.error("S612", event->where,
                     fmt::format("event '{}' is a visit of the rival of kind '{}', which is no signal kind", event->id,
                                 event->kind),
                     builder_.suggest(event->kind, known));
    }
  }
}

void Gatherer::dated(const Element& event) {
  const scenario::Scenario& scenario = builder_.scenario();
  const bool is_private = builder_.option("audience") == "private";
  const std::vector<std::string> audience =
      is_private ? std::vector<std::string>() : scenario.actors_of(event.list("audience"));
  const bool open = !is_private && event.flag("public", true) && audience.empty();
  for (const std::string& to : scenario.actors_of(event.list("to"))) {
    const auto receiver = std::find(receivers_.begin(), receivers_.end(), to);
    if (receiver == receivers_.end()) {
      continue;
    }
    const auto index = static_cast<std::size_t>(receiver - receivers_.begin());
    const std::size_t one = signal(event.kind, index, audience, open);
    if (!event.text("tour").empty() && builder_.option("tour") != "none") {
      audience_.signals[one].tour = tour(std::string(event.text("tour")));
    }
    moments(event, one);
  }
}

void Gatherer::moment(Moment::Kind kind, std::size_t signal, std::string_view path, const When& when) {
  const double first = builder_.days(when.first);
  const double last = first == builder_.days(when.last) ? first : builder_.days(when.last) + 1.0;
  if (last < audience_.history || first > builder_.horizon()) {
    return;
  }
  audience_.moments.push_back(
      {.kind = kind, .signal = signal, .day = builder_.day(path, when), .first = first, .last = last});
}

bool Gatherer::announced_in_time(const Element& event) const {
  const When* announced = event.when("announced");
  return announced != nullptr && builder_.days(announced->first) >= audience_.history;
}

void Gatherer::moments(const Element& event, std::size_t signal) {
  const std::string path = event.path();
  const When* set = set_for(event);
  if (!event.flag("sent", true)) {
    if (set != nullptr) {
      moment(Moment::Kind::miss, signal, path, *set);
    }
    return;
  }
  const bool told = announced_in_time(event);
  if (told) {
    audience_.signals[signal].doubt = builder_.hidden();
    for (std::size_t i = 0; i < audience_.signals[signal].beliefs.size(); ++i) {
      audience_.signals[signal].gaps.push_back(
          {{builder_.hidden(), builder_.hidden()}, {builder_.hidden(), builder_.hidden()}});
    }
    moment(Moment::Kind::announce, signal, path + ".announced", *event.when("announced"));
    if (const When* postponed = event.when("postponed")) {
      moment(Moment::Kind::postpone, signal, path + ".postponed", *postponed);
    }
  }
  if (const When* cancelled = event.when("cancelled")) {
    moment(told ? Moment::Kind::drop : Moment::Kind::miss, signal, path + ".cancelled", *cancelled);
    return;
  }
  if (set == nullptr) {
    return;
  }
  if (event.when("done") == nullptr && set->last > builder_.scenario().origin) {
    ahead(event, signal, told);
  } else {
    moment(told ? Moment::Kind::hold : Moment::Kind::send, signal, path, *set);
    if (const scenario::Quantity* reliability = event.quantity("reliability")) {
      may_not_have_happened(event, *reliability);
    }
  }
}

void Gatherer::may_not_have_happened(const Element& event, const scenario::Quantity& reliability) {
  Moment& last = audience_.moments.back();
  audience_.uncertain.push_back({.day = last.day,
                                 .reliability = builder_.input(reliability),
                                 .happened = builder_.hidden(),
                                 .chance = math::channel(event.path() + ".occurs")});
  last.day = audience_.uncertain.back().happened;
}

/// Whether it takes place is drawn by the calendar, which holds its day in the column of the event's id.
void Gatherer::ahead(const Element& event, std::size_t signal, bool told) {
  const When& set = *set_for(event);
  const double first = builder_.days(set.first);
  if (first > builder_.horizon()) {
    return;
  }
  const double last = builder_.days(set.last) + 1.0;
  const Column happens = builder_.event(event.id);
  audience_.moments.push_back({.kind = told ? Moment::Kind::hold : Moment::Kind::send,
                               .signal = signal,
                               .day = happens,
                               .first = first,
                               .last = last});
  if (audience_.signals[signal].receiver == 0) {
    days_of_kind_[event.kind].push_back(happens);
    if (!audience_.coming) {
      audience_.coming = signal;
      audience_.coming_told = told;
    }
  }
  if (const scenario::Quantity* reliability = event.quantity("reliability"); reliability != nullptr && told) {
    audience_.signals[signal].reliability = builder_.input(*reliability);
    audience_.moments.push_back({.kind = Moment::Kind::drop,
                                 .signal = signal,
                                 .day = builder_.day(event.path(), set),
                                 .unless = happens,
                                 .first = first,
                                 .last = last});
  }
}

void Gatherer::prompt_of_event(const std::string& kind) {
  if (kinds_.count(kind) == 0) {
    return;
  }
  const bool is_private = builder_.option("audience") == "private";
  audience_.prompts.push_back(
      {.signal = signal(kind, 0, {}, !is_private), .event = builder_.event(kind), .except = days_of_kind_[kind]});
}

/// What actors decide, and events that other modules bring about, are signals too where the scenario has their kind.
void Gatherer::prompts() {
  if (builder_.option("choices") != "signals") {
    return;
  }
  const Roles& roles = builder_.roles();
  struct Choice {
    const char* action;
    const char* kind;
  };
  for (const Choice& choice :
       {Choice{"visit", "visit.secretary"}, Choice{"statement", "statement"}, Choice{"ambassador", "ambassador"}}) {
    if (kinds_.count(choice.kind) > 0) {
      const bool is_private = builder_.option("audience") == "private";
      audience_.prompts.push_back(
          {.signal = signal(choice.kind, 0, {}, !is_private),
           .decision = builder_.read(fmt::format("decision.does.rival.{}", choice.action), 0.0)});
    }
  }
  std::vector<std::string> kinds = {"sanction.impose", "sanction.ease", "sanction.revoke_licence"};
  for (const Element* hazard : builder_.scenario().section("hazards")) {
    const std::string kind(hazard->text("event"));
    const std::vector<std::string> from = builder_.scenario().actors_of(hazard->list("from_actor"));
    const std::vector<std::string> to = builder_.scenario().actors_of(hazard->list("to_actor"));
    if (contains(from, roles.rival) && (to.empty() || contains(to, roles.protege)) && !contains(kinds, kind)) {
      kinds.push_back(kind);
    }
  }
  for (const std::string& kind : kinds) {
    prompt_of_event(kind);
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
