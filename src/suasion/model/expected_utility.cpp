#include "suasion/model/expected_utility.hpp"

#include <new>

#include "suasion/math/target.hpp"
#include "suasion/model/settings.hpp"

namespace suasion::model::expected_utility {

namespace {

Solve* best_kernel() {
#if defined(__x86_64__)
  switch (math::best_target()) {
    case math::Target::avx512:
      return &avx512::solve;
    case math::Target::avx2:
      return &avx2::solve;
    case math::Target::generic:
      break;
  }
#endif
  return &generic::solve;
}

/// Memory for one tile's work, aligned for packs.
class Scratch {
 public:
  explicit Scratch(std::size_t packs)
      : data_(static_cast<double*>(::operator new(packs* lanes * sizeof(double), alignment))) {}
  ~Scratch() { ::operator delete(data_, alignment); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  Scratch(Scratch&&) = delete;
  Scratch& operator=(Scratch&&) = delete;
  [[nodiscard]] double* data() const { return data_; }

 private:
  static constexpr std::align_val_t alignment{64};
  double* data_;
};

class ExpectedUtility final : public Refilling {
 public:
  explicit ExpectedUtility(const Parameters& parameters) : parameters_(parameters), kernel_(best_kernel()) {}
  [[nodiscard]] std::size_t rounds() const override { return parameters_.rounds; }
  void solve_tiles(std::span<const IssueTile> issue, std::span<Course> courses) const override {
    if (!issue.empty()) {
      const Scratch scratch(scratch_packs(issue.front().actors, parameters_));
      kernel_(parameters_, {issue.data(), courses.data(), issue.size()}, scratch.data());
    }
  }

