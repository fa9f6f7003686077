#pragma once
/// What every bargaining model has in common: it is handed one issue in eight draws at once (a tile) and says where the
/// issue ends in each of them. The facts of each model (title, options, presets, sources) are data, from which help,
/// explanations and reports are made.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::model {

/// A model with all its options fixed. Immutable; one object serves all threads.
class Bargaining {
 public:
  virtual ~Bargaining() = default;
  /// The most rounds the course can have, below 255; 0 for one-shot models.
  [[nodiscard]] virtual std::size_t rounds() const { return 0; }
  /// Solves one tile. Never throws; writes every lane.
  virtual void solve(const IssueTile& issue, Course& course) const = 0;
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
  std::string_view source;   ///< author, year
  bool baseline = false;     ///< a simple rule that must stand beside every forecast
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
