#include "suasion/scenario/dataset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "suasion/base/text.hpp"
#include "suasion/scenario/dataset_table.hpp"

namespace suasion::scenario {

namespace {

/// How a layout names its files and columns. An empty column name: the layout has none.
struct Layout {
  std::string_view name;
  std::string_view cases_stem, stakes_stem;  ///< of file names; "*" at the front: whatever the other file has there
  bool strict = false;                       ///< unknown columns are errors
  double salience_unit = 1.0;                ///< percent per unit
  std::string_view id, outcome, cluster, period, procedure, reference_point, low, high;              // cases
  std::string_view actor = "actor", position = "position", salience = "salience", capability, role;  // stakes
};

constexpr Layout layouts[] = {{.name = "deu3",
                               .cases_stem = "issues",
                               .stakes_stem = "positions",
                               .id = "issue",
                               .outcome = "outcome",
                               .cluster = "proposal",
                               .period = "year",
                               .procedure = "procedure",
                               .reference_point = "reference_point",
                               .low = "",
                               .high = "",
                               .capability = "council_votes",
                               .role = ""},
                              {.name = "climate",
                               .cases_stem = "*_outcomes",
                               .stakes_stem = "*_positions",
                               .salience_unit = 100.0,
                               .id = "issue",
                               .outcome = "outcome_own_coding",
                               .cluster = "",
                               .period = "",
                               .procedure = "",
                               .reference_point = "",
                               .low = "",
                               .high = "",
                               .capability = "power",
                               .role = ""},
                              {.name = "general",
                               .cases_stem = "cases",
                               .stakes_stem = "stakes",
                               .strict = true,
                               .id = "case",
                               .outcome = "outcome",
                               .cluster = "cluster",
                               .period = "period",
                               .procedure = "procedure",
                               .reference_point = "reference_point",
                               .low = "low",
                               .high = "high",
                               .capability = "capability",
                               .role = "role"}};

std::string stem_of(const File& file) {
  return std::filesystem::path(file.name).stem().string();
}

/// What is left of a stem beyond the layout's: "_train" of "issues_train", "cop21" and "_train" joined of a starred
/// one; nothing where the stem is another.
std::optional<std::pair<std::string, std::string>> fit(const std::string& stem, std::string_view pattern) {
  const bool star = pattern.starts_with("*");
  const std::string_view word = star ? pattern.substr(1) : pattern;
  const std::size_t at = stem.find(word);
  if (at == std::string::npos || (!star && at != 0) || (star && at == 0)) {
    return std::nullopt;
  }
  const std::string rest = stem.substr(at + word.size());
  if (!rest.empty() && !rest.starts_with("_")) {
    return std::nullopt;
  }
  return std::pair(stem.substr(0, at), rest);
}

/// A table of cases and the table of their stakes.
struct Pair {
  const File* cases = nullptr;
  const File* stakes = nullptr;
};

/// The pairs of a layout among the files. Stakes without a part of their own serve every part of the cases.
std::vector<Pair> pairs_of(const Layout& layout, const Files& files, std::string_view part) {
  std::vector<Pair> pairs;
  for (const File& cases : files.files) {
    const auto here = fit(stem_of(cases), layout.cases_stem);
    if (!here || (!part.empty() && !here->second.ends_with(fmt::format("_{}", part)))) {
      continue;
    }
    const File* best = nullptr;
    for (const File& stakes : files.files) {
      const auto there = fit(stem_of(stakes), layout.stakes_stem);
      if (there && there->first == here->first && (there->second == here->second || there->second.empty())) {
        best = best == nullptr || there->second == here->second ? &stakes : best;
      }
    }
    if (best != nullptr) {
      pairs.push_back({&cases, best});
    }
  }
  return pairs;
}

/// A case while it is read, with what messages need.
struct Draft {
  Case value = {};
  Place where = {};
  bool has_outcome = false;
  std::vector<bool> salience_known = {}, capability_known = {};
};

class Reader {
 public:
  Reader(const Layout& layout, Document& document, Findings& findings)
      : layout_(layout), document_(document), findings_(findings) {}

  void read(const Pair& pair) {
    const std::size_t first = drafts_.size();
    read_cases(*pair.cases);
    read_stakes(*pair.stakes, first);
  }

