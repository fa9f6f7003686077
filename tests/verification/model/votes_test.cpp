// Procedural models and legislative bargaining: closed forms and theorems.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/issue.hpp"
#include "suasion/model/legislative.hpp"
#include "suasion/model/procedural.hpp"

namespace {

using namespace suasion::model;
using suasion::test::Actors;
using suasion::test::Extras;
using suasion::test::make;
using suasion::test::TileRun;
using Council = std::vector<Voter>;

const Procedure majority = {};
const Procedure two_thirds = {.threshold = 2.0 / 3.0, .more_than = false};
const Procedure unanimity = {.threshold = 1.0, .more_than = false};
const Council three = {{30, 1}, {50, 1}, {80, 1}};

double joint(const Council& council, const Procedure& procedure, double parliament, double q,
             procedural::JointText who = procedural::JointText::bargain) {
  return procedural::codecision(council, procedure, parliament, q, who, nash::Loss::quadratic);
}

legislative::Game game(const std::vector<double>& x, double delta, bool quadratic = true) {
  legislative::Game made{.delta = delta, .quadratic = quadratic};
  for (const double at : x) {
    made.members.push_back({at, 1.0});
    made.recognition.push_back(1.0 / static_cast<double>(x.size()));
  }
  return made;
}

}  // namespace

TEST_CASE("pivots: majority the median, unanimity the ends, weighted and double majorities in between") {
  // Black 1958; Krehbiel 1998.
  CHECK(pivots(three, majority).up == 50.0);
  CHECK(pivots(three, majority).down == 50.0);
  CHECK(pivots(three, unanimity).up == 30.0);
  CHECK(pivots(three, unanimity).down == 80.0);
  CHECK(pivots(three, two_thirds).up == 50.0);
  // The Council of fifteen: 62 of 87 votes; here 10, 8, 4 of 22, so 16 are needed.
  const Procedure qualified = {.threshold = 0.713, .more_than = false};
  const Council weighted = {{0, 10}, {40, 8}, {100, 4}};
  CHECK(pivots(weighted, qualified).up == 0.0);
  CHECK(pivots(weighted, qualified).down == 40.0);
  // Double majority: two of three states, but 65 % of the people need the one at 0.
  const Procedure lisbon = {.threshold = 0.55, .more_than = false, .population_threshold = 0.65};
  const Council states = {{0, 1, 80}, {40, 1, 10}, {100, 1, 10}};
  CHECK(pivots(states, lisbon).up == 0.0);
  CHECK(pivots(states, lisbon).down == 40.0);
}

TEST_CASE("consultation: with q far away and a proposer in the middle of the Council, its ideal is adopted") {
  // Steunenberg and Selck 2006.
  CHECK(procedural::consultation(three, majority, 55, 0) == 55.0);
  CHECK(procedural::consultation(three, unanimity, 55, 0) == 55.0);
  // The winset ends at 2 P - q = 70 and at the Council's ends.
  CHECK(procedural::consultation(three, majority, 75, 30) == 70.0);
  CHECK(procedural::consultation(three, majority, 95, 10) == 80.0);
}

TEST_CASE("consultation: a proposer on q's side of both pivots proposes nothing, and gridlock changes nothing") {
  CHECK(procedural::consultation(three, majority, 10, 20) == 20.0);
  CHECK(procedural::consultation(three, unanimity, 10, 20) == 20.0);
  for (const double q : {30.0, 45.0, 80.0}) {  // [30, 80] is the gridlock interval of unanimity
    for (const double proposer : {0.0, 50.0, 100.0}) {
      CHECK(procedural::consultation(three, unanimity, proposer, q) == q);
      CHECK(joint(three, unanimity, proposer, q) == q);
    }
  }
}

TEST_CASE("codecision: the joint text lies between the Council's pivot and the parliament, or at the offer") {
  const double text = joint(three, majority, 70, 0);
  CHECK(text > 50.0);
  CHECK(text < 70.0);
  // Quadratic Nash bargain with q = 0 between 50 and 70: 2/O = 1/(100 - O) + 1/(140 - O), 4 O^2 - 720 O + 28000 = 0.
  CHECK(text == doctest::Approx((720.0 - std::sqrt(720.0 * 720.0 - 16.0 * 28000.0)) / 8.0));
  CHECK(joint(three, majority, 70, 0, procedural::JointText::parliament) == 70.0);
  CHECK(joint(three, majority, 70, 0, procedural::JointText::council) == 50.0);
  CHECK(joint(three, majority, 90, 20, procedural::JointText::parliament) == 80.0);  // 2 * 50 - 20
  CHECK(joint(three, majority, 30, 20, procedural::JointText::council) == 40.0);     // 2 * 30 - 20
  // mirrored
  CHECK(joint({{20, 1}, {50, 1}, {70, 1}}, majority, 30, 100) == doctest::Approx(100.0 - text));
}

TEST_CASE("codecision: parliament and Council on different sides of q change nothing") {
  CHECK(joint(three, majority, 10, 40) == 40.0);
  CHECK(joint(three, majority, 40, 40) == 40.0);
}

