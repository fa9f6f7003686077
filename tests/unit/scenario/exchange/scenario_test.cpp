#include <doctest/doctest.h>

#include "helpers.hpp"

using namespace suasion;
namespace exchange = scenario::exchange;

namespace {

scenario::Scenario scenario_of(const std::string& text) {
  const auto read = scenario::read({.files = {{.name = "x.toml", .bytes = text}}}, {}, true);
  REQUIRE_MESSAGE(read, exchange_test::said(read));
  return *read;
}

}  // namespace

TEST_CASE("import: a scenario says where its numbers stood, and has nothing without grounds") {
  const auto made = exchange::scenario_from({.table = exchange_test::small_table()}, "reeds.csv", "unused");
  REQUIRE_MESSAGE(made, exchange_test::said(made));
  const scenario::Scenario scenario = scenario_of(made->text);
  CHECK(scenario.notes.empty());
  CHECK(scenario.title == "Reeds, and who cuts them");
  REQUIRE(scenario.actors.size() == 3);
  CHECK(scenario.actors[0].id == "XJ");
  CHECK(scenario.actors[0].name == "Heron");
  CHECK(scenario.actors[1].id == "Costa-Rica");
  CHECK(scenario.actors[1].name == "Costa Rica");
  CHECK(scenario.actors[0].capability->grounds.because.front().judgement.find("reeds.csv") != std::string::npos);
}

TEST_CASE("import: ids are made of names, once each, and descriptions that many share are remarks") {
  exchange::Table table = exchange_test::small_table();
  table.actors[0].name = "A/B";
  table.actors[1].name = "A B";
  table.actors[2].name = "\xE7\x8E\x8B";
  table.actors[0].description = table.actors[1].description = table.actors[2].description = "Random Actor";
  const auto made = exchange::scenario_from({.table = table}, "reeds.csv", "unused");
  REQUIRE_MESSAGE(made, exchange_test::said(made));
  const scenario::Scenario scenario = scenario_of(made->text);
  CHECK(scenario.actors[0].id == "A-B");
  CHECK(scenario.actors[1].id == "A-B-2");
  CHECK(scenario.actors[2].id == "actor");
  CHECK(scenario.actors[2].name == "\xE7\x8E\x8B");
}

TEST_CASE("import: KTAB's parameters become options of the spatial model and back") {
  exchange::Table table = exchange_test::small_table();
  table.parameters = {{"VictoryProbModel", "Square"},
                      {"PCEModel", "MarkovIncentive"},
                      {"VotingRule", "Prop"},
                      {"BigRAdjust", "OneThirdRA"},
                      {"BargnModel", "Other"}};
  const auto made = exchange::scenario_from({.table = table, .ktab = true}, "reeds.xml", "unused");
  REQUIRE_MESSAGE(made, exchange_test::said(made));
  CHECK(made->left_out == std::vector<std::string>{"the model parameter BargnModel 'Other'"});
  const scenario::Scenario scenario = scenario_of(made->text);
  CHECK(scenario.run.models == std::vector<std::string>{"spatial:victory=square,pce=markov-incentive"});
  const auto cut = exchange::table_of(scenario, {}, exchange::Format::ktab_xml);
  REQUIRE_MESSAGE(cut, exchange_test::said(cut));
  CHECK(cut->table.parameters.size() == 9);
  CHECK(cut->table.parameters[0] == std::pair<std::string, std::string>("VictoryProbModel", "Square"));
  CHECK(cut->table.parameters[4] == std::pair<std::string, std::string>("BigRAdjust", "OneThird"));
}

TEST_CASE("import: a table whose scenario could not be run is refused in the name of the file") {
  exchange::Table table = exchange_test::small_table();
  for (exchange::TableActor& actor : table.actors) {
    actor.stakes[1]->salience = 0.0;
  }
  const std::string text = exchange_test::said(exchange::scenario_from({.table = table}, "reeds.csv", "unused"));
  CHECK_MESSAGE(text.starts_with("reeds.csv: error S404: "), text);
}

TEST_CASE("export: ranges are given by their median, other scales become KTAB's, and both are told") {
  const scenario::Scenario scenario = scenario_of(R"(suasion = 1
title = "T"
[[actors]]
id = "A"
name = "Heron"
capability = 2
because = { judgement = "j" }
[[actors]]
id = "B"
name = "B"
capability = 1
because = { judgement = "j" }
[[issues]]
id = "x"
name = "Reeds"
unit = "bundles"
scale = { "-1" = "none", 1 = "some", 3 = "all" }
because = { judgement = "j" }
[issues.stakes]
A = { position = [0, 2], salience = 50 }
B = { position = 3, salience = 80 }
)");
  const auto ktab = exchange::table_of(scenario, {}, exchange::Format::ktab_csv);
  REQUIRE_MESSAGE(ktab, exchange_test::said(ktab));
  CHECK(ktab->table.actors[0].stakes[0] == exchange::TableStake{50.0, 50.0, 2.0});
  CHECK(ktab->table.actors[1].stakes[0] == exchange::TableStake{100.0, 80.0, 1.0});
  CHECK(ktab->left_out ==
        std::vector<std::string>{
            "the scale of x: its -1 to 3 became 0 to 100", "(KTAB takes 3 to 250 actors; this table has 2)",
            "names and units of issues", "labels of scales",
            "uncertainty: 1 of 6 numbers are ranges or laws, and the file has their medians", "grounds of numbers"});
  const auto book = exchange::table_of(scenario, {}, exchange::Format::xlsx);
  REQUIRE_MESSAGE(book, exchange_test::said(book));
  CHECK(book->table.issues[0] == exchange::TableIssue{.name = "x",
                                                      .title = "Reeds",
                                                      .unit = "bundles",
                                                      .low = -1.0,
                                                      .high = 3.0,
                                                      .low_means = "none",
                                                      .high_means = "all"});
  CHECK(exchange_test::said(exchange::table_of(scenario, {"y"}, exchange::Format::xlsx)) ==
        "error S201: there is no issue 'y'; did you mean 'x'?\n");
}

TEST_CASE("export: what a format cannot hold is an error that says what to do") {
  exchange::Table table = exchange_test::small_table();
  table.actors[0].stakes[1].reset();
  table.actors[2].stakes[1]->capability = 3.0;
  const auto made = exchange::scenario_from({.table = table}, "reeds.csv", "unused");
  REQUIRE_MESSAGE(made, exchange_test::said(made));
  const scenario::Scenario scenario = scenario_of(made->text);
  CHECK(
      exchange_test::said(exchange::table_of(scenario, {}, exchange::Format::ktab_csv)) ==
      "error S705: XJ has no stake in Price; this format wants one in every issue; choose the issues with --issue\n"
      "error S705: ZG has capability 0.07 and, on Price, 3; this format has one for all issues; choose one issue with "
      "--issue\n");
  CHECK(exchange_test::said(exchange::table_of(scenario, {}, exchange::Format::scholz_csv)) ==
        "error S705: this format holds one issue; the scenario has 2: Policy and Price; choose one with --issue\n");
  CHECK(exchange::table_of(scenario, {"Policy"}, exchange::Format::ktab_csv));
}
