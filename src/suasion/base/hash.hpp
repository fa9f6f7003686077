#pragma once
/// Stable hashes (xxHash by Yann Collet, XXH3): the same on every machine and in every version of suasion. They key
/// random channels and name inputs; they are no protection against an adversary.

#include <cstdint>
#include <string>
#include <string_view>

namespace suasion::base {

/// 64 bits of the name of a random channel.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes);

/// 128 bits as 32 lower-case hexadecimal digits, equal to what `xxhsum -H2` prints for the same bytes.
[[nodiscard]] std::string hash128_hex(std::string_view bytes);

}  // namespace suasion::base
