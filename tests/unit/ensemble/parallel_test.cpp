#include "suasion/ensemble/parallel.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <stdexcept>

namespace {

using namespace suasion::ensemble;

/// A worker that says which block it was given; slow on some, so that blocks come back out of order.
struct Slow {
  std::uint64_t fails_at = UINT64_MAX;

  std::uint64_t run(std::uint64_t block) const {
    if (block == fails_at) {
      throw std::runtime_error("block failed");
    }
    if (block % 5 == 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
    return block;
  }
};

struct Ran {
  std::vector<std::uint64_t> order = {};
  std::uint64_t end = 0;
};

Ran ran(const Work& work, std::size_t threads) {
  Ran result;
  std::vector<Slow> workers(threads);
  result.end = run_blocks<std::uint64_t>(work, workers, [&](std::uint64_t block, std::uint64_t said) {
    CHECK(block == said);
    result.order.push_back(block);
  });
  return result;
}

std::vector<std::uint64_t> blocks_from(std::uint64_t first, std::uint64_t end) {
  std::vector<std::uint64_t> all(end - first);
  std::iota(all.begin(), all.end(), first);
  return all;
}

}  // namespace

TEST_CASE("blocks are merged in order, each once, whatever the threads") {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    const Ran result = ran({.first = 7, .end = 40}, threads);
    CHECK(result.end == 40);
    CHECK(result.order == blocks_from(7, 40));
  }
}

TEST_CASE("no block is begun after the time is up, but one is done at least") {
  const Ran result = ran({.first = 3, .end = 1'000'000, .until = std::chrono::steady_clock::now()}, 3);
  CHECK(result.end > 3);
  CHECK(result.end < 100);
  CHECK(result.order == blocks_from(3, result.end));
}

TEST_CASE("there are as many threads as blocks at most, and one at least") {
  CHECK(threads_for(3, 8) == 3);
  CHECK(threads_for(100, 8) == 8);
  CHECK(threads_for(0, 8) == 1);
  CHECK(threads_for(1'000'000, 0) >= 1);
  CHECK(blocks_of(1) == 1);
  CHECK(blocks_of(256) == 1);
  CHECK(blocks_of(257) == 2);
}

TEST_CASE("no draws at all are no work") {
  const Ran result = ran({.first = 5, .end = 5}, 2);
  CHECK(result.end == 5);
  CHECK(result.order.empty());
}

TEST_CASE("what is cancelled ends with the blocks before the first that was left out") {
  std::atomic<bool> cancel = false;
  std::vector<std::uint64_t> order;
  std::vector<Slow> workers(3);
  const Work work = {.end = 4000, .cancel = &cancel};
  const std::uint64_t end = run_blocks<std::uint64_t>(work, workers, [&](std::uint64_t block, std::uint64_t) {
    order.push_back(block);
    cancel = cancel || block == 20;
  });
  CHECK(order.size() >= 21);
  CHECK(order.size() < 100);
  CHECK(order == blocks_from(0, order.size()));
  CHECK(end == order.size());
}

TEST_CASE("no thread runs ahead of the slowest without end") {
  std::atomic<std::uint64_t> merged = 0;
  std::atomic<std::uint64_t> furthest = 0;
  struct Watched {
    std::atomic<std::uint64_t>* merged;
    std::atomic<std::uint64_t>* furthest;
    std::uint64_t run(std::uint64_t block) const {
      std::this_thread::sleep_for(std::chrono::milliseconds(block == 0 ? 100 : 0));  // the others wait for the first
      const std::uint64_t ahead = block - std::min(block, merged->load());
      for (std::uint64_t known = *furthest; ahead > known && !furthest->compare_exchange_weak(known, ahead);) {
      }
      return block;
    }
  };
  std::vector<Watched> workers(2, Watched{&merged, &furthest});
  run_blocks<std::uint64_t>({.end = 4000}, workers, [&](std::uint64_t, std::uint64_t) { ++merged; });
  CHECK(furthest.load() > 2);
  CHECK(furthest.load() <= 32);  // 16 blocks a thread
}

TEST_CASE("what a worker throws reaches the caller, after all threads have ended") {
  std::vector<Slow> workers(4);
  for (Slow& worker : workers) {
    worker.fails_at = 7;
  }
  CHECK_THROWS_WITH_AS(run_blocks<std::uint64_t>({.end = 400}, workers, [](std::uint64_t, std::uint64_t) {}),
                       "block failed", std::runtime_error);
}

TEST_CASE("what the merging or the progress throws reaches the caller") {
  std::vector<Slow> workers(2);
  const auto full = [](std::uint64_t, std::uint64_t) { throw std::runtime_error("disk full"); };
  CHECK_THROWS_WITH_AS(run_blocks<std::uint64_t>({.end = 4}, workers, full), "disk full", std::runtime_error);
  const Work work = {.end = 200'000, .progress = [](std::uint64_t) { throw std::runtime_error("nobody looks"); }};
  CHECK_THROWS_WITH_AS(run_blocks<std::uint64_t>(work, workers, [](std::uint64_t, std::uint64_t) {}), "nobody looks",
                       std::runtime_error);
}
