#include "suasion/system/calendar.hpp"

#include <algorithm>
#include <limits>

namespace suasion::system {

namespace {

/// One event of the calendar.
class Appointment final : public Start {
 public:
  Appointment(Column day, std::optional<Column> reliability, math::Channel chance, Column by_id, Column by_kind)
      : day_(day), reliability_(reliability), chance_(chance), by_id_(by_id), by_kind_(by_kind) {}

  void begin(Block& block) const override {
    double chance[block_draws];
    block.uniforms(chance_, 0, chance);
    const double* day = block.column(day_);
    const double* reliability = reliability_ ? block.column(*reliability_) : nullptr;
    double* by_id = block.column(by_id_);
    double* by_kind = block.column(by_kind_);
    for (std::size_t row = 0; row < block_draws; ++row) {
      const bool happens = reliability == nullptr || chance[row] < reliability[row];
      by_id[row] = happens ? day[row] : std::numeric_limits<double>::infinity();
      by_kind[row] = std::min(by_kind[row], by_id[row]);
    }
  }

 private:
  Column day_;
  std::optional<Column> reliability_;
  math::Channel chance_;
  Column by_id_, by_kind_;
};

/// The day an event is set for, or null.
const scenario::When* set_for(const scenario::Element& event) {
  for (const char* key : {"planned", "during", "date"}) {
    if (const scenario::When* when = event.when(key)) {
      return when;
    }
  }
  return nullptr;
}

}  // namespace

void plan_calendar(Builder& builder) {
  const scenario::Scenario& scenario = builder.scenario();
  for (const scenario::Element* event : scenario.section("events")) {
    const scenario::When* when = set_for(*event);
    const bool ahead = when != nullptr && when->last > scenario.origin;
    if (!ahead || event->when("cancelled") != nullptr || event->when("done") != nullptr || !event->flag("sent", true)) {
      continue;
    }
    if (builder.days(when->first) > builder.horizon()) {
      continue;  // told as a mistake where a module reads such events
    }
    const scenario::Quantity* reliability = event->quantity("reliability");
    const Column by_id = builder.event(event->id);
    // one after another: the order of first use is the order of the inputs, and compilers differ on that of arguments
    const Column by_kind = event->kind.empty() ? by_id : builder.event(event->kind);
    const auto occurs = reliability != nullptr ? std::optional(builder.input(*reliability)) : std::nullopt;
    const auto day = builder.day(event->path(), *when);
    builder.start(std::make_unique<Appointment>(day, occurs, math::channel(event->path() + ".occurs"), by_id, by_kind));
  }
}

}  // namespace suasion::system
