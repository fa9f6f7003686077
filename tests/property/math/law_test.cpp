// Laws of quantile functions that hold for any parameters; distribution functions from Boost.Math as the other opinion.
#include "suasion/math/law.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>

#include "../rapidcheck_doctest.hpp"
#include "suasion/math/beta_law.hpp"

namespace {

using namespace suasion::math;
using suasion::test::check;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A number in [low, high] on a grid of a thousandth of it, so that counterexamples are readable.
double number(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000.0;
}

double probability() {
  return (static_cast<double>(*rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 52)) + 0.5) * 0x1p-52;
}

Law arbitrary_plain_law() {
  const double low = number(-50.0, 50.0);
  const double high = low + number(0.1, 60.0);
  const double mode = std::clamp(number(low, high), low, high);
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return {Uniform{low, high}};
    case 1:
      return {Triangular{low, mode, high}};
    case 2:
      return {Pert{low, mode, high}};
    case 3:
      return {Beta{number(0.3, 20.0), number(0.3, 20.0), low, high}};
    case 4:
      return {Normal{low, number(0.1, 30.0)}};
    case 5:
      return {LogNormal{number(0.1, 30.0), number(0.05, 2.0)}};
    case 6:
      return {Interval{low, high}};
    default:
      return {Discrete{{{low, 1.0}, {high, number(0.1, 4.0)}}}};
  }
}

/// A plain law cut somewhere, perhaps where it has no mass.
Law arbitrary_law() {
  Law law = arbitrary_plain_law();
  if (*rc::gen::arbitrary<bool>()) {
    law.low = number(-100.0, 100.0);
  }
  if (*rc::gen::arbitrary<bool>()) {
    law.high = std::max(law.low, -100.0) + number(0.001, 100.0);
  }
  return law;
}

/// The distribution function of an uncut continuous law according to Boost.
struct BoostCdf {
  double x;
  double operator()(const Triangular& law) const {
    return cdf(boost::math::triangular(law.low, law.mode, law.high), std::clamp(x, law.low, law.high));
  }
  double operator()(const Normal& law) const { return cdf(boost::math::normal(law.mean, law.sd), x); }
  double operator()(const LogNormal& law) const {
    return x > 0.0 ? cdf(boost::math::lognormal(std::log(law.median), law.log_sd), x) : 0.0;
  }
  double operator()(const Interval& law) const {
    return cdf(boost::math::normal(0.5 * (law.low + law.high), (law.high - law.low) / 2.0 / 1.6448536269514722), x);
  }
  double operator()(const Pert& law) const {
    const double width = law.high - law.low;
    return (*this)(
        Beta{1.0 + 4.0 * (law.mode - law.low) / width, 1.0 + 4.0 * (law.high - law.mode) / width, law.low, law.high});
  }
  double operator()(const Beta& law) const {
    return cdf(boost::math::beta_distribution<>(law.a, law.b),
               std::clamp((x - law.low) / (law.high - law.low), 0.0, 1.0));
  }
  double operator()(const Uniform& law) const { return std::clamp((x - law.low) / (law.high - law.low), 0.0, 1.0); }
  template <class Other>
  double operator()(const Other& /*law*/) const {
    return -1.0;
  }
};

double boost_cdf(const Law& law, double x) {
  return std::visit(BoostCdf{x}, law.form);
}

bool continuous(const Law& law) {
  return !std::holds_alternative<Discrete>(law.form);
}

}  // namespace

TEST_CASE("quantile functions never go down") {
  check("monotone", [] {
    const Law law = arbitrary_law();
    RC_PRE(flaw(law).empty());
    const Quantile quantile(law);
    std::vector<double> u;
    for (int i = 0; i < 50; ++i) {
      u.push_back(probability());
    }
    std::sort(u.begin(), u.end());
    for (std::size_t i = 1; i < u.size(); ++i) {
      const double scale = 1.0 + std::abs(quantile(u[i]));
      RC_ASSERT(quantile(u[i]) >= quantile(u[i - 1]) - 1e-13 * scale);  // neighbours on the grid may cross by rounding
    }
  });
}

TEST_CASE("values stay inside the cut") {
  check("inside", [] {
    const Law law = arbitrary_law();
    RC_PRE(flaw(law).empty());
    const Quantile quantile(law);
    for (int i = 0; i < 50; ++i) {
      const double value = quantile(probability());
      RC_ASSERT(value >= law.low);
      RC_ASSERT(value <= law.high);
    }
  });
}

TEST_CASE("Boost's distribution function takes a value back to its probability, cut or not, to 1e-8") {
  // the table of a beta law is good to 1e-9 of its range; its density, by which that is multiplied here, is below 10
  check("inverse", [] {
    const Law law = arbitrary_law();
    RC_PRE(flaw(law).empty() && continuous(law));
    const double low = std::isinf(law.low) ? 0.0 : boost_cdf(law, law.low);
    const double high = std::isinf(law.high) ? 1.0 : boost_cdf(law, law.high);
    RC_PRE(high - low > 1e-4);
    const double u = 0.001 + 0.998 * probability();
    const double found = (boost_cdf(law, Quantile(law)(u)) - low) / (high - low);
    RC_LOG() << describe(law) << ", u = " << u << ", back: " << found;
    RC_ASSERT(std::abs(found - u) * (high - low) < 1e-8);
  });
}

TEST_CASE("filling equals calling, bit for bit") {
  check("fill", [] {
    const Law law = arbitrary_law();
    RC_PRE(flaw(law).empty());
    const Quantile quantile(law);
    std::vector<double> u(*rc::gen::inRange<std::size_t>(0, 40));
    std::generate(u.begin(), u.end(), probability);
    std::vector<double> out(u.size());
    quantile.fill(u, out);
    for (std::size_t i = 0; i < u.size(); ++i) {
      RC_ASSERT(out[i] == quantile(u[i]));
    }
  });
}

TEST_CASE("no law makes flaw throw, and one without flaw compiles") {
  check("flaw", [] {
    Law law = arbitrary_law();
    const double odd = *rc::gen::element(0.0, -1.0, infinity, -infinity, std::nan(""), 1e300, 1e-300);
    switch (*rc::gen::inRange(0, 5)) {
      case 0:
        law.form = Normal{number(-1.0, 1.0), odd};
        break;
      case 1:
        law.form = Pert{odd, number(-1.0, 1.0), 2.0};
        break;
      case 2:
        law.form = Beta{odd, number(0.1, 1.0)};
        break;
      case 3:
        law.form = LogNormal{odd, number(0.1, 1.0)};
        break;
      default:
        law.low = odd;
    }
    if (flaw(law).empty()) {
      const double value = Quantile(law)(0.5);
      RC_ASSERT(value >= law.low);
      RC_ASSERT(value <= law.high);
    }
  });
}

TEST_CASE("our incomplete beta function is Boost's, in both tails") {
  check("beta", [] {
    const double a = std::exp(number(-3.0, 5.0));
    const double b = std::exp(number(-3.0, 5.0));
    const double z = number(-8.0, 8.0);
    const BetaLaw law(a, b);
    const double x = law.at_score(z).x;
    RC_PRE(x > 1e-300 && x < 1.0 - 1e-6);
    RC_ASSERT(std::abs(law.below(x) / boost::math::ibeta(a, b, x) - 1.0) < 1e-11);
    RC_ASSERT(std::abs(law.above(x) / boost::math::ibetac(a, b, x) - 1.0) < 1e-11);
    if (z < 0.0) {
      RC_ASSERT(std::abs(law.below(x) / (0.5 * std::erfc(-z / std::sqrt(2.0))) - 1.0) < 1e-10);
    }
  });
}
