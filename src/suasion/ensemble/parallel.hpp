#pragma once
/// Blocks over threads: handed out in order and handed over in order, whoever finishes first.

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

#include "suasion/base/processors.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::ensemble {

/// How many threads to use for so many blocks. @param asked 0: one per processor.
[[nodiscard]] inline unsigned threads_for(std::uint64_t blocks, unsigned asked) {
  const unsigned wanted = asked > 0 ? asked : base::usable_processors();
  return static_cast<unsigned>(std::clamp<std::uint64_t>(blocks, 1, wanted));
}

[[nodiscard]] constexpr std::uint64_t blocks_of(std::uint64_t draws) {
  return (draws + model::block_draws - 1) / model::block_draws;
}

/// What a set of threads has to do, and how its caller watches and stops it.
struct Work {
  std::uint64_t first = 0, end = 0;                         ///< blocks
  std::function<void(std::uint64_t blocks)> progress = {};  ///< from the calling thread, about ten times a second
  const std::atomic<bool>* cancel = nullptr;                ///< set: no more blocks are begun
  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();  ///< nor are they after
};

/// Hands out blocks in order and hands over what comes back in order.
template <class Result>
class Ledger {
 public:
  Ledger(const Work& work, unsigned threads, std::function<void(std::uint64_t, Result)> merge)
      : work_(work),
        merge_(std::move(merge)),
        claimed_(work.first),
        merged_(work.first),
        window_(lead_per_thread * threads) {}

  /// The next block to work on; false when there is none, or none is wanted any more.
  bool claim(std::uint64_t& block) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped() || claimed_ == work_.end || claimed_ < merged_ + window_; });
    if (stopped() || claimed_ == work_.end) {
      return false;
    }
    block = claimed_++;
    return true;
  }

  void hand_in(std::uint64_t block, Result result) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(block, std::move(result));
    // Taken out first: if merging throws, no other thread may come upon what is left of this result.
    for (auto next = waiting_.extract(merged_); !next.empty(); next = waiting_.extract(merged_)) {
      merge_(merged_, std::move(next.mapped()));
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
      const std::uint64_t done = merged_ - work_.first;
      lock.unlock();
      if (work_.progress) {
        work_.progress(done);
      }
      room_.notify_all();  // a cancelled run must not sleep
      lock.lock();
    }
  }

  /// Only after all threads have ended. @throws what a thread threw.
  [[nodiscard]] std::uint64_t end_of_done() const {
    if (error_) {
      std::rethrow_exception(error_);
    }
    return merged_;
  }

 private:
  static constexpr auto progress_interval = std::chrono::milliseconds(100);
  /// A thread may be this many blocks per thread ahead of the slowest: it bounds the memory of what waits.
  static constexpr std::uint64_t lead_per_thread = 16;

  [[nodiscard]] bool stopped() const {
    return error_ || (work_.cancel != nullptr && work_.cancel->load()) ||
           (claimed_ > work_.first && std::chrono::steady_clock::now() >= work_.until);
  }

  const Work& work_;
  std::function<void(std::uint64_t, Result)> merge_;
  std::uint64_t claimed_, merged_, window_;
  std::mutex mutex_;
  std::condition_variable room_, news_;
  unsigned ended_ = 0;
  std::map<std::uint64_t, Result> waiting_;
  std::exception_ptr error_;
};

/// Runs every block on one of the workers, a thread each. `merge` is called in block order, by one thread at a time.
/// @param workers each with `Result run(std::uint64_t block)`.
/// @return the end of what was done: work.end, or the first block that was left out. At least one block is done before
/// work.until ends it. @throws what a worker, `merge` or the caller's progress threw.
template <class Result, class Worker>
std::uint64_t run_blocks(const Work& work, std::vector<Worker>& workers,
                         std::function<void(std::uint64_t block, Result)> merge) {
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
  return ledger.end_of_done();
}

}  // namespace suasion::ensemble
