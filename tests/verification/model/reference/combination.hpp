#pragma once
/// The combined forecast, written out plainly to check the library's law: chances of the 21 cells of a scale, and the
/// chance that the outcome lies at or below a point.
/// Sources: docs/models/combination.md; McFadden 1974 (conditional logit); the weights are those of
/// src/suasion/model/combination.json. Places are in lengths of the scale, from 0 to 1.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace suasion::test::reference::combination {

inline constexpr std::size_t cells = 21;     ///< around 0, 5, ..., 100 %
inline constexpr double width = 1.0 / 20.0;  ///< of a cell; those at the ends have half of it

/// One issue in one draw.
struct Issue {
  std::vector<double> position = {}, capability = {}, salience = {};  ///< [actor]
  std::optional<std::size_t> agenda_setter = {}, second_chamber = {};
  std::optional<double> reference_point = {};

  [[nodiscard]] double weight(std::size_t i) const { return capability[i] * salience[i]; }
};

/// A choice model: its weight in the pool and what its terms count, by their names in combination.json.
struct Member {
  double weight = 0.0;
  std::map<std::string, double> coefficients = {};
};

/// Everything that was learnt.
struct Table {
  std::vector<Member> choice = {};
  double compromise_weight = 0.0;
  double error_sd = 0.0;  ///< of the outcome around the compromise
};

using Law = std::array<double, cells>;

/// The cell in which a place lies.
inline std::size_t cell(double place) {
  return static_cast<std::size_t>(std::floor(place * (cells - 1) + 0.5));
}

/// sum w x / sum w of some actors; their mean where none of them has weight, as nobody is heavier than another.
inline double balance(const Issue& issue, const std::vector<std::size_t>& who) {
  double sum = 0.0;
  double mass = 0.0;
  double plain = 0.0;
  for (const std::size_t i : who) {
    sum += issue.weight(i) * issue.position[i];
    mass += issue.weight(i);
    plain += issue.position[i] / static_cast<double>(who.size());
  }
  return mass > 0.0 ? sum / mass : plain;
}

/// The compromise of all, or of those without a role; of all where nobody with weight is without one.
inline double compromise(const Issue& issue, bool members_only) {
  std::vector<std::size_t> who;
  double mass = 0.0;
  for (std::size_t i = 0; i < issue.position.size(); ++i) {
    if (!members_only || (i != issue.agenda_setter && i != issue.second_chamber)) {
      who.push_back(i);
      mass += issue.weight(i);
    }
  }
  return members_only && mass <= 0.0 ? compromise(issue, false) : balance(issue, who);
}

/// Who stands in a cell.
inline std::vector<std::size_t> standing_in(const Issue& issue, std::size_t k) {
  std::vector<std::size_t> who;
  for (std::size_t i = 0; i < issue.position.size(); ++i) {
    if (cell(issue.position[i]) == k) {
      who.push_back(i);
    }
  }
  return who;
}

/// z_k: the weighted mean of the positions in a cell, or its centre if there are none.
inline double place(const Issue& issue, std::size_t k) {
  const std::vector<std::size_t> who = standing_in(issue, k);
  return who.empty() ? static_cast<double>(k) * width : balance(issue, who);
}

/// Whether every position lies at an end of the scale.
inline bool two_sided(const Issue& issue) {
  for (const double x : issue.position) {
    if (x > 0.0 && x < 1.0) {
      return false;
    }
  }
  return true;
}

