#include <fmt/format.h>

#include <algorithm>

#include "suasion/system/signal/gather.hpp"

// What the scenario's events become: the days on which each signal is announced, put off, sent, dropped or missed.

namespace suasion::system::signal {

namespace {

using scenario::Element;
using scenario::When;

bool contains(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
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
  const double last = set.first == set.last ? first : builder_.days(set.last) + 1.0;
  const Column happens = builder_.awaited(event.id);
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

}  // namespace suasion::system::signal
