#include "suasion/ensemble/run.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <ostream>
#include <system_error>
#include <thread>

#include "suasion/ensemble/block.hpp"

namespace suasion::ensemble {

namespace {

constexpr auto progress_interval = std::chrono::milliseconds(100);
/// A thread may be this many blocks per thread ahead of the slowest: it bounds the memory of what waits to be added up.
constexpr std::uint64_t lead_per_thread = 16;

std::uint64_t blocks_of(std::uint64_t draws) {
  return (draws + model::block_draws - 1) / model::block_draws;
}

std::vector<math::Channel> channels_of(const Plan& plan) {
  std::vector<math::Channel> channels;
  for (const Input& input : plan.inputs) {
    channels.push_back(input.channel);
  }
  return channels;
}

/// Hands out blocks in order and adds up what comes back in order, whoever finishes first.
class Ledger {
 public:
  Ledger(std::uint64_t blocks, unsigned threads, const Control& control)
      : blocks_(blocks), window_(control.reverse ? blocks : lead_per_thread * threads), control_(control) {}

  /// The next block to work on; false when there is none, or none is wanted any more.
  bool claim(std::uint64_t& block) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped() || claimed_ == blocks_ || claimed_ < merged_ + window_; });
    if (stopped() || claimed_ == blocks_) {
      return false;
    }
    block = control_.reverse ? blocks_ - 1 - claimed_ : claimed_;
    ++claimed_;
    return true;
  }

  void hand_in(std::uint64_t block, BlockResult result) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(block, std::move(result));
    ++done_;
    for (auto next = waiting_.find(merged_); next != waiting_.end(); next = waiting_.find(merged_)) {
      merge(std::move(next->second));
      waiting_.erase(next);
      ++merged_;
    }
    room_.notify_all();
  }

  void fail(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    error_ = error_ ? error_ : std::move(error);
    room_.notify_all();
  }

  void thread_ended() {
    const std::lock_guard lock(mutex_);
    ++ended_;
    news_.notify_all();
  }

  /// Waits until all threads have ended, telling the caller about progress now and then.
  void watch(unsigned threads, std::uint64_t draws) {
    std::unique_lock lock(mutex_);
    while (!news_.wait_for(lock, progress_interval, [&] { return ended_ == threads; })) {
      const std::uint64_t done = std::min(draws, done_ * model::block_draws);
      lock.unlock();
      if (control_.progress) {
        control_.progress(done, draws);
      }
      room_.notify_all();  // a cancelled run must not sleep
      lock.lock();
    }
  }

  /// Only after all threads have ended. @throws what a thread threw.
  [[nodiscard]] std::uint64_t blocks_done() const {
    if (error_) {
      std::rethrow_exception(error_);
    }
    return merged_;
  }
  [[nodiscard]] const std::vector<BlockSums>& sums() const { return sums_; }
  [[nodiscard]] std::uint64_t invalid() const { return invalid_; }

 private:
  [[nodiscard]] bool stopped() const { return error_ || (control_.cancel != nullptr && control_.cancel->load()); }

  void merge(BlockResult result) {
    if (sums_.empty()) {
      sums_ = std::move(result.sums);
    } else {
      for (std::size_t i = 0; i < sums_.size(); ++i) {
        sums_[i].merge(result.sums[i]);
      }
    }
    invalid_ += result.invalid;
    if (control_.draws_csv != nullptr && !error_) {
      *control_.draws_csv << result.csv;
      if (!*control_.draws_csv) {
        error_ = std::make_exception_ptr(
            std::system_error(errno != 0 ? errno : EIO, std::generic_category(), "cannot write the draws"));
      }
    }
  }

  std::uint64_t blocks_, window_;
  const Control& control_;
  std::mutex mutex_;
  std::condition_variable room_, news_;
  std::uint64_t claimed_ = 0, merged_ = 0, done_ = 0, invalid_ = 0;
  unsigned ended_ = 0;
  std::map<std::uint64_t, BlockResult> waiting_;
  std::vector<BlockSums> sums_;
  std::exception_ptr error_;
};

void work(Ledger& ledger, BlockWorker& worker) {
  try {
    for (std::uint64_t block = 0; ledger.claim(block);) {
      ledger.hand_in(block, worker.run(block));
    }
  } catch (...) {
    ledger.fail(std::current_exception());
  }
  ledger.thread_ended();
}

void run_threads(Ledger& ledger, std::vector<BlockWorker>& workers, std::uint64_t draws) {
  std::vector<std::thread> pool;
  try {
    for (BlockWorker& worker : workers) {
      pool.emplace_back([&ledger, &worker] { work(ledger, worker); });
    }
    ledger.watch(static_cast<unsigned>(pool.size()), draws);
  } catch (...) {  // no more threads to be had, or the caller's progress threw
    ledger.fail(std::current_exception());
  }
  for (std::thread& thread : pool) {
    thread.join();
  }
}

Results collect(const Plan& plan, const Ledger& ledger, const std::vector<BlockWorker>& workers) {
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
      if (!ledger.sums().empty()) {
        finish(tally, ledger.sums()[cell]);
      }
    }
  }
  return results;
}

}  // namespace

Results run(const Plan& plan, const scenario::Scenario& scenario, const RunSpec& spec, const Control& control) {
  const std::uint64_t blocks = blocks_of(spec.draws);
  const unsigned asked = spec.threads > 0 ? spec.threads : std::max(1U, std::thread::hardware_concurrency());
  const auto threads = static_cast<unsigned>(std::clamp<std::uint64_t>(blocks, 1, asked));
  const math::Design design(spec.design, spec.seed, channels_of(plan), spec.draws);
  if (control.draws_csv != nullptr) {
    *control.draws_csv << csv_header(plan, scenario);
  }
  std::vector<BlockWorker> workers;
  for (unsigned t = 0; t < threads; ++t) {
    workers.emplace_back(plan, design, spec, control.draws_csv != nullptr);
  }
  Ledger ledger(blocks, threads, control);
  run_threads(ledger, workers, spec.draws);
  const std::uint64_t blocks_done = ledger.blocks_done();
  Results results = collect(plan, ledger, workers);
  results.seed = spec.seed;
  results.draws_asked = spec.draws;
  results.draws_done = std::min(spec.draws, blocks_done * model::block_draws);
  results.draws_invalid = ledger.invalid();
  return results;
}

}  // namespace suasion::ensemble
