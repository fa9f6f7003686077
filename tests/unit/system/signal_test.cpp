// Module `signal` in a small world: what each kind of date, audience and option does.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/signal_world.hpp"
#include "suasion/system/signal/formulas.hpp"

namespace {

namespace formulas = suasion::system::signal::SUASION_TARGET;
using Belief = formulas::Belief<double>;
using suasion::system::days_per_month;
using suasion::test::mistakes;
using suasion::test::signal_text;
using suasion::test::SignalWorld;

constexpr Belief prior{-0.8, 0.36};
constexpr double half_life = 12.0 * days_per_month;
const std::string own = "signal.support.FAR-MID.MID";

/// An event from FAR; `when` holds its dates.
std::string event(const std::string& id, const std::string& kind, const std::string& when,
                  const std::string& to = "MID") {
  return "[[events]]\nid = \"" + id + "\"\nkind = \"" + kind + "\"\nfrom = \"FAR\"\nto = \"" + to + "\"\n" + when +
         "\nbecause.judgement = \"made up\"\n";
}
const std::string planned_visit = event("v", "visit", "planned = 2020-02-10");

Belief after(Belief belief, double days) {
  return formulas::fade(belief, prior, formulas::remaining(days, half_life));
}
Belief visited(Belief belief, double discrimination = 1.0) {
  return formulas::update(belief, {discrimination, 1.0}, 1.0);
}
Belief missed(Belief belief) {
  return formulas::update(belief, {1.0, 1.0}, -1.0);
}
Belief dropped(Belief belief) {
  return formulas::update(belief, {1.0, -1.3}, -1.0);
}
Belief sanctioned(Belief belief) {
  return formulas::update(belief, {1.0, -1.2}, -1.0);
}

void check(const SignalWorld& world, const std::string& dyad, Belief expected, std::size_t row = 0) {
  CHECK(world.value("signal.support." + dyad, row) == doctest::Approx(expected.mean).epsilon(1e-12));
  CHECK(world.value("signal.doubt." + dyad, row) == doctest::Approx(expected.variance).epsilon(1e-12));
}

}  // namespace

TEST_CASE("observers who begin alike and hear the same hold one belief, kept once") {
  const auto column = [](const SignalWorld& world, const char* observer) {
    return world.plan().variables[world.plan().find(std::string("signal.support.FAR-MID.") + observer).value()].column;
  };
  const SignalWorld together(signal_text(planned_visit));
  CHECK(column(together, "BIG") == column(together, "MID"));
  CHECK(column(together, "NEX") == column(together, "MID"));
  const SignalWorld apart(signal_text(event("v", "visit", "planned = 2020-02-10\naudience = [\"NEX\"]")));
  CHECK(column(apart, "NEX") == column(apart, "MID"));
  CHECK(column(apart, "BIG") != column(apart, "MID"));
  const SignalWorld own_reading(signal_text(planned_visit), {"signal.observers=own"});
  CHECK(column(own_reading, "BIG") != column(own_reading, "MID"));
}

TEST_CASE("a planned signal moves every observer's belief on its own day inside the tick, and then fades") {
  SignalWorld world(signal_text(planned_visit));
  CHECK(world.value(own) == -0.8);
  world.advance(1);
  const Belief expected = after(visited(prior), days_per_month - 10.0);
  for (const char* observer : {"MID", "BIG", "NEX"}) {
    check(world, std::string("FAR-MID.") + observer, expected);
  }
  CHECK(world.value("signal.news.FAR-MID") == doctest::Approx(4.026645).epsilon(1e-7));
  CHECK(world.value("signal.tie.FAR-MID") == 0.2);
  CHECK(world.value("signal.footprint.FAR-MID") == 0.1);
  world.advance(12);
  check(world, "FAR-MID.MID", after(expected, half_life));
}

