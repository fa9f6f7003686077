#pragma once
/// Decisions by vote on a line: who is decisive, and what beats the status quo. Voters have single-peaked, symmetric
/// preferences, so that those who want the outcome moved up are all those above some point.

#include <vector>

#include "suasion/model/draw.hpp"

namespace suasion::model {

/// A range of the scale; empty where low > high.
struct Span {
  double low = 0.0, high = 0.0;
  [[nodiscard]] bool empty() const { return low > high; }
  [[nodiscard]] bool holds(double x) const { return low <= x && x <= high; }
  [[nodiscard]] Span with(Span other) const {
    return {low > other.low ? low : other.low, high < other.high ? high : other.high};
  }
  /// The point of the span nearest to x.
  [[nodiscard]] double nearest(double x) const { return x < low ? low : x > high ? high : x; }
};

/// A voter: where it stands and what it counts for.
struct Voter {
  double position = 0.0, votes = 0.0, population = 0.0;
};

/// What a set of voters counts for together.
struct Sum {
  double votes = 0.0, population = 0.0;
  void add(const Voter& voter) {
    votes += voter.votes;
    population += voter.population;
  }
};

/// Whether a part of all votes decides. Shares that miss a threshold by rounding alone reach it.
[[nodiscard]] bool wins(const Sum& part, const Sum& all, const Procedure& procedure);

/// Those with a vote in this draw, ascending by position. May be empty where every vote is 0.
[[nodiscard]] std::vector<Voter> voters(const Draw& draw);

/// The procedure of the issue; a simple majority where none is stated.
[[nodiscard]] Procedure procedure_of(const Draw& draw);

/// The actors whose consent every decision needs. `up` is the largest x such that the voters at or above x win, `down`
/// the smallest x such that the voters at or below x win. With a threshold of more than half, up <= down: nothing in
/// [up, down] can be beaten (the core, or gridlock interval). @source Black 1958; Krehbiel 1998.
struct Pivots {
  double up = 0.0, down = 0.0;
};

/// @param voters ascending by position, not empty.
[[nodiscard]] Pivots pivots(const std::vector<Voter>& voters, const Procedure& procedure);

/// What the voters prefer to q, ends included: [q, 2 up - q] where q < up, [2 down - q, q] where q > down, else q
/// alone.
[[nodiscard]] Span winset(const Pivots& pivots, double q);

}  // namespace suasion::model