/// f_t(k): the terms of a cell. What an issue does not state leaves its terms at zero.
inline std::map<std::string, double> features(const Issue& issue, std::size_t k) {
  const double z = place(issue, k);
  const double held = standing_in(issue, k).empty() ? 0.0 : 1.0;
  std::map<std::string, double> f;
  f["held"] = held;
  f["held_two_sided"] = two_sided(issue) ? held : 0.0;
  f["near_compromise"] = -std::abs(z - compromise(issue, false));
  f["near_members"] = -std::abs(z - compromise(issue, true));
  f["midpoint"] = k == cells / 2 ? 1.0 : 0.0;
  if (issue.reference_point) {
    f["at_reference"] = cell(*issue.reference_point) == k ? 1.0 : 0.0;
    f["near_reference"] = -std::abs(z - *issue.reference_point);
  }
  if (issue.second_chamber) {
    const double x = issue.position[*issue.second_chamber];
    f["at_chamber"] = cell(x) == k ? 1.0 : 0.0;
    f["near_chamber"] = -std::abs(z - x);
  }
  if (issue.agenda_setter) {
    f["near_agenda_setter"] =
        -std::abs(z - issue.position[*issue.agenda_setter]) * issue.salience[*issue.agenda_setter];
  }
  return f;
}

/// P(k) of one choice model: exp(sum b f) over its sum.
inline Law choice_law(const Issue& issue, const std::map<std::string, double>& coefficients) {
  Law law = {};
  double sum = 0.0;
  for (std::size_t k = 0; k < cells; ++k) {
    std::map<std::string, double> f = features(issue, k);
    double score = 0.0;
    for (const auto& [term, b] : coefficients) {
      score += b * f[term];
    }
    law[k] = std::exp(score);
    sum += law[k];
  }
  for (double& one : law) {
    one /= sum;
  }
  return law;
}

/// The choice models mixed by their weights, without the compromise: P(k | one of them).
inline Law pooled_choice(const Issue& issue, const Table& table) {
  Law law = {};
  double weights = 0.0;
  for (const Member& member : table.choice) {
    const Law one = choice_law(issue, member.coefficients);
    for (std::size_t k = 0; k < cells; ++k) {
      law[k] += member.weight * one[k];
    }
    weights += member.weight;
  }
  for (double& one : law) {
    one /= weights;
  }
  return law;
}

/// P(Z <= x) of the standard normal law.
inline double normal_below(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

/// The chance of an outcome at or below x where it lies in cell k: all at once at z_k where somebody stands, else
/// evenly over the cell.
inline double cell_below(const Issue& issue, std::size_t k, double x) {
  if (!standing_in(issue, k).empty()) {
    return x >= place(issue, k) ? 1.0 : 0.0;
  }
  const double low = std::max(0.0, (static_cast<double>(k) - 0.5) * width);
  const double high = std::min(1.0, (static_cast<double>(k) + 0.5) * width);
  return std::clamp((x - low) / (high - low), 0.0, 1.0);
}

/// The same where the cell is looked at in whole points of 100, which is how reports show the law.
inline double cell_below_in_points(const Issue& issue, std::size_t k, double x) {
  if (!standing_in(issue, k).empty()) {
    return x >= place(issue, k) ? 1.0 : 0.0;
  }
  double in_cell = 0.0;
  double below = 0.0;
  for (int point = 0; point <= 100; ++point) {
    const double at = point / 100.0;
    in_cell += cell(at) == k ? 1.0 : 0.0;
    below += cell(at) == k && at <= x ? 1.0 : 0.0;
  }
  return below / in_cell;
}

/// The chance of an outcome at or below x in the whole forecast: the choice models, and the compromise with its error,
/// of which an end of the scale takes what lies beyond it. Not for issues on which everybody stands in one place.
/// @param law pooled_choice of the issue. @param in_points the law on whole points and places held: a point takes the
/// error that is nearer to it than to another.
inline double below(const Issue& issue, const Table& table, const Law& law, double x, bool in_points) {
  if (x >= 1.0) {
    return 1.0;
  }
  double choice = 0.0;
  for (std::size_t k = 0; k < cells; ++k) {
    choice += law[k] * (in_points ? cell_below_in_points(issue, k, x) : cell_below(issue, k, x));
  }
  const double edge = in_points ? (std::floor(x * 100.0) + 0.5) / 100.0 : x;
  const double error = x < 0.0 ? 0.0 : normal_below((edge - compromise(issue, false)) / table.error_sd);
  return (1.0 - table.compromise_weight) * choice + table.compromise_weight * error;
}

}  // namespace suasion::test::reference::combination
