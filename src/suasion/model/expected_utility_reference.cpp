#include "suasion/model/expected_utility_reference.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace suasion::model::expected_utility {

namespace {

double weighted_mean(const std::vector<ReferenceActor>& actors) {
  double sum = 0.0;
  double mass = 0.0;
  for (const ReferenceActor& actor : actors) {
    sum += actor.capability * actor.salience * actor.position;
    mass += actor.capability * actor.salience;
  }
  return sum / mass;
}

double weighted_median(const std::vector<ReferenceActor>& actors) {
  std::vector<std::pair<double, double>> votes;
  double mass = 0.0;
  for (const ReferenceActor& actor : actors) {
    votes.emplace_back(actor.position, actor.capability * actor.salience);
    mass += votes.back().second;
  }
  std::stable_sort(votes.begin(), votes.end(), [](auto& a, auto& b) { return a.first < b.first; });
  double below = 0.0;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    below += votes[i].second;
    if (std::abs(below - mass / 2) <= 1e-12 * mass) {
      const auto next = std::find_if(votes.begin() + static_cast<std::ptrdiff_t>(i), votes.end(),
                                     [&](auto& vote) { return vote.first > votes[i].first; });
      return next == votes.end() ? votes[i].first : (votes[i].first + next->first) / 2;
    }
    if (below > mass / 2) {
      return votes[i].first;
    }
  }
  return votes.back().first;
}

double centre_of(const std::vector<ReferenceActor>& actors, const Parameters& options) {
  return options.median_centre ? weighted_median(actors) : weighted_mean(actors);
}

/// The state of one draw in one round, with the formulas as methods.
class Round {
 public:
  Round(const std::vector<ReferenceActor>& actors, const Parameters& options, double range)
      : actors_(actors), options_(options), range_(range), risk_(actors.size(), 1.0) {
    centre_ = centre_of(actors, options);
    find_risks();
    voters_ = options.observer_votes ? Ballot{} : ballot(risk_);
  }

  [[nodiscard]] const std::vector<double>& risk() const { return risk_; }

  /// The best offer that i has, with where it leads.
  [[nodiscard]] std::optional<std::pair<ReferenceMove, double>> best_offer(std::size_t i) const {
    std::optional<std::pair<ReferenceMove, double>> best;
    double best_key = 0.0;
    const Ballot votes = options_.observer_votes ? ballot(std::vector<double>(actors_.size(), risk_[i])) : voters_;
    for (std::size_t j = 0; j < actors_.size(); ++j) {
      const auto offer = j == i ? std::nullopt : offer_from(i, j, votes);
      if (!offer) {
        continue;
      }
      const double key = key_of(i, j, *offer);
      // conflict < compromise < capitulation in the enumeration is the order of precedence
      if (!best || offer->first.offer < best->first.offer ||
          (offer->first.offer == best->first.offer && (options_.last_of_equals ? key <= best_key : key < best_key))) {
        best = offer;
        best_key = key;
      }
    }
    return best;
  }

 private:
  [[nodiscard]] double x(std::size_t i) const { return actors_[i].position; }

  /// Votes of k for position a over position b, k standing at `at` with exponent r.
  [[nodiscard]] double vote(std::size_t k, double at, double a, double b, double r) const {
    const double weight = actors_[k].capability * actors_[k].salience;
    return weight * (std::pow(std::abs(at - b) / range_, r) - std::pow(std::abs(at - a) / range_, r));
  }

  /// How a round's votes are bent, and what they are divided by.
  struct Ballot {
    std::vector<double> exponents;
    double all_pairs;  ///< sum of |v| over voters and ordered pairs of actors' positions
  };

  [[nodiscard]] Ballot ballot(std::vector<double> exponents) const {
    double sum = 0.0;
    if (!options_.pairwise) {
      for (std::size_t p = 0; p < actors_.size(); ++p) {
        for (std::size_t q = 0; q < actors_.size(); ++q) {
          for (std::size_t k = 0; k < actors_.size(); ++k) {
            sum += std::abs(vote(k, x(k), x(p), x(q), exponents[k]));
          }
        }
      }
    }
    return {std::move(exponents), sum};
  }

  /// P of position a against b. `moved`: an actor that stands elsewhere for the sake of argument.
  [[nodiscard]] double chance(double a, double b, const Ballot& ballot,
                              std::optional<std::pair<std::size_t, double>> moved = {}) const {
    double votes_a = 0.0;
    double votes_b = 0.0;
    for (std::size_t k = 0; k < actors_.size(); ++k) {
      const double at = moved && moved->first == k ? moved->second : x(k);
      const double v = vote(k, at, a, b, ballot.exponents[k]);
      votes_a += std::max(0.0, v);
      votes_b += std::max(0.0, -v);
    }
    const double norm = options_.pairwise ? votes_a + votes_b : ballot.all_pairs;
    return norm > 0.0 ? votes_a / norm : 0.5;
  }

  /// E of someone at a challenging someone at b whose salience is `resist`, with observer's exponent r and chance P.
  [[nodiscard]] double expected(double a, double b, double resist, double r, double P) const {
    const double D = std::abs(a - b) / range_;
    const double M = (std::abs(a - centre_) + std::abs(a - b)) / range_;
    const double success = 2 - 4 * std::pow(0.5 - 0.5 * D, r);
    const double failure = 2 - 4 * std::pow(0.5 + 0.5 * D, r);
    const double unchanged = 2 - 4 * std::pow(0.5, r);
    const double better = 2 - 4 * std::pow(std::max(0.0, 0.5 - 0.25 * M), r);
    const double worse = 2 - 4 * std::pow(0.5 + 0.25 * M, r);
    return resist * (P * success + (1 - P) * failure) + (1 - resist) * success - options_.Q * unchanged -
           (1 - options_.Q) * (options_.T * better + (1 - options_.T) * worse);
  }

