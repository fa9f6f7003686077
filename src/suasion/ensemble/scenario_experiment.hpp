#pragma once
/// A scenario as an experiment: the bargaining over its issues and the worlds of its system, at points that the
/// experimenter chooses.

#include <variant>

#include "suasion/ensemble/experiment.hpp"
#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/worlds.hpp"

namespace suasion::ensemble {

/// What a model makes of an issue, on the issue's scale.
struct IssueOutcome {
  std::size_t issue = 0, model = 0;  ///< of the plan
};

/// A variable of the system at the tick that ends nearest to a day: in one world, or as a difference between worlds.
struct Reading {
  std::string variable = {};
  double day = 0.0;  ///< since the origin
  Comparison worlds{.first = 0, .second = Comparison::none};
};

/// The answer to a question: 1 for yes, 0 for no; or the difference of answers between two worlds.
struct Answer {
  std::string question = {};
  std::size_t world = 0;
  std::size_t minus = Comparison::none;
};

struct Output {
  std::string name = {};
  std::variant<IssueOutcome, Reading, Answer> what = IssueOutcome{};
};

struct ExperimentSpec {
  const Plan* plan = nullptr;        ///< of the issues; needed if an output is an issue's
  std::vector<World> worlds = {};    ///< World::until is not looked at
  std::vector<Output> outputs = {};  ///< every variable and question exists in each of its worlds
  std::vector<scenario::Correlation> correlations = {};
};

class ScenarioExperiment final : public Experiment {
 public:
  explicit ScenarioExperiment(ExperimentSpec spec);

  /// The uncertain inputs of everything that an output looks at, those of issues first.
  [[nodiscard]] const std::vector<Factor>& factors() const override { return factors_; }
  [[nodiscard]] const std::vector<std::string>& outputs() const override { return names_; }
  [[nodiscard]] const std::vector<math::RankCorrelation>& links() const override { return links_; }
  [[nodiscard]] bool reaches(std::size_t factor, std::size_t output) const override;
  /// True throughout: hazards, choices and the error of a model are left to chance. Where they play no part, the index
  /// of chance comes out as 0.
  [[nodiscard]] bool has_chance(std::size_t output) const override;
  [[nodiscard]] std::unique_ptr<Trial> trial() const override;

  /// Inputs that are known exactly: Push::factor counts them after factors().
  [[nodiscard]] const std::vector<Factor>& fixed() const { return fixed_; }

 private:
  friend class ScenarioTrial;
  /// Where an input of a plan stands: index into factors_, or factors_.size() + index into fixed_.
  using Places = std::vector<std::size_t>;

  void gather(const std::vector<scenario::Input>& inputs);
  [[nodiscard]] Places places_of(const std::vector<scenario::Input>& inputs) const;
  void find_reach();
  void find_looks();

  /// What an output looks at in a world.
  struct Look {
    std::size_t output = 0;
    double sign = 1.0;
    double end = 0.0;  ///< of the tick after which it is read
    bool answer = false;
    system::Column column = {};  ///< of a reading
    std::size_t question = 0;    ///< of the world's plan, of an answer
  };

  ExperimentSpec spec_;
  std::vector<std::string> names_;
  std::vector<Factor> factors_, fixed_;
  std::vector<math::RankCorrelation> links_;
  Places issue_places_;                   ///< of the plan's inputs
  std::vector<Places> world_places_;      ///< [worlds]
  std::vector<std::vector<Look>> looks_;  ///< [worlds], in the order in which the worlds come to them
  std::vector<std::vector<char>> reach_;  ///< [outputs][factors]
};

}  // namespace suasion::ensemble