TEST_CASE("procedural: the model reads rows, votes and the form of the issue") {
  const Actors actors = {{30, 1, 1}, {50, 1, 1}, {80, 1, 1}, {70, 1, 1}, {55, 1, 1}};
  Extras extras;
  extras.procedure = Procedure{.proposer = 4, .parliament = 3, .form = Form::consultation};
  TileRun consulted({actors}, 0, 100, {0}, extras);
  consulted.solve(*make("procedural"));
  CHECK(consulted.outcome() == 55.0);
  extras.procedure->form = Form::codecision;
  TileRun agreed({actors}, 0, 100, {0}, extras);
  agreed.solve(*make("procedural:joint_text=parliament"));
  CHECK(agreed.outcome() == 70.0);
  extras.votes = {5, 1, 1, 0, 0};  // the first now decides alone
  TileRun weighted({actors}, 0, 100, {0}, extras);
  weighted.solve(*make("procedural:joint_text=council"));
  CHECK(weighted.outcome() == 30.0);
}

TEST_CASE("legislative: three members at 0, 1/2 and 1 with a majority have the closed form") {
  // Banks and Duggan 2000, Cho and Duggan 2003: A is symmetric about 1/2 and 1 - (a - 1/2)^2 = delta (1 - (2/3) (a -
  // 1/2)^2), so (1/2 - a)^2 = (1 - delta) / (1 - 2 delta / 3), at most 1/4.
  for (const double delta : {0.0, 0.3, 0.8, 0.9, 0.95, 0.99, 0.999}) {
    CAPTURE(delta);
    const auto found = legislative::solve(game({0.0, 0.5, 1.0}, delta));
    const double half = std::min(0.5, std::sqrt((1.0 - delta) / (1.0 - 2.0 * delta / 3.0)));
    CHECK(std::abs(found.proposal[0] - (0.5 - half)) < 1e-9);
    CHECK(std::abs(found.proposal[1] - 0.5) < 1e-9);
    CHECK(std::abs(found.proposal[2] - (0.5 + half)) < 1e-9);
    CHECK(found.steps < legislative::most_steps);
  }
}

TEST_CASE("legislative: without patience everybody gets its ideal, with boundless patience the median") {
  // Banks and Duggan 2000: as patience grows without bound all proposals tend to the core.
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<double> x;
    for (const auto& actor : suasion::test::random_actors(7, seed)) {
      x.push_back(actor.position / 100.0);
    }
    const auto hasty = legislative::solve(game(x, 0.0));
    CHECK(hasty.proposal == x);
    const auto patient = legislative::solve(game(x, 1.0));
    std::sort(x.begin(), x.end());
    CHECK(std::abs(patient.accepted.low - x[3]) < 1e-5);
    CHECK(std::abs(patient.accepted.high - x[3]) < 1e-5);
  }
}

TEST_CASE("legislative: what is found is an equilibrium: every proposal passes, and nothing beyond the ends does") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    std::vector<double> x;
    for (const auto& actor : suasion::test::random_actors(3 + seed % 8, seed)) {
      x.push_back(actor.position / 100.0);
    }
    const bool quadratic = seed % 2 == 0;
    const legislative::Game made = game(x, 0.5 + 0.01 * static_cast<double>(seed % 50), quadratic);
    const auto found = legislative::solve(made);
    CHECK(found.steps < legislative::most_steps);
    const auto utility = [&](double d) { return 1.0 - (quadratic ? d * d : std::abs(d)); };
    const auto share = [&](double y) {
      double accepting = 0.0;
      for (const double at : x) {
        double value = 0.0;
        for (const double proposal : found.proposal) {
          value += utility(at - proposal) / static_cast<double>(x.size());
        }
        accepting += utility(at - y) >= made.delta * value - 1e-9 ? 1.0 : 0.0;
      }
      return accepting / static_cast<double>(x.size());
    };
    for (const double proposal : found.proposal) {
      CHECK(share(proposal) > 0.5);
    }
    CHECK(share(found.accepted.low - 1e-6) <= 0.5);
    CHECK(share(found.accepted.high + 1e-6) <= 0.5);
  }
}

TEST_CASE("legislative: outcomes of many draws are the proposals in proportion to recognition") {
  const Actors actors = {{0, 1, 1}, {50, 2, 1}, {100, 1, 1}};
  std::size_t low = 0;
  std::size_t middle = 0;
  constexpr std::size_t draws = 4000;
  for (std::size_t first = 0; first < draws; first += lanes) {
    Extras extras;
    extras.first_draw = first;
    TileRun run({actors}, 0, 100, {}, extras);
    run.solve(*make("legislative:delta=0,recognition=power"));
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      low += run.outcome(lane) == 0.0 ? 1 : 0;
      middle += run.outcome(lane) == 50.0 ? 1 : 0;
    }
  }
  CHECK(std::abs(static_cast<double>(low) / draws - 0.25) < 0.03);  // four standard errors
  CHECK(std::abs(static_cast<double>(middle) / draws - 0.5) < 0.035);
  TileRun mean({actors}, 0, 100);
  mean.solve(*make("legislative:delta=0.3,outcome=expected"));
  CHECK(mean.outcome() == doctest::Approx(50.0));
}
