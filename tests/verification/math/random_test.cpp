// Random numbers against the answers that Random123 publishes for Philox4x64-10 (file kat_vectors of its release 1.09,
// by Salmon, Moraes, Dror and Shaw).
#include "suasion/math/random.hpp"

#include <Random123/philox.h>
#include <doctest/doctest.h>

#include <array>

namespace {

using suasion::math::bits;
using suasion::math::Channel;

struct KnownAnswer {
  std::array<std::uint64_t, 4> counter;
  std::array<std::uint64_t, 2> key;
  std::array<std::uint64_t, 4> answer;
};

constexpr std::uint64_t ones = ~std::uint64_t{0};

const KnownAnswer known_answers[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}},
    {{ones, ones, ones, ones},
     {ones, ones},
     {0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}},
    {{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
     {0x452821e638d01377, 0xbe5466cf34e90c6c},
     {0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}}};

std::array<std::uint64_t, 4> philox(const std::array<std::uint64_t, 4>& counter,
                                    const std::array<std::uint64_t, 2>& key) {
  const philox4x64_ctr_t c = {{counter[0], counter[1], counter[2], counter[3]}};
  const philox4x64_key_t k = {{key[0], key[1]}};
  const philox4x64_ctr_t r = philox4x64(c, k);
  return {r.v[0], r.v[1], r.v[2], r.v[3]};
}

}  // namespace

TEST_CASE("the Philox we build with gives the published answers") {
  for (const KnownAnswer& known : known_answers) {
    CHECK(philox(known.counter, known.key) == known.answer);
  }
}

TEST_CASE("draw 0 of seed 0 and channel 0 is the first word of Philox's published answer for zeros") {
  CHECK(bits(0, Channel{0}, 0, 0) == 0x16554d9eca36314c);
}

TEST_CASE("seed and channel are the key, draw and step the counter, in this order") {
  CHECK(bits(11, Channel{22}, 33, 44) == philox({33, 44, 0, 0}, {11, 22})[0]);
}
