#include "suasion/math/design.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/random/sobol.hpp>

#include "suasion/base/result.hpp"
#include "suasion/math/permutation.hpp"

namespace suasion::math {

namespace {

/// Steps of the random bits that designs take for their keys, out of the way of a model's own steps.
constexpr std::uint64_t first_key_step = std::uint64_t{1} << 63;

constexpr std::size_t sobol_bits = 52;  // bits of the number of a draw

/// Nested uniform ("Owen") scrambling of one axis: each binary digit is flipped by a coin of the digits before it. With
/// the digits in reverse order, adding a number, multiplying by an odd number and adding an even multiple by exclusive
/// or all do that: a bit only ever depends on lower ones.
/// @source Owen 1995 for what it does; the idea of doing it by a hash from Laine and Karras 2011, section 4.3. All
/// constants are random keys here, four rounds of them.
class Scramble {
 public:
  Scramble(std::uint64_t seed, Channel channel) {
    std::uint64_t i = 0;
    for (Round& round : rounds_) {
      round.add = bits(seed, channel, i++, first_key_step);
      round.even = bits(seed, channel, i++, first_key_step) << 1;
      round.odd = bits(seed, channel, i++, first_key_step) | 1;
    }
  }

  [[nodiscard]] std::uint64_t operator()(std::uint64_t digits) const {
    std::uint64_t x = reversed(digits);
    for (const Round& round : rounds_) {
      x += round.add;
      x ^= x * round.even;
      x *= round.odd;
    }
    return reversed(x);
  }

 private:
  struct Round {
    std::uint64_t add = 0, even = 0, odd = 1;
  };

  static std::uint64_t reversed(std::uint64_t x) {
    x = ((x >> 1) & 0x5555555555555555) | ((x & 0x5555555555555555) << 1);
    x = ((x >> 2) & 0x3333333333333333) | ((x & 0x3333333333333333) << 2);
    x = ((x >> 4) & 0x0f0f0f0f0f0f0f0f) | ((x & 0x0f0f0f0f0f0f0f0f) << 4);
    return __builtin_bswap64(x);
  }

  std::array<Round, 4> rounds_;
};

using Directions = std::array<std::uint64_t, sobol_bits>;

/// Direction numbers of Joe and Kuo 2008, as Boost has them: its n-th point is the exclusive or of those named by the
/// Gray code of n, so that two neighbouring points tell them.
std::vector<Directions> sobol_directions(std::size_t axes) {
  std::vector<Directions> directions(axes);
  boost::random::sobol_engine<std::uint64_t, 64> points(axes);  // leaves out point 0, which is the origin
  for (std::size_t bit = 0; bit < sobol_bits; ++bit) {
    const std::uint64_t n = std::uint64_t{1} << bit;
    std::vector<std::uint64_t> before(axes, 0);
    if (n > 1) {
      points.seed(n - 2);
      std::generate(before.begin(), before.end(), [&points] { return points(); });
    } else {
      points.seed(0);
    }
    for (std::size_t axis = 0; axis < axes; ++axis) {
      directions[axis][bit] = before[axis] ^ points();
    }
  }
  return directions;
}

std::uint64_t sobol_point(const Directions& directions, std::uint64_t n) {
  std::uint64_t point = 0;
  std::uint64_t gray = n ^ (n >> 1);
  for (std::size_t bit = 0; bit < sobol_bits && gray != 0; ++bit, gray >>= 1) {
    point ^= (gray & 1) != 0 ? directions[bit] : 0;
  }
  return point;
}

}  // namespace

struct Design::Impl {
  DesignKind kind;
  std::uint64_t seed;
  std::vector<Channel> channels;
  std::uint64_t draws;
  std::vector<Permutation> permutations = {};  ///< Latin hypercube: per axis
  std::vector<Directions> directions = {};     ///< Sobol': per axis
  std::vector<Scramble> scrambles = {};        ///< Sobol': per axis

  void monte_carlo(std::size_t axis, std::uint64_t first, std::span<double> out) const {
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = uniform(seed, channels[axis], first + i);
    }
  }

  void latin_hypercube(std::size_t axis, std::uint64_t first, std::span<double> out) const {
    // The place within the slice keeps so few bits that slice and place together fit a double, with two to spare: the
    // division cannot round a point into the next slice.
    const int place_bits = std::max(1, 50 - static_cast<int>(std::bit_width(draws)));
    const double place_width = 1.0 / static_cast<double>(std::uint64_t{1} << place_bits);
    for (std::size_t i = 0; i < out.size(); ++i) {
      const std::uint64_t draw = first + i;
      const std::uint64_t random = bits(seed, channels[axis], draw);
      if (draw >= draws) {
        out[i] = unit_interval(random);
        continue;
      }
      const double place = (static_cast<double>(random >> (64 - place_bits)) + 0.5) * place_width;
      const auto slice = static_cast<double>(permutations[axis](draw));
      out[i] = (slice + place) / static_cast<double>(draws);
    }
  }

  void sobol(std::size_t axis, std::uint64_t first, std::span<double> out) const {
    const Directions& v = directions[axis];
    const Scramble& scramble = scrambles[axis];
    std::uint64_t point = sobol_point(v, first);
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = unit_interval(scramble(point));
      point ^= v[static_cast<std::size_t>(std::countr_zero(first + i + 1))];
    }
  }
};

std::string_view name(DesignKind kind) {
  switch (kind) {
    case DesignKind::latin_hypercube:
      return "latin-hypercube";
    case DesignKind::sobol:
      return "sobol";
    case DesignKind::monte_carlo:
      break;
  }
  return "monte-carlo";
}

Design::Design(DesignKind kind, std::uint64_t seed, std::vector<Channel> channels, std::uint64_t draws) {
  base::require(draws > 0, "a design has draws");
  base::require(draws <= (std::uint64_t{1} << 48), "a design has at most 2^48 draws");
  base::require(most_axes(kind) == 0 || channels.size() <= most_axes(kind), "the design can serve that many axes");
  Impl impl{.kind = kind, .seed = seed, .channels = std::move(channels), .draws = draws};
  if (kind == DesignKind::latin_hypercube) {
    for (const Channel channel : impl.channels) {
      impl.permutations.emplace_back(draws, bits(seed, channel, 0, first_key_step));
    }
  }
  if (kind == DesignKind::sobol && !impl.channels.empty()) {
    impl.directions = sobol_directions(impl.channels.size());
    for (const Channel channel : impl.channels) {
      impl.scrambles.emplace_back(seed, channel);
    }
  }
  impl_ = std::make_shared<const Impl>(std::move(impl));
}

void Design::fill(std::size_t axis, std::uint64_t first_draw, std::span<double> out) const {
  base::require(axis < axes(), "the design has this axis");
  switch (impl_->kind) {
    case DesignKind::monte_carlo:
      impl_->monte_carlo(axis, first_draw, out);
      break;
    case DesignKind::latin_hypercube:
      impl_->latin_hypercube(axis, first_draw, out);
      break;
    case DesignKind::sobol:
      impl_->sobol(axis, first_draw, out);
      break;
  }
}

std::uint64_t Design::draws() const {
  return impl_->draws;
}

std::size_t Design::axes() const {
  return impl_->channels.size();
}

std::size_t Design::most_axes(DesignKind kind) {
  return kind == DesignKind::sobol ? boost::random::default_sobol_table::max_dimension : 0;
}

}  // namespace suasion::math
