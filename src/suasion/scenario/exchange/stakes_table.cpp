#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>

#include "suasion/base/text.hpp"
#include "suasion/scenario/exchange/formats.hpp"

namespace suasion::scenario::exchange {

namespace {

/// A column by the headings that mean it, folded; the first is ours.
struct Column {
  std::string_view key;
  std::array<std::string_view, 5> headings;
  bool required = false;
};

constexpr std::array<Column, 6> stake_columns = {
    {{"issue", {"issue", "dimension"}},
     {"actor", {"actor", "stakeholder"}, true},
     {"name", {"name", "description"}},
     {"capability", {"capability", "resources", "power", "influence"}, true},
     {"position", {"position"}, true},
     {"salience", {"salience"}, true}}};
constexpr std::array<Column, 7> issue_columns = {{{"issue", {"issue"}, true},
                                                  {"name", {"name"}},
                                                  {"unit", {"unit"}},
                                                  {"low", {"low"}, true},
                                                  {"high", {"high"}, true},
                                                  {"low_means", {"lowmeans"}},
                                                  {"high_means", {"highmeans"}}}};

/// The columns of a grid by key, and every row from the second on, checked for its length.
class Columns {
 public:
  Columns(const GridReader& in, std::span<const Column> known, std::vector<std::string>& left_out) : in_(in) {
    std::vector<std::string> names;
    for (const Column& column : known) {
      names.emplace_back(column.headings.front());
    }
    const CsvRow& heading = in.rows().front();
    std::vector<std::size_t> strangers;
    for (std::size_t i = 0; i < heading.size(); ++i) {
      const Column* column = find(known, folded(heading[i].text));
      if (column == nullptr) {
        strangers.push_back(i);
      } else if (!place_.emplace(column->key, i).second) {
        in.error("S203", heading[i].where, fmt::format("the column '{}' stands twice", heading[i].text));
      }
    }
    std::vector<std::string> missing;
    for (const Column& column : known) {
      if (column.required && place_.count(column.key) == 0) {
        missing.emplace_back(column.headings.front());
        in.error("S103", heading.front().where, fmt::format("the column '{}' is missing", missing.back()),
                 fmt::format("the first row names the columns: {}", fmt::join(names, ", ")));
      }
    }
    for (const std::size_t i : strangers) {
      // a misspelt column that the table cannot do without is a mistake, any other is somebody's notes
      if (const std::string near = base::did_you_mean(heading[i].text, missing); !near.empty()) {
        in.error("S102", heading[i].where, fmt::format("there is no column '{}'", heading[i].text), near);
      } else if (!heading[i].text.empty()) {
        left_out.push_back(fmt::format("the column '{}'", heading[i].text));
      }
    }
    sound_ = missing.empty();
  }

  [[nodiscard]] bool sound() const { return sound_; }
  [[nodiscard]] bool has(std::string_view key) const { return place_.count(key) > 0; }
  [[nodiscard]] Cell cell(std::size_t row, std::string_view key) const {
    const auto at = place_.find(key);
    return at == place_.end() ? Cell{.text = {}, .where = in_.rows()[row].front().where} : in_.cell(row, at->second);
  }
  [[nodiscard]] const std::string& heading(std::string_view key) const {
    return in_.rows().front()[place_.find(key)->second].text;
  }
  /// True if the row is no longer than the heading.
  [[nodiscard]] bool fits(std::size_t row) const {
    const std::size_t wanted = in_.rows().front().size();
    if (in_.rows()[row].size() <= wanted) {
      return true;
    }
    in_.error("S006", in_.rows()[row][wanted].where,
              fmt::format("this row has {} cells, the header {}", in_.rows()[row].size(), wanted),
              "put a cell that holds a comma in double quotes");
    return false;
  }

 private:
  static const Column* find(std::span<const Column> known, std::string_view heading) {
    for (const Column& column : known) {
      if (!heading.empty() &&
          std::find(column.headings.begin(), column.headings.end(), heading) != column.headings.end()) {
        return &column;
      }
    }
    return nullptr;
  }

  const GridReader& in_;
  std::map<std::string_view, std::size_t> place_;
  bool sound_ = false;
};

class Stakes {
 public:
  Stakes(const Grid& grid, Findings& findings) : in_(grid, findings) {}

