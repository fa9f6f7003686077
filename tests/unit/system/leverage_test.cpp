// The module `leverage` in a small system: where it starts, how it moves, what its options change.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/system_world.hpp"
#include "suasion/math/random.hpp"
#include "suasion/system/leverage/leverage_kernel.hpp"

namespace {

using suasion::test::system_text;
using suasion::test::SystemWorld;

/// The numbers of the example with which the verification tests the bargain.
const std::string exact = R"(
[[parameters]]
path = "leverage.gain"
value = 0.3
because.judgement = "test"
[[parameters]]
path = "leverage.aversion"
value = 0.8
because.judgement = "test"
[[parameters]]
path = "leverage.dispute_cost_protege"
value = 0.05
because.judgement = "test"
[[parameters]]
path = "leverage.dispute_cost_patron"
value = 0.02
because.judgement = "test"
[[parameters]]
path = "leverage.transfer"
value = 0.05
because.judgement = "test"
[[parameters]]
path = "leverage.dependence_exponent"
value = 0
because.judgement = "test: even power"
)";

/// A fixed price unless a test says otherwise; nobody decides anything.
std::vector<std::string> with(const std::vector<std::string>& more) {
  std::vector<std::string> all = {"leverage.price=fixed", "decision=off"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

TEST_CASE("leverage: at the origin the level is the status quo and the bargain is that of the formulas") {
  std::string nobody_far = system_text(exact);
  const std::string rival = "rival = \"FAR\"\n";
  nobody_far.erase(nobody_far.find(rival), rival.size());
  SystemWorld world(nobody_far, with({}));
  CHECK(world.mean("leverage.level") == doctest::Approx(0.35));
  CHECK(world.mean("leverage.dispute") == 1.0);
  CHECK(world.mean("leverage.power") == doctest::Approx(0.5));
  CHECK(world.mean("leverage.alternative") == 0.0);  // there is nobody to help
  CHECK(world.mean("leverage.agreed") == doctest::Approx(0.3239265962).epsilon(1e-9));
  CHECK(world.mean("leverage.price") == doctest::Approx(0.05));
  CHECK(world.mean("leverage.payoff.protege") == doctest::Approx(0.05 - 0.4 * 0.3239265962 * 0.3239265962));
  CHECK(world.mean("leverage.deal") == 1.0);
  CHECK(world.mean("leverage.leash") == 0.0);
}

TEST_CASE("leverage: the level goes half the way to what is agreed in a half-life") {
  const std::string calm = exact + R"(
[[parameters]]
path = "leverage.adjustment_half_life_months"
value = 12
because.judgement = "test"
[[parameters]]
path = "leverage.level_sd"
value = 1e-12
because.judgement = "test"
)";
  for (const char* tick : {"clock.tick=as-said", "clock.tick=half"}) {
    SystemWorld world(system_text(calm), with({tick, "leverage.price=negotiable"}));
    const double agreed = 0.3 / 0.8;
    CHECK(world.mean("leverage.agreed") == doctest::Approx(agreed));
    world.advance(world.plan().ticks.size() / 2);
    CHECK(world.mean("leverage.level") == doctest::Approx(agreed - 0.5 * (agreed - 0.35)).epsilon(1e-3));
  }
}

TEST_CASE("leverage: halving the tick leaves mean and spread of the level as they are") {
  std::vector<double> means;
  std::vector<double> spreads;
  for (const char* tick : {"clock.tick=as-said", "clock.tick=half"}) {
    SystemWorld world(system_text(), with({tick, "leverage.price=capped"}), 1, 40);
    world.advance();
    const std::vector<double> levels = world.values("leverage.level");
    double square = 0.0;
    const double mean = world.mean("leverage.level");
    for (const double level : levels) {
      square += (level - mean) * (level - mean);
    }
    means.push_back(mean);
    spreads.push_back(std::sqrt(square / static_cast<double>(levels.size())));
  }
  CHECK(std::abs(means[0] - means[1]) < 4.0 * spreads[0] / 100.0);
  CHECK(spreads[1] == doctest::Approx(spreads[0]).epsilon(0.03));
}

TEST_CASE("leverage: doubled costs of dispute, a dearer dispute and another price regime move the bargain") {
  SystemWorld plain(system_text(exact), with({}));
  SystemWorld doubled(system_text(exact), with({"leverage.dispute_cost=doubled"}));
  CHECK(doubled.mean("leverage.disagreement.protege") ==
        doctest::Approx(2.0 * plain.mean("leverage.disagreement.protege")));
  CHECK(doubled.mean("leverage.agreed") > plain.mean("leverage.agreed"));
  SystemWorld negotiable(system_text(exact), with({"leverage.price=negotiable"}));
  CHECK(negotiable.mean("leverage.agreed") == doctest::Approx(0.375));
}

TEST_CASE("leverage: the transfer of a tie is the price, and counts as dependence") {
  SystemWorld world(system_text(exact + R"(
[[ties]]
id = "rent"
kind = "transfer"
from = "BIG"
to = "MID"
share_of_gdp = 0.06
because.judgement = "made up"
)"),
                    with({}));
  CHECK(world.mean("leverage.price") == doctest::Approx(0.06));
  CHECK(world.mean("leverage.dependence.protege") == doctest::Approx(0.61));
  CHECK(world.mean("leverage.dependence.patron") == doctest::Approx(0.021));
}

TEST_CASE("leverage: without trade between the two it is off, and says so") {
  std::string text = system_text();
  text.resize(text.find("[[ties]]"));
  const SystemWorld world(text);
  for (const auto& state : world.plan().modules) {
    if (state.module->info.name == "leverage") {
      CHECK_FALSE(state.on);
      CHECK(state.why_off.find("trade") != std::string::npos);
    }
  }
}

TEST_CASE("leverage: every instruction set gives the same bits") {
  using namespace suasion;  // NOLINT(google-build-using-namespace)
  std::vector<std::vector<double>> results;
  for (const math::Target target : {math::Target::generic, math::Target::avx2, math::Target::avx512}) {
    if (!math::can_run(target)) {
      continue;
    }
    constexpr std::size_t rows = 16;
    std::vector<std::vector<double>> in(17, std::vector<double>(rows));
    for (std::size_t c = 0; c < in.size(); ++c) {
      for (std::size_t row = 0; row < rows; ++row) {
        in[c][row] = 0.05 + 0.9 * math::uniform(1, math::channel("column"), row, c);
      }
    }
    std::vector<std::vector<double>> out(11, std::vector<double>(rows));
    for (const auto price : {system::leverage::Price::negotiable, system::leverage::Price::capped}) {
      system::leverage::leverage_kernels(target).settle(
          {.rows = rows,
           .setting = {.price_regime = price,
                       .option_rule = system::leverage::OptionRule::outside,
                       .gain = in[0].data(),
                       .aversion = in[1].data(),
                       .price = in[2].data(),
                       .power = in[3].data(),
                       .most = in[4].data(),
                       .threshold = in[5].data(),
                       .noise_sd = in[6].data(),
                       .tilt_effect = in[7].data(),
                       .protege_cost = in[8].data(),
                       .patron_cost = in[9].data(),
                       .crisis_cost = in[10].data()},
           .state = {in[11].data(), in[12].data(), in[13].data(), in[14].data(), in[15].data(), in[16].data()},
           .to = {out[0].data(), out[1].data(), out[2].data(), out[3].data(), out[4].data(), out[5].data(),
                  out[6].data(), out[7].data(), out[8].data(), out[9].data(), out[10].data()}});
      for (const auto& column : out) {
        results.push_back(column);
      }
    }
  }
  const std::size_t one = 22;  // columns of one instruction set
  for (std::size_t i = one; i < results.size(); ++i) {
    CHECK(results[i] == results[i % one]);
  }
}
