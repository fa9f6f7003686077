#pragma once
/// Trials of one experiment for several threads.

#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "suasion/ensemble/experiment.hpp"

namespace suasion::ensemble {

/// Each is made when no idle one is left, so that as many exist as threads at work. Thread-safe.
class Trials {
 public:
  explicit Trials(const Experiment& experiment) : experiment_(experiment) {}

  /// Runs on a borrowed trial. @param columns resized to [outputs][256]
  void run(const Points& points, std::span<const char> wanted, std::vector<double>& columns);

 private:
  const Experiment& experiment_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Trial>> idle_;
};

}  // namespace suasion::ensemble
