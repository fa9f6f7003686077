#include "suasion/system/domestic/domestic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "suasion/system/builder.hpp"
#include "suasion/system/domestic/affairs.hpp"

namespace suasion::system::domestic {

namespace {

using scenario::Element;

const scenario::When* day_of(const Element& element) {
  for (const char* key : {"planned", "done", "during", "date"}) {
    if (const scenario::When* when = element.when(key)) {
      return when;
    }
  }
  return nullptr;
}

/// The day on which an actor's leader came to office. People listed with a rank below the top speak for their state and
/// do not count.
std::optional<double> in_office_since(const Builder& builder, const std::string& actor) {
  const Element* element = builder.scenario().element("actors", actor);
  if (element == nullptr || element->when("since") == nullptr) {
    return std::nullopt;
  }
  constexpr std::array<std::string_view, 5> heads = {"", "president", "prime_minister", "ruler", "monarch"};
  if (std::find(heads.begin(), heads.end(), element->text("rank")) == heads.end()) {
    return std::nullopt;
  }
  return builder.days(element->when("since")->first);
}

/// Gathers what concerns one actor.
class ActorPlan {
 public:
  ActorPlan(Builder& builder, std::string actor) : builder_(builder), actor_(std::move(actor)) {
    const bool own = actor_ == builder_.roles().protege;
    suffix_ = own ? "" : "." + actor_;
  }

  /// Its columns, and the elections into `ballots`; nothing if there is nothing to plan.
  std::optional<Affairs> plan(std::vector<Ballot>& ballots) {
    const std::optional<double> since = in_office_since(builder_, actor_);
    std::vector<const Element*> elections;
    for (const Element* election : builder_.scenario().section("elections")) {
      if (election->text("in") == actor_ && day_of(*election) != nullptr) {
        elections.push_back(election);
      }
    }
    if (!since && elections.empty()) {
      return std::nullopt;
    }
    columns(since);
    for (const Element* election : elections) {
      add(*election, ballots);
    }
    visits();
    std::stable_sort(affairs_.jumps.begin(), affairs_.jumps.end(),
                     [](const Jump& a, const Jump& b) { return a.first < b.first; });
    return std::move(affairs_);
  }

 private:
  void columns(std::optional<double> since) {
    affairs_.patience_channel = math::channel("domestic.tenure." + actor_);
    affairs_.half_life_months = builder_.parameter("half_life_months");
    affairs_.shelter_months = builder_.parameter("shelter_months");
    affairs_.slope = builder_.parameter("crisis_slope");
    if (since) {
      constexpr double days_per_year = 365.25;
      affairs_.leave_rate = builder_.parameter("leave_per_month");
      affairs_.decline = builder_.parameter("entrenchment");
      affairs_.years = std::max(-*since / days_per_year, 0.0);
    }
    affairs_.half_life = builder_.hidden();
    affairs_.shelter_life = builder_.hidden();
    affairs_.base = builder_.hidden();
    affairs_.patience = builder_.hidden();
    affairs_.shelter = builder_.hidden();
    affairs_.summed = builder_.hidden();
    affairs_.crisis = builder_.variable("domestic.crisis." + actor_);
    affairs_.hazard = builder_.variable("domestic.hazard." + actor_);
    affairs_.changed = builder_.variable("domestic.change." + actor_);
    affairs_.leaves = builder_.event("leader.leaves" + suffix_);
  }

  void add(const Element& election, std::vector<Ballot>& ballots) {
    const scenario::When& when = *day_of(election);
    const double first = builder_.days(when.first);
    const double last = builder_.days(when.last) + 1.0;
    const bool ahead = last > 1.0;
    if (first > builder_.horizon()) {
      return;
    }
    const scenario::Quantity* crackdown = election.quantity("crackdown");
    const scenario::Quantity* turnover = election.quantity("turnover");
    Ballot ballot{.chance = math::channel(fmt::format("domestic.vote.{}", election.id)),
                  .day = builder_.day(election.path(), when),
                  .crackdown_chance = {},
                  .turnover_chance = {},
                  .handover_days = {},
                  .held = {},
                  .crackdown_day = builder_.hidden(),
                  .by_kind = {},
                  .leaves = {}};
    if (ahead) {
      ballot.held = builder_.event(election.id);
    }
    if (crackdown != nullptr && builder_.option("crackdown") == "drawn") {
      ballot.crackdown_chance = builder_.input(*crackdown);
      affairs_.jumps.push_back({.of_crisis = true,
                                .first = first,
                                .last = last,
                                .day = ballot.crackdown_day,
                                .height = builder_.parameter("severity")});
    }
    if (ahead && crackdown != nullptr) {
      ballot.by_kind = builder_.event("election.crackdown" + suffix_);
    }
    if (ahead && turnover != nullptr) {
      ballot.turnover_chance = builder_.input(*turnover);
      ballot.leaves = affairs_.leaves;
      if (const scenario::Quantity* handover = election.quantity("numbers.handover_days")) {
        ballot.handover_days = builder_.input(*handover);
      }
    }
    ballots.push_back(ballot);
  }

