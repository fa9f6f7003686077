#include "suasion/ensemble/run.hpp"

#include "suasion/ensemble/block.hpp"
#include "suasion/ensemble/carry_out.hpp"

namespace suasion::ensemble {

namespace {

std::vector<math::Channel> channels_of(const Plan& plan) {
  std::vector<math::Channel> channels;
  for (const Input& input : plan.inputs) {
    channels.push_back(input.channel);
  }
  return channels;
}

std::vector<IssueResults> collect(const Plan& plan, const IssuesPart& part, const IssueSums& sums) {
  std::vector<IssueResults> results;
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    IssueResults& issue = results.emplace_back();
    for (std::size_t m = 0; m < plan.models.size(); ++m) {
      Tally& tally = issue.by_model.emplace_back();
      const PlannedModel& model = plan.models[m];
      if (!silent_because(model, plan.issues[i]).empty()) {
        continue;
      }
      const std::size_t cell = i * plan.models.size() + m;
      tally = empty_tally(plan.issues[i], model.solver->rounds());
      if (!part.counts.empty()) {
        add_counts(tally, part.counts[cell]);
        finish(tally, sums.cells[cell]);
      }
    }
  }
  return results;
}

}  // namespace

std::uint64_t draws_in(const Ranges& blocks, std::uint64_t draws) {
  std::uint64_t sum = 0;
  for (const Range& one : blocks) {
    sum += std::min(draws, one.end * model::block_draws) - std::min(draws, one.first * model::block_draws);
  }
  return sum;
}

Results run(const Plan& plan, const RunSpec& spec, const Control& control) {
  const math::Design design(spec.design, spec.seed, channels_of(plan), spec.draws);
  Stage<IssuesPart, BlockResult, BlockWorker> stage(spec.draws, control);
  std::vector<BlockWorker> workers;
  for (unsigned t = 0; t < stage.threads(spec.threads); ++t) {
    workers.emplace_back(plan, design, spec, control.draws != nullptr);
  }
  const CarriedOut<IssuesPart> done = stage.run(workers);
  IssueSums sums = done.part.sums.total();
  return {.seed = spec.seed,
          .draws_asked = spec.draws,
          .draws_done = draws_in(done.done, spec.draws),
          .blocks = done.done,
          .draws_invalid = done.part.invalid,
          .issues = collect(plan, done.part, sums),
          .swaps = std::move(sums.swaps)};
}

}  // namespace suasion::ensemble
