#pragma once
/// The short lists of actions, in the order of columns.

#include <cstddef>
#include <cstdint>

namespace suasion::system::decision {

namespace rival {
enum Action : std::uint8_t { none, statement, visit, ambassador, ease, sanction };
inline constexpr std::size_t actions = 6;
inline constexpr const char* names[actions] = {"none", "statement", "visit", "ambassador", "ease", "sanction"};
}  // namespace rival

namespace patron {
enum Action : std::uint8_t { calm, press, squeeze, deal, base };
inline constexpr std::size_t actions = 5;
inline constexpr const char* names[actions] = {"calm", "press", "squeeze", "deal", "base"};
}  // namespace patron

namespace protege {
enum Action : std::uint8_t { hold, concede, tilt, host };
inline constexpr std::size_t actions = 4;
inline constexpr const char* names[actions] = {"hold", "concede", "tilt", "host"};
}  // namespace protege

namespace neighbour {
enum Action : std::uint8_t { none, exercise, reinforce };
inline constexpr std::size_t actions = 3;
inline constexpr const char* names[actions] = {"none", "exercise", "reinforce"};
}  // namespace neighbour

}  // namespace suasion::system::decision