  Dataset finish() {
    Dataset set{.missing = missing_};
    for (Draft& draft : drafts_) {
      if (draft.value.stakes.size() < 2) {
        ++set.missing.lonely;
        continue;
      }
      fill(draft, set.missing);
      check_weights(draft);
      if (!draft.has_outcome) {
        ++set.missing.outcomes;
        continue;
      }
      set.cases.push_back(std::move(draft.value));
    }
    return set;
  }

 private:
  [[nodiscard]] std::vector<DataColumn> case_columns() const {
    return {{layout_.id, true},   {layout_.outcome, true}, {layout_.cluster, layout_.name == "deu3"},
            {layout_.period},     {layout_.procedure},     {layout_.reference_point},
            {layout_.low, false}, {layout_.high, false}};
  }

  void read_cases(const File& file) {
    const DataTable table(file.bytes, document_.file(file.name), case_columns(), layout_.strict, findings_);
    for (std::size_t row = 0; table.sound() && row < table.rows(); ++row) {
      read_case(table, row);
    }
  }

  void read_case(const DataTable& table, std::size_t row) {
    Draft draft{.where = table.where(row)};
    Case& one = draft.value;
    one.id = table.text(row, layout_.id);
    if (one.id.empty()) {
      findings_.error("S103", draft.where, fmt::format("this row has no {}", layout_.id));
      return;
    }
    if (const auto [at, fresh] = index_.emplace(one.id, drafts_.size()); !fresh) {
      findings_.error(
          "S203", draft.where,
          fmt::format("{} '{}' has a row already, in line {}", layout_.id, one.id, drafts_[at->second].where.line),
          "keep one of the two");
      return;
    }
    one.scale_low = table.number(row, layout_.low).value_or(0.0);
    one.scale_high = table.number(row, layout_.high).value_or(100.0);
    if (!(one.scale_low < one.scale_high)) {
      findings_.error("S104", draft.where,
                      fmt::format("the scale of '{}' runs from {} to {}", one.id, base::shortest(one.scale_low),
                                  base::shortest(one.scale_high)),
                      "low must lie below high");
    }
    const std::optional<double> outcome = table.number(row, layout_.outcome, one.scale_low, one.scale_high);
    draft.has_outcome = outcome.has_value();
    one.outcome = outcome.value_or(one.scale_low);
    one.reference_point = table.number(row, layout_.reference_point, one.scale_low, one.scale_high);
    one.cluster = table.text(row, layout_.cluster);
    if (one.cluster.empty()) {
      one.cluster = one.id;
    }
    one.period = layout_.name == "deu3" ? enlargement(table, row) : table.text(row, layout_.period);
    one.procedure = table.text(row, layout_.procedure);
    if (layout_.name == "deu3") {
      const std::string vote = table.text(row, "council_vote");
      one.decided_by.form = one.procedure == "COD" ? "codecision" : one.procedure == "CNS" ? "consultation" : "";
      one.decided_by.rule = vote == "QMV" ? "qualified-majority" : vote == "Unan" ? "unanimity" : "";
      one.procedure += vote.empty() ? "" : " " + vote;
    }
    drafts_.push_back(std::move(draft));
  }

  /// Years of introduction before and after the enlargement of 2004, and after the Treaty of Lisbon.
  static std::string enlargement(const DataTable& table, std::size_t row) {
    constexpr double enlarged = 2004.0, lisbon = 2010.0;  // first whole year
    const std::optional<double> year = table.number(row, "year");
    if (!year) {
      return {};
    }
    return *year < enlarged ? "to 2003" : *year < lisbon ? "2004 to 2009" : "from 2010";
  }

