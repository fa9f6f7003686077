#include "suasion/scenario/dataset.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace suasion::scenario;

const std::string cases = "case,outcome,cluster,reference_point\na,30,p,0\nb,,p,\nc,100,q,\n";
const std::string stakes =
    "case,actor,position,salience,capability,role\n"
    "a,X,0,50,2,agenda-setter\na,Y,40,,1,\na,Z,100,70,,\n"
    "b,X,0,50,2,\nb,Y,100,50,2,\n"
    "c,X,0,,2,\nc,Y,100,,1,second-chamber\nc,Z,,80,1,\n";

suasion::base::Result<Dataset> read_set(const std::string& c, const std::string& s) {
  return read_dataset("made-up", Files{{{"d/cases.csv", c}, {"d/stakes.csv", s}}}, "");
}

/// The first message of a data set that must not be read.
std::string complaint(const std::string& c, const std::string& s) {
  const auto set = read_set(c, s);
  REQUIRE(!set);
  return suasion::base::to_text(set.error().front());
}

}  // namespace

TEST_CASE("dataset: missing values follow the stated rules, and each use of a rule is counted") {
  const auto set = read_set(cases, stakes);
  REQUIRE(set);
  CHECK(set->layout == "general");
  REQUIRE(set->cases.size() == 2);
  const Case& a = set->cases[0];
  CHECK(a.cluster == "p");
  CHECK(a.reference_point == 0.0);
  CHECK(a.stakes[0].role == Role::agenda_setter);
  CHECK(a.stakes[1].salience == 60.0);   // the mean of 50 and 70
  CHECK(a.stakes[2].capability == 1.5);  // the mean of 2 and 1
  const Case& c = set->cases[1];
  CHECK(c.stakes.size() == 2);          // Z has no position
  CHECK(c.stakes[0].salience == 50.0);  // nobody's salience is known
  CHECK(!c.reference_point);
  CHECK(set->missing.outcomes == 1);
  CHECK(set->missing.positions == 1);
  CHECK(set->missing.saliences == 3);
  CHECK(set->missing.capabilities == 1);
}

TEST_CASE("dataset: two-sided is a case whose every position lies at an end of the scale") {
  const auto set = read_set(cases, stakes);
  REQUIRE(set);
  CHECK(!two_sided(set->cases[0]));
  CHECK(two_sided(set->cases[1]));
}

TEST_CASE("dataset: every mistake says where it is and what would be right") {
  CHECK(complaint("case,outcom\na,1\n", stakes) ==
        "d/cases.csv:1:6: error S102: there is no column 'outcom'; did you mean 'outcome'?");
  CHECK(complaint(cases, "case,actor,position,salience\na,X,1,1\n") ==
        "d/stakes.csv:1:1: error S103: the column 'capability' is missing; the header has case, actor, position and "
        "salience");
  CHECK(complaint("case,outcome\na,140\n", stakes) ==
        "d/cases.csv:2:3: error S104: outcome is 140; it must lie between 0 and 100");
  CHECK(complaint(cases, "case,actor,position,salience,capability\na,X,ten,1,1\n") ==
        "d/stakes.csv:2:5: error S101: position: expected a number; found 'ten'; leave the cell empty where the number "
        "is not known");
  CHECK(complaint(cases, "case,actor,position,salience,capability\nd,X,10,1,1\n") ==
        "d/stakes.csv:2:1: error S201: no case is called 'd'; did you mean 'a'?");
  CHECK(complaint("case,outcome\na,1\na,2\n", stakes) ==
        "d/cases.csv:3:1: error S203: case 'a' has a row already, in line 2; keep one of the two");
  CHECK(
      complaint("case,outcome\na,1\n", "case,actor,position,salience,capability\na,X,1,0,1\na,Y,2,1,0\n") ==
      "d/cases.csv:2:1: error S404: capability times salience is zero for every actor of 'a'; at least one actor must "
      "have some of both");
  CHECK(complaint(cases, "case,actor,position,salience,capability,role\na,X,1,1,1,agenda\n") ==
        "d/stakes.csv:2:11: error S112: role is 'agenda'; it must be agenda-setter, second-chamber or empty");
}

TEST_CASE("dataset: a folder without a known layout, or without the part asked for, is said to be so") {
  const auto set = read_dataset("empty", Files{{{"x/readme.csv", "a\n1\n"}}}, "");
  REQUIRE(!set);
  CHECK(set.error().front().message == "'empty' holds no data set: there is readme.csv");
  const Files files{{{"issues_train.csv", ""}, {"positions_train.csv", ""}}};
  const auto part = read_dataset("deu", files, "test");
  REQUIRE(!part);
  CHECK(part.error().front().message.find("of part 'test'") != std::string::npos);
}

TEST_CASE("dataset: parts of the first layout are read together or one by one, whatever their names end in") {
  const std::string header = "issue,proposal,year,procedure,council_vote,reference_point,outcome\n";
  const std::string columns = "issue,actor,position,salience,council_votes\n";
  const auto rows = [&](const std::string& id) {
    return columns + id + ",COM,0,50,\n" + id + ",FR,100,50,29\n" + id + ",LU,100,50,4\n";
  };
  const Files files{{{"issues_train.csv", header + "a,p,2001,COD,QMV,,10\n"},
                     {"positions_train.csv", rows("a")},
                     {"issues_test.csv", header + "b,q,2011,CNS,Unan,0,90\n"},
                     {"positions_test.csv", rows("b")}}};
  const auto both = read_dataset("deu", files, "");
  REQUIRE(both);
  REQUIRE(both->cases.size() == 2);
  CHECK(both->cases[0].period == "to 2003");
  CHECK(both->cases[1].procedure == "CNS Unan");
  CHECK(both->cases[0].stakes[0].capability == 29.0);  // an institution counts as one large state
  CHECK(both->cases[0].stakes[0].role == Role::agenda_setter);
  const auto test = read_dataset("deu", files, "test");
  REQUIRE(test);
  REQUIRE(test->cases.size() == 1);
  CHECK(test->cases[0].id == "b");
}
