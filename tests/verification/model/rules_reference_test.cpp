// Simple rules and Nash bargaining against reference implementations, on random issues with and without ties. Sources:
// Achen 2006 (compromise); Black 1958 (medians); Condorcet 1785 (votes by pairs); Romer and Rosenthal 1978 (agenda
// setter); Nash 1950, with weights Harsanyi and Selten 1972 (product of gains); Krehbiel 1998 (pivots). The equations
// are those of section "Equations" of docs/models/simple-rules.md and docs/models/nash.md.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include "reference/compare.hpp"
#include "reference/votes.hpp"

namespace {

namespace reference = suasion::test::reference;
using suasion::model::Procedure;

constexpr std::uint64_t rule_seeds = 100;  // for each of the two ways to stand

// Both sides do the same sums in another order.
constexpr double rounding_alone = 1e-12;
// The reference knows the top of a product to the rounding of its slopes over its bend, which is least for linear
// losses and a distant disagreement d: some 1e-16 d of the scale, d at most 1000 here.
constexpr double top_of_product = 1e-11;

void compare_rule(const std::string& choice, const reference::Expected& expected, double tolerance) {
  CAPTURE(choice);
  for (const reference::Stands stands : reference::all_stands) {
    CAPTURE(static_cast<int>(stands));
    for (std::uint64_t seed = 0; seed < rule_seeds; ++seed) {
      CAPTURE(seed);
      reference::compare_outcome(choice, reference::random_issue(seed, stands), expected, tolerance);
    }
  }
}

/// Issues of every seed, decided by a rule.
void for_each_decided(reference::Rule rule, const std::function<void(const reference::Issue&)>& what) {
  CAPTURE(static_cast<int>(rule));
  for (const reference::Stands stands : reference::all_stands) {
    CAPTURE(static_cast<int>(stands));
    for (std::uint64_t seed = 0; seed < rule_seeds; ++seed) {
      CAPTURE(seed);
      reference::Issue issue = reference::random_issue(seed, stands);
      reference::decide_by(issue, rule, seed);
      what(issue);
    }
  }
}

bool both_sides_win(const reference::Issue& issue) {
  return pivots(issue, votes(issue)).both_sides(issue.status_quo);
}

}  // namespace

TEST_CASE("mean and compromise: the point where all pulls balance") {
  compare_rule("mean", reference::mean, rounding_alone);
  compare_rule("compromise", reference::compromise, rounding_alone);
}

TEST_CASE("median and weighted-median: every position tried, with every rule for ties") {
  const std::pair<std::string, reference::Tie> ties[] = {
      {"midpoint", reference::Tie::midpoint}, {"lower", reference::Tie::lower}, {"upper", reference::Tie::upper}};
  for (const auto& [name, tie] : ties) {
    const auto by_heads = [tie = tie](const reference::Issue& issue) {
      return median(issue, std::vector<double>(issue.actors.size(), 1.0), tie);
    };
    const auto by_weight = [tie = tie](const reference::Issue& issue) { return median(issue, weights(issue), tie); };
    compare_rule("median:tie=" + name, by_heads, rounding_alone);
    compare_rule("weighted-median:tie=" + name, by_weight, rounding_alone);
  }
}

TEST_CASE("agenda-setter: whoever proposes gets its position") {
  for (const reference::Rule rule : reference::rules) {
    for_each_decided(rule, [](const reference::Issue& issue) {
      if (issue.procedure) {
        reference::compare_outcome("agenda-setter", issue, reference::agenda_setter, 0.0);
      }
    });
  }
}

TEST_CASE("condorcet: the position that loses none of the votes by pairs") {
  for (const bool whole : {false, true}) {
    for (const double p : {1.0, 2.0}) {
      compare_rule(
          std::string("condorcet:votes=") + (whole ? "whole" : "proportional") +
              (p == 1.0 ? ",loss=linear" : ",loss=quadratic"),
          [=](const reference::Issue& issue) { return condorcet(issue, p, whole); }, rounding_alone);
    }
  }
}

TEST_CASE("nash: the largest product of gains over the status quo and over a common loss") {
  for (const double p : {1.0, 2.0}) {
    const std::string loss = p == 1.0 ? "loss=linear" : "loss=quadratic";
    compare_rule(
        "nash:" + loss, [p](const reference::Issue& issue) { return nash(issue, p); }, top_of_product);
    const std::string common_loss = "nash:disagreement=common," + loss + ",d=";
    for (const std::string d : {"1", "1.5", "10", "1000"}) {
      const auto common = [p, d](const reference::Issue& issue) { return nash_common(issue, std::stod(d), p); };
      compare_rule(common_loss + d, common, top_of_product);
    }
  }
}

TEST_CASE("nash: the winning set farthest from the status quo bargains under every rule") {
  for (const double p : {1.0, 2.0}) {
    const std::string choice = std::string("nash:table=qualified,loss=") + (p == 1.0 ? "linear" : "quadratic");
    for (const reference::Rule rule : reference::rules) {
      for_each_decided(rule, [&](const reference::Issue& issue) {
        if (!both_sides_win(issue)) {  // see below
          reference::compare_outcome(
              choice, issue, [p](const reference::Issue& one) { return nash_qualified(one, p); }, top_of_product);
        }
      });
    }
  }
}
