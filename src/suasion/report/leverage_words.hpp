#pragma once
/// What an actor can do, in plain sentences: moves, figures, and the answer in short.

#include <optional>
#include <string>
#include <vector>

#include "suasion/analysis/leverage/leverage.hpp"

namespace suasion::report {

/// What every sentence of an answer needs to know.
struct LeverageStory {
  const scenario::Scenario& scenario;
  const ensemble::Plan& plan;
  const analysis::LeverageAnswer& answer;
};

/// A lever with an amount: "asks for 14 instead of 24 on “Depth of integration”". The actor is the subject.
[[nodiscard]] std::string effort_in_words(const LeverageStory& story, const analysis::Effort& effort);

/// All of a portfolio, with "and" between; "does nothing" where it is empty.
[[nodiscard]] std::string move_in_words(const LeverageStory& story, const analysis::Portfolio& move);

/// The goal: "Depth of integration lower", "a chance of ... of at least 60 %".
[[nodiscard]] std::string goal_in_words(const LeverageStory& story);

/// A level of an output as a reader expects it: on the scale, a chance in percent, or a variable's plain value.
[[nodiscard]] std::string level_in_words(const LeverageStory& story, const analysis::StudiedOutput& output,
                                         const analysis::Estimate& level);

/// A change with its standard error, if there is any: "-5.1 ± 0.2", "4 ± 1 points of a hundred".
[[nodiscard]] std::string change_in_words(const LeverageStory& story, const analysis::StudiedOutput& output,
                                          const analysis::Estimate& change);

/// The output's name: "Depth of integration", the question's text, a variable and its day.
[[nodiscard]] std::string output_in_words(const LeverageStory& story, const analysis::StudiedOutput& output);

/// The answer in short, a sentence or two each.
[[nodiscard]] std::vector<std::string> leverage_words(const LeverageStory& story);

/// Each lever's best alone, those that do most first; those that do no good are left out.
[[nodiscard]] std::vector<const analysis::Judged*> single_moves(const analysis::LeverageAnswer& answer);

/// Which of the last moves is best by each standard: indices into Advice::finalists.
struct Robust {
  std::size_t expected = 0, worst_tenth = 0, regret = 0;
  [[nodiscard]] bool agree() const { return expected == worst_tenth && expected == regret; }
};
[[nodiscard]] Robust robust_choice(const analysis::Advice& advice);

/// Why the goal is out of reach, and how near one gets; nothing where it is reached or none is set.
struct Shortfall {
  std::string message = {}, hint = {};
};
[[nodiscard]] std::optional<Shortfall> leverage_shortfall(const LeverageStory& story);

}  // namespace suasion::report
