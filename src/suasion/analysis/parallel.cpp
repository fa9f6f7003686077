#include "suasion/analysis/parallel.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace suasion::analysis {

namespace {

constexpr auto progress_interval = std::chrono::milliseconds(100);

/// What the threads share.
struct Shared {
  std::atomic<std::size_t> next = 0, done = 0;
  std::mutex mutex;
  std::condition_variable news;
  std::exception_ptr error = nullptr;
  unsigned ended = 0;
};

void run_pieces(Shared& shared, std::size_t count, const std::function<void(std::size_t)>& work,
                const std::atomic<bool>* cancel) {
  try {
    while (cancel == nullptr || !cancel->load()) {
      const std::size_t piece = shared.next.fetch_add(1);
      if (piece >= count) {
        break;
      }
      work(piece);
      ++shared.done;
    }
  } catch (...) {
    const std::lock_guard lock(shared.mutex);
    shared.error = shared.error ? shared.error : std::current_exception();
    shared.next = count;
  }
  const std::lock_guard lock(shared.mutex);
  ++shared.ended;
  shared.news.notify_all();
}

}  // namespace

bool for_each_piece(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                    const Watch& watch) {
  const unsigned asked = threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  const auto used = static_cast<unsigned>(std::clamp<std::size_t>(count, 1, asked));
  Shared shared;
  std::vector<std::thread> pool;
  for (unsigned t = 0; t < used; ++t) {
    pool.emplace_back([&] { run_pieces(shared, count, work, watch.cancel); });
  }
  {
    std::unique_lock lock(shared.mutex);
    while (!shared.news.wait_for(lock, progress_interval, [&] { return shared.ended == used; })) {
      lock.unlock();
      if (watch.progress) {
        watch.progress(shared.done);
      }
      lock.lock();
    }
  }
  for (std::thread& thread : pool) {
    thread.join();
  }
  if (shared.error) {
    std::rethrow_exception(shared.error);
  }
  return shared.done == count;
}

}  // namespace suasion::analysis
