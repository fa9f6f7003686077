// The filter of two moments against Bayes' rule on a grid, on courses whose answers are known otherwise.
#include "suasion/system/signal/filter_check.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../support/signal_world.hpp"
#include "../published.hpp"
#include "suasion/analysis/approximations.hpp"
#include "suasion/system/signal/formulas.hpp"

namespace {

using namespace suasion;
using namespace suasion::system::signal;
namespace formulas = suasion::system::signal::SUASION_TARGET;
using Kind = Moment::Kind;
using test::published;

Piece visit(Kind kind, double day) {
  return {.kind = kind,
          .day = day,
          .discrimination = 1.0,
          .difficulty = 1.19,
          .sign = kind == Kind::miss ? -1.0 : 1.0,
          .keeping_discrimination = 1.0,
          .keeping_difficulty = -1.3,
          .doubt = 0.1};
}

/// Numerical integration of a posterior without any grid belief: mean of N(mean, variance) weighted by a likelihood.
template <class Likelihood>
Moments weighted(Moments prior, Likelihood likelihood) {
  double mass = 0.0;
  double first = 0.0;
  double second = 0.0;
  constexpr int steps = 20'000;
  for (int i = 0; i <= steps; ++i) {
    const double z = -9.0 + 18.0 * i / steps;
    const double theta = prior.mean + std::sqrt(prior.variance) * z;
    const double w = std::exp(-0.5 * z * z) * likelihood(theta);
    mass += w;
    first += w * theta;
    second += w * theta * theta;
  }
  const double mean = first / mass;
  return {mean, second / mass - mean * mean};
}

double phi(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

}  // namespace

TEST_CASE("after one piece of news both filters have the exact moments") {
  const Course course{
      .start = {-0.8, 0.36}, .long_run = {-0.8, 0.36}, .from = -10.0, .pieces = {visit(Kind::send, -5)}};
  const Moments exact = weighted(course.start, [](double theta) { return phi(theta - 1.19); });
  for (const Moments& one : {by_two_moments(course), by_grid(course)}) {
    CHECK(one.mean == doctest::Approx(exact.mean).epsilon(1e-6));
    CHECK(one.variance == doctest::Approx(exact.variance).epsilon(1e-6));
  }
}

TEST_CASE("twenty-six silent years: what docs/models/signal.md says of both") {
  Course course{.start = {0.0, 1.0}, .long_run = {0.0, 1.0}, .from = -26 * 365.25};
  for (int year = 1; year <= 26; ++year) {
    course.pieces.push_back(visit(Kind::miss, (year - 26) * 365.25));
  }
  CHECK(by_two_moments(course).mean == published(-1.119, 3));
  CHECK(by_two_moments(course).variance == published(0.227, 3));
  CHECK(by_grid(course).mean == published(-1.169, 3));
  CHECK(by_grid(course).variance == published(0.364, 3));
}

TEST_CASE("news within an announcement's doubt bears on how it will end, by Bayes' rule") {
  // announced, then a miss of another signal, then held: p(theta) Phi(theta - c) Phi(-(theta - c)) whatever the doubt
  Piece other = visit(Kind::miss, -3.0);
  other.signal = 1;
  Course course{.start = {-0.2, 0.8}, .long_run = {-0.2, 0.8}, .from = -10.0};
  course.pieces = {visit(Kind::announce, -5.0), other, visit(Kind::hold, -1.0)};
  const Moments held = weighted(course.start, [](double t) { return phi(t - 1.19) * phi(1.19 - t); });
  CHECK(by_grid(course).mean == doctest::Approx(held.mean).epsilon(1e-5));
  CHECK(by_grid(course).variance == doctest::Approx(held.variance).epsilon(1e-5));
  course.pieces.back() = visit(Kind::drop, -1.0);
  const Moments dropped = weighted(course.start, [](double t) { return phi(-(t + 1.3)) * phi(1.19 - t); });
  CHECK(by_grid(course).mean == doctest::Approx(dropped.mean).epsilon(1e-5));
  // and while it is in doubt, one tenth of the one and the rest of the other, weighed by how each foresaw the miss
  course.pieces.pop_back();
  const auto foresaw = [&](auto likelihood) {
    double mass = 0.0;
    double all = 0.0;
    for (int i = 0; i <= 20'000; ++i) {
      const double t = course.start.mean + std::sqrt(course.start.variance) * (-9.0 + 18.0 * i / 20'000);
      const double w = std::exp(-0.5 * (t - course.start.mean) * (t - course.start.mean) / course.start.variance);
      mass += w * likelihood(t) * phi(1.19 - t);
      all += w * likelihood(t);
    }
    return mass / all;
  };
  const double if_held = 0.9 * foresaw([](double t) { return phi(t - 1.19); });
  const double if_dropped = 0.1 * foresaw([](double t) { return phi(-(t + 1.3)); });
  const double share = if_dropped / (if_held + if_dropped);
  CHECK(by_grid(course).mean == doctest::Approx((1.0 - share) * held.mean + share * dropped.mean).epsilon(1e-5));
}

TEST_CASE("steps too short for the grid add up to the step that they are") {
  Course course{.start = {0.6, 0.2}, .long_run = {-0.8, 0.36}, .half_life = 365.0, .from = -730.0};
  const double rho = formulas::remaining(730.0, 365.0);
  const auto expected = formulas::fade(formulas::Belief<double>{0.6, 0.2}, formulas::Belief<double>{-0.8, 0.36}, rho);
  for (int i = 0; i < 7300; ++i) {  // news of nothing, every tenth of a day: an item that is always passed
    Piece nothing{.day = -730.0 + 0.1 * i, .discrimination = 1e-9, .difficulty = -1.0};
    if (i % 73 == 0) {
      course.pieces.push_back(nothing);
    }
  }
  CHECK(by_grid(course).mean == doctest::Approx(expected.mean).epsilon(1e-4));
  CHECK(by_grid(course).variance == doctest::Approx(expected.variance).epsilon(1e-3));
}

TEST_CASE("without spill-over the check follows the module to the last digits, through announcement, delay and drop") {
  const std::string text = test::signal_text(R"(
[[events]]
id = "first"
kind = "visit"
from = "FAR"
to = "MID"
done = 2019-03-01
because.judgement = "made up"
[[events]]
id = "second"
kind = "visit"
from = "FAR"
to = "MID"
announced = 2019-06-01
planned = 2019-08-01
postponed = 2019-07-01
cancelled = 2019-09-01
reliability = 0.7
because.judgement = "made up"
[[events]]
id = "blow"
kind = "sanction.impose"
from = "FAR"
to = "MID"
done = 2019-11-11
because.judgement = "made up"
[[events]]
id = "third"
kind = "visit"
from = "FAR"
to = "MID"
announced = 2020-01-02
planned = 2020-03-01
reliability = 0.6
because.judgement = "made up"
)",
                                             "2019-01-01");
  const test::SignalWorld world(text, {"signal.spill=off"});
  const std::vector<analysis::BeliefCheck> checks = analysis::check_beliefs(world.plan(), 1);
  REQUIRE(checks.size() == 1);  // all observers hear the same
  CHECK(checks[0].variable == "signal.support.FAR-MID.MID");
  CHECK(checks[0].at_medians.news == 6);
  CHECK(checks[0].at_medians.mean == doctest::Approx(world.value("signal.support.FAR-MID.MID")).epsilon(1e-12));
  CHECK(checks[0].at_medians.sd == doctest::Approx(std::sqrt(world.value("signal.doubt.FAR-MID.MID"))).epsilon(1e-12));
  CHECK(checks[0].mean_off < 0.1);
  CHECK(checks[0].sd_off < 0.1);
  CHECK(checks[0].mean_off > 0.0);
}

TEST_CASE("where nothing was heard, or nothing is learned, there is nothing to compare") {
  CHECK(analysis::check_beliefs(test::SignalWorld(test::signal_text()).plan(), 1).empty());
  const test::SignalWorld frozen(test::signal_text(R"(
[[events]]
id = "first"
kind = "visit"
from = "FAR"
to = "MID"
done = 2019-03-01
because.judgement = "made up"
)",
                                                   "2019-01-01"),
                                 {"signal.beliefs=frozen"});
  CHECK(analysis::check_beliefs(frozen.plan(), 1).empty());
}

TEST_CASE("more announcements in doubt at once than the grid can follow are told beforehand") {
  Course course{.start = {0.0, 1.0}, .long_run = {0.0, 1.0}, .from = -100.0};
  for (std::size_t i = 0; i < 6; ++i) {
    Piece piece = visit(Kind::announce, -90.0 + static_cast<double>(i));
    piece.signal = i;
    CHECK(can_follow(course));
    course.pieces.push_back(piece);
  }
  CHECK_FALSE(can_follow(course));
}
