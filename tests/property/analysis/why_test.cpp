// What must hold of the parts of any forecast: they sum to the difference, go with the actors whatever their order, and
// are the same bytes whatever the threads.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "../../support/studied.hpp"
#include "../rapidcheck_doctest.hpp"
#include "suasion/analysis/why/forecast_parts.hpp"

namespace {

using namespace suasion;

/// Actors A0, A1, ... whose numbers are functions of the seed; written in this order.
std::string actors_text(const std::vector<std::size_t>& order, std::uint64_t seed) {
  const auto pick = [&](std::size_t actor, std::uint64_t what) {
    return math::uniform(seed, math::channel("property.why"), actor, what);
  };
  std::string text = "suasion = 1\ntitle = \"Any\"\n";
  for (const std::size_t a : order) {
    text += fmt::format("[[actors]]\nid = \"A{0}\"\nname = \"A{0}\"\n", a);
  }
  text +=
      "[[issues]]\nid = \"x\"\nname = \"X\"\nscale = { 0 = \"no\", 100 = \"yes\" }\nstatus_quo = 40\n"
      "because.judgement = \"made up\"\n";
  for (const std::size_t a : order) {
    const double low = 70.0 * pick(a, 0);
    text +=
        fmt::format("[issues.stakes.A{}]\nposition = [{:.3f}, {:.3f}]\nsalience = [{:.3f}, 90]\ncapability = {:.3f}\n",
                    a, low, low + 25.0, 10.0 + 70.0 * pick(a, 1), 1.0 + 9.0 * pick(a, 2));
  }
  return text;
}

std::vector<std::size_t> ascending(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

analysis::ForecastParts actors_parts(const std::vector<std::size_t>& order, std::uint64_t seed,
                                     const std::string& model, unsigned threads = 1) {
  test::Studied world(actors_text(order, seed), {model});
  const analysis::Study study = world.study({"x@" + model});
  return *analysis::parts_by_actor(world.scenario, world.plan, study,
                                   {.seed = seed, .draws = 1024, .threads = threads});
}

}  // namespace

TEST_CASE("parts of any forecast sum to the way from the status quo") {
  test::check(
      "sum",
      [] {
        const auto seed = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
        const auto actors = *rc::gen::inRange<std::size_t>(2, 7);
        const std::string model = *rc::gen::element<std::string>("compromise", "weighted-median", "scholz2011");
        const analysis::Decomposition one = actors_parts(ascending(actors), seed, model).parts.front();
        const double sum =
            std::accumulate(one.parts.begin(), one.parts.end(), one.none.value,
                            [](double before, const analysis::Estimate& part) { return before + part.value; });
        RC_ASSERT(std::abs(sum - one.all.value) < 1e-9);
        RC_ASSERT(std::abs(one.none.value - 40.0) < 1e-6);
      },
      20);
}

TEST_CASE("parts go with their actors, in whatever order these are written") {
  test::check(
      "permutation",
      [] {
        const auto seed = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
        const std::vector<std::size_t> order =
            *rc::gen::exec([] { return ascending(*rc::gen::inRange<std::size_t>(2, 7)); });
        std::vector<std::size_t> other = order;
        std::rotate(other.begin(), other.begin() + 1 + static_cast<std::ptrdiff_t>(seed % (order.size() - 1)),
                    other.end());
        // of a weighted mean the order in which actors are switched on, which is drawn, does not matter
        const analysis::ForecastParts one = actors_parts(order, seed, "compromise");
        const analysis::ForecastParts two = actors_parts(other, seed, "compromise");
        for (std::size_t a = 0; a < order.size(); ++a) {
          const auto at = std::find(two.switches.begin(), two.switches.end(), one.switches[a]) - two.switches.begin();
          const analysis::Estimate& part = two.parts.front().parts[static_cast<std::size_t>(at)];
          RC_ASSERT(std::abs(part.value - one.parts.front().parts[a].value) < 1e-9);
        }
      },
      20);
}

TEST_CASE("parts are the same bytes whatever the number of threads") {
  test::check(
      "threads",
      [] {
        const auto seed = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
        const auto threads = *rc::gen::inRange<unsigned>(2, 6);
        const analysis::Decomposition one = actors_parts(ascending(4), seed, "scholz2011", 1).parts.front();
        const analysis::Decomposition many = actors_parts(ascending(4), seed, "scholz2011", threads).parts.front();
        for (std::size_t a = 0; a < 4; ++a) {
          RC_ASSERT(one.parts[a].value == many.parts[a].value);
          RC_ASSERT(one.parts[a].error == many.parts[a].error);
        }
      },
      20);
}