  [[nodiscard]] double danger(std::size_t i, double standing_at, const Ballot& neutral) const {
    double sum = 0.0;
    for (std::size_t j = 0; j < actors_.size(); ++j) {
      if (j != i) {
        const double P = chance(x(j), standing_at, neutral, std::pair(i, standing_at));
        sum += expected(x(j), standing_at, actors_[i].salience, 1.0, P);
      }
    }
    return sum;
  }

  [[nodiscard]] static double exponent(double danger, double least, double most) {
    if (!(most - least > 1e-12 * (std::abs(most) + std::abs(least)))) {
      return 1.0;
    }
    const double R = (2 * danger - most - least) / (most - least);
    return (1 - R / 3) / (1 + R / 3);
  }

  void find_risks() {
    const std::size_t n = actors_.size();
    const Ballot neutral = ballot(std::vector<double>(n, 1.0));
    std::vector<double> actual(n);
    for (std::size_t i = 0; i < n; ++i) {
      actual[i] = danger(i, x(i), neutral);
    }
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<double> dangers = actual;
      if (options_.own_positions) {
        for (std::size_t m = 0; m < n; ++m) {
          dangers[m] = danger(i, x(m), neutral);
        }
        dangers.push_back(actual[i]);
      }
      risk_[i] = exponent(actual[i], *std::min_element(dangers.begin(), dangers.end()),
                          *std::max_element(dangers.begin(), dangers.end()));
    }
  }

  [[nodiscard]] std::optional<std::pair<ReferenceMove, double>> offer_from(std::size_t i, std::size_t j,
                                                                           const Ballot& ballot) const {
    if (!(std::abs(x(i) - x(j)) > same_position * range_)) {
      return std::nullopt;
    }
    const double r = risk_[i];
    ReferenceMove move{.proposer = j};
    move.own = expected(x(i), x(j), actors_[j].salience, r, chance(x(i), x(j), ballot));
    move.other = expected(x(j), x(i), actors_[i].salience, r, chance(x(j), x(i), ballot));
    if (move.own > 0 && move.other > move.own) {
      move.offer = Offer::conflict;
      return std::pair(move, x(j));
    }
    if (move.other > 0 && move.own < 0 && move.other > -move.own) {
      move.offer = Offer::compromise;
      return std::pair(move, x(i) + (x(j) - x(i)) * std::abs(move.own / move.other));
    }
    if (move.other > 0 && move.own < 0 && move.other < -move.own && !options_.never_capitulate) {
      move.offer = Offer::capitulation;
      return std::pair(move, x(j));
    }
    return std::nullopt;
  }

  [[nodiscard]] double key_of(std::size_t i, std::size_t j, const std::pair<ReferenceMove, double>& offer) const {
    if (offer.first.offer == Offer::compromise && !options_.least_move) {
      const double own = std::abs(offer.first.own);
      const double other = std::abs(offer.first.other);
      return (own * x(i) + other * x(j)) / (own + other);
    }
    return std::abs(offer.second - x(i));
  }

  const std::vector<ReferenceActor>& actors_;
  const Parameters& options_;
  double range_;
  double centre_ = 0.0;
  std::vector<double> risk_;
  Ballot voters_;  ///< each bent by its own exponent
};

double range_of(const std::vector<ReferenceActor>& actors) {
  const auto [low, high] =
      std::minmax_element(actors.begin(), actors.end(), [](auto& a, auto& b) { return a.position < b.position; });
  const double range = high->position - low->position;
  return range > 0.0 ? range : 1.0;
}

std::vector<double> positions_of(const std::vector<ReferenceActor>& actors) {
  std::vector<double> positions;
  positions.reserve(actors.size());
  for (const ReferenceActor& actor : actors) {
    positions.push_back(actor.position);
  }
  return positions;
}

}  // namespace

ReferenceCourse play(const std::vector<ReferenceActor>& start, const Parameters& parameters) {
  std::vector<ReferenceActor> actors = start;
  double range = range_of(actors);
  ReferenceCourse course;
  course.positions.push_back(positions_of(actors));
  for (std::size_t round = 0; round < parameters.rounds; ++round) {
    range = parameters.range_per_round ? range_of(actors) : range;
    const Round now(actors, parameters, range);
    const double centre = centre_of(actors, parameters);
    course.mean.push_back(weighted_mean(actors));
    course.risk.push_back(now.risk());
    std::vector<ReferenceMove> moves(actors.size());
    std::vector<ReferenceActor> next = actors;
    bool moved = false;
    for (std::size_t i = 0; i < actors.size(); ++i) {
      if (const auto offer = now.best_offer(i)) {
        moves[i] = offer->first;
        next[i].position = offer->second;
        moved = moved || next[i].position != actors[i].position;
      }
    }
    actors = next;
    course.moves.push_back(moves);
    course.positions.push_back(positions_of(actors));
    const double shift = centre_of(actors, parameters) - centre;
    if (!moved || (parameters.tolerance > 0.0 && std::abs(shift) < parameters.tolerance * range)) {
      break;
    }
  }
  course.mean.push_back(weighted_mean(actors));
  course.outcome = parameters.median_outcome ? weighted_median(actors) : weighted_mean(actors);
  return course;
}

}  // namespace suasion::model::expected_utility
