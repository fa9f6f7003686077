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
  std::uint64_t draws = 0;
};

Ran ran(const Work& work, std::size_t threads) {
  Ran result;
  std::vector<Slow> workers(threads);
  result.draws = run_blocks<std::uint64_t>(work, workers, [&](std::uint64_t block) { result.order.push_back(block); });
  return result;
}

std::vector<std::uint64_t> up_to(std::uint64_t blocks) {
  std::vector<std::uint64_t> all(blocks);
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

}  // namespace

TEST_CASE("blocks are merged in order, each once, whatever the threads and the direction") {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    for (const bool reverse : {false, true}) {
      const Ran result = ran({.draws = 10'000, .reverse = reverse}, threads);
      CHECK(result.draws == 10'000);
      CHECK(result.order == up_to(40));  // 39 whole blocks of 256 draws, and one of 16
    }
  }
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
  const Ran result = ran({.draws = 0}, 2);
  CHECK(result.draws == 0);
  CHECK(result.order.empty());
}

TEST_CASE("what is cancelled ends with the blocks before the first that was left out") {
  std::atomic<bool> cancel = false;
  std::vector<std::uint64_t> order;
  std::vector<Slow> workers(3);
  const Work work = {.draws = 1'000'000, .cancel = &cancel};
  const std::uint64_t draws = run_blocks<std::uint64_t>(work, workers, [&](std::uint64_t block) {
    order.push_back(block);
    cancel = cancel || block == 20;
  });
  CHECK(order.size() >= 21);
  CHECK(order.size() < 100);
  CHECK(order == up_to(order.size()));
  CHECK(draws == order.size() * 256);
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
  run_blocks<std::uint64_t>({.draws = 1'000'000}, workers, [&](std::uint64_t) { ++merged; });
  CHECK(furthest.load() > 2);
  CHECK(furthest.load() <= 32);  // 16 blocks a thread
}

TEST_CASE("what a worker throws reaches the caller, after all threads have ended") {
  std::vector<Slow> workers(4);
  for (Slow& worker : workers) {
    worker.fails_at = 7;
  }
  CHECK_THROWS_WITH_AS(run_blocks<std::uint64_t>({.draws = 100'000}, workers, [](std::uint64_t) {}), "block failed",
                       std::runtime_error);
}

TEST_CASE("what the merging or the progress throws reaches the caller") {
  std::vector<Slow> workers(2);
  const auto full = [](std::uint64_t) { throw std::runtime_error("disk full"); };
  CHECK_THROWS_WITH_AS(run_blocks<std::uint64_t>({.draws = 1000}, workers, full), "disk full", std::runtime_error);
  const Work work = {.draws = 50'000'000,
                     .progress = [](std::uint64_t, std::uint64_t) { throw std::runtime_error("nobody looks"); }};
  CHECK_THROWS_WITH_AS(run_blocks<std::uint64_t>(work, workers, [](std::uint64_t) {}), "nobody looks",
                       std::runtime_error);
}
