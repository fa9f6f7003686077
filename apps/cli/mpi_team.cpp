#include "mpi_team.hpp"

#ifdef SUASION_HAS_MPI

#include <mpi.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <numeric>
#include <thread>

#include "suasion/base/result.hpp"

namespace suasion::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_bytes = std::size_t{1} << 30;  // of one message: MPI counts in int
constexpr auto patience = std::chrono::seconds(3);        // of a process that failed, for the others to listen
constexpr auto awake = std::chrono::milliseconds(2);      // waits without sleeping: most exchanges are quick
constexpr auto nap = std::chrono::microseconds(200);

/// What a process says before anything is exchanged: what it means to do, and a number (bytes, or an exit status).
enum class Word : std::uint64_t { all_gather = 1, gather = 2, leave = 3, failed = 4, fold = 5 };
constexpr unsigned number_bits = 56;

std::uint64_t said(Word word, std::uint64_t number) {
  return static_cast<std::uint64_t>(word) << number_bits | number;
}

Word word_of(std::uint64_t said) {
  return static_cast<Word>(said >> number_bits);
}

std::uint64_t number_of(std::uint64_t said) {
  return said & ((std::uint64_t{1} << number_bits) - 1);
}

/// Calls `act(offset, count)` for a message of any size, in pieces that MPI can count.
template <class Act>
void in_pieces(std::uint64_t bytes, const Act& act) {
  for (std::uint64_t at = 0; at < bytes; at += most_bytes) {
    act(at, static_cast<int>(std::min<std::uint64_t>(most_bytes, bytes - at)));
  }
}

