// Laws of module `signal` under random input.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "../../support/signal_world.hpp"
#include "../rapidcheck_doctest.hpp"
#include "suasion/system/signal/formulas.hpp"
#include "suasion/system/signal/signal_kernel.hpp"

namespace {

namespace formulas = suasion::system::signal::SUASION_TARGET;
namespace own = suasion::math::SUASION_TARGET;
using Belief = formulas::Belief<double>;
using Item = formulas::Item<double>;
using suasion::test::check;

double between(double low, double high) {
  constexpr int steps = 1 << 20;
  return low + (high - low) * *rc::gen::inRange(0, steps + 1) / steps;
}
Belief any_belief() {
  return {between(-3.0, 3.0), between(0.02, 2.0)};
}
Item any_item() {
  return {between(0.05, 3.0), between(-4.0, 4.0)};
}
bool close(double x, double y) {
  return std::abs(x - y) <= 1e-14 * (1.0 + std::abs(x) + std::abs(y));
}

}  // namespace

TEST_CASE("beliefs are martingales: the mean of what will be believed is what is believed") {
  check("first and second moment", [] {
    const Belief before = any_belief();
    const Item item = any_item();
    const double p = formulas::chance(before, item);
    const Belief sent = formulas::update(before, item, 1.0);
    const Belief not_sent = formulas::update(before, item, -1.0);
    RC_ASSERT(close(p * sent.mean + (1.0 - p) * not_sent.mean, before.mean));
    const double second =
        p * (sent.variance + sent.mean * sent.mean) + (1.0 - p) * (not_sent.variance + not_sent.mean * not_sent.mean);
    RC_ASSERT(close(second, before.variance + before.mean * before.mean));
  });
}

TEST_CASE("a signal sent raises the mean, one not sent lowers it, and both narrow the belief, at any surprise") {
  check("order and variance", [] {
    const Belief before{between(-30.0, 30.0), between(0.02, 2.0)};
    const Item item{between(0.05, 3.0), between(-30.0, 30.0)};
    const Belief sent = formulas::update(before, item, 1.0);
    const Belief not_sent = formulas::update(before, item, -1.0);
    RC_ASSERT(sent.mean >= before.mean);
    RC_ASSERT(not_sent.mean <= before.mean);
    RC_ASSERT(sent.variance > 0.0);
    RC_ASSERT(not_sent.variance > 0.0);
    RC_ASSERT(sent.variance <= before.variance * (1.0 + 1e-12));
    RC_ASSERT(not_sent.variance <= before.variance * (1.0 + 1e-12));
  });
}

TEST_CASE("fading in two steps is fading in one, and back again is where it began") {
  check("semigroup", [] {
    const Belief belief = any_belief();
    const Belief long_run = any_belief();
    const double half_life = between(50.0, 1000.0);
    const double first = between(0.0, 200.0);
    const double second = between(0.0, 200.0);
    const auto step = [&](Belief from, double days) {
      return formulas::fade(from, long_run, formulas::remaining(days, half_life));
    };
    const Belief once = step(belief, first + second);
    const Belief twice = step(step(belief, first), second);
    RC_ASSERT(std::abs(once.mean - twice.mean) < 1e-13);
    RC_ASSERT(std::abs(once.variance - twice.variance) < 1e-13);
    RC_ASSERT(std::abs(step(twice, -second).variance - step(belief, first).variance) < 1e-10);
  });
}

