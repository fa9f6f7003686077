#pragma once
/// The strategic system of a prepared scenario: run it with its counterfactuals and its claims.

#include "simulate.hpp"
#include "status.hpp"
#include "suasion/analysis/claims.hpp"
#include "suasion/report/summary.hpp"

namespace suasion::cli {

/// At most so many draws for the worlds of claims within `run`, the first of them; `suasion claims` uses as many as it
/// is asked for. It is what the bundled cases take, so that both say the same of them.
inline constexpr std::uint64_t claim_draws_of_run = 2000;

/// Plans every world once, so that mistakes are told before anything runs. @throws Stop (bad_input).
void check_system(const Prepared& prepared, const std::string& path, const Console& console);

/// What running the system of a scenario gives to a report.
struct RanSystem {
  bool complete = false;         ///< there is a system, and all its draws are done
  report::SystemText text = {};  ///< its part of the summary, where it is complete and this process leads
  std::vector<analysis::Headline> questions = {};  ///< how well their chances are known
};
[[nodiscard]] RanSystem run_system(const Prepared& prepared, const Watching& watching);

/// The worlds that a run looks at: the scenario as it is, its counterfactuals and, where there are answers to score by,
/// last the world without any module.
[[nodiscard]] ensemble::WorldsSpec worlds_of_run(const Prepared& prepared);

/// What the claims of a scenario come to.
struct Judged {
  analysis::ClaimsPlan plan = {};
  ensemble::WorldsResults results = {};
  std::vector<analysis::ClaimResult> claims = {};
};
[[nodiscard]] Judged judge_claims(const Prepared& prepared, std::uint64_t draws, const ensemble::Control& control);

/// Prints what the priors say without the history. @throws Failure (bad_input) where there is no system.
[[nodiscard]] Status show_priors(const Prepared& prepared, bool json, Console& console);

}  // namespace suasion::cli
