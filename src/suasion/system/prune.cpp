/// Which columns are wanted is followed backwards through a tick, and from its start to the end of the tick before.
#include <algorithm>

#include "suasion/system/plan.hpp"

namespace suasion::system {

namespace {

/// [columns]
class Wanted {
 public:
  explicit Wanted(std::size_t columns) : is_(columns, false) {}
  [[nodiscard]] bool any(const std::vector<Column>& columns) const {
    return std::any_of(columns.begin(), columns.end(), [&](Column c) { return is_[static_cast<std::size_t>(c)]; });
  }
  void set(const std::vector<Column>& columns, bool wanted) {
    for (const Column column : columns) {
      is_[static_cast<std::size_t>(column)] = wanted;
    }
  }
  /// @return whether it wants more than before.
  bool add(const Wanted& other) {
    bool more = false;
    for (std::size_t i = 0; i < is_.size(); ++i) {
      more = more || (other.is_[i] && !is_[i]);
      is_[i] = is_[i] || other.is_[i];
    }
    return more;
  }

 private:
  std::vector<bool> is_;
};

/// What the steps of a module read apart from by-products: all that it was handed but what by-products of its own
/// write.
std::vector<std::vector<Column>> main_reads(const Plan& plan) {
  std::vector<std::vector<Column>> reads = plan.handed;
  std::vector<Wanted> written(reads.size(), Wanted(plan.columns));
  for (const auto& phase : plan.steps) {
    for (const PlannedStep& step : phase) {
      for (const ByProduct& one : step.by_products) {
        written[step.module].set(one.writes, true);
      }
    }
  }
  for (std::size_t m = 0; m < reads.size(); ++m) {
    reads[m].erase(std::remove_if(reads[m].begin(), reads[m].end(), [&](Column c) { return written[m].any({c}); }),
                   reads[m].end());
  }
  return reads;
}

/// From what is wanted after the step to what is wanted before it. @return [by-products] whether each is needed.
std::vector<bool> before(const PlannedStep& step, const std::vector<Column>& main_reads, bool always, Wanted& wanted) {
  std::vector<bool> needed;
  for (const ByProduct& one : step.by_products) {
    needed.push_back(wanted.any(one.writes));
  }
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (needed[i] && always && step.by_products[i].overwrites) {
      wanted.set(step.by_products[i].writes, false);
    }
  }
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (needed[i]) {
      wanted.set(step.by_products[i].reads, true);
      if (!step.by_products[i].overwrites) {
        wanted.set(step.by_products[i].writes, true);
      }
    }
  }
  if (!step.only_by_products) {
    wanted.set(main_reads, true);
  }
  return needed;
}

constexpr auto decide = static_cast<std::size_t>(Phase::decide);

/// Calls what(phase, index, needed) for every step, last first, given what is wanted at the end of a tick.
template <class What>
void backwards(const Plan& plan, const std::vector<std::vector<Column>>& reads, Wanted& wanted, const What& what) {
  for (std::size_t phase = phases; phase-- > 0;) {
    for (std::size_t i = plan.steps[phase].size(); i-- > 0;) {
      const PlannedStep& step = plan.steps[phase][i];
      what(phase, i, before(step, reads[step.module], phase != decide, wanted));
    }
  }
}

void leave_out(PlannedStep& step, const std::vector<bool>& needed) {
  const bool all = std::find(needed.begin(), needed.end(), false) == needed.end();
  if (all) {
    return;
  }
  if (step.only_by_products && std::find(needed.begin(), needed.end(), true) == needed.end()) {
    step.step = nullptr;
    return;
  }
  std::vector<bool> left_out = needed;
  left_out.flip();
  if (std::unique_ptr<const Step> leaner = step->without(left_out)) {
    step.step = std::move(leaner);
  }
}

}  // namespace

void keep_only(Plan& plan, const std::vector<Column>& looked_at) {
  plan.handed.resize(std::max(plan.handed.size(), plan.modules.size() + 1));
  const std::vector<std::vector<Column>> reads = main_reads(plan);
  Wanted at_end(plan.columns);
  at_end.set(looked_at, true);
  for (const PlannedQuestion& question : plan.questions) {
    at_end.set({question.column}, true);
  }
  for (const Variable& variable : plan.variables) {
    if (variable.is_event && at_end.any({variable.column})) {
      at_end.set({variable.day}, true);
    }
  }
  for (bool more = true; more;) {
    Wanted wanted = at_end;
    backwards(plan, reads, wanted, [](std::size_t, std::size_t, const std::vector<bool>&) {});
    more = at_end.add(wanted);
  }
  Wanted wanted = at_end;
  backwards(plan, reads, wanted, [&](std::size_t phase, std::size_t i, const std::vector<bool>& needed) {
    leave_out(plan.steps[phase][i], needed);
  });
  for (auto& phase : plan.steps) {
    phase.erase(std::remove_if(phase.begin(), phase.end(), [](const PlannedStep& one) { return one.step == nullptr; }),
                phase.end());
  }
  Wanted kept(plan.columns);
  kept.set(looked_at, true);
  plan.variables.erase(std::remove_if(plan.variables.begin(), plan.variables.end(),
                                      [&](const Variable& one) { return !kept.any({one.column}); }),
                       plan.variables.end());
}

}  // namespace suasion::system
