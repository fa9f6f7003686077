#pragma once
/// What every bargaining model has in common: it is handed one issue in eight draws at once (a tile) and says where the
/// issue ends in each of them. Lane l of every array is draw l; no number of one lane may touch another lane, so results
/// do not depend on the instruction set or on which draws share a tile.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "suasion/base/result.hpp"

namespace suasion::model {

inline constexpr std::size_t lanes = 8;          ///< draws in a tile, whatever the machine's vector width
inline constexpr std::size_t block_draws = 256;  ///< draws in a block: the unit of scheduling and of ordered sums

/// One issue in one tile. Arrays are aligned to 64 bytes.
struct IssueTile {
  std::size_t actors = 0;             ///< those with a stake in the issue, at least 2
  double scale_low = 0.0;             ///< lower end of the issue's scale
  double scale_high = 1.0;            ///< upper end, above the lower
  const double* position = nullptr;   ///< [actors][lanes], on the scale
  const double* capability = nullptr; ///< [actors][lanes], >= 0, any unit
  const double* salience = nullptr;   ///< [actors][lanes], in [0, 1]
  const double* status_quo = nullptr; ///< [lanes], on the scale
};

/// How an actor came to move in a round.
enum class Offer : std::uint8_t { none, conflict, compromise, capitulation };

/// What happened in one tile. `outcome` is always written; the course of the rounds only by models that have rounds
/// (ModelInfo::rounds > 0).
struct Course {
  std::size_t rounds = 0;             ///< rounds the arrays below have room for; 0 for models without rounds
  double* outcome = nullptr;          ///< [lanes], on the scale
  double* position = nullptr;         ///< [rounds + 1][actors][lanes]; row 0 is the start; rows after the end repeat it
  std::int16_t* proposer = nullptr;   ///< [rounds][actors][lanes]: whose offer the actor took; -1 where it stayed
  Offer* offer = nullptr;             ///< [rounds][actors][lanes]
  std::uint8_t* settled_after = nullptr;  ///< [lanes]: rounds until no one moved; `rounds` + 1 if still moving at the end
};

/// A model with all its options fixed. Immutable; one object serves all threads.
class Bargaining {
 public:
  virtual ~Bargaining() = default;
  /// The number of rounds of the course; 0 for one-shot models.
  [[nodiscard]] virtual std::size_t rounds() const { return 0; }
  /// Solves one tile. Never throws; writes every lane.
  virtual void solve(const IssueTile& issue, Course& course) const = 0;
};

/// An option of a model: a choice among named values, or a number in a range.
struct OptionInfo {
  std::string_view name;
  std::string_view meaning;                                          ///< one sentence
  std::vector<std::pair<std::string_view, std::string_view>> values = {};  ///< (value, who uses it); empty for a number
  std::string_view default_value;
  double low = 0.0, high = 0.0;                                      ///< range of a number
};

using Settings = std::vector<std::pair<std::string, std::string>>;  ///< (option, value) in the order of OptionInfo

/// A named set of option values, e.g. `scholz2011`.
struct Preset {
  std::string_view name, title, summary, source;
  std::vector<std::pair<std::string_view, std::string_view>> settings = {};
};

/// The facts of a model. Help, explanations, reports and bindings are made from them.
struct ModelInfo {
  std::string_view name;      ///< e.g. "expected-utility"
  std::string_view title;     ///< e.g. "Expected-utility group decision model"
  std::string_view summary;   ///< what it assumes, in two or three plain sentences
  std::string_view source;    ///< author, year
  bool baseline = false;      ///< a simple rule that must stand beside every forecast
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
  std::string id = {};         ///< as the user wrote it; keys results
  const Model* model = nullptr;
  const Preset* preset = nullptr;  ///< null where the model itself was named
  Settings settings = {};      ///< every option, after preset and overrides
  /// Title for reports: the preset's title, else the model's.
  [[nodiscard]] std::string_view title() const { return preset != nullptr ? preset->title : model->info.title; }
};

/// @error M101 unknown model, M102 unknown option, M103 bad value: each with the nearest valid name.
[[nodiscard]] base::Result<ModelChoice> choose(std::string_view text);

}  // namespace suasion::model
