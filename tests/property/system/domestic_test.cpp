// Laws of crises and tenure that hold for any numbers.
#include <algorithm>
#include <vector>

#include "../rapidcheck_doctest.hpp"
#include "suasion/system/domestic/domestic_kernel.hpp"

namespace {

using suasion::system::domestic::domestic_kernels;

constexpr std::size_t rows = 8;

/// One actor in eight draws of the same numbers, and what became of it.
struct Actor {
  std::vector<double> half_life = std::vector<double>(rows), shelter_life = std::vector<double>(rows, 200.0),
                      base = std::vector<double>(rows), slope = std::vector<double>(rows),
                      patience = std::vector<double>(rows), crisis = std::vector<double>(rows),
                      shelter = std::vector<double>(rows), summed = std::vector<double>(rows),
                      hazard = std::vector<double>(rows), gone = std::vector<double>(rows, 1e300);

  void pass(double from, double until) {
    const std::vector<double> start(rows, from);
    const std::vector<double> end(rows, until);
    domestic_kernels().pass({.rows = rows,
                             .from = start.data(),
                             .until = end.data(),
                             .half_life = half_life.data(),
                             .shelter_life = shelter_life.data(),
                             .base = base.data(),
                             .slope = slope.data(),
                             .patience = patience.data(),
                             .days_per_month = 30.4375,
                             .crisis = crisis.data(),
                             .shelter = shelter.data(),
                             .summed = summed.data(),
                             .hazard = hazard.data(),
                             .gone = gone.data()});
  }
};

double within(double low, double high) {
  return low + (high - low) * static_cast<double>(*rc::gen::inRange(0, 1001)) / 1000.0;
}

Actor any_actor() {
  Actor actor;
  std::fill(actor.half_life.begin(), actor.half_life.end(), within(30.0, 1000.0));
  std::fill(actor.base.begin(), actor.base.end(), within(0.0, 0.05));
  std::fill(actor.slope.begin(), actor.slope.end(), within(0.0, 3.0));
  std::fill(actor.patience.begin(), actor.patience.end(), within(0.001, 3.0));
  std::fill(actor.crisis.begin(), actor.crisis.end(), within(0.0, 1.0));
  std::fill(actor.shelter.begin(), actor.shelter.end(), within(0.0, 1.0));
  return actor;
}

}  // namespace

TEST_CASE("ticks of half the length leave the crisis the same and the summed hazard nearly so") {
  suasion::test::check("halving", [] {
    Actor whole = any_actor();
    Actor halves = whole;
    const double days = within(1.0, 31.0);
    whole.pass(0.0, days);
    halves.pass(0.0, 0.5 * days);
    halves.pass(0.5 * days, days);
    RC_ASSERT(whole.gone[0] > 1e299 || std::abs(whole.gone[0] - halves.gone[0]) < 0.1 * days);
    if (whole.gone[0] > days && halves.gone[0] > days) {
      RC_ASSERT(std::abs(whole.crisis[0] - halves.crisis[0]) < 1e-14);
      RC_ASSERT(std::abs(whole.hazard[0] - halves.hazard[0]) < 1e-13);
      RC_ASSERT(std::abs(whole.summed[0] - halves.summed[0]) <= 0.002 * whole.summed[0]);
    }
  });
}

TEST_CASE("a graver crisis never makes a leader last longer") {
  suasion::test::check("order", [] {
    Actor calm = any_actor();
    Actor grave = calm;
    std::fill(grave.crisis.begin(), grave.crisis.end(), within(calm.crisis[0], 1.0));
    for (int month = 0; month < 24; ++month) {
      calm.pass(30.0 * month, 30.0 * (month + 1));
      grave.pass(30.0 * month, 30.0 * (month + 1));
    }
    RC_ASSERT(grave.gone[0] <= calm.gone[0]);
  });
}

TEST_CASE("all instruction sets give the same bits") {
  suasion::test::check("bits", [] {
    const Actor start = any_actor();
    Actor best = start;
    best.pass(0.0, 30.0);
    Actor again = start;
    const std::vector<double> from(rows, 0.0);
    const std::vector<double> until(rows, 30.0);
    domestic_kernels(suasion::math::Target::generic)
        .pass({.rows = rows,
               .from = from.data(),
               .until = until.data(),
               .half_life = again.half_life.data(),
               .shelter_life = again.shelter_life.data(),
               .base = again.base.data(),
               .slope = again.slope.data(),
               .patience = again.patience.data(),
               .days_per_month = 30.4375,
               .crisis = again.crisis.data(),
               .shelter = again.shelter.data(),
               .summed = again.summed.data(),
               .hazard = again.hazard.data(),
               .gone = again.gone.data()});
    RC_ASSERT(best.crisis == again.crisis);
    RC_ASSERT(best.summed == again.summed);
    RC_ASSERT(best.gone == again.gone);
  });
}
