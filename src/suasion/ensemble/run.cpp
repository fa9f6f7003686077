#include "suasion/ensemble/run.hpp"

#include <cerrno>
#include <ostream>
#include <system_error>

#include "suasion/ensemble/block.hpp"
#include "suasion/ensemble/parallel.hpp"

namespace suasion::ensemble {

namespace {

std::vector<math::Channel> channels_of(const Plan& plan) {
  std::vector<math::Channel> channels;
  for (const Input& input : plan.inputs) {
    channels.push_back(input.channel);
  }
  return channels;
}

/// What all blocks together have brought so far, besides the whole numbers that workers keep.
struct Gathered {
  std::vector<BlockSums> sums = {};
  std::vector<Swaps> swaps = {};
  std::uint64_t invalid = 0;

  void merge(BlockResult result, std::ostream* csv) {
    if (sums.empty()) {
      sums = std::move(result.sums);
    } else {
      for (std::size_t i = 0; i < sums.size(); ++i) {
        sums[i].merge(result.sums[i]);
      }
    }
    merge_swaps(swaps, result.swaps);
    invalid += result.invalid;
    if (csv == nullptr) {
      return;
    }
    *csv << result.csv;
    if (!*csv) {
      throw std::system_error(errno != 0 ? errno : EIO, std::generic_category(), "cannot write the draws");
    }
  }
};

Results collect(const Plan& plan, const Gathered& gathered, const std::vector<BlockWorker>& workers) {
  Results results;
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    IssueResults& issue = results.issues.emplace_back();
    for (std::size_t m = 0; m < plan.models.size(); ++m) {
      Tally& tally = issue.by_model.emplace_back();
      const PlannedModel& model = plan.models[m];
      if (!silent_because(model, plan.issues[i]).empty()) {
        continue;
      }
      const std::size_t cell = i * plan.models.size() + m;
      tally = empty_tally(plan.issues[i], model.solver->rounds());
      for (const BlockWorker& worker : workers) {
        add_counts(tally, worker.counts(cell));
      }
      if (!gathered.sums.empty()) {
        finish(tally, gathered.sums[cell]);
      }
    }
  }
  return results;
}

}  // namespace

Results run(const Plan& plan, const scenario::Scenario& scenario, const RunSpec& spec, const Control& control) {
  const unsigned threads = threads_for(blocks_of(spec.draws), spec.threads);
  const math::Design design(spec.design, spec.seed, channels_of(plan), spec.draws);
  if (control.draws_csv != nullptr) {
    *control.draws_csv << csv_header(plan, scenario);
  }
  std::vector<BlockWorker> workers;
  for (unsigned t = 0; t < threads; ++t) {
    workers.emplace_back(plan, design, spec, control.draws_csv != nullptr);
  }
  Gathered gathered;
  const Work work = {
      .draws = spec.draws, .progress = control.progress, .cancel = control.cancel, .reverse = control.reverse};
  const std::uint64_t done = run_blocks<BlockResult>(
      work, workers, [&](BlockResult result) { gathered.merge(std::move(result), control.draws_csv); });
  Results results = collect(plan, gathered, workers);
  results.seed = spec.seed;
  results.draws_asked = spec.draws;
  results.draws_done = done;
  results.draws_invalid = gathered.invalid;
  results.swaps = std::move(gathered.swaps);
  return results;
}

}  // namespace suasion::ensemble
