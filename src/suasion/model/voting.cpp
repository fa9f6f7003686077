#include "suasion/model/voting.hpp"

#include <algorithm>

namespace suasion::model {

namespace {

/// The position of the first voter, counted from `begin`, with whom those so far win.
template <class Iterator>
double decisive(Iterator begin, Iterator end, const Sum& all, const Procedure& procedure) {
  Sum part;
  for (Iterator at = begin; at != end; ++at) {
    part.add(*at);
    if (wins(part, all, procedure)) {
      return at->position;
    }
  }
  return (end - 1)->position;
}

}  // namespace

bool wins(const Sum& part, const Sum& all, const Procedure& procedure) {
  constexpr double rounding = 1e-12;
  const double excess = part.votes - procedure.threshold * all.votes;
  const double margin = rounding * all.votes;
  const bool enough_votes = procedure.more_than ? excess > margin : excess >= -margin;
  return enough_votes &&
         part.population - procedure.population_threshold * all.population >= -rounding * all.population;
}

Procedure procedure_of(const Draw& draw) {
  return draw.issue.procedure != nullptr ? *draw.issue.procedure : Procedure{};
}

std::vector<Voter> voters(const Draw& draw) {
  std::vector<Voter> list;
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    if (const double votes = draw.votes(i); votes > 0.0) {
      list.push_back({draw.position(i), votes, draw.population(i)});
    }
  }
  std::stable_sort(list.begin(), list.end(), [](const Voter& a, const Voter& b) { return a.position < b.position; });
  return list;
}

Pivots pivots(const std::vector<Voter>& voters, const Procedure& procedure) {
  Sum all;
  for (const Voter& voter : voters) {
    all.add(voter);
  }
  return {decisive(voters.rbegin(), voters.rend(), all, procedure),
          decisive(voters.begin(), voters.end(), all, procedure)};
}

Span winset(const Pivots& pivots, double q) {
  if (q < pivots.up) {
    return {q, 2.0 * pivots.up - q};
  }
  if (q > pivots.down) {
    return {2.0 * pivots.down - q, q};
  }
  return {q, q};
}

}  // namespace suasion::model
