// Events that lie ahead: whether and when each takes place, in each draw.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/signal_world.hpp"
#include "../../support/worlds.hpp"

namespace {

using namespace suasion;

std::string fair(const std::string& id, const std::string& when) {
  return "[[events]]\nid = \"" + id + "\"\nkind = \"fair\"\nfrom = \"NEX\"\n" + when + "\n";
}

std::string question(const std::string& id, const std::string& event, const std::string& days) {
  return "[[questions]]\nid = \"" + id + "\"\ntext = \"?\"\nevent = \"" + event + "\"\n" + days + "\n";
}

/// How many of 4096 draws answer each question with yes, in file order.
std::vector<std::uint64_t> yes(const std::string& text, const test::Changes& changes = {}) {
  const auto plan = test::planned(test::files_of(test::system_text(text)), changes);
  const ensemble::WorldsSpec spec{.worlds = {{.id = "only", .plan = plan}}};
  return ensemble::run_worlds(spec, {.seed = 2, .draws = 4096}).answers.front().yes;
}

}  // namespace

TEST_CASE("a planned event takes place on its day, under its id and its kind") {
  const std::string text = fair("one", "planned = 2020-06-15") + question("by-id", "one", "by = 2020-06-15") +
                           question("by-kind", "fair", "by = 2020-06-15") +
                           question("before", "one", "by = 2020-06-14") +
                           question("on-the-day", "one", "after = 2020-06-15\nby = 2020-06-15") +
                           question("after", "one", "after = 2020-06-16\nby = 2021-12-31");
  const auto counts = yes(text);
  CHECK(counts[0] == 4096);
  CHECK(counts[1] == 4096);
  CHECK(counts[2] == 0);
  CHECK(counts[3] == 4096);
  CHECK(counts[4] == 0);
}

TEST_CASE("its flag goes up at the end of the tick of its day") {
  test::SystemWorld world(test::system_text(fair("one", "planned = 2020-06-15")));  // 136 days on: in the fifth month
  world.advance(4);
  CHECK(world.mean("event.one") == 0.0);
  world.advance(1);
  CHECK(world.mean("event.one") == 1.0);
  CHECK(world.mean("event.fair") == 1.0);
}

TEST_CASE("an event takes place as often as it is reliable") {
  const std::string text =
      fair("one", "planned = 2020-06-15\nreliability = 0.7") + question("held", "one", "by = 2021-12-31");
  const double share = static_cast<double>(yes(text)[0]) / 4096.0;
  CHECK(std::abs(share - 0.7) < 4.0 * std::sqrt(0.21 / 4096.0));
  CHECK(yes(text, {.edits = {"events.one.reliability=1"}})[0] == 4096);
  CHECK(yes(text, {.edits = {"events.one.reliability=0"}})[0] == 0);
  // more reliable: the same draws and more, since the number drawn for it stays
  CHECK(yes(text, {.edits = {"events.one.reliability=0.8"}})[0] > yes(text)[0]);
}

TEST_CASE("an uncertain day is any moment from the first day to the end of the last") {
  const std::string text = fair("one", "planned = { between = [2020-06-01, 2020-06-20] }") +
                           question("quarter", "one", "by = 2020-06-05") + question("half", "one", "by = 2020-06-10") +
                           question("all", "one", "after = 2020-06-01\nby = 2020-06-20");
  const auto counts = yes(text);
  CHECK(std::abs(static_cast<double>(counts[0]) / 4096.0 - 0.25) < 4.0 * std::sqrt(0.1875 / 4096.0));
  CHECK(std::abs(static_cast<double>(counts[1]) / 4096.0 - 0.5) < 4.0 * std::sqrt(0.25 / 4096.0));
  CHECK(counts[2] == 4096);
}

TEST_CASE("a kind happens on the first day of its events") {
  const std::string text =
      fair("one", "planned = 2020-09-01") + fair("other", "planned = 2020-06-15\nreliability = 0.5") +
      question("early", "fair", "by = 2020-06-15") + question("late", "fair", "after = 2020-09-01\nby = 2020-09-01") +
      question("one", "one", "by = 2020-09-01") + question("other", "other", "by = 2020-09-01");
  const auto counts = yes(text);
  CHECK(counts[0] == counts[3]);
  CHECK(counts[0] + counts[1] == 4096);
  CHECK(counts[2] == 4096);
}

TEST_CASE("what was called off, not sent or is over brings nothing about") {
  for (const char* when : {"planned = 2020-06-15\ncancelled = 2020-01-20", "planned = 2020-06-15\nsent = false",
                           "planned = 2020-01-15\ndone = 2020-01-15", "date = 2020-01-15"}) {
    CAPTURE(when);
    const std::string said =
        test::mistakes(test::system_text(fair("one", when) + question("held", "one", "by = 2021-12-31")));
    CHECK(said.find("S604: question 'held': nothing in this scenario can bring about 'one'") != std::string::npos);
  }
}

TEST_CASE("a counterfactual may take an event away that is asked about") {
  const std::string text = fair("one", "planned = 2020-06-15") + question("held", "one", "by = 2021-12-31") +
                           "[[counterfactuals]]\nid = \"without\"\ntext = \"No fair\"\n"
                           "edits = [{ cancel = \"events.one\" }]\n";
  CHECK(yes(text) == std::vector<std::uint64_t>{4096});
  CHECK(yes(text, {.counterfactual = "without"}) == std::vector<std::uint64_t>{0});
}
