#pragma once
/// How a stage of a run is carried out: what was kept is taken up, what is missing is shared out and run, what is done
/// is kept now and then and put together.

#include <algorithm>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <sstream>
#include <string>
#include <utility>

#include "suasion/ensemble/parallel.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/ensemble/tree.hpp"

namespace suasion::ensemble {

template <class Part>
[[nodiscard]] std::string packed(const Part& part) {
  std::ostringstream bytes;
  cereal::PortableBinaryOutputArchive archive(bytes);
  archive(part);
  return std::move(bytes).str();
}

template <class Part>
[[nodiscard]] Part unpacked(const std::string& bytes) {
  Part part;
  std::istringstream stream(bytes);
  cereal::PortableBinaryInputArchive archive(stream);
  archive(part);
  base::require(part.sums.sound(), "a part that was kept is one of a tree");
  return part;
}

/// What a stage came to.
template <class Part>
struct CarriedOut {
  Part part = {};    ///< for process 0: all of it
  Ranges done = {};  ///< for every process: which blocks were done
};

/// One process's way through a stage. A Part has `Tree<...> sums`, `void add(std::uint64_t block, Result)` and
/// `void join(Part)`; a Worker has `Result run(std::uint64_t block)` and `void hand_over(Part&)`, which adds the whole
/// numbers that it has counted so far and forgets them.
template <class Part, class Result, class Worker>
class Stage {
 public:
  Stage(std::uint64_t draws, const Control& control)
      : draws_(draws), control_(control), wanted_(control.blocks.value_or(Ranges{{0, blocks_of(draws)}})) {
    if (control.keeper != nullptr) {
      for (const std::string& bytes : control.keeper->kept(control.stage)) {
        before_.join(unpacked<Part>(bytes));
      }
    }
    if (control.team != nullptr) {  // nobody keeps anything new before all have read what was kept
      static_cast<void>(control.team->all_gather(""));
    }
    const Ranges left = missing(wanted_, before_.sums.ranges());
    mine_ = control.team != nullptr ? share(left, control.team->rank(), control.team->size()) : left;
  }

  /// How many threads this process should use. @param asked 0: as many as there are processors for it
  [[nodiscard]] unsigned threads(unsigned asked) const {
    const unsigned all = control_.team != nullptr ? control_.team->processors() : base::usable_processors();
    return threads_for(count(mine_), asked > 0 ? asked : all);
  }

  [[nodiscard]] CarriedOut<Part> run(std::vector<Worker>& workers) {
    for (Range range : mine_) {
      while (range.first < range.end && !cancelled()) {
        range.first = run_some(range, workers);
        keep_if(control_.keeper != nullptr && std::chrono::steady_clock::now() >= control_.keeper->due());
      }
    }
    keep_if(control_.keeper != nullptr && (cancelled() || control_.keeper->keeps_the_end()));
    if (control_.draws != nullptr) {
      control_.draws->flush();
    }
    return put_together();
  }

 private:
  [[nodiscard]] bool cancelled() const { return control_.cancel != nullptr && control_.cancel->load(); }

  std::uint64_t run_some(const Range& range, std::vector<Worker>& workers) {
    const Work work = {
        .first = range.first,
        .end = range.end,
        .progress = [&](std::uint64_t blocks) { tell(blocks); },
        .cancel = control_.cancel,
        .until = control_.keeper != nullptr ? control_.keeper->due() : std::chrono::steady_clock::time_point::max()};
    const std::uint64_t end = run_blocks<Result>(work, workers, [&](std::uint64_t block, Result result) {
      if (control_.draws != nullptr) {
        const std::uint64_t first = block * model::block_draws;
        control_.draws->add(first, std::min<std::uint64_t>(model::block_draws, draws_ - first), result.draws);
      }
      now_.add(block, std::move(result));
    });
    for (Worker& worker : workers) {
      worker.hand_over(now_);
    }
    told_ += end - range.first;
    return end;
  }

  /// Draws done, of all that are asked for; a team's are reckoned from those of this process.
  void tell(std::uint64_t blocks) const {
    if (control_.progress) {
      const std::uint64_t before = count(before_.sums.ranges());
      const std::uint64_t team = control_.team != nullptr ? control_.team->size() : 1;
      const std::uint64_t all = count(wanted_);
      const std::uint64_t done = std::min(all, before + team * (told_ + blocks));
      control_.progress(std::min(draws_, done * model::block_draws), std::min(draws_, all * model::block_draws));
    }
  }

  void keep_if(bool wanted) {
    if (wanted && !now_.sums.empty()) {
      if (control_.draws != nullptr) {
        control_.draws->flush();
      }
      control_.keeper->keep(control_.stage, now_.sums.ranges(), packed(now_));
    }
  }

  [[nodiscard]] CarriedOut<Part> put_together() {
    CarriedOut<Part> result;
    if (control_.team == nullptr) {
      before_.join(std::move(now_));
    } else {
      const std::string all =
          control_.team->fold(packed(now_), [](const std::string& lower, const std::string& higher) {
            Part joined = unpacked<Part>(lower);
            joined.join(unpacked<Part>(higher));
            return packed(joined);
          });
      if (!all.empty()) {
        before_.join(unpacked<Part>(all));
      }
    }
    result.part = std::move(before_);
    result.done = result.part.sums.ranges();
    if (control_.team != nullptr) {
      result.done = unpacked_ranges(control_.team->all_gather(packed(result.done)).front());
    }
    return result;
  }

  static Ranges unpacked_ranges(const std::string& bytes) {
    Ranges ranges;
    std::istringstream stream(bytes);
    cereal::PortableBinaryInputArchive archive(stream);
    archive(ranges);
    return ranges;
  }

  std::uint64_t draws_, told_ = 0;
  const Control& control_;
  Ranges wanted_, mine_ = {};
  Part before_ = {}, now_ = {};
};

}  // namespace suasion::ensemble