TEST_CASE("halving the tick changes nothing but rounding") {
  const std::string text = signal_text(event("v", "visit", "announced = 2020-01-10\nplanned = 2020-02-10") +
                                           event("w", "visit", "planned = 2020-05-20", "OTHER"),
                                       "2019-08-01");
  SignalWorld whole(text);
  SignalWorld half(text, {"clock.tick=half"});
  whole.advance(24);
  half.advance(48);
  CHECK(half.value(own) == doctest::Approx(whole.value(own)).epsilon(1e-12));
  CHECK(half.value("signal.doubt.FAR-OTHER.all") == doctest::Approx(whole.value("signal.doubt.FAR-OTHER.all")));
}

TEST_CASE("history is replayed up to the origin, and what lies before it is not") {
  const std::string past =
      event("a", "visit", "date = 2019-08-29") + event("b", "visit", "date = 2019-09-17\nsent = false");
  Belief belief = missed(after(visited(prior), 19.0));
  belief = after(belief, 136.0);  // 17 September to 31 January
  check(SignalWorld(signal_text(past, "2019-08-01")), "FAR-MID.MID", belief);
  CHECK(SignalWorld(signal_text(past, "2019-10-01")).value(own) == -0.8);
  CHECK(SignalWorld(signal_text(past)).value(own) == -0.8);
}

TEST_CASE("an announcement is the signal, and completion adds nothing where nobody doubted it") {
  SignalWorld world(signal_text(event("v", "visit", "announced = 2020-01-01\nplanned = 2020-02-10"), "2019-12-01"));
  check(world, "FAR-MID.MID", after(visited(prior), 30.0));
  world.advance(1);
  check(world, "FAR-MID.MID", after(visited(prior), 30.0 + days_per_month));
  CHECK(world.value("signal.tie.FAR-MID") == 0.2);
}

TEST_CASE("a postponement casts doubt, completion takes it away, and cancellation fulfils it") {
  const std::string dates = "announced = 2020-01-01\npostponed = 2020-01-11\nplanned = 2020-02-10\n";
  const Belief held = after(visited(prior), 10.0);
  const Belief gone = after(dropped(prior), 10.0);
  const Belief mixed = formulas::blend(held, gone, 0.1);
  SignalWorld kept(signal_text(event("v", "visit", dates), "2019-12-01"));
  check(kept, "FAR-MID.MID", after(mixed, 20.0));
  kept.advance(1);
  check(kept, "FAR-MID.MID", after(held, 20.0 + days_per_month));
  const SignalWorld cancelled(signal_text(event("v", "visit", dates + "cancelled = 2020-01-21"), "2019-12-01"));
  check(cancelled, "FAR-MID.MID", after(gone, 20.0));
  CHECK(cancelled.value("signal.tie.FAR-MID") == 0.0);
}

TEST_CASE("an announced signal of less than full reliability is doubted from the start") {
  SignalWorld world(signal_text(event("v", "visit", "announced = 2020-01-31\nplanned = 2020-02-10\nreliability = 0.7"),
                                "2020-01-31"));
  check(world, "FAR-MID.MID", formulas::blend(visited(prior), dropped(prior), 0.3));
  world.advance(1);
  int kept = 0;
  for (std::size_t row = 0; row < 256; ++row) {
    const bool happened = world.value("event.v", row) == 1.0;
    kept += happened ? 1 : 0;
    check(world, "FAR-MID.MID", after(happened ? visited(prior) : dropped(prior), days_per_month), row);
  }
  CHECK(kept > 150);
  CHECK(kept < 210);
}

TEST_CASE("a visit that never comes and one that nobody outside hears of are different things") {
  SignalWorld never(signal_text(event("v", "visit", "planned = 2020-02-10\nsent = false")));
  never.advance(1);
  check(never, "FAR-MID.MID", after(missed(prior), days_per_month - 10.0));
  SignalWorld unseen(signal_text(event("v", "visit", "planned = 2020-02-10\npublic = false")));
  unseen.advance(1);
  check(unseen, "FAR-MID.MID", after(visited(prior), days_per_month - 10.0));  // the host itself knows
  check(unseen, "FAR-MID.BIG", prior);
  check(unseen, "FAR-MID.NEX", prior);
}