 private:
  Parameters parameters_;
  Solve* kernel_;
};

/// Options that name one of several readings.
std::vector<OptionInfo> readings() {
  return {
      {.name = "normalisation",
       .meaning = "What votes are divided by to give the chance of winning.",
       .values = {{"all_pairs", "one sum over all pairs of positions, so that chances are tiny (the authors' program)"},
                  {"pairwise",
                   "the votes cast on the pair, so that both chances add up to one (the papers; Masad 2014)"}},
       .default_value = "all_pairs"},
      {.name = "risk_reference",
       .meaning = "What an actor's danger is compared with to give its attitude to risk.",
       .values = {{"across_actors", "the dangers of all actors (the authors' program)"},
                  {"own_positions",
                   "its own danger at every position now held by someone (Bueno de Mesquita's words)"}},
       .default_value = "across_actors"},
      {.name = "compromise_choice",
       .meaning = "Which of several compromises an actor takes.",
       .values = {{"lowest_blend",
                   "the least blend of both positions weighted by their stakes (the authors' program; a "
                   "slip, it seems)"},
                  {"least_move", "the one that moves it least (the papers)"}},
       .default_value = "lowest_blend"},
      {.name = "capitulation_test",
       .meaning = "When an actor gives in without a fight.",
       .values = {{"stakes", "the other gains, it loses, and it stands to lose more than the other gains (the papers)"},
                  {"never", "no one does: the program compares a value with itself (the authors' program)"}},
       .default_value = "stakes"},
      {.name = "risk_in_votes",
       .meaning = "Whose attitude to risk bends the votes of third parties.",
       .values = {{"voter", "each voter's own (the authors' program)"},
                  {"observer", "that of the actor who judges the offer (the papers)"}},
       .default_value = "voter"},
      {.name = "ties",
       .meaning = "Whose offer counts where several are equally good, as between whole-numbered positions.",
       .values = {{"first", "the first proposer in the list of actors (the authors' program)"},
                  {"last", "the last proposer in the list of actors"}},
       .default_value = "first"},
      {.name = "range",
       .meaning = "When the range of positions is taken.",
       .values = {{"start", "once, at the start (the authors' program)"}, {"round", "anew each round"}},
       .default_value = "start"},
      {.name = "centre",
       .meaning = "The centre that the status quo drifts to or from; matters where Q < 1 or tolerance > 0.",
       .values = {{"mean", "the weighted mean"}, {"median", "the weighted median (the papers)"}},
       .default_value = "mean"},
      {.name = "outcome",
       .meaning = "Which summary of the final positions is the forecast.",
       .values = {{"mean", "the weighted mean"}, {"median", "the weighted median (the papers' median voter)"}},
       .default_value = "mean"},
  };
}

/// Options that are numbers.
std::vector<OptionInfo> numbers() {
  return {
      {.name = "Q",
       .meaning = "Chance that the status quo holds if an actor challenges no one.",
       .default_value = "1",
       .low = 0.0,
       .high = 1.0},
      {.name = "T",
       .meaning = "Chance that a change of the status quo is for the better; idle where Q = 1.",
       .default_value = "0.5",
       .low = 0.0,
       .high = 1.0},
      {.name = "tolerance",
       .meaning = "At rest also when the centre moves by less than this share of the range; 0 switches it off.",
       .default_value = "0",
       .low = 0.0,
       .high = 1.0},
      {.name = "rounds",
       .meaning = "The most rounds of offers.",
       .default_value = "10",
       .low = 1.0,
       .high = 250.0,
       .whole = true},
  };
}

std::vector<OptionInfo> options() {
  std::vector<OptionInfo> all = readings();
  for (OptionInfo& number : numbers()) {
    all.push_back(std::move(number));
  }
  return all;
}

}  // namespace

Parameters parameters(const Settings& settings) {
  return {
      .pairwise = value(settings, "normalisation") == "pairwise",
      .own_positions = value(settings, "risk_reference") == "own_positions",
      .least_move = value(settings, "compromise_choice") == "least_move",
      .never_capitulate = value(settings, "capitulation_test") == "never",
      .observer_votes = value(settings, "risk_in_votes") == "observer",
      .last_of_equals = value(settings, "ties") == "last",
      .range_per_round = value(settings, "range") == "round",
      .median_centre = value(settings, "centre") == "median",
      .median_outcome = value(settings, "outcome") == "median",
      .Q = number(settings, "Q"),
      .T = number(settings, "T"),
      .tolerance = number(settings, "tolerance"),
      .rounds = static_cast<std::size_t>(number(settings, "rounds")),
  };
}

Model entry() {
  return {
      .info = {.name = "expected-utility",
               .title = "Expected-utility bargaining",
               .summary =
                   "In each round every actor weighs what it could win or lose by challenging every other, given how "
                   "much power third parties would throw in and how willing each side is to fight. Actors that feel "
                   "outmatched give ground: part of the way (compromise) or all of it (conflict lost, capitulation).",
               .differs = "Actors move before the average is taken: those who would lose a clash give in or come part "
                          "of the way, so it leaves the compromise on the side of those whom others fear. Which of "
                          "several offers an actor takes can throw it to either side.",
               .source = "Bueno de Mesquita 1984, 1994, 1997; Scholz, Calbert and Smith 2011",
               .standard = true,
               .options = options(),
               .presets = {{.name = "scholz2011",
                            .title = "Expected utility, as programmed (Scholz 2011)",
                            .summary = "The variant that reproduces the published trajectory of the European car "
                                       "emission standards, including the oddities of the authors' program.",
                            .source = "Scholz, Calbert and Smith 2011, as replicated by McKibben-Sanders 2014",
                            .settings = {{"normalisation", "all_pairs"},
                                         {"risk_reference", "across_actors"},
                                         {"compromise_choice", "lowest_blend"},
                                         {"capitulation_test", "stakes"},
                                         {"risk_in_votes", "voter"},
                                         {"range", "start"},
                                         {"outcome", "mean"},
                                         {"Q", "1"}}},
                           {.name = "as-written",
                            .title = "Expected utility, as written (Bueno de Mesquita)",
                            .summary = "The same model read from the papers' own words: chances of a pair add up to "
                                       "one, risk looks at the positions an actor could hold, the observer's attitude "
                                       "bends all votes, and the forecast is the weighted median.",
                            .source = "Bueno de Mesquita 1985, 1994, 1997",
                            .settings = {{"normalisation", "pairwise"},
                                         {"risk_reference", "own_positions"},
                                         {"compromise_choice", "least_move"},
                                         {"capitulation_test", "stakes"},
                                         {"risk_in_votes", "observer"},
                                         {"range", "start"},
                                         {"centre", "median"},
                                         {"outcome", "median"},
                                         {"Q", "0.5"},
                                         {"T", "0.5"}}}}},
      .make = [](const Settings& settings) { return solver(parameters(settings)); }};
}

std::unique_ptr<Bargaining> solver(const Parameters& parameters) {
  return std::make_unique<ExpectedUtility>(parameters);
}

}  // namespace suasion::model::expected_utility
