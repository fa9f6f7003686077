#include "suasion/model/challenge.hpp"

#include "suasion/model/expected_utility.hpp"
#include "suasion/model/settings.hpp"

namespace suasion::model::challenge {

Model entry() {
  return {
      .info = {.name = "challenge",
               .title = "Challenge model",
               .summary = "Actors press others to move as in expected-utility bargaining, with chances that add up to "
                          "one for each pair. Play goes on until the weighted median comes to rest, and that median is "
                          "the outcome.",
               .differs = "Actors move before the end is taken, and the end is the place in the middle of all weight, "
                          "not an average: a far extreme does not pull it, and it jumps when the actor in the middle "
                          "gives way.",
               .source = "Bueno de Mesquita and Stokman 1994; Arregui, Stokman and Thomson 2006",
               .options = {{.name = "outcome",
                            .meaning = "Which summary of the final positions is the forecast.",
                            .values = {{"median", "the weighted median"}, {"mean", "the weighted mean"}},
                            .default_value = "median"},
                           {.name = "Q",
                            .meaning = "Chance that the status quo holds if an actor challenges no one.",
                            .values = {{"1", "certain"}, {"0.5", "even (Bueno de Mesquita's papers of the 1990s)"}},
                            .default_value = "1"},
                           {.name = "tolerance",
                            .meaning = "The median is at rest when it moves by no more than this share of the range.",
                            .default_value = "0.001",
                            .low = 1e-6,
                            .high = 1.0},
                           {.name = "rounds",
                            .meaning = "The most rounds of challenges.",
                            .default_value = "20",
                            .low = 1.0,
                            .high = 250.0,
                            .whole = true}}},
      .make = [](const Settings& settings) -> std::unique_ptr<Bargaining> {
        return expected_utility::solver({.pairwise = true,
                                         .least_move = true,
                                         .median_centre = true,
                                         .median_outcome = value(settings, "outcome") == "median",
                                         .Q = number(settings, "Q"),
                                         .tolerance = number(settings, "tolerance"),
                                         .rounds = static_cast<std::size_t>(number(settings, "rounds"))});
      }};
}

}  // namespace suasion::model::challenge
