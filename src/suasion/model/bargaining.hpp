#pragma once
/// What every bargaining model has in common: it is handed the issues of a scenario in eight draws at once (a tile
/// each) and says where each issue ends in each of them. The facts of each model (title, options, presets, sources) are
/// data, from which help, explanations and reports are made.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::model {

/// What a model may have to be told about an issue besides positions, capabilities and saliences.
enum class Input : std::uint8_t { status_quo, proposer, form, resolve, other_issue };

/// The input in words, with the key of the language that states it: "a reference point (`status_quo`)".
[[nodiscard]] std::string_view in_words(Input input);

/// A swap between two actors in one draw: `yields_here` gives way on one issue and gains on the other. Gains are
/// changes of utility -sum_p s_p |x_p - O_p| / scale length.
struct Trade {
  std::size_t lane = 0;
  std::size_t actor[2] = {};   ///< which actors of the scenario; the first gives way on the first issue
  std::size_t issue[2] = {};   ///< rows of the agenda
  double gain[2] = {};         ///< of the two actors
  double shift[2] = {};        ///< of the outcomes of the two issues, on their scales
  double third_parties = 0.0;  ///< sum of the gains of everybody else
};

/// Every issue of a scenario in one tile, and where to write what becomes of it.
struct Agenda {
  std::span<const IssueTile> issues = {};
  std::span<Course> courses = {};        ///< of the same length; an issue whose course has no outcome is not asked for
  std::vector<Trade>* trades = nullptr;  ///< if set, models that trade across issues append what was traded
};

/// A model with all its options fixed. Immutable; one object serves all threads.
class Bargaining {
 public:
  virtual ~Bargaining() = default;
  /// The most rounds the course can have, below 255; 0 for one-shot models.
  [[nodiscard]] virtual std::size_t rounds() const { return 0; }
  /// What an issue must state for the model to apply to it.
  [[nodiscard]] virtual std::vector<Input> needs() const { return {}; }
  /// Solves every issue that is asked for, each of which states what the model needs. Never throws; writes every lane.
  virtual void solve(const Agenda& agenda) const = 0;
  /// The same for an issue by itself.
  void solve(const IssueTile& issue, Course& course) const { solve(Agenda{{&issue, 1}, {&course, 1}}); }
};

/// A model that looks at each issue by itself, as most do.
class IssueByIssue : public Bargaining {
 public:
  using Bargaining::solve;
  void solve(const Agenda& agenda) const final;

 protected:
  virtual void solve_issue(const IssueTile& issue, Course& course) const = 0;
};

/// A model of which some draws take longer than others. Given many tiles it lets no lane wait for the slowest of its
/// tile; the bytes of a draw are the same either way.
class Refilling : public IssueByIssue {
 public:
  /// @param issue the same issue in one tile after another. @param courses of the same length, all asked for.
  virtual void solve_tiles(std::span<const IssueTile> issue, std::span<Course> courses) const = 0;

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const final { solve_tiles({&issue, 1}, {&course, 1}); }
};

/// An option of a model: a choice among named values, or a number in a range.
struct OptionInfo {
  std::string_view name;
  std::string_view meaning;                                                ///< one sentence
  std::vector<std::pair<std::string_view, std::string_view>> values = {};  ///< (value, who uses it); empty for a number
  std::string_view default_value;
  double low = 0.0, high = 0.0;  ///< range of a number
  bool whole = false;            ///< the number must be whole
};

/// "", or why a value does not suit the option: "must be one of ...", "must be a number from ... to ...".
[[nodiscard]] std::string flaw(const OptionInfo& option, const std::string& value);

using Settings = std::vector<std::pair<std::string, std::string>>;  ///< (option, value) in the order of OptionInfo

/// A named set of option values, e.g. `scholz2011`; options it leaves out keep their default.
struct Preset {
  std::string_view name, title, summary, source;
  std::vector<std::pair<std::string_view, std::string_view>> settings = {};
};

/// The facts of a model. Help, explanations, reports and bindings are made from them.
struct ModelInfo {
  std::string_view name;     ///< e.g. "expected-utility"
  std::string_view title;    ///< e.g. "Expected-utility group decision model"
  std::string_view summary;  ///< what it assumes, in two or three plain sentences
  std::string_view differs;  ///< why its outcome is another than the compromise, in one or two plain sentences
  std::string_view source;   ///< author, year
  bool baseline = false;     ///< a simple rule that must stand beside every forecast
  bool standard = false;     ///< runs where neither the command line nor the scenario names a model
  std::vector<OptionInfo> options = {};
  std::vector<Preset> presets = {};
};

struct Model {
  ModelInfo info;
  /// @param settings every option of the model with a valid value.
  std::unique_ptr<Bargaining> (*make)(const Settings& settings);
};

/// All models, in the order in which they are shown. To add one: one file, its test, one line here.
[[nodiscard]] const std::vector<Model>& models();

/// The names under which a model runs as its authors set it: those of its presets, or its own where it has none.
[[nodiscard]] std::vector<std::string> variants(const ModelInfo& info);

/// A model chosen and set, as a user names it: `NAME[:option=value,...]` where NAME is a model or a preset.
struct ModelChoice {
  std::string id = {};  ///< as the user wrote it; keys results
  const Model* model = nullptr;
  const Preset* preset = nullptr;  ///< null where the model itself was named
  Settings settings = {};          ///< every option, after preset and overrides
  /// Title for reports: the preset's title, else the model's.
  [[nodiscard]] std::string_view title() const { return preset != nullptr ? preset->title : model->info.title; }
};

/// @error M101 unknown model, M102 unknown option, M103 bad value: each with the nearest valid name.
[[nodiscard]] base::Result<ModelChoice> choose(std::string_view text);

}  // namespace suasion::model
