#include "suasion/model/resolve_kernel.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "suasion/math/random.hpp"

using namespace suasion;
using model::lanes;
using model::resolve::answers;

namespace {

constexpr std::size_t count = 5;

/// Numbers between 0 and 1, those of a column.
std::vector<double> column(std::uint64_t number) {
  std::vector<double> values(count * lanes);
  math::uniforms(1, math::channel("column"), 0, number, values);
  return values;
}

/// All that the kernels say of five players in eight draws.
std::vector<double> all_of(math::Target target) {
  const std::vector<std::vector<double>> columns = {column(0), column(1), column(2), column(3), column(4), column(5)};
  const model::resolve::Players players = {count,
                                           columns[0].data(),
                                           columns[1].data(),
                                           columns[2].data(),
                                           columns[3].data(),
                                           columns[4].data(),
                                           columns[5].data()};
  std::vector<double> distance(count * count * lanes);
  std::vector<double> prevails(count * count * lanes);
  const auto& kernels = model::resolve::resolve_kernels(target);
  kernels.contests(players, distance.data(), prevails.data());
  std::vector<double> all = prevails;
  for (std::size_t a = 0; a < count; ++a) {
    std::vector<double> row(count * answers * lanes);
    kernels.games(players, {}, prevails.data(), a, row.data());
    all.insert(all.end(), row.begin(), row.end());
  }
  return all;
}

}  // namespace

TEST_CASE("resolve: every instruction set gives the same bits") {
  const std::vector<double> plain = all_of(math::Target::generic);
  for (const math::Target target : {math::Target::avx2, math::Target::avx512}) {
    if (math::can_run(target)) {
      CHECK(all_of(target) == plain);
    }
  }
}

TEST_CASE("resolve: one of two prevails, whoever challenges, and a type challenges more than its opposite") {
  const std::vector<double> all = all_of(math::Target::generic);
  const auto prevails = [&](std::size_t a, std::size_t b, std::size_t lane) {
    return all[(a * count + b) * lanes + lane];
  };
  const auto answer = [&](std::size_t a, std::size_t b, model::resolve::Answer which, std::size_t type,
                          std::size_t lane) {
    const std::size_t rows = count * count * lanes;
    return all[rows + ((a * count + b) * answers + static_cast<std::size_t>(which) + type) * lanes + lane];
  };
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < count; ++b) {
      for (std::size_t lane = 0; lane < lanes && a != b; ++lane) {
        CHECK(prevails(a, b, lane) + prevails(b, a, lane) == doctest::Approx(1.0));
        using model::resolve::Answer;
        CHECK(answer(a, b, Answer::prevails, 0, lane) == prevails(a, b, lane));
        CHECK(answer(a, b, Answer::coerces, 1, lane) >= answer(a, b, Answer::coerces, 0, lane));
        CHECK(answer(a, b, Answer::resists, 1, lane) >= answer(a, b, Answer::resists, 0, lane));
      }
    }
  }
}
