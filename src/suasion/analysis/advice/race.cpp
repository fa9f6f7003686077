#include "suasion/analysis/advice/race.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace suasion::analysis {

namespace {

constexpr std::uint64_t growth = 4;         ///< of the draws, from round to round; of the arms the same part goes on
constexpr std::uint64_t first_part = 64;    ///< the first round has so small a part of the draws
constexpr std::size_t finalists = 3;        ///< arms that are compared with all draws, at least
constexpr std::size_t beam = 8;             ///< pairs extended to triples for what they gain, and as many for surprise
constexpr std::size_t few = 8;              ///< levers: so few are combined at half their range as well
constexpr unsigned coarse = 3, medium = 4;  ///< halvings of a range that give the first strides
constexpr int most_polls = 64;              ///< of an arm at one stride

bool before(const Arm& a, const Arm& b) {
  return better(a.worth, a.best, b.worth, b.best);
}

void keep_best(std::vector<Arm>& arms, std::size_t count) {
  std::sort(arms.begin(), arms.end(), before);
  arms.resize(std::min(arms.size(), count));
}

/// Arms that came to the same point are one.
void merge(std::vector<Arm>& arms) {
  std::set<Point> seen;
  std::erase_if(arms, [&](const Arm& arm) { return arm.best.empty() || !seen.insert(arm.best).second; });
}

}  // namespace

std::vector<std::uint64_t> rounds(std::uint64_t blocks) {
  std::vector<std::uint64_t> found;
  for (std::uint64_t b = std::max<std::uint64_t>(1, blocks / first_part); b < blocks; b *= growth) {
    found.push_back(b);
  }
  found.push_back(blocks);
  return found;
}

Race::Race(Evaluations& evaluations, const Lattice& lattice, const AdviceSpec& spec, double budget)
    : evaluations_(evaluations), lattice_(lattice), spec_(spec), budget_(budget), rounds_(rounds(spec.blocks)) {}

/// One arm for each list of starts: the best of them. Empty where there is no start.
std::vector<Arm> Race::arms_of(const std::vector<std::vector<Point>>& starts, std::uint64_t blocks) {
  std::vector<Point> all;
  for (const std::vector<Point>& some : starts) {
    all.insert(all.end(), some.begin(), some.end());
  }
  evaluations_.ensure(all, blocks);
  std::vector<Arm> arms;
  for (const std::vector<Point>& some : starts) {
    Arm arm;
    for (const Point& point : some) {
      const Arm other = {point, evaluations_.worth_of(point, blocks)};
      arm = arm.best.empty() || before(other, arm) ? other : arm;
    }
    arms.push_back(arm);
  }
  return arms;
}

/// Polls around each arm, all arms at once so that calls are large, until strides from `from` to `to` halvings are
/// done.
void Race::refine(std::vector<Arm>& arms, std::uint64_t blocks, unsigned from, unsigned to) {
  std::vector<unsigned> halvings(arms.size(), from);
  std::vector<int> polls(arms.size(), 0);
  for (bool going = true; going;) {
    std::vector<std::vector<Point>> starts(arms.size());
    for (std::size_t i = 0; i < arms.size(); ++i) {
      if (halvings[i] <= to && !arms[i].best.empty()) {
        starts[i] = lattice_.around(arms[i].best, halvings[i], budget_);
      }
    }
    const std::vector<Arm> found = arms_of(starts, blocks);
    going = false;
    for (std::size_t i = 0; i < arms.size(); ++i) {
      if (halvings[i] > to || arms[i].best.empty()) {
        continue;
      }
      const bool moved = !found[i].best.empty() && before(found[i], arms[i]) && ++polls[i] < most_polls;
      if (moved) {
        arms[i] = found[i];
      } else {
        ++halvings[i];
        polls[i] = 0;
      }
      going = going || halvings[i] <= to;
    }
  }
}

/// Brings arms to so many draws.
void Race::settle(std::vector<Arm>& arms, std::uint64_t blocks) {
  std::vector<Point> points;
  points.reserve(arms.size());
  for (const Arm& arm : arms) {
    points.push_back(arm.best);
  }
  evaluations_.ensure(points, blocks);
  for (Arm& arm : arms) {
    arm.worth = evaluations_.worth_of(arm.best, blocks);
  }
}

/// Four amounts on either side of 0, then finer ones around the best.
void Race::screen_singles() {
  constexpr std::int64_t quarters = 4;
  std::vector<std::vector<Point>> starts(lattice_.levers());
  for (std::uint32_t i = 0; i < lattice_.levers(); ++i) {
    const std::int64_t zero = lattice_.zero(i);
    for (const std::int64_t end : {std::int64_t{0}, std::int64_t{lattice_.last(i)}}) {
      for (std::int64_t k = 1; k <= quarters && end != zero; ++k) {
        const std::int64_t far = std::abs(end - zero) * k;
        const std::int64_t place = zero + (end > zero ? 1 : -1) * ((far + quarters - 1) / quarters);
        const std::vector<Point> some = lattice_.fitted({{i, static_cast<std::uint32_t>(place)}}, budget_);
        starts[i].insert(starts[i].end(), some.begin(), some.end());
      }
    }
  }
  singles_ = arms_of(starts, rounds_.front());
  refine(singles_, rounds_.front(), coarse, std::max(medium, lattice_.finest()));
  for (std::uint32_t i = 0; i < lattice_.levers(); ++i) {
    const std::uint32_t last = lattice_.last(i);
    std::set<std::uint32_t> places = {0, last};
    if (lattice_.levers() <= few) {
      places.insert({lattice_.zero(i) / 2, (last + lattice_.zero(i) + 1) / 2});
    }
    for (const Grip& grip : singles_[i].best) {
      places.insert(grip.place);
    }
    places.erase(lattice_.zero(i));  // none of it is another set of levers
    places_.emplace_back(places.begin(), places.end());
  }
}

