#include "suasion/ensemble/trials.hpp"

namespace suasion::ensemble {

void Trials::run(const Points& points, std::span<const char> wanted, std::vector<double>& columns) {
  std::unique_ptr<Trial> trial;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      trial = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!trial) {
    trial = experiment_.trial();
  }
  columns.resize(experiment_.outputs().size() * model::block_draws);
  trial->run(points, wanted, columns);
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(trial));
}

}  // namespace suasion::ensemble