TEST_CASE("an audience hears, others do not") {
  const Belief moved = after(visited(prior), days_per_month - 10.0);
  SignalWorld world(signal_text(event("v", "visit", "planned = 2020-02-10\naudience = [\"BIG\"]")));
  world.advance(1);
  check(world, "FAR-MID.MID", moved);
  check(world, "FAR-MID.BIG", moved);
  check(world, "FAR-MID.NEX", prior);
  SignalWorld hidden(signal_text(planned_visit), {"signal.audience=private"});
  hidden.advance(1);
  check(hidden, "FAR-MID.MID", moved);
  check(hidden, "FAR-MID.BIG", prior);
}

TEST_CASE("a signal to one state says something about others, by the correlation") {
  const std::string text = signal_text(planned_visit + event("w", "visit", "date = 2018-01-01", "OTHER"));
  SignalWorld world(text);
  CHECK(world.value("signal.support.FAR-OTHER.all") == 0.0);
  world.advance(1);
  const Belief other = formulas::carry_over(Belief{0.0, 0.36}, prior, visited(prior), 0.3);
  check(world, "FAR-OTHER.all",
        formulas::fade(other, Belief{0.0, 0.36}, formulas::remaining(days_per_month - 10.0, half_life)));
  SignalWorld alone(text, {"signal.spill=off"});
  alone.advance(1);
  CHECK(alone.value("signal.support.FAR-OTHER.all") == 0.0);
}

TEST_CASE("a hostile act lowers the belief as the same act of good will would raise it in the mirror") {
  SignalWorld world(signal_text(event("s", "sanction.impose", "planned = 2020-02-10")));
  world.advance(1);
  const Belief mirrored = formulas::update(Belief{0.8, 0.36}, {1.0, 1.2}, 1.0);
  check(world, "FAR-MID.MID", after(Belief{-mirrored.mean, mirrored.variance}, days_per_month - 10.0));
}

TEST_CASE("a sanction that a hazard brings about is a signal on the day it strikes, whatever the tick") {
  const std::string text = signal_text(R"([[hazards]]
id = "s"
event = "sanction.impose"
per_month = 0.5
because.judgement = "made up"
)");
  SignalWorld whole(text);
  SignalWorld half(text, {"clock.tick=half"});
  whole.advance(24);
  half.advance(48);
  int struck = 0;
  for (std::size_t row = 0; row < 256; ++row) {
    const bool happened = whole.value("event.sanction.impose", row) == 1.0;
    struck += happened ? 1 : 0;
    CHECK((whole.value(own, row) < -0.8) == happened);
    CHECK(half.value(own, row) == doctest::Approx(whole.value(own, row)).epsilon(1e-9));
  }
  CHECK(struck > 240);
}

TEST_CASE("stops of a tour say less than journeys of their own, and a shared tour learns from each stop") {
  const std::string tour = R"([[tours]]
id = "t"
from = "FAR"
stops = ["OTHER", "MID"]
because.judgement = "made up"
)";
  const std::string text = signal_text(tour + event("w", "visit", "planned = 2020-02-08\ntour = \"t\"", "OTHER") +
                                       event("v", "visit", "planned = 2020-02-10\ntour = \"t\""));
  const double days = days_per_month - 10.0;
  SignalWorld routine(text, {"signal.spill=off"});
  routine.advance(1);
  check(routine, "FAR-MID.MID", after(visited(prior, formulas::blunted(1.0, 0.5)), days));
  SignalWorld none(text, {"signal.spill=off", "signal.tour=none"});
  none.advance(1);
  check(none, "FAR-MID.MID", after(visited(prior), days));
  SignalWorld shared(text, {"signal.spill=off", "signal.tour=shared"});
  shared.advance(1);
  CHECK(shared.value(own) > -0.8);
  CHECK(shared.value(own) < routine.value(own));  // the first stop spoke for the tour
  CHECK(shared.value("signal.support.FAR-OTHER.all") == routine.value("signal.support.FAR-OTHER.all"));
}