class MpiTeam final : public ProcessTeam {
 public:
  MpiTeam(int rank, int size) : rank_(rank), size_(size) {
    MPI_Comm here{};
    int neighbours = 1;  // processes of this machine, this one among them
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank, MPI_INFO_NULL, &here);
    MPI_Comm_size(here, &neighbours);
    MPI_Comm_free(&here);
    const long share = sysconf(_SC_NPROCESSORS_ONLN) / neighbours;
    processors_ = static_cast<unsigned>(std::clamp<long>(share, 1, base::usable_processors()));
  }
  ~MpiTeam() override { MPI_Finalize(); }
  MpiTeam(const MpiTeam&) = delete;
  MpiTeam& operator=(const MpiTeam&) = delete;
  MpiTeam(MpiTeam&&) = delete;
  MpiTeam& operator=(MpiTeam&&) = delete;

  [[nodiscard]] unsigned rank() const override { return static_cast<unsigned>(rank_); }
  [[nodiscard]] unsigned size() const override { return static_cast<unsigned>(size_); }

  [[nodiscard]] unsigned processors() const override { return processors_; }

  [[nodiscard]] std::vector<std::string> all_gather(std::string_view mine) override {
    const std::vector<std::uint64_t> sizes = agree(Word::all_gather, mine.size());
    const std::uint64_t total = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
    return total <= most_bytes ? all_at_once(mine, sizes, total) : one_by_one(mine, sizes);
  }

  [[nodiscard]] std::vector<std::string> gather(std::string_view mine) override {
    const std::vector<std::uint64_t> sizes = agree(Word::gather, mine.size());
    if (rank_ != 0) {
      send(0, mine);
      return {};
    }
    std::vector<std::string> parts{std::string(mine)};
    for (int from = 1; from < size_; ++from) {
      parts.push_back(receive(from, sizes[static_cast<std::size_t>(from)]));
    }
    return parts;
  }

  [[nodiscard]] std::string fold(std::string mine, const Join& join) override {
    static_cast<void>(agree(Word::fold, 0));
    for (int step = 1; step < size_; step *= 2) {
      if (rank_ % (2 * step) != 0) {
        const std::uint64_t bytes = mine.size();
        MPI_Send(&bytes, 1, MPI_UINT64_T, rank_ - step, 0, MPI_COMM_WORLD);
        send(rank_ - step, mine);
        return {};
      }
      if (rank_ + step < size_) {
        std::uint64_t bytes = 0;
        MPI_Recv(&bytes, 1, MPI_UINT64_T, rank_ + step, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        mine = join(mine, receive(rank_ + step, bytes));
      }
    }
    return mine;
  }

  [[nodiscard]] Speaker leave(Status status, bool failed) override {
    if (left_) {
      return apart_ ? Speaker::this_process_alone : Speaker::other;
    }
    left_ = true;
    const std::uint64_t mine = said(failed ? Word::failed : Word::leave, static_cast<std::uint64_t>(status));
    std::vector<std::uint64_t> all(rank() + 1);
    if (!exchange(mine, all, failed ? Clock::now() + patience : Clock::time_point::max())) {
      return Speaker::this_process_alone;
    }
    const auto first = std::find_if(all.begin(), all.end(), [](auto one) { return word_of(one) == Word::failed; });
    return first - all.begin() == rank_ ? Speaker::this_process : Speaker::other;
  }

  [[noreturn]] void abort(Status status) override {
    MPI_Abort(MPI_COMM_WORLD, status);
    std::abort();  // not reached
  }

 private:
  static void send(int to, std::string_view bytes) {
    in_pieces(bytes.size(), [&](std::uint64_t at, int count) {
      MPI_Send(bytes.data() + at, count, MPI_BYTE, to, 0, MPI_COMM_WORLD);
    });
  }

  [[nodiscard]] static std::string receive(int from, std::uint64_t bytes) {
    std::string part(bytes, '\0');
    in_pieces(bytes, [&](std::uint64_t at, int count) {
      MPI_Recv(part.data() + at, count, MPI_BYTE, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    });
    return part;
  }

  /// What each process says. @return false where they did not all say something before `until`.
  bool exchange(std::uint64_t mine, std::vector<std::uint64_t>& all, Clock::time_point until) const {
    all.assign(size(), 0);
    MPI_Request request{};
    MPI_Iallgather(&mine, 1, MPI_UINT64_T, all.data(), 1, MPI_UINT64_T, MPI_COMM_WORLD, &request);
    const Clock::time_point start = Clock::now();
    for (int complete = 0; true;) {
      MPI_Test(&request, &complete, MPI_STATUS_IGNORE);
      if (complete != 0) {
        return true;
      }
      const Clock::time_point now = Clock::now();
      if (now > until) {
        return false;
      }
      if (now > start + awake) {
        std::this_thread::sleep_for(nap);  // another process may need this processor
      } else {
        std::this_thread::yield();
      }
    }
  }

  /// The number of each process. @throws Stop where one failed; InternalError where they do different things.
  [[nodiscard]] std::vector<std::uint64_t> agree(Word word, std::uint64_t number) {
    std::vector<std::uint64_t> all;
    exchange(said(word, number), all, Clock::time_point::max());
    for (const std::uint64_t one : all) {
      if (word_of(one) == Word::failed) {
        left_ = true;
        throw Stop{static_cast<Status>(number_of(one))};
      }
    }
    for (std::uint64_t& one : all) {
      if (word_of(one) != word) {
        left_ = apart_ = true;
        throw base::InternalError("processes that work together do different things");
      }
      one = number_of(one);
    }
    return all;
  }

  [[nodiscard]] std::vector<std::string> all_at_once(std::string_view mine, const std::vector<std::uint64_t>& sizes,
                                                     std::uint64_t total) const {
    std::vector<int> counts(sizes.begin(), sizes.end());
    std::vector<int> offsets(sizes.size(), 0);
    std::partial_sum(counts.begin(), counts.end() - 1, offsets.begin() + 1);
    std::string together(total, '\0');
    MPI_Allgatherv(mine.data(), static_cast<int>(mine.size()), MPI_BYTE, together.data(), counts.data(), offsets.data(),
                   MPI_BYTE, MPI_COMM_WORLD);
    std::vector<std::string> parts;
    for (std::size_t r = 0; r < sizes.size(); ++r) {
      parts.push_back(together.substr(static_cast<std::size_t>(offsets[r]), sizes[r]));
    }
    return parts;
  }

  [[nodiscard]] std::vector<std::string> one_by_one(std::string_view mine,
                                                    const std::vector<std::uint64_t>& sizes) const {
    std::vector<std::string> parts;
    for (int from = 0; from < size_; ++from) {
      std::string& part = parts.emplace_back();
      if (from == rank_) {
        part = mine;
      } else {
        part.resize(sizes[static_cast<std::size_t>(from)]);
      }
      in_pieces(part.size(), [&](std::uint64_t at, int count) {
        MPI_Bcast(part.data() + at, count, MPI_BYTE, from, MPI_COMM_WORLD);
      });
    }
    return parts;
  }

  int rank_, size_;
  unsigned processors_ = 1;
  bool left_ = false;   ///< nothing more can be exchanged
  bool apart_ = false;  ///< because the processes no longer do the same
};

}  // namespace

std::unique_ptr<ProcessTeam> join_mpi(int& argc, char**& argv) {
  int provided = 0;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);  // this thread alone speaks to the others
  int rank = 0;
  int size = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  auto team = std::make_unique<MpiTeam>(rank, size);
  return size > 1 ? std::move(team) : nullptr;
}

}  // namespace suasion::cli

#endif