TEST_CASE("all builds of the kernel give the same bits, those of the formulas, and leave other rows alone") {
  check("hear", [] {
    constexpr std::size_t rows = 16;
    std::vector<double> mean(rows);
    std::vector<double> variance(rows);
    std::vector<double> a(rows);
    std::vector<double> c(rows);
    std::vector<double> when(rows, suasion::math::SUASION_TARGET::infinity);
    for (std::size_t row = 0; row < rows; ++row) {
      const Belief belief = any_belief();
      const Item item = any_item();
      mean[row] = belief.mean;
      variance[row] = belief.variance;
      a[row] = item.discrimination;
      c[row] = item.difficulty;
      if (*rc::gen::arbitrary<bool>()) {
        when[row] = 3.0;
      }
    }
    for (const auto target :
         {suasion::math::Target::generic, suasion::math::Target::avx2, suasion::math::Target::avx512}) {
      if (!suasion::math::can_run(target)) {
        continue;
      }
      std::vector<double> m = mean;
      std::vector<double> v = variance;
      std::vector<double> bits(rows, 0.0);
      suasion::system::signal::signal_kernels(target).hear({.rows = rows,
                                                            .when = when.data(),
                                                            .belief = {m.data(), v.data()},
                                                            .discrimination = a.data(),
                                                            .difficulty = c.data(),
                                                            .bits = bits.data()});
      for (std::size_t row = 0; row < rows; ++row) {
        const Belief before{mean[row], variance[row]};
        const Belief after = formulas::update(before, {a[row], c[row]}, 1.0);
        const bool happened = when[row] == 3.0;
        RC_ASSERT(m[row] == (happened ? after.mean : before.mean));
        RC_ASSERT(v[row] == (happened ? after.variance : before.variance));
        RC_ASSERT(bits[row] == (happened ? formulas::surprisal(formulas::chance(before, {a[row], c[row]})) : 0.0));
      }
    }
  });
}

TEST_CASE("an observer outside the audience ends with the very bits it would have without the event") {
  check("audience mask", [] {
    using suasion::test::signal_text;
    using suasion::test::SignalWorld;
    const std::string event =
        "[[events]]\nid = \"v\"\nkind = \"visit\"\nfrom = \"FAR\"\nto = \"MID\"\nplanned = 2020-0" +
        std::to_string(*rc::gen::inRange(2, 9)) + "-1" + std::to_string(*rc::gen::inRange(0, 9)) +
        "\naudience = [\"NEX\"]\nbecause.judgement = \"made up\"\n";
    SignalWorld with(signal_text(event));
    SignalWorld without(signal_text());
    with.advance();
    without.advance();
    RC_ASSERT(with.value("signal.support.FAR-MID.BIG") == without.value("signal.support.FAR-MID.BIG"));
    RC_ASSERT(with.value("signal.support.FAR-MID.NEX") > without.value("signal.support.FAR-MID.NEX"));
    RC_ASSERT(with.value("signal.truth.FAR-MID", 5) == without.value("signal.truth.FAR-MID", 5));
  });
}

namespace {

/// Chi-square of ranks over 20 bins: true support within the belief, after four years of drift and yearly signals.
/// @param trust the variance that the observer believes to be left, over what the filter says.
double rank_chi_square(double trust) {
  constexpr int draws = 8192;
  constexpr int bins = 20;
  const Belief long_run{-0.4, 0.6};
  const Item item{1.0, 0.3};
  const double rho = formulas::remaining(12.0, 24.0);
  const auto channel = suasion::math::channel("test.calibration");
  std::vector<int> counts(bins, 0);
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    std::uint64_t step = 0;
    const auto normal = [&] { return own::normal_quantile(suasion::math::uniform(1, channel, draw, step++)); };
    double theta = long_run.mean + std::sqrt(long_run.variance) * normal();
    Belief belief = long_run;
    for (int year = 0; year < 4; ++year) {
      theta =
          long_run.mean + rho * (theta - long_run.mean) + std::sqrt((1.0 - rho * rho) * long_run.variance) * normal();
      belief = formulas::fade(belief, long_run, rho);
      const bool sent = item.discrimination * (theta - item.difficulty) + normal() > 0.0;
      belief = formulas::update(belief, item, sent ? 1.0 : -1.0);
    }
    const double rank = own::normal_cdf((theta - belief.mean) / std::sqrt(trust * belief.variance));
    ++counts[static_cast<std::size_t>(rank * bins)];
  }
  double chi_square = 0.0;
  for (const int count : counts) {
    const double expected = static_cast<double>(draws) / bins;
    chi_square += (count - expected) * (count - expected) / expected;
  }
  return chi_square;
}

}  // namespace

TEST_CASE("simulation-based calibration: true support is uniform in rank within the beliefs of the filter") {
  constexpr double quantile_999 = 43.8;  // of chi-square with 19 degrees of freedom
  CHECK(rank_chi_square(1.0) < quantile_999);
  CHECK(rank_chi_square(0.7) > quantile_999);  // the test has teeth: a belief too narrow by a third is found out
}
