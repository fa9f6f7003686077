#include "suasion/analysis/advice/lattice.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace suasion::analysis {

Lattice::Lattice(std::vector<Lever> levers) : levers_(std::move(levers)), order_(levers_.size()) {
  std::iota(order_.begin(), order_.end(), 0);
  std::sort(order_.begin(), order_.end(), [&](auto a, auto b) { return levers_[a].name < levers_[b].name; });
  for (const std::uint32_t i : order_) {
    const std::vector<double>& tried = amounts_.emplace_back(amounts(levers_[i]));
    zero_.push_back(static_cast<std::uint32_t>(std::find(tried.begin(), tried.end(), 0.0) - tried.begin()));
  }
}

std::uint32_t Lattice::last(std::uint32_t lever) const {
  return static_cast<std::uint32_t>(amounts_[lever].size() - 1);
}

Portfolio Lattice::portfolio(const Point& point) const {
  Portfolio move;
  for (const Grip& grip : point) {
    move.push_back({order_[grip.lever], amounts_[grip.lever][grip.place]});
  }
  return move;
}

double Lattice::cost(const Point& point) const {
  return analysis::cost(levers_, portfolio(point));
}

bool Lattice::within(double cost, double budget) {
  constexpr double rounding = 1e-9;
  return cost <= budget || cost - budget <= rounding * std::abs(budget);
}

Point Lattice::with(const Point& point, std::uint32_t lever, std::uint32_t place) const {
  Point changed;
  for (const Grip& grip : point) {
    if (grip.lever != lever) {
      changed.push_back(grip);
    }
  }
  if (place != zero_[lever]) {
    const Grip grip = {lever, place};
    changed.insert(std::upper_bound(changed.begin(), changed.end(), grip), grip);
  }
  return changed;
}

Point Lattice::shrunk(const Point& point, double budget) const {
  constexpr std::int64_t parts = 16;
  for (std::int64_t left = parts; left > 0; --left) {
    Point smaller;
    for (const Grip& grip : point) {
      const std::int64_t zero = zero_[grip.lever];
      const std::int64_t place = zero + (std::int64_t{grip.place} - zero) * left / parts;
      smaller = with(smaller, grip.lever, static_cast<std::uint32_t>(place));
    }
    if (smaller.size() < point.size()) {
      return {};
    }
    if (within(cost(smaller), budget)) {
      return smaller;
    }
  }
  return {};
}

void Lattice::lowered(const Point& point, double budget, std::vector<Point>& found) const {
  for (const Grip& payer : point) {
    Point cheaper = point;
    std::uint32_t place = payer.place;
    while (place != zero_[payer.lever] && !within(cost(cheaper), budget)) {
      place = place < zero_[payer.lever] ? place + 1 : place - 1;
      cheaper = with(cheaper, payer.lever, place);
    }
    if (!cheaper.empty() && within(cost(cheaper), budget)) {
      found.push_back(cheaper);
    }
  }
}

std::vector<Point> Lattice::around(const Point& point, unsigned halvings, double budget) const {
  std::vector<Point> found = {point};
  // one lever after the other: every combination of up, down and where it is
  for (const Grip& grip : point) {
    const std::int64_t most = last(grip.lever);
    const std::int64_t stride = std::max<std::int64_t>(1, most >> halvings);
    const std::size_t known = found.size();
    for (std::size_t i = 0; i < known; ++i) {
      for (const std::int64_t step : {-stride, stride}) {
        const std::int64_t place = std::clamp<std::int64_t>(grip.place + step, 0, most);
        found.push_back(with(found[i], grip.lever, static_cast<std::uint32_t>(place)));
      }
    }
  }
  std::vector<Point> feasible;
  for (const Point& one : found) {
    if (one.empty() || one == point) {
      continue;
    }
    if (within(cost(one), budget)) {
      feasible.push_back(one);
    } else {
      lowered(one, budget, feasible);
    }
  }
  std::sort(feasible.begin(), feasible.end());
  feasible.erase(std::unique(feasible.begin(), feasible.end()), feasible.end());
  return feasible;
}

unsigned Lattice::finest() const {
  unsigned halvings = 0;
  for (std::uint32_t i = 0; i < levers(); ++i) {
    while ((last(i) >> halvings) > 1) {
      ++halvings;
    }
  }
  return halvings;
}

}  // namespace suasion::analysis