/// `base` with one more lever, at each of its places, within the budget.
std::vector<Point> Race::combined(const Point& base, std::uint32_t lever) const {
  std::vector<Point> found;
  for (const std::uint32_t place : places_[lever]) {
    const std::vector<Point> some = lattice_.fitted(lattice_.with(base, lever, place), budget_);
    found.insert(found.end(), some.begin(), some.end());
  }
  return found;
}

/// What pairs do beyond what their levers do alone, at the same amounts.
std::vector<double> Race::surprise(const std::vector<Arm>& pairs) {
  std::vector<Point> alone;
  for (const Arm& pair : pairs) {
    for (const Grip& grip : pair.best) {
      alone.push_back({grip});
    }
  }
  evaluations_.ensure(alone, rounds_.front());
  std::vector<double> found;
  for (const Arm& pair : pairs) {
    double beyond = pair.worth.gain;
    for (const Grip& grip : pair.best) {
      beyond -= evaluations_.worth_of({grip}, rounds_.front()).gain;
    }
    found.push_back(beyond);
  }
  return found;
}

/// The best pairs and the most surprising ones, refined.
std::vector<Arm> Race::screen_pairs() {
  std::vector<std::vector<Point>> starts;
  for (std::uint32_t i = 0; i < lattice_.levers(); ++i) {
    for (std::uint32_t j = i + 1; j < lattice_.levers(); ++j) {
      std::vector<Point>& some = starts.emplace_back();
      for (const std::uint32_t place : places_[i]) {
        const std::vector<Point> more = combined({{i, place}}, j);
        some.insert(some.end(), more.begin(), more.end());
      }
    }
  }
  std::vector<Arm> pairs = arms_of(starts, rounds_.front());
  std::erase_if(pairs, [](const Arm& arm) { return arm.best.empty(); });
  std::sort(pairs.begin(), pairs.end(), before);
  const std::vector<double> beyond = surprise(pairs);
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return beyond[a] > beyond[b]; });
  std::vector<Arm> kept(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(std::min(beam, pairs.size())));
  for (std::size_t k = 0; k < std::min(beam, order.size()); ++k) {
    if (order[k] >= beam) {
      kept.push_back(pairs[order[k]]);
    }
  }
  refine(kept, rounds_.front(), coarse, medium);
  merge(kept);
  return kept;
}

/// The best triples that extend a pair, refined.
std::vector<Arm> Race::screen_triples(const std::vector<Arm>& pairs) {
  std::map<std::vector<std::uint32_t>, std::vector<Point>> starts;  // by levers
  for (const Arm& pair : pairs) {
    for (std::uint32_t i = 0; i < lattice_.levers(); ++i) {
      const bool inside = std::any_of(pair.best.begin(), pair.best.end(), [&](Grip grip) { return grip.lever == i; });
      for (const Point& point : inside ? std::vector<Point>() : combined(pair.best, i)) {
        std::vector<std::uint32_t> levers;
        for (const Grip& grip : point) {
          levers.push_back(grip.lever);
        }
        starts[levers].push_back(point);
      }
    }
  }
  std::vector<std::vector<Point>> lists;
  lists.reserve(starts.size());
  for (auto& [levers, points] : starts) {
    lists.push_back(std::move(points));
  }
  std::vector<Arm> triples = arms_of(lists, rounds_.front());
  keep_best(triples, beam);
  refine(triples, rounds_.front(), coarse, medium);
  return triples;
}

std::vector<Arm> Race::run() {
  screen_singles();
  std::vector<Arm> arms = singles_;
  if (spec_.most_levers > 1) {
    const std::vector<Arm> pairs = screen_pairs();
    arms.insert(arms.end(), pairs.begin(), pairs.end());
    if (spec_.most_levers > 2) {
      const std::vector<Arm> triples = screen_triples(pairs);
      arms.insert(arms.end(), triples.begin(), triples.end());
    }
  }
  merge(arms);
  settle(arms, rounds_.front());
  for (std::size_t r = 1; r < rounds_.size(); ++r) {
    keep_best(arms, std::max(finalists, (arms.size() + growth - 1) / growth));
    settle(arms, rounds_[r]);
    if (r + 1 < rounds_.size()) {
      refine(arms, rounds_[r], medium, lattice_.finest());
      merge(arms);
    }
  }
  std::sort(arms.begin(), arms.end(), before);
  std::vector<Arm> leader(arms.begin(), arms.begin() + std::min<std::ptrdiff_t>(1, std::ssize(arms)));
  // with three rounds or more the one before has found the finest amounts already, but for noise
  refine(leader, rounds_.back(), rounds_.size() > 2 ? lattice_.finest() : medium, lattice_.finest());
  std::copy(leader.begin(), leader.end(), arms.begin());
  merge(arms);
  return arms;
}

}  // namespace suasion::analysis
