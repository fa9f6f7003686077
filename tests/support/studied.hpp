#pragma once
/// A scenario ready to be studied, for tests of outputs, inputs and what is made of them.

#include "sound.hpp"
#include "suasion/analysis/study/outputs.hpp"
#include "worlds.hpp"

namespace suasion::test {

/// One issue X on 0..100 with weights 1, 2 and 1, known exactly: A uniform on 0..80, B on 60..100.
/// @param third C's position, as TOML. @param more keys of the issue.
[[nodiscard]] std::string weighted_text(const std::string& third, const std::string& more = "");

/// Not movable: studies point at its plan.
struct Studied {
  explicit Studied(const scenario::Files& the_files, const std::vector<std::string>& models = {"compromise"})
      : scenario(scenario_of(the_files)),
        plan(sound(ensemble::make_plan(scenario, models))),
        maker(the_files, {}, {}, scenario) {}
  explicit Studied(const std::string& text, const std::vector<std::string>& models = {"compromise"})
      : Studied(files_of(text), models) {}
  Studied(const Studied&) = delete;
  Studied& operator=(const Studied&) = delete;
  Studied(Studied&&) = delete;
  Studied& operator=(Studied&&) = delete;
  ~Studied() = default;

  [[nodiscard]] base::Result<analysis::Study> asked(const std::vector<std::string>& names,
                                                    analysis::Outputs otherwise = analysis::Outputs::headline) {
    return analysis::plan_study(scenario, plan, maker, names, otherwise);
  }

  /// Throws with all messages if an output is not found.
  [[nodiscard]] analysis::Study study(const std::vector<std::string>& names,
                                      analysis::Outputs otherwise = analysis::Outputs::headline) {
    return sound(asked(names, otherwise));
  }

  scenario::Scenario scenario;
  ensemble::Plan plan;
  analysis::WorldMaker maker;
};

}  // namespace suasion::test