  void read_scales(const Grid& issues, std::vector<std::string>& left_out) {
    const GridReader in(issues, in_.findings());
    const Columns columns(in, issue_columns, left_out);
    for (std::size_t r = 1; columns.sound() && r < in.rows().size(); ++r) {
      if (columns.fits(r)) {
        read_scale(in, columns, r);
      }
    }
    scaled_ = true;
  }

  Table read(std::vector<std::string>& left_out) {
    const Columns columns(in_, stake_columns, left_out);
    if (!columns.sound()) {
      return {};
    }
    if (in_.rows().size() < 2) {
      in_.error("S402", in_.rows().front().front().where, "there are no actors: the heading is all there is");
      return {};
    }
    for (std::size_t r = 1; r < in_.rows().size(); ++r) {
      if (columns.fits(r)) {
        read_row(columns, r);
      }
    }
    spread();
    // the replications take shares, other tables percent; nobody's percents are all below one
    const bool stated = columns.heading("salience").find('%') != std::string::npos;
    if (!stated && largest_ <= 1.0) {
      each_stake([](TableStake& stake) { stake.salience = decimal(stake.salience * percent); });
    }
    if (!scaled_) {
      scale_by_positions();
    }
    return std::move(table_);
  }

 private:
  void read_scale(const GridReader& in, const Columns& columns, std::size_t r) {
    const Cell name = columns.cell(r, "issue");
    const auto low = in.any_number(columns.cell(r, "low"), "low end of the scale");
    const auto high = in.any_number(columns.cell(r, "high"), "high end of the scale");
    if (low && high && !(*low < *high)) {
      in.error("S108", columns.cell(r, "high").where,
               fmt::format("the scale runs from {} to {}; the high end must lie above the low end",
                           base::shortest(*low), base::shortest(*high)));
    }
    if (name.text.empty()) {
      in.error("S103", name.where, "this row has no issue");
    } else if (!issues_.emplace(name.text, table_.issues.size()).second) {
      in.error("S203", name.where, fmt::format("the issue '{}' has a row already", name.text), "keep one of the two");
    } else {
      table_.issues.push_back({.name = name.text,
                               .title = columns.cell(r, "name").text == name.text ? "" : columns.cell(r, "name").text,
                               .unit = columns.cell(r, "unit").text,
                               .low = low.value_or(0.0),
                               .high = high.value_or(low.value_or(0.0) + percent),
                               .low_means = columns.cell(r, "low_means").text,
                               .high_means = columns.cell(r, "high_means").text,
                               .from = {in.row_in_words(name.where)}});
    }
  }

  /// Index of the issue of a row; nothing where that is reported.
  std::optional<std::size_t> issue_of(const Columns& columns, std::size_t r) {
    const Cell cell = columns.cell(r, "issue");
    if (columns.has("issue") && cell.text.empty()) {
      in_.error("S103", cell.where, "this row has no issue");
      return {};
    }
    const std::string name = columns.has("issue")                ? cell.text
                             : scaled_ && !table_.issues.empty() ? table_.issues.front().name
                                                                 : "issue";
    if (scaled_ && issues_.count(name) == 0) {
      std::vector<std::string> known;
      for (const TableIssue& issue : table_.issues) {
        known.push_back(issue.name);
      }
      in_.error("S201", cell.where, fmt::format("the sheet of issues has no issue '{}'", name),
                in_.findings().suggest(name, known));
      return {};
    }
    const auto [at, fresh] = issues_.emplace(name, table_.issues.size());
    if (fresh) {
      table_.issues.push_back({.name = name});
    }
    return at->second;
  }

