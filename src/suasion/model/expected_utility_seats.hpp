#pragma once
/// Which draw sits in which lane. Draws wait in the order of the tiles; a lane whose draw is done takes the next one,
/// so that no lane waits for the slowest of its tile. For kernels only.

#include "suasion/model/expected_utility_work.hpp"

namespace suasion::model::expected_utility::SUASION_TARGET {

/// The draw in one lane, and where it comes from.
struct Seat {
  Course* course = nullptr;  ///< null where no draw is left for the lane
  std::size_t lane = 0;      ///< of the tile it comes from
  std::size_t round = 0;     ///< rounds played
};

struct Seats {
  Seat seat[lanes];
  Mask taken;            ///< lanes with a draw
  std::size_t next = 0;  ///< the first draw that waits, counted over all tiles
};

/// Writes where the draw of lane l stands after its last round. Rows are doubles of the tile that it comes from.
SUASION_INLINE void write_positions(const Work& w, const Seat& seat, std::size_t l, std::size_t row) {
  double* const to = seat.course->position + row * w.n * lanes + seat.lane;
  for (std::size_t i = 0; i < w.n; ++i) {
    to[i * lanes] = w.x[i][l];
  }
}

/// Puts the next draw into lane l, or nothing if none waits; then the lane goes on with the numbers of its last draw,
/// and nobody looks at them.
inline void take_next(Work& w, Seats& seats, const Tiles& tiles, std::size_t l) {
  const bool waits = seats.next < tiles.count * lanes;
  set_lane(seats.taken, l, waits);
  seats.seat[l] = {};
  if (!waits) {
    return;
  }
  const IssueTile& issue = tiles.issue[seats.next / lanes];
  Seat& seat = seats.seat[l];
  seat = {.course = tiles.course + seats.next / lanes, .lane = seats.next % lanes};
  ++seats.next;
  double low = issue.position[seat.lane];
  double high = low;
  for (std::size_t i = 0; i < w.n; ++i) {
    const std::size_t from = i * lanes + seat.lane;
    low = min(low, issue.position[from]);
    high = max(high, issue.position[from]);
    set_lane(w.x[i], l, issue.position[from]);
    set_lane(w.salience[i], l, issue.salience[from]);
    set_lane(w.weight[i], l, issue.capability[from] * issue.salience[from]);
  }
  set_lane(w.range, l, unit_of(high - low));
  write_positions(w, seat, l, 0);
}

/// Rounds after rest repeat the last positions; no one moves in them.
inline void write_rest(const Work& w, const Seat& seat, std::size_t l) {
  for (std::size_t round = seat.round; round < w.options->rounds; ++round) {
    write_positions(w, seat, l, round + 1);
    for (std::size_t i = 0; i < w.n; ++i) {
      seat.course->proposer[(round * w.n + i) * lanes + seat.lane] = -1;
      seat.course->offer[(round * w.n + i) * lanes + seat.lane] = Offer::none;
    }
  }
}

/// What is written of the round that the draw of lane l has just played. @param moves [n] who moved
inline void write_round(const Work& w, const Seat& seat, std::size_t l, const Mask* moves) {
  write_positions(w, seat, l, seat.round + 1);
  for (std::size_t i = 0; i < w.n; ++i) {
    const std::size_t at = (seat.round * w.n + i) * lanes + seat.lane;
    const bool did = moves[i][l] != 0;
    const int rank = did ? static_cast<int>(w.best_class[i][l]) : 0;
    seat.course->proposer[at] = static_cast<std::int16_t>(did ? static_cast<int>(w.best_from[i][l]) : -1);
    seat.course->offer[at] = rank == 3   ? Offer::conflict
                             : rank == 2 ? Offer::compromise
                             : rank == 1 ? Offer::capitulation
                                         : Offer::none;
  }
}

}  // namespace suasion::model::expected_utility::SUASION_TARGET
