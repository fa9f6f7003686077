// The same bits from every build of the elementary functions: one lane, eight lanes, every instruction set.
#include "suasion/math/elementary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "suasion/base/hash.hpp"
#include "suasion/math/columns_kernel.hpp"
#include "suasion/math/random.hpp"

namespace {

using namespace suasion::math;
namespace own = suasion::math::SUASION_TARGET;

/// Numbers of every size and sign, and the special ones.
std::vector<double> all_sorts() {
  std::vector<double> values = {0.0, -0.0, 1.0, -1.0, 0.5, 0x1p-1022, 0x1p-1060, 1e308, own::infinity, -own::infinity};
  const Channel source = channel("all sorts");
  for (std::uint64_t draw = 0; draw < 2001; ++draw) {  // an odd number, so that a rest is left over
    const double u = uniform(1, source, draw, 0);
    const double v = uniform(1, source, draw, 1);
    values.push_back(u);
    values.push_back((u - 0.5) * 20.0);
    values.push_back((u - 0.5) * 3000.0);
    values.push_back(std::ldexp(1.0 + u, static_cast<int>(v * 2000.0) - 1000));
  }
  return values;
}

std::vector<std::uint64_t> bits_of(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) {
    bits.push_back(std::isnan(value) ? 0x7ff8000000000000 : std::bit_cast<std::uint64_t>(value));
  }
  return bits;
}

std::vector<std::uint64_t> column(ColumnFunction* function, const std::vector<double>& from) {
  std::vector<double> to(from.size());
  function(from.data(), to.data(), to.size());
  return bits_of(to);
}

std::string fingerprint(const std::vector<std::uint64_t>& bits) {
  std::string bytes;
  for (const std::uint64_t word : bits) {
    for (int shift = 0; shift < 64; shift += 8) {
      bytes += static_cast<char>((word >> shift) & 0xff);
    }
  }
  return suasion::base::hash128_hex(bytes);
}

struct Named {
  std::string name;
  ColumnFunction* ColumnFunctions::*function;
  double (*one)(double);
  std::string fingerprint;  ///< of the results for all_sorts(), the same wherever it is computed
};

const Named functions[] = {
    {"exp2", &ColumnFunctions::exp2, [](double x) { return own::exp2(x); }, "1f63af282e5ede0b804f92f19efde6d0"},
    {"log2", &ColumnFunctions::log2, [](double x) { return own::log2(x); }, "5f1f8a542b818fdeb1eb4322ac1e41b5"},
    {"exp", &ColumnFunctions::exp, [](double x) { return own::exp(x); }, "aa37914ea4a5e371173b307a8cd3b570"},
    {"log", &ColumnFunctions::log, [](double x) { return own::log(x); }, "a561be06f43086d53995208cc515f366"},
    {"normal_cdf", &ColumnFunctions::normal_cdf, [](double x) { return own::normal_cdf(x); },
     "3f729d3e7107f6a1ee3a3c48d3a059e1"},
    {"normal_quantile", &ColumnFunctions::normal_quantile, [](double x) { return own::normal_quantile(x); },
     "c423b81bf546c15178dbc08ce03631d6"}};

}  // namespace

TEST_CASE("every instruction set of this machine gives the same bits, one number at a time as well as eight") {
  const std::vector<double> from = all_sorts();
  for (const Target target : {Target::generic, Target::avx2, Target::avx512}) {
    if (!can_run(target)) {
      continue;
    }
    const std::string isa(name(target));
    for (const Named& function : functions) {
      CAPTURE(isa);
      CAPTURE(function.name);
      std::vector<double> one_by_one;
      for (const double x : from) {
        one_by_one.push_back(function.one(x));
      }
      const auto found = column(column_functions(target).*function.function, from);
      CHECK(found == bits_of(one_by_one));
      CHECK(fingerprint(found) == function.fingerprint);
    }
  }
}

TEST_CASE("square roots, least and greatest of packs are those of single numbers") {
  const std::vector<double> x = all_sorts();
  for (std::size_t i = 0; i + 16 <= x.size(); i += 8) {
    const own::Pack a = own::load(x.data() + i);
    const own::Pack b = own::load(x.data() + i + 8);
    for (std::size_t lane = 0; lane < own::pack_lanes; ++lane) {
      const double p = a[lane];
      const double q = b[lane];
      if (p >= 0.0) {
        CHECK(own::sqrt(a)[lane] == std::sqrt(p));
      }
      CHECK(own::min(a, b)[lane] == std::min(p, q));
      CHECK(own::max(a, b)[lane] == std::max(p, q));
      CHECK(own::abs(a)[lane] == std::abs(p));
      CHECK(own::select(a < b, a, b)[lane] == (p < q ? p : q));
      CHECK((a == b)[lane] == (p == q ? -1 : 0));
    }
    CHECK(own::any(a < b) != own::all(a >= b));
    CHECK(own::none(a != a));
  }
}

TEST_CASE("the fastest target is one that the machine can run") {
  CHECK(can_run(best_target()));
  CHECK(can_run(Target::generic));
  CHECK(name(Target::avx512) == "avx512");
}