  /// Visits that shelter the leader, by option.
  void visits() {
    const std::string_view which = builder_.option("visits");
    if (which == "none") {
      return;
    }
    const std::string_view kind = which == "president" ? "visit.president" : "visit.";
    for (const Element* event : builder_.scenario().section("events")) {
      const std::vector<std::string>& to = event->list("to");
      const scenario::When* when = day_of(*event);
      if (!event->kind.starts_with(kind) || when == nullptr || std::find(to.begin(), to.end(), actor_) == to.end() ||
          event->when("cancelled") != nullptr || !event->flag("sent", true)) {
        continue;
      }
      const bool ahead = when->last > builder_.scenario().origin;
      affairs_.jumps.push_back({.of_crisis = false,
                                .first = builder_.days(when->first),
                                .last = builder_.days(when->last) + 1.0,
                                .day = ahead ? builder_.awaited(event->id) : builder_.day(event->path(), *when),
                                .height = builder_.parameter("shelter")});
    }
  }

  Builder& builder_;
  std::string actor_;
  std::string suffix_;
  Affairs affairs_;
};

std::vector<model::OptionInfo> options() {
  return {{.name = "crackdown",
           .meaning = "Whether elections may bring a crackdown.",
           .values = {{"drawn", "with the chance that the election states"}, {"none", "never"}},
           .default_value = "drawn"},
          {.name = "visits",
           .meaning = "Which visits shelter a leader from removal.",
           .values = {{"president", "those of presidents (Malis and Smith 2021)"},
                      {"any", "all high visits, as some hope"},
                      {"none", "none (Cohen 2022 finds no effect on approval)"}},
           .default_value = "president"}};
}

std::vector<ParameterInfo> parameters() {
  return {{.name = "severity",
           .unit = "",
           .meaning = "How grave the crisis is right after a crackdown; 1 is the gravest.",
           .prior = {.form = math::Beta{8.0, 2.0}},
           .source = "judgement: a crackdown is a grave crisis by definition, though not always the gravest"},
          {.name = "half_life_months",
           .unit = "months",
           .meaning = "How long half of a crisis of legitimacy lasts.",
           .prior = {.form = math::LogNormal{12.0, 0.5}, .low = 0.1},
           .source = "judgement: sanctions after the crackdowns of 2006 and 2010 eased within two to five years"},
          {.name = "leave_per_month",
           .unit = "per month",
           .meaning = "How often an autocrat of ten years in office goes, for whatever reason.",
           .prior = {.form = math::LogNormal{0.0042, 0.25}},
           .source = "own count in Archigos 4.1 (Goemans, Gleditsch and Chiozza 2009) and Polity 5: 30 exits in "
                     "597 leader-years of ten or more years in office where polity2 < 0, 1991 to 2014"},
          {.name = "entrenchment",
           .unit = "",
           .meaning = "By which power of the years in office the hazard falls.",
           .prior = {.form = math::Normal{0.25, 0.15}, .low = 0.0},
           .source = "Bienen and van de Walle 1991 for the sign; size from the same count: 7.6 % a year after 2 to "
                     "5 years, 5.0 % after ten"},
          {.name = "crisis_slope",
           .unit = "",
           .meaning = "How far the logarithm of the hazard rises in a full crisis.",
           .prior = {.form = math::LogNormal{1.0, 0.4}},
           .source = "judgement: a full crisis about triples the risk"},
          {.name = "shelter",
           .unit = "",
           .meaning = "How far a visit lowers the logarithm of the hazard, at first.",
           .prior = {.form = math::LogNormal{0.5, 0.5}},
           .source = "judgement: Malis and Smith 2021 for the sign, size ours",
           .borrowed = true},
          {.name = "shelter_months",
           .unit = "months",
           .meaning = "How long half of that shelter lasts.",
           .prior = {.form = math::LogNormal{12.0, 0.4}, .low = 0.1},
           .source = "judgement: as long as the visit itself is remembered"}};
}

void plan(Builder& builder) {
  std::vector<std::string> actors = {builder.roles().protege, builder.roles().patron, builder.roles().rival};
  for (const Element* election : builder.scenario().section("elections")) {
    actors.emplace_back(election->text("in"));
  }
  std::vector<Ballot> ballots;
  std::vector<Affairs> all;
  std::vector<std::string> done = {""};
  for (const std::string& actor : actors) {
    if (std::find(done.begin(), done.end(), actor) == done.end()) {
      done.push_back(actor);
      if (std::optional<Affairs> affairs = ActorPlan(builder, actor).plan(ballots)) {
        all.push_back(*std::move(affairs));
      }
    }
  }
  if (all.empty()) {
    builder.off("the scenario has neither elections nor leaders with a day of coming to office");
    return;
  }
  builder.start(std::make_unique<Ballots>(std::move(ballots)));
  for (Affairs& affairs : all) {
    builder.start(std::make_unique<BeginAffairs>(affairs));
    builder.add(Phase::event, std::make_unique<AdvanceAffairs>(std::move(affairs)));
  }
}

}  // namespace

Module entry() {
  return {
      .info = {.name = "domestic",
               .title = "Elections, crackdowns and leaders",
               .summary = "An election may be followed by a crackdown, with the chance that the scenario states. A "
                          "crackdown leaves a crisis of legitimacy that fades. Leaders may go, sooner in a crisis and "
                          "later the longer they have ruled.",
               .source = "Cox 1972; Bienen and van de Walle 1991; Malis and Smith 2021; Cohen 2022",
               .options = options(),
               .parameters = parameters(),
               .variables = {{.name = "domestic.crisis.{}",
                              .unit = "",
                              .meaning = "crisis of legitimacy, 0 none to 1 gravest"},
                             {.name = "domestic.hazard.{}",
                              .unit = "per month",
                              .meaning = "rate at which the leader goes; 0 once gone"},
                             {.name = "domestic.change.{}", .unit = "", .meaning = "1 once the leader has changed"}}},
      .plan = &plan};
}

}  // namespace suasion::system::domestic
