#pragma once
/// What the combined forecast has learnt: coefficients of its choice models, the error of the compromise model, and the
/// weight of each part. The shipped table is src/suasion/model/combination.json, written by `suasion backtest --fit`.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/model/choice.hpp"

namespace suasion::model {

/// A choice model: which terms it has. Each knows more than the one before, and is less sure to carry over.
struct ChoiceMember {
  std::string_view name;
  std::string_view meaning;
  std::vector<Term> terms;
};

/// `positions`, `reference`, `institutions`.
[[nodiscard]] const std::vector<ChoiceMember>& choice_members();

inline constexpr std::size_t choice_member_count = 3;

struct CombinationWeights {
  std::array<Coefficients, choice_member_count> choice = {};  ///< 0 for terms that a member does not have
  double error_sd = 0.3;  ///< of the outcome around the compromise, in lengths of the scale
  /// Of the choice members and, last, of the compromise with its error; sum to 1.
  std::array<double, choice_member_count + 1> weight = {0.3, 0.3, 0.3, 0.1};
};

/// Where a table of weights comes from, for reports.
struct CombinationOrigin {
  std::string data = {};       ///< citation of the training data
  std::string fitted_on = {};  ///< date of the fit, ISO 8601
  std::size_t cases = 0, clusters = 0;
  std::vector<std::string> trained = {};  ///< hashes of the clusters it was fitted on, sorted
  double mae = 0.0, crps = 0.0, compromise_mae = 0.0, compromise_crps = 0.0;  ///< cross-validated, in points of 100
  double coverage90 = 0.0;                                                    ///< likewise
};

struct CombinationTable {
  CombinationWeights weights = {};
  CombinationOrigin origin = {};
};

/// The table that this version ships.
[[nodiscard]] const CombinationTable& shipped_combination();

/// JSON text of a table, and back. @throws std::invalid_argument where the text is no such table.
[[nodiscard]] std::string to_json(const CombinationTable& table);
[[nodiscard]] CombinationTable combination_from_json(std::string_view json);

/// Key under which a cluster is named in CombinationOrigin::trained: 16 hexadecimal digits of its hash.
[[nodiscard]] std::string cluster_key(std::string_view cluster);

}  // namespace suasion::model
