#pragma once
/// A team of threads in one process, so that what processes do together can be tested without starting any.

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "suasion/base/team.hpp"

namespace suasion::test {

/// Where the members meet.
class MeetingPlace {
 public:
  explicit MeetingPlace(unsigned size) : size_(size), parts_(size) {}

  [[nodiscard]] unsigned size() const { return size_; }

  /// Returns in all members what each of them brought. @throws std::runtime_error where one has given up.
  std::vector<std::string> exchange(unsigned rank, std::string_view mine) {
    std::unique_lock lock(mutex_);
    parts_[rank] = mine;
    const unsigned long meeting = meetings_;
    if (++arrived_ == size_) {
      arrived_ = 0;
      ++meetings_;
      exchanged_ = parts_;
      all_here_.notify_all();
    } else {
      all_here_.wait(lock, [&] { return meetings_ != meeting || given_up_; });
    }
    if (meetings_ == meeting) {
      throw std::runtime_error("another member has given up");
    }
    return exchanged_;
  }

  void give_up() {
    const std::lock_guard lock(mutex_);
    given_up_ = true;
    all_here_.notify_all();
  }

 private:
  unsigned size_, arrived_ = 0;
  unsigned long meetings_ = 0;
  bool given_up_ = false;
  std::mutex mutex_;
  std::condition_variable all_here_;
  std::vector<std::string> parts_, exchanged_;
};

class ThreadTeam final : public base::Team {
 public:
  ThreadTeam(MeetingPlace& place, unsigned rank) : place_(place), rank_(rank) {}
  [[nodiscard]] unsigned rank() const override { return rank_; }
  [[nodiscard]] unsigned size() const override { return place_.size(); }
  [[nodiscard]] std::vector<std::string> all_gather(std::string_view mine) override {
    return place_.exchange(rank_, mine);
  }
  [[nodiscard]] std::vector<std::string> gather(std::string_view mine) override {
    std::vector<std::string> all = place_.exchange(rank_, mine);
    return rank_ == 0 ? all : std::vector<std::string>();
  }
  [[nodiscard]] std::string fold(std::string mine, const Join& join) override {
    const std::vector<std::string> all = gather(mine);
    std::string joined = all.empty() ? std::string() : all.front();
    for (std::size_t rank = 1; rank < all.size(); ++rank) {
      joined = join(joined, all[rank]);
    }
    return joined;
  }

 private:
  MeetingPlace& place_;
  unsigned rank_;
};

/// Runs `act` in every member of a team of that size, and returns what each came to, in the order of ranks.
/// @throws what the first member threw by which another gave up, after all have ended.
template <class Result>
std::vector<Result> in_team(unsigned size, const std::function<Result(base::Team&)>& act) {
  MeetingPlace place(size);
  std::vector<Result> results(size);
  std::exception_ptr first = nullptr;
  std::mutex mutex;
  std::vector<std::thread> members;
  for (unsigned rank = 0; rank < size; ++rank) {
    members.emplace_back([&, rank] {
      ThreadTeam team(place, rank);
      try {
        results[rank] = act(team);
      } catch (...) {
        const std::lock_guard lock(mutex);
        first = first ? first : std::current_exception();
        place.give_up();
      }
    });
  }
  for (std::thread& member : members) {
    member.join();
  }
  if (first) {
    std::rethrow_exception(first);
  }
  return results;
}

}  // namespace suasion::test
