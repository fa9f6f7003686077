#include "suasion/analysis/discovery/prim.hpp"

#include <algorithm>

#include "suasion/analysis/discovery/refine.hpp"
#include "suasion/math/random.hpp"

namespace suasion::analysis::discovery {

namespace {

constexpr std::size_t least_hits = 25;  ///< cases of interest left for a further box: as in a half of the fewest draws
constexpr std::size_t least_inside = 20;  ///< draws inside a box, below which a density says little
constexpr double usual_least_share = 0.05;

void require_sound(const PrimOptions& options) {
  base::require(options.alpha > 0.0 && options.alpha < 1.0, "alpha is a share");
  base::require(options.least_share >= 0.0 && options.least_share < 1.0, "least_share is a share");
  base::require(options.coverage > 0.0 && options.coverage <= 1.0, "coverage is a share");
}

std::size_t least_draws(Count all, const PrimOptions& options) {
  const auto n = static_cast<double>(all.draws);
  const double share = options.least_share > 0.0 ? options.least_share
                                                 : std::min(usual_least_share, 0.5 * static_cast<double>(all.hits) / n);
  return std::max(least_inside, static_cast<std::size_t>(share * n));
}

/// One search: peel, choose, drop, paste.
FoundBox search(const Draws& draws, Order order, std::span<const std::uint32_t> rows, const PrimOptions& options) {
  FoundBox found;
  const Count all = {rows.size(), count_of_interest(draws, rows)};
  found.trajectory = peel(draws, std::move(order), options.alpha, least_draws(all, options));
  found.chosen = choose(found.trajectory, options.rule, options.coverage);
  const Box box = drop_idle(found.trajectory[found.chosen].box, draws, rows, options.level);
  found.box = paste(box, draws, rows, options.alpha);
  return found;
}

Rows outside(const Box& box, const Draws& draws, const Rows& rows) {
  Rows result;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(result),
               [&](std::uint32_t row) { return !inside(box, draws, row); });
  return result;
}

/// Of all rows, those that some box took, i.e. that are not left.
Fit fit_of_taken(const Draws& draws, const Rows& all, const Rows& left) {
  const std::size_t hits = count_of_interest(draws, all);
  const std::size_t taken = hits - count_of_interest(draws, left);
  return {share(taken, hits), share(taken, all.size() - left.size())};
}

void measure(FoundBox& found, const Draws& draws, const Halves& halves, const Halves& left) {
  found.search = fit(found.box, draws, halves.search);
  found.held = fit(found.box, draws, halves.held);
  const Count beyond = count_inside(found.box, draws, left.held);
  found.held_beyond = {share(beyond.hits, count_of_interest(draws, halves.held)), share(beyond.hits, beyond.draws)};
  found.p_search = quasi_p(found.box, draws, left.search);
  found.p_held = quasi_p(found.box, draws, left.held);
}

}  // namespace

std::size_t choose(const Trajectory& trajectory, Rule rule, double coverage) {
  const auto densest = static_cast<std::size_t>(
      std::max_element(trajectory.begin(), trajectory.end(),
                       [](const Step& a, const Step& b) { return a.density() < b.density(); }) -
      trajectory.begin());
  const Step& first = trajectory.front();
  const Step& end = trajectory[densest];
  const auto hits = static_cast<double>(first.in.hits);
  const auto covered = [&](const Step& step) { return static_cast<double>(step.in.hits) / hits; };
  std::size_t best = 0;
  double most = 0.0;
  for (std::size_t i = 1; i <= densest; ++i) {
    double worth = 0.0;
    if (rule == Rule::knee) {
      // height above the chord, times its length: the cross product of two steps from the first box
      worth = (1.0 - covered(end)) * (trajectory[i].density() - first.density()) -
              (1.0 - covered(trajectory[i])) * (end.density() - first.density());
      if (covered(end) == 1.0) {
        worth = trajectory[i].density();  // all is gained, nothing lost
      }
    } else if (covered(trajectory[i]) >= coverage) {
      worth = trajectory[i].density() - first.density();
    }
    if (worth > most) {
      most = worth;
      best = i;
    }
  }
  return best;
}

base::Result<PrimFindings> find_boxes(const Draws& draws, const PrimOptions& options) {
  require_sound(options);
  if (base::Diagnostics wrong = flaws(draws); !wrong.empty()) {
    return tl::unexpected(std::move(wrong));
  }
  const Halves halves = split(draws.size(), options.seed);
  const Order order = sorted(draws);
  PrimFindings findings;
  findings.search = share(count_of_interest(draws, halves.search), halves.search.size());
  findings.held = share(count_of_interest(draws, halves.held), halves.held.size());
  Halves left = halves;
  while (findings.boxes.size() < options.most_boxes &&
         count_of_interest(draws, left.search) >= (findings.boxes.empty() ? 1 : least_hits)) {
    FoundBox found = search(draws, among(order, marks(draws.size(), left.search)), left.search, options);
    const Count in = count_inside(found.box, draws, left.search);
    if (found.box.empty() || static_cast<double>(in.hits) <= findings.search.value * static_cast<double>(in.draws)) {
      break;
    }
    measure(found, draws, halves, left);
    left = {outside(found.box, draws, left.search), outside(found.box, draws, left.held)};
    findings.boxes.push_back(std::move(found));
  }
  findings.search_together = fit_of_taken(draws, halves.search, left.search);
  findings.held_together = fit_of_taken(draws, halves.held, left.held);
  return findings;
}

base::Result<std::vector<double>> restricted_share(const Draws& draws, const PrimOptions& options,
                                                   std::size_t searches) {
  require_sound(options);
  base::require(searches > 0, "a share needs searches");
  if (base::Diagnostics wrong = flaws(draws); !wrong.empty()) {
    return tl::unexpected(std::move(wrong));
  }
  const Order order = sorted(draws);
  std::vector<double> result(draws.inputs.size(), 0.0);
  for (std::size_t s = 0; s < searches; ++s) {
    const std::uint64_t seed = math::bits(options.seed, math::channel("discovery.searches"), s);
    const Rows rows = split(draws.size(), seed).search;
    const FoundBox found = search(draws, among(order, marks(draws.size(), rows)), rows, options);
    for (const Side& side : found.box) {
      result[side.input] += 1.0;
    }
  }
  for (double& share : result) {
    share /= static_cast<double>(searches);  // once, or a share of all could come out above 1
  }
  return result;
}

}  // namespace suasion::analysis::discovery
