#include <doctest/doctest.h>

#include "helpers.hpp"

using namespace suasion;
using exchange_test::said;
namespace exchange = scenario::exchange;

TEST_CASE("import: KTAB's CSV is read with its trailing commas and loose blanks") {
  const auto read = exchange::read_table("reeds.csv",
                                         "Reeds ,\"Who cuts, and when\",2,2,\n"
                                         "Actor,Description,Power,Policy Position,Policy Salience,Pstn2,Sal2, \n"
                                         "A, Heron,  100.0, 30, 24.0,  6.50, 105e-1,\n"
                                         "\"B, C\",,0.5,100,0,0,100\n");
  REQUIRE_MESSAGE(read, said(read));
  CHECK(read->ktab);
  const exchange::Table& table = read->table;
  CHECK(table.title == "Reeds");
  CHECK(table.description == "Who cuts, and when");
  REQUIRE(table.issues.size() == 2);
  CHECK(table.issues[0].name == "Policy");
  CHECK(table.issues[1].name == "Pstn2");
  CHECK(table.issues[1].high == 100.0);
  REQUIRE(table.actors.size() == 2);
  CHECK(table.actors[0].description == "Heron");
  CHECK(table.actors[0].from.text == "line 3");
  CHECK(table.actors[0].stakes[1] == exchange::TableStake{6.5, 10.5, 100.0});
  CHECK(table.actors[1].name == "B, C");
  CHECK(table.actors[1].stakes[0] == exchange::TableStake{100.0, 0.0, 0.5});
}

TEST_CASE("import: every mistake in KTAB's CSV is told with line and column, all at once") {
  CHECK(said("k.csv",
             "Reeds,,5,x\n"
             "Actor,Description,Power,Policy Position,Policy Salience\n"
             "A,,100,130,24\n"
             "A,,0,30,-1\n"
             ",,5,high,20\n"
             "D,,5,\"1,5\"\n") ==
        "k.csv:1:8: error S704: the first line announces 5 actors, but 4 follow\n"
        "k.csv:1:10: error S101: number of issues: expected a whole number of at least 1; found 'x'\n"
        "k.csv:3:8: error S104: position of A on Policy is 130; it must lie between 0 and 100\n"
        "k.csv:4:1: error S203: A has a row already, in line 3; keep one of the two\n"
        "k.csv:4:4: error S104: capability of A is 0; it must be above 0; leave out actors that carry no weight\n"
        "k.csv:4:9: error S104: salience of A on Policy is -1; it must lie between 0 and 100\n"
        "k.csv:5:1: error S103: this row has no name of an actor\n"
        "k.csv:5:5: error S101: position of this actor on Policy: expected a number; found 'high'\n"
        "k.csv:6:11: error S704: this row has 4 cells; 1 issue needs 5\n");
}

TEST_CASE("import: a table of stakes takes shares or percent, and other headings") {
  const auto shares = exchange::read_table("s.csv", "Actor,Capability,Position,Salience\nA,1,4,0.07\nB,2,10,1.0\n");
  REQUIRE_MESSAGE(shares, said(shares));
  CHECK_FALSE(shares->ktab);
  CHECK(shares->table.actors[0].stakes[0]->salience == 7.0);
  CHECK(shares->table.issues[0].low == 4.0);
  CHECK(shares->table.issues[0].high == 10.0);
  const auto percent = exchange::read_table("s.csv", "Position,Stakeholder,Resources,Salience\r4,A,1,0.5\r10,B,2,80\r");
  REQUIRE_MESSAGE(percent, said(percent));
  CHECK(percent->table.actors[0].stakes[0]->salience == 0.5);
  CHECK(percent->table.actors[1].from.text == "line 3");
  const auto stated = exchange::read_table("s.csv", "Actor,Capability,Position,Salience (%)\nA,1,4,0.5\nB,2,10,1\n");
  REQUIRE_MESSAGE(stated, said(stated));
  CHECK(stated->table.actors[0].stakes[0]->salience == 0.5);
}

TEST_CASE("import: a table of stakes may have several issues, and actors without a stake in one") {
  const auto read = exchange::read_table(
      "s.csv", "Issue,Actor,Capability,Position,Salience,Mood\nx,A,1,4,10,\nx,B,2,10,20,\ny,B,3,1,30,\ny,C,4,1,30,\n");
  REQUIRE_MESSAGE(read, said(read));
  CHECK(read->left_out == std::vector<std::string>{"the column 'Mood'"});
  REQUIRE(read->table.actors.size() == 3);
  CHECK_FALSE(read->table.actors[0].stakes[1]);
  CHECK(read->table.actors[1].stakes[1]->capability == 3.0);
  CHECK(read->table.issues[1].low == 0.0);  // all of them at 1: the file says nothing of the scale
  CHECK(read->table.issues[1].high == 2.0);
}

TEST_CASE("import: KTAB's XML is read with parameters, seed and accommodation") {
  const auto read = exchange::read_table(
      "reeds.xml",
      "<?xml version=\"1.0\"?>\n<Scenario><name>Reeds &amp; Co</name><desc>d</desc><prngSeed>0350</prngSeed>\n"
      "<ModelParameters><VotingRule>PropCbc</VotingRule></ModelParameters>\n"
      "<Dimensions><dName>Policy</dName></Dimensions><Actors>\n"
      "<Actor><name>A</name><description>Heron</description><capability>117.7</capability>"
      "<Position><dCoord> 39.8 </dCoord></Position><Salience><dSal>32.3</dSal></Salience></Actor>\n"
      "<Actor><name>B</name><description>B</description><capability>1</capability>"
      "<Position><dCoord>0</dCoord></Position><Salience><dSal>100</dSal></Salience></Actor></Actors>\n"
      "<IdealAdjustment><iaPair><adjustingIdeal>A</adjustingIdeal><referencePos>B</referencePos>"
      "<adjust>0.87</adjust></iaPair></IdealAdjustment></Scenario>\n");
  REQUIRE_MESSAGE(read, said(read));
  const exchange::Table& table = read->table;
  CHECK(table.title == "Reeds & Co");
  CHECK(table.seed == "0350");
  CHECK(table.parameters == std::vector<std::pair<std::string, std::string>>{{"VotingRule", "PropCbc"}});
  CHECK(table.actors[0].from.text == "line 5");
  CHECK(table.actors[0].stakes[0] == exchange::TableStake{39.8, 32.3, 117.7});
  CHECK(table.actors[1].description.empty());
  CHECK(table.accommodations == std::vector<exchange::Accommodation>{{"A", "B", 0.87}});
}

TEST_CASE("import: what is no table at all is told as such") {
  CHECK(said("e.csv", "") == "e.csv: error S402: there are no actors: the file is empty\n");
  CHECK(said("e.csv", "Actor,Capability,Position,Salience\n") ==
        "e.csv:1:1: error S402: there are no actors: the heading is all there is\n");
  CHECK(said("x.xml", "") == "x.xml:1:1: error S702: this is not XML: No document element found\n");
  CHECK(said("x.xlsx", "PK\x03\x04 and nothing more").starts_with("x.xlsx: error S703: this workbook cannot be read"));
  CHECK(said("x.ods", "").starts_with("x.ods: error S703: this workbook cannot be read"));
  CHECK(said("x.xls", "\xD0\xCF\x11\xE0") ==
        "x.xls: error S703: this is a workbook of an old kind; save it as .xlsx or .ods\n");
  CHECK(said("x.csv", "Actor,Capability\nM\xFCller,1\n") ==
        "x.csv:2:2: error S002: this is not UTF-8 text: byte 18 is 0xFC; save the file as UTF-8\n");
}