TEST_CASE("without decay nothing is forgotten, and frozen beliefs never move, though signals still bind") {
  const std::string text = signal_text(planned_visit);
  SignalWorld kept(text, {"signal.decay=off"});
  kept.advance();
  check(kept, "FAR-MID.MID", visited(prior));
  SignalWorld frozen(text, {"signal.beliefs=frozen"});
  frozen.advance();
  check(frozen, "FAR-MID.MID", prior);
  CHECK(frozen.value("signal.tie.FAR-MID") == 0.2);
  SignalWorld loose(text, {"signal.tie=off"});
  loose.advance();
  CHECK(loose.value("signal.tie.FAR-MID") == 0.0);
}

TEST_CASE("a kind with a half-life of its own is remembered at its own pace") {
  const std::string kind = R"([[signal_kinds]]
id = "pact"
discrimination = 1
difficulty = 1
half_life_months = 48
because.judgement = "made up"
)";
  SignalWorld world(signal_text(kind + event("v", "pact", "planned = 2020-02-01")));
  world.advance();
  const double left = formulas::remaining(world.plan().ticks.back().end - 1.0, 4.0 * half_life);
  CHECK(world.value(own) == doctest::Approx(-0.8 + left * (visited(prior).mean + 0.8)).epsilon(1e-9));
}

TEST_CASE("events of uncertain days are taken in each draw in the order of that draw") {
  const std::string open = "planned = { between = [2020-02-02, 2020-02-20] }";
  SignalWorld world(signal_text(event("v", "visit", open) + event("s", "sanction.impose", open)));
  double visit[256];
  double sanction[256];
  suasion::math::uniforms(1, suasion::math::channel("events.v.day"), 0, 0, visit);
  suasion::math::uniforms(1, suasion::math::channel("events.s.day"), 0, 0, sanction);
  world.advance(1);
  int visits_first = 0;
  for (std::size_t row = 0; row < 256; ++row) {
    const double v = 2.0 + 19.0 * visit[row];  // evenly from the start of the first day to the end of the last
    const double s = 2.0 + 19.0 * sanction[row];
    visits_first += v < s ? 1 : 0;
    const Belief end = v < s ? after(sanctioned(after(visited(prior), s - v)), days_per_month - s)
                             : after(visited(after(sanctioned(prior), v - s)), days_per_month - v);
    check(world, "FAR-MID.MID", end, row);
  }
  CHECK(visits_first > 90);
  CHECK(visits_first < 166);
}

TEST_CASE("what seeing the coming visit would say stands apart from what the visit does") {
  const double gap = visited(prior).mean - missed(prior).mean;
  const SignalWorld plain(signal_text(planned_visit));
  CHECK(plain.value("signal.seeing.FAR-MID") == doctest::Approx(gap).epsilon(1e-12));
  CHECK(plain.value(own) == -0.8);
  const SignalWorld told(
      signal_text(event("v", "visit", "announced = 2020-01-01\nplanned = 2020-02-10"), "2020-01-01"));
  CHECK(told.value("signal.seeing.FAR-MID") == doctest::Approx(gap).epsilon(1e-12));
}

TEST_CASE("true support is drawn from the belief of the protege at the origin and does not move") {
  SignalWorld world(signal_text(planned_visit));
  double sum = 0.0;
  double squares = 0.0;
  for (std::size_t row = 0; row < 256; ++row) {
    const double z = (world.value("signal.truth.FAR-MID", row) + 0.8) / 0.6;
    sum += z;
    squares += z * z;
  }
  CHECK(std::abs(sum / 256.0) < 0.2);
  CHECK(std::abs(squares / 256.0 - 1.0) < 0.3);
  const double before = world.value("signal.truth.FAR-MID", 7);
  world.advance();
  CHECK(world.value("signal.truth.FAR-MID", 7) == before);
}

