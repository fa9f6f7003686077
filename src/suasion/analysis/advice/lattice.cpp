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

Point Lattice::in_proportion(const Point& point, double budget) const {
  constexpr std::int64_t parts = 16;
  for (std::int64_t left = parts - 1; left > 0; --left) {
    Point smaller;
    for (const Grip& grip : point) {
      const std::int64_t zero = zero_[grip.lever];
      const std::int64_t place = zero + (std::int64_t{grip.place} - zero) * left / parts;
      smaller = with(smaller, grip.lever, static_cast<std::uint32_t>(place));
    }
    if (smaller.size() == point.size() && affordable(smaller, budget)) {
      return smaller;
    }
  }
  return {};
}

Point Lattice::lowered_from(const Point& point, std::size_t first, double budget) const {
  Point cheaper = point;
  for (std::size_t k = 0; k < point.size(); ++k) {
    const std::uint32_t lever = point[(first + k) % point.size()].lever;
    std::uint32_t place = point[(first + k) % point.size()].place;
    while (!affordable(cheaper, budget) && less(lever, place) != zero_[lever]) {
      place = less(lever, place);
      cheaper = with(cheaper, lever, place);
    }
  }
  return affordable(cheaper, budget) ? cheaper : Point();
}

std::vector<Point> Lattice::fitted(const Point& point, double budget) const {
  if (affordable(point, budget)) {
    return {point};
  }
  std::vector<Point> found = {in_proportion(point, budget)};
  for (std::size_t first = 0; first < point.size(); ++first) {
    found.push_back(lowered_from(point, first, budget));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::erase(found, Point());
  return found;
}

void Lattice::lowered(const Point& point, double budget, std::vector<Point>& found) const {
  for (const Grip& payer : point) {
    Point cheaper = point;
    std::uint32_t place = payer.place;
    while (place != zero_[payer.lever] && !affordable(cheaper, budget)) {
      place = less(payer.lever, place);
      cheaper = with(cheaper, payer.lever, place);
    }
    if (!cheaper.empty() && affordable(cheaper, budget)) {
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
    if (affordable(one, budget)) {
      feasible.push_back(one);
    } else {
      lowered(one, budget, feasible);
    }
  }
  std::sort(feasible.begin(), feasible.end());
  feasible.erase(std::unique(feasible.begin(), feasible.end()), feasible.end());
  std::erase(feasible, point);  // what was lowered may have come back to it
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
