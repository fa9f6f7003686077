#pragma once
/// Claims as hypotheses: what would have to move, which way, and what change of assumption could undo it. A verdict
/// speaks of the model under its priors, and of nothing else.

#include <optional>
#include <string>
#include <vector>

#include "suasion/analysis/forecast.hpp"
#include "suasion/analysis/system_worlds.hpp"
#include "suasion/analysis/tails.hpp"

namespace suasion::analysis {

enum class Verdict : std::uint8_t { supported, conditional, not_supported, untestable };
[[nodiscard]] std::string_view name(Verdict verdict);

/// What decides whether a finding holds.
enum class Basis : std::uint8_t {
  share,   ///< a share of draws, or quantiles of them
  error,   ///< that a mean is more than `enough_errors` standard errors from nothing
  absence  ///< that it is not
};
inline constexpr double enough_errors = 3.0;  ///< standard errors

/// A statistic of a claim under one set of assumptions.
struct Finding {
  std::string change = {};  ///< the ablation; empty for the assumptions of the run
  Estimate value = {};      ///< mean over draws
  double q05 = 0.0, q50 = 0.0, q95 = 0.0;
  double share = 0.0;  ///< of draws with the sign that the claim states
  bool holds = false;
  Basis basis = Basis::share;
  double away = 0.0;         ///< standard errors from no effect, towards what is claimed; of Basis::error and absence
  bool two_sided = false;    ///< either side would do
  Tail tail = {};            ///< of what its mean is taken over
  std::string why_not = {};  ///< where it could not be computed
};

struct Beside {
  std::string variable = {}, unit = {};
  Estimate value = {};
  double q05 = 0.0, q95 = 0.0;
};

struct ClaimResult {
  std::string id = {};
  Verdict verdict = Verdict::untestable;
  std::string reason = {};  ///< why it cannot be tested; empty otherwise
  std::string measure = {}, unit = {}, test = {}, expect = {};
  std::optional<double> bound = {};
  std::string day = {};  ///< "2020-02-29"
  Finding finding = {};
  std::vector<Finding> ablations = {};
  std::vector<Beside> beside = {};
};

/// What has to be run to judge the claims of a scenario.
struct ClaimsPlan {
  ensemble::WorldsSpec spec = {};
  struct Row {
    const scenario::Element* claim = nullptr;
    std::size_t day = 0;                    ///< index into spec.days
    std::vector<std::size_t> rows = {};     ///< comparison (or world, for levels and tilts) by finding
    std::vector<std::string> changes = {};  ///< "" first, then the ablations
    std::string untestable = {};
  };
  std::vector<Row> rows = {};
};

/// @error ablations and measures that name nothing, at the place of the claim, with the nearest that there is; days
/// that the clock does not reach.
[[nodiscard]] base::Result<ClaimsPlan> plan_claims(const scenario::Scenario& scenario, WorldMaker& maker);

/// What is wrong with the system of a scenario as it is, and with its claims, whose worlds are not planned. What
/// counterfactuals and ablations edit has been tried as the scenario was read.
[[nodiscard]] base::Diagnostics mistakes_of_claims(const scenario::Scenario& scenario, WorldMaker& maker);

/// Everything that is wrong with the system of a scenario that has one: with the scenario as it is, with each of its
/// counterfactuals, and with its claims. Plans every world once.
[[nodiscard]] base::Diagnostics mistakes_of_system(const scenario::Scenario& scenario, WorldMaker& maker);

/// Judges every claim. A sign holds where at least 95 % of draws show it; for the chance of an event, where the mean
/// difference is three standard errors from 0. "small": 95 % of draws within the bound, and not nothing. Supported: it
/// holds, and in every ablation. Conditional: it holds, but not in every ablation.
[[nodiscard]] std::vector<ClaimResult> judge(const ClaimsPlan& plan, const ensemble::WorldsResults& results);

}  // namespace suasion::analysis