TEST_CASE("signals after a change of the long-run mean speak for the change, silence against it") {
  const std::string change = R"([[parameters]]
path = "signal.change_year"
value = 2019
because.judgement = "made up"
[[parameters]]
path = "signal.change_shift"
value = 0.8
because.judgement = "made up"
)";
  const SignalWorld sent(signal_text(change + event("a", "visit", "date = 2019-12-01"), "2018-01-01"));
  const Belief moved = formulas::fade(prior, Belief{0.0, 0.36}, formulas::remaining(334.0, half_life));
  const double ratio = std::log(formulas::chance(moved, {1.0, 1.0}) / formulas::chance(prior, {1.0, 1.0}));
  CHECK(sent.value("signal.change.FAR-MID") == doctest::Approx(ratio).epsilon(0.01));  // a year is good to a day
  const SignalWorld silent(signal_text(change + event("a", "visit", "date = 2019-12-01\nsent = false"), "2018-01-01"));
  CHECK(silent.value("signal.change.FAR-MID") < 0.0);
}

TEST_CASE("a new leader of the sender takes the personal share of what was learned, on the day of the change") {
  const std::string vote = R"([[elections]]
id = "far-vote"
in = "FAR"
planned = 2020-11-03
turnover = 1
numbers = { handover_days = 78 }
because.judgement = "made up"
)";
  for (const std::vector<std::string>& tick :
       {std::vector<std::string>(), std::vector<std::string>{"clock.tick=half"}}) {
    SignalWorld world(signal_text(planned_visit + vote), tick);
    world.advance(tick.empty() ? 12 : 24);
    const double visit = 10.0;
    const double change = 277.0 + 78.0;  // 3 November 2020 and the handover
    const Belief before = after(visited(prior), change - visit);
    const Belief jumped = formulas::fade(before, prior, 0.75);
    check(world, "FAR-MID.MID", after(jumped, 12.0 * days_per_month - change));
  }
}

TEST_CASE("silence heard monthly lowers the belief, and lowers it far less than a visit raises it") {
  SignalWorld world(signal_text(), {"signal.silence=monthly"});
  world.advance(1);
  CHECK(world.value(own) < -0.8);
  CHECK(world.value(own) > -0.82);
}

TEST_CASE("observers with draws of their own disagree") {
  std::string text = signal_text(planned_visit);
  const std::string known = "difficulty = 1\n";
  text.replace(text.find(known), known.size(), "difficulty = { normal = { mean = 1, sd = 0.3 } }\n");
  SignalWorld common(text);
  SignalWorld apart(text, {"signal.observers=own"});
  common.advance(1);
  apart.advance(1);
  CHECK(common.value("signal.support.FAR-MID.BIG") == common.value(own));
  CHECK(apart.value("signal.support.FAR-MID.BIG") != apart.value(own));
}

TEST_CASE("a past signal that may not have happened is heard where it did") {
  const SignalWorld world(signal_text(event("a", "visit", "date = 2020-01-11\nreliability = 0.5"), "2020-01-01"));
  int heard = 0;
  for (std::size_t row = 0; row < 256; ++row) {
    const bool moved = world.value(own, row) > -0.7;
    heard += moved ? 1 : 0;
    check(world, "FAR-MID.MID", moved ? after(visited(prior), 20.0) : prior, row);
  }
  CHECK(heard > 96);
  CHECK(heard < 160);
}

TEST_CASE("mistakes about signals are located and say what to write") {
  const std::string kind = "[[signal_kinds]]\nid = \"visit.odd\"\nbecause.judgement = \"made up\"\n";
  CHECK(mistakes(signal_text(kind)).find("S611") != std::string::npos);
  const std::string unknown = mistakes(signal_text(event("v", "visit.king", "planned = 2020-02-10")));
  CHECK(unknown.find("S612") != std::string::npos);
  CHECK(unknown.find("visit.king") != std::string::npos);
}

TEST_CASE("without a rival the module says why it is off") {
  std::string text = signal_text();
  text.erase(text.find("rival = \"FAR\"\n"), 14);
  const SignalWorld world(text);
  CHECK(!world.plan().modules.front().on);
  CHECK(world.plan().modules.front().why_off.find("rival") != std::string::npos);
}
