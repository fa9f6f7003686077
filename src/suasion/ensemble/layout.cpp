#include "suasion/ensemble/layout.hpp"

#include <algorithm>

namespace suasion::ensemble {

Layout::Layout(const WorldsSpec& spec) {
  const system::Plan& base = *spec.worlds.front().plan;
  on_day_.assign(base.ticks.size(), false);
  for (const double day : spec.days) {
    on_day_[base.tick_at(day)] = true;
  }
  for (const std::string& name : spec.variables) {
    const bool followed = std::find(spec.followed.begin(), spec.followed.end(), name) != spec.followed.end();
    for (const bool on_day : on_day_) {
      entry_.push_back(followed || on_day ? entries_++ : none);
    }
  }
}

std::size_t Layout::place(std::size_t row, std::size_t v, std::size_t tick) const {
  if (row == 0) {
    return v * ticks() + tick;
  }
  const std::size_t at = entry(v, tick);
  return at == none ? none : entry_.size() + (row - 1) * entries_ + at;
}

}  // namespace suasion::ensemble
