/// Answers to questions: read with their places, and apart from everything that forecasts.

#include "suasion/analysis/truth.hpp"

#include <doctest/doctest.h>

#include <string>

#include "suasion/scenario/read.hpp"

namespace {

using suasion::analysis::read_truths;

suasion::scenario::Scenario asked() {
  const auto scenario = suasion::scenario::read({.files = {{.name = "small.toml", .bytes = R"(suasion = 1
title = "Test"
clock = { origin = 2020-01-31, end = 2021-12-31 }
[[actors]]
id = "A"
name = "A"
[[actors]]
id = "B"
name = "B"
[[issues]]
id = "union"
name = "Union"
scale = { 0 = "none", 100 = "full" }
[issues.stakes.A]
position = 10
salience = 50
capability = 1
[issues.stakes.B]
position = 90
salience = 50
capability = 1
[[questions]]
id = "treaty-signed"
text = "Is it signed?"
event = "sign"
by = 2021-06-30
[[questions]]
id = "ruler-stays"
text = "Does the ruler stay?"
no_event = "leader.leaves"
by = 2021-06-30
)"}}});
  REQUIRE(scenario.has_value());
  return *scenario;
}

const std::string head = "suasion_truth = 1\nscenario = \"small\"\n";

/// Messages of reading, a line each; empty where it worked.
std::string said(const std::string& text) {
  const auto truths = read_truths(text, "small-truth.toml", asked());
  std::string all;
  for (const auto& diagnostic : truths ? suasion::base::Diagnostics{} : truths.error()) {
    all += suasion::base::to_text(diagnostic) + "\n";
  }
  return all;
}

std::string answer(const std::string& rest) {
  return head + "[[truths]]\n" + rest;
}

}  // namespace

TEST_CASE("truth: answers come in the order of the questions, and the rest is listed as unanswered") {
  const auto both = read_truths(answer("question = \"ruler-stays\"\nanswer = true\nfrom_memory = true\n"
                                       "[[truths]]\nquestion = \"treaty-signed\"\nanswer = true\ndate = 2021-03-01\n"
                                       "source = [\"gazette\", \"diary\"]\nnote = \"at noon\"\n"),
                                "t.toml", asked());
  REQUIRE(both.has_value());
  REQUIRE(both->answers.size() == 2);
  CHECK(both->unanswered.empty());
  CHECK(both->answers[0].question == "treaty-signed");
  CHECK(both->answers[0].sources == std::vector<std::string>{"gazette", "diary"});
  CHECK(both->answers[0].note == "at noon");
  CHECK(both->answers[0].date == suasion::base::parse_date("2021-03-01"));
  CHECK_FALSE(both->answers[0].from_memory());
  CHECK(both->answers[1].from_memory());
  const auto one =
      read_truths(answer("question = \"ruler-stays\"\nanswer = false\nfrom_memory = true\n"), "t.toml", asked());
  REQUIRE(one.has_value());
  CHECK(one->unanswered == std::vector<std::string>{"treaty-signed"});
}

TEST_CASE("truth: each mistake is told with its place, and the nearest question is named") {
  CHECK(said(answer("question = \"treaty-singed\"\nanswer = true\nfrom_memory = true\n")) ==
        "small-truth.toml:4:12: error T105: scenario 'small' asks no question 'treaty-singed'; "
        "did you mean 'treaty-signed'?\n");
  CHECK(
      said(answer("question = \"treaty-signed\"\nanswer = \"yes\"\nfrom_memory = true\n")).find(":5:10: error T103") !=
      std::string::npos);
  CHECK(
      said(answer("question = \"treaty-signed\"\nansver = true\nfrom_memory = true\n")).find("did you mean 'answer'") !=
      std::string::npos);
  CHECK(said(answer("question = \"treaty-signed\"\nfrom_memory = true\n")).find("T104") != std::string::npos);
  CHECK(said(answer("question = \"treaty-signed\"\nanswer = true\n")).find("T107") != std::string::npos);
  CHECK(
      said(answer("question = \"treaty-signed\"\nanswer = true\nsource = \"x\"\nfrom_memory = true\n")).find("T107") !=
      std::string::npos);
  CHECK(said(answer("question = \"ruler-stays\"\nanswer = true\nfrom_memory = true\n"
                    "[[truths]]\nquestion = \"ruler-stays\"\nanswer = true\nfrom_memory = true\n"))
            .find(":8:12: error T106") != std::string::npos);
  CHECK(said("scenario = \"small\"\n").find("T101") != std::string::npos);
  CHECK(said("suasion_truth = 1\nscenario = \"other\"\n").find(":2:12: error T101") != std::string::npos);
  CHECK(said(head + "truths = 3\n").find("T103") != std::string::npos);
  CHECK(said(head + "truths = [3]\n").find("T103") != std::string::npos);
  CHECK(said(head + "[[truths]\n").find("S003") != std::string::npos);
  CHECK(said("\xff").find("S002") != std::string::npos);
}

TEST_CASE("truth: a yes must fall among the days that count") {
  const std::string yes = "question = \"treaty-signed\"\nanswer = true\nfrom_memory = true\ndate = ";
  CHECK(said(answer(yes + "2021-06-30\n")).empty());
  CHECK(said(answer(yes + "2021-07-01\n")).find("T108") != std::string::npos);
  CHECK(said(answer(yes + "2020-01-30\n")).find("T108") != std::string::npos);
}

TEST_CASE("truth: the file stands in a folder apart beside its scenario, and a missing one is told by its path") {
  CHECK(suasion::analysis::truth_path("some/where/case.toml") == "some/where/truth/case.toml");
  CHECK(suasion::analysis::truth_path("case.toml") == "truth/case.toml");
  const auto none = suasion::analysis::load_truths("no/such/truth.toml", asked());
  REQUIRE_FALSE(none.has_value());
  CHECK(suasion::base::to_text(none.error().front()).find("no/such/truth.toml: error S001") == 0);
}
