#pragma once
/// One draw of a run, told in full: what it drew, how the bargaining went round by round, how the system went tick by
/// tick. And what many draws came to, to set it beside. The draw is that of the run with the same plan, seed, design
/// and number of draws, to the last bit.

#include <cstdint>
#include <vector>

#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/math/moments.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::ensemble {

/// An uncertain input in one draw, and where it lies in its law.
struct DrawnInput {
  std::size_t input = 0;  ///< index into the plan's inputs
  double value = 0.0;
  double standing = 0.5;                   ///< P(less) + P(equal) / 2 in its law, in (0, 1)
  double q05 = 0.0, q50 = 0.0, q95 = 0.0;  ///< of its law
  [[nodiscard]] double score() const;      ///< the normal quantile of `standing`
};

/// Stands for nobody among the rows of an issue.
inline constexpr std::size_t no_row = static_cast<std::size_t>(-1);

/// What one actor did in one round.
struct RoundMove {
  std::size_t round = 1;          ///< counted from 1
  std::size_t actor = 0;          ///< row of the issue
  std::size_t proposer = no_row;  ///< whose offer it took; a row of the issue, or no_row
  model::Offer offer = model::Offer::none;
  double from = 0.0, to = 0.0;  ///< on the scale
};

/// How one model plays one issue in one draw.
struct IssueCourse {
  bool active = false;  ///< false: the model has nothing to say on this issue
  double outcome = 0.0;
  std::size_t rounds = 0;                          ///< the most the model plays; 0: one-shot
  std::size_t settled_after = 0;                   ///< rounds until rest; rounds + 1 if still moving at the end
  std::vector<std::vector<double>> position = {};  ///< [rounds played + 1][actors of the issue]; empty if one-shot
  std::vector<RoundMove> moves = {};               ///< in order of round, then actor
};

/// The bargaining over the issues in one draw.
struct BargainChronicle {
  std::vector<DrawnInput> inputs = {};                 ///< those that vary
  std::vector<std::vector<IssueCourse>> courses = {};  ///< [issues of the plan][models of the plan]
  std::vector<std::vector<model::Trade>> trades = {};  ///< [models]; `issue` counts issues of the plan
};

/// @param draw below spec.draws.
[[nodiscard]] BargainChronicle chronicle_of(const Plan& plan, const RunSpec& spec, std::uint64_t draw);

/// The first draws of a run, for comparison.
struct BargainSample {
  std::uint64_t draws = 0;
  std::vector<std::vector<std::vector<double>>> outcome = {};  ///< [issues][models][draws]; empty where not active
};
[[nodiscard]] BargainSample bargain_sample(const Plan& plan, const RunSpec& spec, std::uint64_t draws);

/// The model that leads on an issue: the first that speaks to it and is no simple rule, else the first that speaks.
[[nodiscard]] std::size_t lead_model(const Plan& plan, std::size_t issue);

/// The strategic system in one draw.
struct SystemChronicle {
  std::vector<DrawnInput> inputs = {};          ///< those that vary
  std::vector<double> start = {};               ///< [variables] before the first tick; 0 for what ticks derive
  std::vector<std::vector<double>> level = {};  ///< [ticks][variables] at their ends
  std::vector<double> day = {};                 ///< [variables] of an event: days from the origin, +infinity: never
  std::vector<char> yes = {};                   ///< [questions]
};

/// The world of `plan` must be the first of those that are run: the axes of the design are then the same.
[[nodiscard]] SystemChronicle chronicle_of(const system::Plan& plan, const RunSpec& spec, std::uint64_t draw);

/// The first draws of the system, for comparison.
struct SystemSample {
  std::uint64_t draws = 0;
  std::vector<std::vector<math::Moments>> spread = {};  ///< [ticks][variables]
  std::vector<std::vector<double>> last = {};           ///< [variables][draws] at the end; an event: 1 if it happened
  std::vector<std::vector<char>> yes = {};              ///< [questions][draws]
};
[[nodiscard]] SystemSample system_sample(const system::Plan& plan, const RunSpec& spec, std::uint64_t draws);

/// P(less) + P(equal) / 2 among the finite values of a sample; not a number where there are none.
[[nodiscard]] double standing_in(const std::vector<double>& sample, double value);

/// The draw whose outcomes (by the leading models) lie nearest to their medians and whose answers are the common ones;
/// the first of several. @param system null where there is none.
[[nodiscard]] std::uint64_t typical_draw(const Plan& plan, const BargainSample& sample, const SystemSample* system);

/// The draw with the highest, or the lowest, outcome of an issue by a model; the first of several.
[[nodiscard]] std::uint64_t extreme_draw(const std::vector<double>& outcomes, bool highest);

}  // namespace suasion::ensemble
