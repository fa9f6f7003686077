#pragma once
/// Blocks over threads: handed out in order, added up in order, whoever finishes first. So sums of doubles do not
/// depend on the number of threads.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "suasion/model/tile.hpp"

namespace suasion::ensemble {

/// How many threads to use for so many blocks. @param asked 0: one per processor.
[[nodiscard]] inline unsigned threads_for(std::uint64_t blocks, unsigned asked) {
  const unsigned wanted = asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::clamp<std::uint64_t>(blocks, 1, wanted));
}

[[nodiscard]] constexpr std::uint64_t blocks_of(std::uint64_t draws) {
  return (draws + model::block_draws - 1) / model::block_draws;
}

/// What a set of threads has to do, and how its caller watches and stops it.
struct Work {
  std::uint64_t draws = 0;
  std::function<void(std::uint64_t done, std::uint64_t draws)> progress = {};
  const std::atomic<bool>* cancel = nullptr;
  bool reverse = false;  ///< blocks from last to first; holds all results in memory
};

/// Hands out blocks in order and adds up what comes back in order.
template <class Result>
class Ledger {
 public:
  Ledger(const Work& work, unsigned threads, std::function<void(Result)> merge)
      : work_(work),
        merge_(std::move(merge)),
        blocks_(blocks_of(work.draws)),
        window_(work.reverse ? blocks_ : lead_per_thread * threads) {}

  /// The next block to work on; false when there is none, or none is wanted any more.
  bool claim(std::uint64_t& block) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped() || claimed_ == blocks_ || claimed_ < merged_ + window_; });
    if (stopped() || claimed_ == blocks_) {
      return false;
    }
    block = work_.reverse ? blocks_ - 1 - claimed_ : claimed_;
    ++claimed_;
    return true;
  }

  void hand_in(std::uint64_t block, Result result) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(block, std::move(result));
    ++done_;
    // Taken out first: if merging throws, no other thread may come upon what is left of this result.
    for (auto next = waiting_.extract(merged_); !next.empty(); next = waiting_.extract(merged_)) {
      merge_(std::move(next.mapped()));
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
  void watch(unsigned threads) {
    std::unique_lock lock(mutex_);
    while (!news_.wait_for(lock, progress_interval, [&] { return ended_ == threads; })) {
      const std::uint64_t done = std::min(work_.draws, done_ * model::block_draws);
      lock.unlock();
      if (work_.progress) {
        work_.progress(done, work_.draws);
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

 private:
  static constexpr auto progress_interval = std::chrono::milliseconds(100);
  /// A thread may be this many blocks per thread ahead of the slowest: it bounds the memory of what waits.
  static constexpr std::uint64_t lead_per_thread = 16;

  [[nodiscard]] bool stopped() const { return error_ || (work_.cancel != nullptr && work_.cancel->load()); }

  const Work& work_;
  std::function<void(Result)> merge_;
  std::uint64_t blocks_, window_;
  std::mutex mutex_;
  std::condition_variable room_, news_;
  std::uint64_t claimed_ = 0, merged_ = 0, done_ = 0;
  unsigned ended_ = 0;
  std::map<std::uint64_t, Result> waiting_;
  std::exception_ptr error_;
};

/// Runs every block on one of the workers, a thread each. `merge` is called in block order, by one thread at a time.
/// @param workers each with `Result run(std::uint64_t block)`; the block is a number, counted from 0.
/// @return how many draws were done: all, or those of the blocks before the first that was left out.
/// @throws what a worker, `merge` or the caller's progress threw.
template <class Result, class Worker>
std::uint64_t run_blocks(const Work& work, std::vector<Worker>& workers, std::function<void(Result)> merge) {
  Ledger<Result> ledger(work, static_cast<unsigned>(workers.size()), std::move(merge));
  std::vector<std::thread> pool;
  try {
    for (Worker& worker : workers) {
      pool.emplace_back([&ledger, &worker] {
        try {
          for (std::uint64_t block = 0; ledger.claim(block);) {
            ledger.hand_in(block, worker.run(block));
          }
        } catch (...) {
          ledger.fail(std::current_exception());
        }
        ledger.thread_ended();
      });
    }
    ledger.watch(static_cast<unsigned>(pool.size()));
  } catch (...) {  // no more threads to be had, or the caller's progress threw
    ledger.fail(std::current_exception());
  }
  for (std::thread& thread : pool) {
    thread.join();
  }
  return std::min(work.draws, ledger.blocks_done() * model::block_draws);
}

}  // namespace suasion::ensemble
