#include "suasion/system/signal/filter_check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "suasion/base/result.hpp"
#include "suasion/system/signal/formulas.hpp"
#include "suasion/system/step.hpp"

namespace suasion::system::signal {

namespace {

namespace own = math::SUASION_TARGET;
namespace formulas = SUASION_TARGET;
using Bell = formulas::Belief<double>;
using Kind = Moment::Kind;

constexpr std::size_t most_in_doubt = 5;

double least(double variance) {
  constexpr double least_variance = 1e-3;  // as in the kernels
  return std::max(variance, least_variance);
}

double remaining(const Course& course, double days) {
  return course.half_life > 0.0 ? formulas::remaining(days, course.half_life) : 1.0;
}

bool ends_doubt(Kind kind) {
  return kind == Kind::hold || kind == Kind::drop;
}

/// The module's own arithmetic, for one belief.
class TwoMoments {
 public:
  explicit TwoMoments(const Course& course)
      : course_(course),
        now_{course.start.mean, course.start.variance},
        long_run_{course.long_run.mean, course.long_run.variance} {}

  void fade(double days) {
    const double rho = remaining(course_, days);
    now_ = formulas::fade(now_, long_run_, rho);
    now_.variance = least(now_.variance);
    for (auto& [signal, gaps] : gaps_) {
      for (Bell* gap : {&gaps.held, &gaps.dropped}) {
        *gap = {gap->mean * rho, gap->variance * rho * rho};
      }
    }
  }

  void take_in(const Piece& piece) {
    switch (piece.kind) {
      case Kind::announce:
        announce(piece);
        break;
      case Kind::postpone:
        mix(piece.signal, plus(gaps_[piece.signal].held), plus(gaps_[piece.signal].dropped), piece.doubt);
        break;
      case Kind::hold:
        now_ = plus(gaps_[piece.signal].held);
        gaps_.erase(piece.signal);
        break;
      case Kind::drop:
        now_ = plus(gaps_[piece.signal].dropped);
        gaps_.erase(piece.signal);
        break;
      default:
        now_ = formulas::update(now_, {piece.discrimination, piece.difficulty}, piece.sign);
    }
  }

  [[nodiscard]] Moments moments() const { return {now_.mean, now_.variance}; }

 private:
  struct Gaps {
    Bell held = {0.0, 0.0}, dropped = {0.0, 0.0};
  };

  void announce(const Piece& piece) {
    mix(piece.signal, formulas::update(now_, {piece.discrimination, piece.difficulty}, piece.sign),
        formulas::update(now_, {piece.keeping_discrimination, piece.keeping_difficulty}, -piece.sign), piece.doubt);
  }

  void mix(std::size_t signal, Bell held, Bell dropped, double doubt) {
    now_ = formulas::blend(held, dropped, doubt);
    gaps_[signal] = {{held.mean - now_.mean, held.variance - now_.variance},
                     {dropped.mean - now_.mean, dropped.variance - now_.variance}};
  }

  [[nodiscard]] Bell plus(Bell gap) const { return {now_.mean + gap.mean, least(now_.variance + gap.variance)}; }

  const Course& course_;
  Bell now_, long_run_;
  std::map<std::size_t, Gaps> gaps_;
};

/// A belief of any form, in as many parts as there are ways in which announcements in doubt can end.
class OnGrid {
 public:
  OnGrid(const Course& course, std::size_t nodes)
      : course_(course), parts_{{1.0, GridBelief::normal(course.start, course.long_run, nodes), {}}} {}

  /// Waits until a step is wide enough for the grid: the transition is exact in any number of steps.
  void fade(double days) {
    waiting_ *= remaining(course_, days);
    const auto& nodes = parts_.front().belief.nodes();
    const double gap = nodes[1] - nodes[0];
    if ((1.0 - waiting_ * waiting_) * course_.long_run.variance < 0.25 * gap * gap) {
      return;
    }
    for (Part& part : parts_) {
      part.belief.fade(course_.long_run, waiting_);
    }
    waiting_ = 1.0;
  }

  void take_in(const Piece& piece) {
    if (piece.kind == Kind::announce) {
      announce(piece);
    } else if (piece.kind == Kind::postpone) {
      weigh(piece.signal, piece.doubt);
    } else if (ends_doubt(piece.kind)) {
      const bool held = piece.kind == Kind::hold;
      std::erase_if(parts_, [&](const Part& part) { return part.held.at(piece.signal) != held; });
      for (Part& part : parts_) {
        part.held.erase(piece.signal);
      }
    } else {
      for (Part& part : parts_) {
        part.weight *= part.belief.observe(piece.discrimination, piece.difficulty, piece.sign > 0.0);
      }
    }
    normalise();
  }

  /// With the step that still waits.
  [[nodiscard]] Moments moments() const {
    Moments all{0.0, 0.0};
    for (const Part& part : parts_) {
      all.mean += part.weight * part.belief.moments().mean;
    }
    for (const Part& part : parts_) {
      const Moments one = part.belief.moments();
      all.variance += part.weight * (one.variance + (one.mean - all.mean) * (one.mean - all.mean));
    }
    const Bell faded =
        formulas::fade(Bell{all.mean, all.variance}, Bell{course_.long_run.mean, course_.long_run.variance}, waiting_);
    return {faded.mean, faded.variance};
  }

 private:
  struct Part {
    double weight = 1.0;
    GridBelief belief;
    std::map<std::size_t, bool> held = {};  ///< by announcement in doubt
  };

