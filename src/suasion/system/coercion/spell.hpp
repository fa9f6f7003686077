#pragma once
/// The life of sanctions of one on another: threatened, imposed, eased, lifted. A step of arithmetic for kernels.

#include "suasion/math/pack.hpp"
#include "suasion/system/coercion/coercion_kernel.hpp"
#include "suasion/system/coercion/formulas.hpp"

namespace suasion::system::coercion::SUASION_TARGET {

/// Stages, as numbers in a column.
inline constexpr double quiet = 0.0, threatened = 1.0, imposed = 2.0, eased = 3.0, lifted = 4.0;

/// Eight draws of a pair while a tick goes by.
struct Spell {
  Pack stage, severity, licence, summed, changes;
  Pack impose, ease, revoke;
};

/// What a spell becomes where `where` is set, on a day.
SUASION_INLINE void impose_at(Spell& spell, Mask where, Pack day, Pack full) {
  // an exemption that runs on halves what is added
  const Pack severity = select(spell.licence > 0.0, 0.5 * (spell.severity + full), full);
  spell.severity = select(where, severity, spell.severity);
  spell.stage = select(where, like(day, imposed), spell.stage);
  spell.impose = select(where, min(day, spell.impose), spell.impose);
}

SUASION_INLINE void ease_at(Spell& spell, Mask where, Pack day, Pack left) {
  const Mask again = where & (spell.stage == eased);
  spell.severity = select(where, select(again, like(day, 0.0), min(spell.severity, left)), spell.severity);
  spell.licence = select(where, select(again, like(day, 0.0), like(day, 1.0)), spell.licence);
  spell.stage = select(where, select(again, like(day, lifted), like(day, eased)), spell.stage);
  spell.ease = select(where, min(day, spell.ease), spell.ease);
}

SUASION_INLINE void lift_at(Spell& spell, Mask where) {
  const Pack zero = broadcast(0.0);
  spell.severity = select(where, zero, spell.severity);
  spell.licence = select(where, zero, spell.licence);
  spell.stage = select(where, broadcast(lifted), spell.stage);
}

SUASION_INLINE void revoke_at(Spell& spell, Mask where, Pack day, Pack full) {
  spell.severity = select(where, full, spell.severity);
  spell.licence = select(where, broadcast(0.0), spell.licence);
  spell.stage = select(where, broadcast(imposed), spell.stage);
  spell.revoke = select(where, min(day, spell.revoke), spell.revoke);
}

/// Where a threat goes that comes to nothing: to how things were.
SUASION_INLINE void drop_at(Spell& spell, Mask where) {
  spell.stage = select(where, select(spell.severity > 0.0, broadcast(eased), broadcast(quiet)), spell.stage);
}

/// Rates of leaving the stage of the moment: by a threat or by revoking an exemption, and by all ways together.
struct Rates {
  Pack anger, total;
};

SUASION_INLINE Rates rates_of(const Sanctioning& work, const Spell& spell, Pack anger, std::size_t row) {
  const Pack zero = broadcast(0.0);
  const Pack threats = load(work.threat_rate + row) * anger;
  const Pack free_threats = select(load(work.chooses + row) < 0.0, threats, zero);
  const Mask is_imposed = spell.stage == imposed;
  const Mask is_threatened = spell.stage == threatened;
  const Mask is_eased = spell.stage == eased;
  const Pack angry = select(is_threatened, zero, select(is_imposed, threats * spell.licence, free_threats));
  const Pack calm =
      select(is_threatened, load(work.resolution_rate + row),
             select(is_imposed, load(work.review_rate + row), select(is_eased, load(work.lift_rate + row), zero)));
  return {angry, angry + calm};
}

/// One change of stage where `where` is set. The lot decides between the ways out.
SUASION_INLINE void change(const Sanctioning& work, Spell& spell, Mask where, const Rates& rates, Pack lot, Pack day,
                           std::size_t row) {
  const Pack full = load(work.full + row);
  const Mask by_anger = lot * rates.total < rates.anger;
  const Mask was_threatened = where & (spell.stage == threatened);
  const Mask was_imposed = where & (spell.stage == imposed);
  const Mask was_eased = where & (spell.stage == eased);
  const Mask was_quiet = where & ((spell.stage == quiet) | (spell.stage == lifted));
  const Pack concedes = load(work.at_threat + row);
  const Mask carried_out = (lot >= concedes) & (lot < concedes + (1.0 - concedes) * load(work.backed + row));
  // what is left of the lot once anger has had its part
  const Pack rest = (lot * rates.total - rates.anger) / max(rates.total - rates.anger, broadcast(1e-300));
  const Mask gives_way = rest < load(work.when_imposed + row);
  impose_at(spell, was_threatened & carried_out, day, full);
  drop_at(spell, was_threatened & ~carried_out);
  revoke_at(spell, was_imposed & by_anger, day, full);
  lift_at(spell, was_imposed & ~by_anger & gives_way);
  ease_at(spell, was_imposed & ~by_anger & ~gives_way, day, full * load(work.eased_share + row));
  lift_at(spell, was_eased & ~by_anger);
  spell.stage = select((was_eased & by_anger) | was_quiet, broadcast(threatened), spell.stage);
}

SUASION_INLINE Pack nth(const double* const* columns, Pack count, std::size_t row) {
  Pack value = load(columns[most_changes - 1] + row);
  for (std::size_t k = 0; k + 1 < most_changes; ++k) {
    value = select(count == static_cast<double>(k), load(columns[k] + row), value);
  }
  return value;
}

/// Goes through the tick from one change to the next: a stage is left when the rates summed since it began pass the
/// patience drawn for it.
SUASION_INLINE void run_through(const Sanctioning& work, Spell& spell, Pack anger, std::size_t row) {
  Pack left = broadcast(work.months);
  for (std::size_t pass = 0; pass < most_changes; ++pass) {
    const Rates rates = rates_of(work, spell, anger, row);
    const Pack sum = spell.summed + rates.total * left;
    const Pack patience = nth(work.patience, spell.changes, row);
    const Mask happens = (sum >= patience) & (spell.changes < static_cast<double>(most_changes));
    if (!any(happens)) {
      spell.summed = sum;
      return;
    }
    const Pack used = (patience - spell.summed) / max(rates.total, broadcast(1e-300));
    const Pack share = (left - used) / work.months;
    const Pack day = work.end - (work.end - work.start) * share;
    change(work, spell, happens, rates, nth(work.lot, spell.changes, row), day, row);
    spell.changes = select(happens, spell.changes + 1.0, spell.changes);
    spell.summed = select(happens, broadcast(0.0), sum);
    left = select(happens, max(left - used, broadcast(0.0)), broadcast(0.0));
  }
}

/// Events that others have brought about and that this spell has not taken note of.
SUASION_INLINE Mask newly(const double* day, double* seen, double end, std::size_t row) {
  const Mask due = load(day + row) <= end;
  const Mask fresh = due & (load(seen + row) == 0.0);
  store(seen + row, select(due, broadcast(1.0), load(seen + row)));
  return fresh;
}

/// What planned events and hazards of the scenario do.
SUASION_INLINE void follow_events(const Sanctioning& work, Spell& spell, std::size_t row) {
  const Pack full = load(work.full + row);
  const Pack left = full * load(work.eased_share + row);
  const Pack end = broadcast(work.end);
  impose_at(spell, newly(work.impose, work.seen_impose, work.end, row) & (spell.stage != imposed), end, full);
  ease_at(spell, newly(work.ease, work.seen_ease, work.end, row) & (spell.stage == imposed), end, left);
  revoke_at(spell, newly(work.revoke, work.seen_revoke, work.end, row) & (spell.licence > 0.0), end, full);
}

/// What the sender chooses, at the end of the tick: it counts from the next one on, however long ticks are.
SUASION_INLINE void follow_choices(const Sanctioning& work, Spell& spell, std::size_t row) {
  if (work.decisions) {
    const Pack left = load(work.full + row) * load(work.eased_share + row);
    const Mask calm = (spell.stage != imposed) & (spell.stage != threatened);
    const Mask some = (spell.stage == imposed) | (spell.stage == eased);
    spell.stage = select(calm & (load(work.threatens + row) > 0.0), broadcast(threatened), spell.stage);
    ease_at(spell, some & (load(work.eases + row) > 0.0), broadcast(work.end), left);
  }
}

inline void sanction(const Sanctioning& work) {
  for (std::size_t row = 0; row < work.rows; row += pack_lanes) {
    Spell spell = {load(work.stage + row),  load(work.severity + row), load(work.licence + row),
                   load(work.summed + row), load(work.changes + row),  load(work.impose + row),
                   load(work.ease + row),   load(work.revoke + row)};
    const Pack before = load(work.anger + row);
    const Pack now = exp(load(work.crisis_effect + row) * load(work.crisis + row));
    store(work.anger + row, now);
    follow_events(work, spell, row);
    run_through(work, spell, select(before > 0.0, 0.5 * (before + now), now), row);
    follow_choices(work, spell, row);
    store(work.stage + row, spell.stage);
    store(work.severity + row, spell.severity);
    store(work.licence + row, spell.licence);
    store(work.summed + row, spell.summed);
    store(work.changes + row, spell.changes);
    store(work.impose + row, spell.impose);
    store(work.ease + row, spell.ease);
    store(work.revoke + row, spell.revoke);
  }
}

}  // namespace suasion::system::coercion::SUASION_TARGET
