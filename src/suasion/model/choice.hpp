#pragma once
/// Which outcome is chosen: a conditional logit (McFadden 1974) over 21 cells of an issue's scale. Most decisions end
/// on a position that somebody held, so a cell in which somebody stands is another kind of alternative than one between
/// the camps. Everything is symmetric: an issue with its scale turned round has the same law, turned round.
///
/// Cells lie around 0, 1/20, ..., 1 of the scale; P(cell k) is proportional to exp(sum_t b_t f_tk). Features f_t are
/// the terms below; z_k is the place of the cell: the weighted mean of the positions in it, or its centre if there are
/// none. A role that an issue does not have, or a reference point that it does not state, leaves its terms at zero.

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

#include "suasion/math/atoms.hpp"

namespace suasion::model {

inline constexpr std::size_t choice_cells = 21;

enum class Term : std::uint8_t {
  held,               ///< 1 where somebody stands
  held_two_sided,     ///< the same, if every position lies at an end of the scale
  near_compromise,    ///< -|z - sum w x / sum w|, w = capability times salience, all actors
  near_members,       ///< the same for actors without a role
  midpoint,           ///< 1 in the middle of the scale
  at_reference,       ///< 1 where no agreement would leave things
  near_reference,     ///< -|z - reference point|
  at_chamber,         ///< 1 where the second chamber stands
  near_chamber,       ///< -|z - second chamber|
  near_agenda_setter  ///< -|z - agenda setter| times its salience
};
inline constexpr std::size_t choice_terms = 10;
inline constexpr std::array<std::string_view, choice_terms> term_names = {
    "held",         "held_two_sided", "near_compromise", "near_members", "midpoint",
    "at_reference", "near_reference", "at_chamber",      "near_chamber", "near_agenda_setter"};

using Coefficients = std::array<double, choice_terms>;

inline constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

/// One issue in one draw, its scale stretched to [0, 1].
struct ChoiceIssue {
  std::vector<double> position = {};  ///< [n], in [0, 1]
  std::vector<double> weight = {};    ///< [n], capability times salience, >= 0, with a positive sum
  std::vector<double> salience = {};  ///< [n], in [0, 1]
  std::size_t agenda_setter = nobody, second_chamber = nobody;        ///< rows
  double reference_point = std::numeric_limits<double>::quiet_NaN();  ///< in [0, 1]; not a number where there is none
};

/// The alternatives of an issue and their features.
struct ChoiceCells {
  std::array<Coefficients, choice_cells> feature = {};
  std::array<double, choice_cells> place = {};  ///< z_k, in [0, 1]
  std::array<bool, choice_cells> held = {};
  double compromise = 0.5;  ///< sum w x / sum w of all actors; not a number where nobody has weight
  bool unanimous = false;   ///< everybody stands in one place: there is nothing to choose
};

/// The cell that a point of [0, 1] lies in.
[[nodiscard]] std::size_t cell_of(double place);

[[nodiscard]] ChoiceCells choice_cells_of(const ChoiceIssue& issue);

/// P(cell), summing to 1.
[[nodiscard]] std::array<double, choice_cells> choice_law(const ChoiceCells& cells, const Coefficients& coefficients);

}  // namespace suasion::model