  void read_stakes(const File& file, std::size_t first) {
    const std::vector<DataColumn> columns = {{layout_.id, true},         {layout_.actor, true},
                                             {layout_.position, true},   {layout_.salience, true},
                                             {layout_.capability, true}, {layout_.role, false}};
    const DataTable table(file.bytes, document_.file(file.name), columns, layout_.strict, findings_);
    for (std::size_t row = 0; table.sound() && row < table.rows(); ++row) {
      const std::string id = table.text(row, layout_.id);
      const auto at = index_.find(id);
      if (at != index_.end() && at->second >= first) {
        read_stake(table, row, drafts_[at->second]);
      } else if (layout_.strict && drafts_.size() == first) {
        return;  // no case could be read, which is told already: not one message more for every stake
      } else if (layout_.strict) {
        findings_.error("S201", table.where(row), fmt::format("no {} is called '{}'", layout_.id, id),
                        findings_.suggest(id, case_ids()));
      } else {
        stray_.insert(id);  // these tables have stakes of cases whose outcome is held back
      }
    }
    missing_.outcomes += stray_.size();
    stray_.clear();
  }

  void read_stake(const DataTable& table, std::size_t row, Draft& draft) {
    Case& one = draft.value;
    CaseStake stake{.actor = table.text(row, layout_.actor), .role = role_of(table, row)};
    if (stake.actor.empty()) {
      findings_.error("S103", table.where(row), "this row has no actor");
      return;
    }
    if (std::any_of(one.stakes.begin(), one.stakes.end(), [&](auto& other) { return other.actor == stake.actor; })) {
      findings_.error("S203", table.where(row), fmt::format("{} has a row already in '{}'", stake.actor, one.id),
                      "keep one of the two");
      return;
    }
    const std::optional<double> position = table.number(row, layout_.position, one.scale_low, one.scale_high);
    const std::optional<double> salience = table.number(row, layout_.salience, 0.0, 100.0 / layout_.salience_unit);
    const std::optional<double> capability = table.number(row, layout_.capability, 0.0);
    if (!position) {
      ++missing_.positions;
      return;
    }
    stake.position = *position;
    stake.salience = layout_.salience_unit * salience.value_or(0.0);
    stake.capability = capability.value_or(0.0);
    if (layout_.name == "deu3") {
      stake.votes = stake.role == Role::none ? stake.capability : 0.0;
    }
    draft.salience_known.push_back(salience.has_value());
    draft.capability_known.push_back(capability.has_value());
    one.stakes.push_back(std::move(stake));
  }

  Role role_of(const DataTable& table, std::size_t row) {
    if (layout_.name == "deu3") {
      const std::string actor = table.text(row, layout_.actor);
      return actor == "COM" ? Role::agenda_setter : actor == "EP" ? Role::second_chamber : Role::none;
    }
    const std::string word = table.text(row, layout_.role);
    if (word.empty()) {
      return Role::none;
    }
    if (word == "agenda-setter") {
      return Role::agenda_setter;
    }
    if (word == "second-chamber") {
      return Role::second_chamber;
    }
    findings_.error("S112", table.cell(row, layout_.role)->where,
                    fmt::format("role is '{}'; it must be agenda-setter, second-chamber or empty", word),
                    base::did_you_mean(word, {"agenda-setter", "second-chamber"}));
    return Role::none;
  }

  void fill(Draft& draft, MissingCounts& missing) const {
    constexpr double middle_salience = 50.0;
    std::vector<CaseStake>& stakes = draft.value.stakes;
    const auto mean_of = [&](double CaseStake::*member, const std::vector<bool>& known, double otherwise) {
      double sum = 0.0;
      double count = 0.0;
      for (std::size_t i = 0; i < stakes.size(); ++i) {
        sum += known[i] ? stakes[i].*member : 0.0;
        count += known[i] ? 1.0 : 0.0;
      }
      return count > 0.0 ? sum / count : otherwise;
    };
    if (draft.value.decided_by.rule == "qualified-majority") {
      constexpr double before_nice = 62.0 / 87.0, nice = 255.0 / 345.0;  // of the votes, EU of 15 and of 27
      draft.value.decided_by.threshold = nice_in_force(stakes) ? nice : before_nice;
    }
    const double salience = mean_of(&CaseStake::salience, draft.salience_known, middle_salience);
    const double capability =
        layout_.name == "deu3" ? large_state(stakes) : mean_of(&CaseStake::capability, draft.capability_known, 1.0);
    for (std::size_t i = 0; i < stakes.size(); ++i) {
      if (!draft.salience_known[i]) {
        stakes[i].salience = salience;
        ++missing.saliences;
      }
      if (!draft.capability_known[i]) {
        stakes[i].capability = capability;
        ++missing.capabilities;
      }
    }
  }