  void announce(const Piece& piece) {
    base::require(parts_.size() < std::size_t{1} << most_in_doubt, "a few announcements are in doubt at once");
    std::vector<Part> split;
    for (const bool held : {true, false}) {
      for (Part part : parts_) {
        part.weight *=
            held ? part.belief.observe(piece.discrimination, piece.difficulty, piece.sign > 0.0)
                 : part.belief.observe(piece.keeping_discrimination, piece.keeping_difficulty, piece.sign < 0.0);
        part.held[piece.signal] = held;
        split.push_back(std::move(part));
      }
    }
    parts_ = std::move(split);
    weigh(piece.signal, piece.doubt);
  }

  /// Gives all parts in which the announcement is dropped that weight together; within, their weights stay in
  /// proportion. Never quite 0 or 1, so that what was ruled out can still come to pass.
  void weigh(std::size_t signal, double doubt) {
    constexpr double hardly = 1e-9;
    const double dropped = std::clamp(doubt, hardly, 1.0 - hardly);
    std::map<bool, double> sums;
    for (const Part& part : parts_) {
      sums[part.held.at(signal)] += part.weight;
    }
    for (Part& part : parts_) {
      const bool held = part.held.at(signal);
      part.weight *= (held ? 1.0 - dropped : dropped) / sums[held];
    }
  }

  void normalise() {
    double sum = 0.0;
    for (const Part& part : parts_) {
      sum += part.weight;
    }
    for (Part& part : parts_) {
      part.weight /= sum;
    }
  }

  const Course& course_;
  double waiting_ = 1.0;  ///< rho of the steps not yet made
  std::vector<Part> parts_;
};

template <class Filter>
Moments run(const Course& course, Filter filter) {
  double clock = course.from;
  for (const Piece& piece : course.pieces) {
    filter.fade(std::max(0.0, piece.day - clock));
    clock = std::max(clock, piece.day);
    filter.take_in(piece);
  }
  filter.fade(course.to - clock);
  return filter.moments();
}

}  // namespace

Moments by_two_moments(const Course& course) {
  return run(course, TwoMoments(course));
}

Moments by_grid(const Course& course, std::size_t nodes) {
  return run(course, OnGrid(course, nodes));
}

bool can_follow(const Course& course) {
  std::size_t in_doubt = 0;
  for (const Piece& piece : course.pieces) {
    in_doubt += piece.kind == Kind::announce ? 1 : 0;
    if (in_doubt > most_in_doubt) {
      return false;
    }
    in_doubt -= ends_doubt(piece.kind) ? 1 : 0;
  }
  return true;
}

Course FilterCheck::course(const Block& block, std::size_t belief, std::size_t row) const {
  const Audience& a = *audience_;
  const Belief& it = a.beliefs[belief];
  const auto at = [&](Column column) { return block.column(column)[row]; };
  Course course{.start = {at(it.start.mean), at(it.start.variance)},
                .long_run = {at(it.long_run.mean), at(it.long_run.variance)},
                .half_life = a.fades ? at(a.half_life) * days_per_month : 0.0,
                .from = a.history};
  for (const Moment& moment : a.moments) {
    const double day = at(moment.day);
    const bool past = day <= 0.0 && !(moment.unless && at(*moment.unless) < std::numeric_limits<double>::infinity());
    if (moment.kind == Kind::change || !past) {
      continue;
    }
    const Signal& signal = a.signals[moment.signal];
    const auto heard = std::find(signal.beliefs.begin(), signal.beliefs.end(), belief);
    if (heard == signal.beliefs.end()) {
      continue;
    }
    const ItemColumns& item = signal.items[static_cast<std::size_t>(heard - signal.beliefs.begin())];
    const double full = at(item.discrimination);
    Piece piece{.kind = moment.kind,
                .signal = moment.signal,
                .day = day,
                .discrimination = signal.tour ? formulas::blunted(full, at(a.tour_variance)) : full,
                .difficulty = at(item.difficulty) * signal.toward,
                .sign = moment.kind == Kind::miss ? -signal.toward : signal.toward,
                .keeping_discrimination = full,
                .keeping_difficulty = at(a.drop_difficulty) * signal.toward};
    if (moment.kind == Kind::announce) {
      piece.doubt = at(signal.doubt);
    } else if (moment.kind == Kind::postpone) {
      piece.doubt = at(a.postponement);
    }
    course.pieces.push_back(piece);
  }
  std::stable_sort(course.pieces.begin(), course.pieces.end(),
                   [](const Piece& one, const Piece& other) { return one.day < other.day; });
  return course;
}

std::vector<Approximation> FilterCheck::compare(const Block& block, std::size_t row) const {
  std::vector<Approximation> list;
  if (audience_->frozen) {
    return list;
  }
  std::vector<Course> known;
  for (std::size_t b = 0; b < audience_->beliefs.size(); ++b) {
    if (audience_->beliefs[b].shadow) {
      continue;
    }
    const Course one = course(block, b, row);
    const bool seen = std::find(known.begin(), known.end(), one) != known.end();
    if (one.pieces.empty() || seen || !can_follow(one)) {
      continue;
    }
    known.push_back(one);
    const Moments ours = by_two_moments(one);
    const Moments exact = by_grid(one);
    list.push_back({.column = audience_->beliefs[b].now.mean,
                    .news = one.pieces.size(),
                    .mean = ours.mean,
                    .sd = own::sqrt(ours.variance),
                    .exact_mean = exact.mean,
                    .exact_sd = own::sqrt(exact.variance)});
  }
  return list;
}

}  // namespace suasion::system::signal
