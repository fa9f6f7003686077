#include "suasion/analysis/parallel.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>
#include <vector>

#include "suasion/base/processors.hpp"

namespace suasion::analysis {

namespace {

constexpr auto progress_interval = std::chrono::milliseconds(100);
constexpr std::size_t most_at_once = std::size_t{64} << 20;   // bytes exchanged by all processes together ...
constexpr std::size_t best_at_once = std::size_t{512} << 10;  // ... and by each: what fits into caches goes fastest

/// What the threads share.
struct Shared {
  std::atomic<std::size_t> next = 0, done = 0;
  std::mutex mutex;
  std::condition_variable news;
  std::exception_ptr error = nullptr;
  unsigned ended = 0;
};

void run_pieces(Shared& shared, const std::vector<std::size_t>& pieces, const std::function<void(std::size_t)>& work,
                const std::atomic<bool>* cancel) {
  try {
    while (cancel == nullptr || !cancel->load()) {
      const std::size_t next = shared.next.fetch_add(1);
      if (next >= pieces.size()) {
        break;
      }
      work(pieces[next]);
      ++shared.done;
    }
  } catch (...) {
    const std::lock_guard lock(shared.mutex);
    shared.error = shared.error ? shared.error : std::current_exception();
    shared.next = pieces.size();
  }
  const std::lock_guard lock(shared.mutex);
  ++shared.ended;
  shared.news.notify_all();
}

/// On threads of this process. @param count of all processes, for progress. @return false if it was cancelled.
bool run_here(const std::vector<std::size_t>& pieces, std::size_t count, unsigned threads,
              const std::function<void(std::size_t)>& work, const Watch& watch) {
  const unsigned share = watch.team != nullptr ? watch.team->processors() : base::usable_processors();
  const unsigned asked = threads > 0 ? threads : share;
  const auto used = static_cast<unsigned>(std::clamp<std::size_t>(pieces.size(), 1, asked));
  Shared shared;
  std::vector<std::thread> pool;
  for (unsigned t = 0; t < used; ++t) {
    pool.emplace_back([&] { run_pieces(shared, pieces, work, watch.cancel); });
  }
  {
    std::unique_lock lock(shared.mutex);
    while (!shared.news.wait_for(lock, progress_interval, [&] { return shared.ended == used; })) {
      lock.unlock();
      if (watch.progress) {
        watch.progress(shared.done * count / std::max<std::size_t>(1, pieces.size()));
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
  return shared.done == pieces.size();
}

std::vector<std::size_t> all_pieces(std::size_t count) {
  std::vector<std::size_t> pieces(count);
  std::iota(pieces.begin(), pieces.end(), std::size_t{0});
  return pieces;
}

/// Whether all processes say yes.
bool all_say(base::Team& team, bool yes) {
  const std::vector<std::string> said = team.all_gather(yes ? "y" : "n");
  return std::all_of(said.begin(), said.end(), [](const std::string& one) { return one == "y"; });
}

/// Passes what pieces filled in from the processes that did them to all others, a bounded part at a time.
class PieceExchange {
 public:
  PieceExchange(base::Team& team, std::size_t count, const Carry& carry) : team_(team), carry_(carry) {
    for (unsigned rank = 0; rank < team.size(); ++rank) {
      pieces_.push_back(pieces_of_rank(count, rank, team.size()));
    }
    passed_.resize(team.size(), 0);
  }

  void run() {
    while (!complete()) {
      const std::vector<std::string> parts = team_.all_gather(written());
      for (unsigned rank = 0; rank < team_.size(); ++rank) {
        if (rank != team_.rank()) {
          read(rank, parts[rank]);
        }
      }
    }
  }

 private:
  [[nodiscard]] bool complete() const {
    for (std::size_t rank = 0; rank < pieces_.size(); ++rank) {
      if (passed_[rank] < pieces_[rank].size()) {
        return false;
      }
    }
    return true;
  }

  /// The next pieces of this process: how many, and what they filled in.
  [[nodiscard]] std::string written() {
    const std::vector<std::size_t>& mine = pieces_[team_.rank()];
    std::size_t& passed = passed_[team_.rank()];
    const std::size_t first = passed;
    const std::size_t bytes = std::min(best_at_once, most_at_once / team_.size());
    Carrier carrier;
    while (passed < mine.size() && carrier.written().size() < bytes) {
      carry_(mine[passed++], carrier);
    }
    std::size_t count = passed - first;
    Carrier head;
    head.value(count);
    return head.written() + carrier.written();
  }

  void read(unsigned rank, const std::string& part) {
    Carrier carrier(part);
    std::size_t count = 0;
    carrier.value(count);
    for (; count > 0; --count) {
      carry_(pieces_[rank].at(passed_[rank]++), carrier);
    }
    base::require(carrier.at_end(), "what one process wrote another reads to its end");
  }

  base::Team& team_;
  const Carry& carry_;
  std::vector<std::vector<std::size_t>> pieces_ = {};  ///< [ranks]
  std::vector<std::size_t> passed_ = {};               ///< [ranks] how many of them are known to all
};

}  // namespace

std::vector<std::size_t> pieces_of_rank(std::size_t count, unsigned rank, unsigned size) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio: neighbours end far apart
  std::vector<std::size_t> pieces;
  for (std::size_t first = 0, round = 0; first < count; first += size, ++round) {
    const std::size_t turned = (rank + (round * golden >> 32)) % size;
    if (first + turned < count) {
      pieces.push_back(first + turned);
    }
  }
  return pieces;
}

bool for_each_piece(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                    const Watch& watch, const Carry& carry) {
  base::Team* team = watch.team;
  if (team == nullptr || team->size() == 1) {
    return run_here(all_pieces(count), count, threads, work, watch);
  }
  const bool shared = static_cast<bool>(carry);
  const bool whole = run_here(shared ? pieces_of_rank(count, team->rank(), team->size()) : all_pieces(count), count,
                              threads, work, watch);
  const bool cancelled = watch.cancel != nullptr && watch.cancel->load();
  if (!all_say(*team, whole && !cancelled)) {
    return false;
  }
  if (shared) {
    PieceExchange(*team, count, carry).run();
  }
  return true;
}

}  // namespace suasion::analysis