  /// Votes of the largest states in the Council: 29 by the Treaty of Nice, 10 before it. Whoever has no votes counts as
  /// one of them.
  static double large_state(const std::vector<CaseStake>& stakes) {
    constexpr double before_nice = 10.0, nice = 29.0;
    return nice_in_force(stakes) ? nice : before_nice;
  }

  /// A state that joined in 2004 or later, or more votes than anyone had before, shows that the Treaty of Nice counts.
  static bool nice_in_force(const std::vector<CaseStake>& stakes) {
    constexpr double most_before = 10.0;
    static const std::set<std::string_view> newer = {"BU", "CR", "CY", "CZ", "EE", "HU", "LT",
                                                     "LV", "MT", "PL", "RO", "SI", "SK"};
    return std::any_of(stakes.begin(), stakes.end(), [&](const CaseStake& stake) {
      return stake.votes.value_or(0.0) > most_before || newer.count(stake.actor) > 0;
    });
  }

  void check_weights(const Draft& draft) {
    double sum = 0.0;
    for (const CaseStake& stake : draft.value.stakes) {
      sum += stake.capability * stake.salience;
    }
    if (!(sum > 0.0)) {
      findings_.error("S404", draft.where,
                      fmt::format("capability times salience is zero for every actor of '{}'", draft.value.id),
                      "at least one actor must have some of both");
    }
  }

  [[nodiscard]] std::vector<std::string> case_ids() const {
    std::vector<std::string> ids;
    for (const Draft& draft : drafts_) {
      ids.push_back(draft.value.id);
    }
    return ids;
  }

  const Layout& layout_;
  Document& document_;
  Findings& findings_;
  MissingCounts missing_;
  std::vector<Draft> drafts_;
  std::map<std::string, std::size_t> index_;
  std::set<std::string> stray_;
};

std::string names_of(const Files& files) {
  std::vector<std::string> names;
  for (const File& file : files.files) {
    names.push_back(std::filesystem::path(file.name).filename().string());
  }
  return names.empty() ? "no CSV files" : listed(names);
}

struct Found {
  const Layout* layout = nullptr;
  std::vector<Pair> pairs = {};
};

Found find_layout(const Files& files, std::string_view part) {
  for (const Layout& layout : layouts) {
    if (std::vector<Pair> pairs = pairs_of(layout, files, part); !pairs.empty()) {
      return {&layout, std::move(pairs)};
    }
  }
  return {};
}

}  // namespace

bool two_sided(const Case& one) {
  return std::all_of(one.stakes.begin(), one.stakes.end(), [&](const CaseStake& stake) {
    return stake.position == one.scale_low || stake.position == one.scale_high;
  });
}

base::Result<Dataset> read_dataset(const std::string& name, const Files& files, std::string_view part) {
  const Found found = find_layout(files, part);
  if (found.layout == nullptr) {
    const std::string of_part = part.empty() ? std::string() : fmt::format(" of part '{}'", part);
    return base::fail("S001", fmt::format("'{}' holds no data set{}: there is {}", name, of_part, names_of(files)),
                      "expected issues*.csv with positions*.csv, NAME_outcomes*.csv with NAME_positions*.csv, or "
                      "cases*.csv with stakes*.csv");
  }
  Document document;
  Findings findings(document);
  Reader reader(*found.layout, document, findings);
  Files read;
  for (const Pair& pair : found.pairs) {
    reader.read(pair);
    for (const File* file : {pair.cases, pair.stakes}) {
      if (std::none_of(read.files.begin(), read.files.end(), [&](auto& one) { return one.name == file->name; })) {
        read.files.push_back(*file);
      }
    }
  }
  Dataset set = reader.finish();
  if (findings.errors() == 0 && set.cases.empty()) {
    findings.error("S401", Place{}, fmt::format("no case of '{}' has an outcome", name));
  }
  if (findings.errors() > 0) {
    return tl::unexpected(findings.take());
  }
  set.name = name;
  set.layout = found.layout->name;
  set.hash = read.hash();
  for (const File& file : read.files) {
    set.files.push_back(std::filesystem::path(file.name).filename().string());
  }
  return set;
}

}  // namespace suasion::scenario