  void read_row(const Columns& columns, std::size_t r) {
    const std::optional<std::size_t> issue = issue_of(columns, r);
    const Cell name = columns.cell(r, "actor");
    if (name.text.empty()) {
      in_.error("S103", name.where, "this row has no actor");
    }
    const std::string who = name.text.empty() ? "this actor" : name.text;
    const auto capability = in_.capability(columns.cell(r, "capability"), "capability of " + who);
    const auto position = scaled_ && issue ? in_.number(columns.cell(r, "position"), "position of " + who,
                                                        table_.issues[*issue].low, table_.issues[*issue].high)
                                           : in_.any_number(columns.cell(r, "position"), "position of " + who);
    const auto salience = in_.number(columns.cell(r, "salience"), "salience of " + who, 0.0, percent);
    if (!issue || name.text.empty()) {
      return;
    }
    const auto [seen, first] = rows_.emplace(std::pair(*issue, name.text), in_.row_in_words(name.where));
    if (!first) {
      in_.error("S203", name.where, fmt::format("{} has a row already, in {}", who, seen->second),
                "keep one of the two");
      return;
    }
    const auto [at, fresh] = actors_.emplace(name.text, table_.actors.size());
    if (fresh) {
      table_.actors.push_back({.name = name.text, .from = {in_.row_in_words(name.where)}});
    }
    const Cell long_name = columns.cell(r, "name");
    std::string& description = table_.actors[at->second].description;
    if (!long_name.text.empty() && !description.empty() && description != long_name.text) {
      in_.error("S203", long_name.where,
                fmt::format("{} is '{}' here and '{}' above", who, long_name.text, description));
    }
    description = long_name.text == name.text ? description : long_name.text.empty() ? description : long_name.text;
    stakes_.push_back({at->second, *issue, {position.value_or(0.0), salience.value_or(0.0), capability.value_or(1.0)}});
    largest_ = std::max(largest_, salience.value_or(0.0));
  }

  /// The stakes in their places, now that all issues are known.
  void spread() {
    for (TableActor& actor : table_.actors) {
      actor.stakes.resize(table_.issues.size());
    }
    for (const auto& [actor, issue, stake] : stakes_) {
      table_.actors[actor].stakes[issue] = stake;
    }
  }

  template <class Change>
  void each_stake(const Change& change) {
    for (TableActor& actor : table_.actors) {
      for (auto& stake : actor.stakes) {
        if (stake) {
          change(*stake);
        }
      }
    }
  }

  /// Scales from the lowest to the highest position, as the replications take them.
  void scale_by_positions() {
    for (std::size_t k = 0; k < table_.issues.size(); ++k) {
      TableIssue& issue = table_.issues[k];
      bool first = true;
      for (const TableActor& actor : table_.actors) {
        if (const auto& stake = actor.stakes[k]) {
          issue.low = first ? stake->position : std::min(issue.low, stake->position);
          issue.high = first ? stake->position : std::max(issue.high, stake->position);
          first = false;
        }
      }
      if (!(issue.low < issue.high)) {  // all agree, so the file says nothing of the scale
        const double room = std::max(1.0, std::abs(issue.low));
        issue.low = decimal(issue.low - room);
        issue.high = decimal(issue.high + room);
      }
    }
  }

  struct Row {
    std::size_t actor = 0, issue = 0;
    TableStake stake = {};
  };

  GridReader in_;
  Table table_;
  bool scaled_ = false;
  double largest_ = 0.0;  ///< salience
  std::map<std::string, std::size_t> issues_, actors_;
  std::map<std::pair<std::size_t, std::string>, std::string> rows_;  ///< where the stake of an actor stands
  std::vector<Row> stakes_;
};

}  // namespace

bool is_stakes(const Grid& grid) {
  return std::any_of(grid.rows.front().begin(), grid.rows.front().end(), [](const Cell& cell) {
    const std::string heading = folded(cell.text);
    return heading == "actor" || heading == "stakeholder";
  });
}

Table read_stakes(const Grid& grid, const Grid* issues, Findings& findings, std::vector<std::string>& left_out) {
  Stakes stakes(grid, findings);
  if (issues != nullptr) {
    stakes.read_scales(*issues, left_out);
  }
  return stakes.read(left_out);
}

std::string write_scholz_csv(const Table& table) {
  std::string text = "Actor,Capability,Position,Salience\n";
  for (const TableActor& actor : table.actors) {
    const TableStake& stake = *actor.stakes.front();
    text += fmt::format("{},{},{},{}\n", csv_cell(actor.name), base::shortest(stake.capability),
                        base::shortest(stake.position), base::shortest(decimal(stake.salience / percent)));
  }
  return text;
}

}  // namespace suasion::scenario::exchange
