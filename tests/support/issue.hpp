#pragma once
/// Helpers for tests and benchmarks of bargaining models: eight draws of one issue, and what a model makes of them.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "suasion/model/bargaining.hpp"
#include "suasion/model/expected_utility_reference.hpp"

namespace suasion::test {

using Actors = std::vector<model::expected_utility::ReferenceActor>;

/// The European Community's car emission standards: years until they apply (Bueno de Mesquita 1994, as used by Scholz,
/// Calbert and Smith 2011). In the order NLD, BEL, LUX, DEU, FRA, ITA, GBR, IRL, DNK, GRC.
inline const Actors car_emissions = {{4, .08, .8},  {7, .08, .4},  {4, .03, .2}, {4, .16, .8}, {10, .16, .6},
                                     {10, .16, .6}, {10, .16, .9}, {7, .05, .1}, {4, .05, 1},  {7, .08, .7}};

/// What only some issues state, the same in every draw.
struct Extras {
  std::vector<double> votes = {}, population = {}, resolve = {};
  std::optional<model::Procedure> procedure = {};
  std::vector<std::size_t> actor = {};  ///< which actors of the scenario; empty: 0, 1, 2 ...
  std::uint64_t seed = 1, shocks = 7, first_draw = 0;
};

/// One tile of draws with all the room a model needs to write its course.
class TileRun {
 public:
  /// @param draws one to eight lists of the same length; missing lanes repeat the last.
  TileRun(const std::vector<Actors>& draws, double low, double high, const std::vector<double>& status_quo = {},
          Extras extras = {});

  void solve(const model::Bargaining& model);

  /// The tile as a model sees it; valid as long as this object stands still.
  [[nodiscard]] model::IssueTile tile() const;
  /// Room for a course of so many rounds.
  [[nodiscard]] model::Course room(std::size_t rounds);

  [[nodiscard]] double outcome(std::size_t lane = 0) const { return outcome_[lane]; }
  [[nodiscard]] double position(std::size_t round, std::size_t actor, std::size_t lane = 0) const {
    return position_[(round * actors_ + actor) * model::lanes + lane];
  }
  [[nodiscard]] model::Offer offer(std::size_t round, std::size_t actor, std::size_t lane = 0) const {
    return offer_[(round * actors_ + actor) * model::lanes + lane];
  }
  [[nodiscard]] int proposer(std::size_t round, std::size_t actor, std::size_t lane = 0) const {
    return proposer_[(round * actors_ + actor) * model::lanes + lane];
  }
  [[nodiscard]] int settled_after(std::size_t lane = 0) const { return settled_after_[lane]; }
  /// All positions of all rounds and lanes, for comparing runs bit for bit.
  [[nodiscard]] std::vector<double> course() const;

 private:
  struct alignas(64) Row {
    std::array<double, model::lanes> values;
  };
  std::size_t actors_, rounds_ = 0;
  double low_, high_;
  std::vector<Row> x_, capability_, salience_, status_quo_, votes_, population_, resolve_, position_rows_,
      outcome_rows_;
  Extras extras_;
  const double* position_ = nullptr;
  const double* outcome_ = nullptr;
  std::vector<model::Offer> offer_;
  std::vector<std::int16_t> proposer_;
  std::vector<std::uint8_t> settled_after_;
};

/// Solves several issues at once, as a scenario has them. @param trades if set, takes what was traded.
void solve_together(std::vector<TileRun>& issues, const model::Bargaining& model,
                    std::vector<model::Trade>* trades = nullptr);

/// A model as a user names it; throws if there is none of that name.
[[nodiscard]] std::unique_ptr<model::Bargaining> make(std::string_view choice);

/// The kernel's parameters for a choice such as "scholz2011:Q=0.5".
[[nodiscard]] model::expected_utility::Parameters parameters(std::string_view choice);

/// sum c s x / sum c s of the positions of one round.
[[nodiscard]] double weighted_mean(const Actors& actors, const TileRun& run, std::size_t round);

/// `count` actors with positions on [0, 100] and capability and salience in (0, 1), a function of `seed`.
[[nodiscard]] Actors random_actors(std::size_t count, std::uint64_t seed);

}  // namespace suasion::test
