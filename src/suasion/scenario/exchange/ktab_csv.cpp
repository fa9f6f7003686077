#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "suasion/base/text.hpp"
#include "suasion/scenario/exchange/formats.hpp"
#include "suasion/scenario/numbers.hpp"

namespace suasion::scenario::exchange {

namespace {

constexpr std::size_t first_stake = 3;  ///< cells before the first position: name, description, capability
constexpr std::string_view position_suffix = " position";

std::size_t cells_of(std::size_t issues) {
  return first_stake + 2 * issues;
}

/// "Policy Position" heads the positions on "Policy".
std::string issue_name(const std::string& heading) {
  const std::size_t stem = heading.size() - std::min(heading.size(), position_suffix.size());
  const bool suffixed = stem > 0 && folded(heading.substr(stem)) == "position" && heading[stem] == ' ';
  return suffixed ? clean(heading.substr(0, stem)) : heading;
}

class KtabCsv {
 public:
  KtabCsv(const Grid& grid, Findings& findings) : in_(grid, findings) {}

  Table read() {
    if (in_.rows().front().size() < first_stake + 1) {
      const Place& where = in_.rows().front().front().where;
      in_.error("S704", where,
                fmt::format("the first line has {} cells; expected four: name, description, number of actors, number "
                            "of issues",
                            in_.rows().front().size()));
    }
    table_.title = in_.cell(0, 0).text;
    table_.description = in_.cell(0, 1).text == table_.title ? "" : in_.cell(0, 1).text;
    actors_ = in_.count(in_.cell(0, 2), "number of actors");
    issues_ = in_.count(in_.cell(0, first_stake), "number of issues");
    if (in_.rows().size() < 2) {
      in_.error("S402", in_.cell(0, 2).where, "there are no actors: the file ends after its first line");
      return table_;
    }
    read_heading();
    for (std::size_t r = 2; r < in_.rows().size(); ++r) {
      read_actor(r);
    }
    if (const std::size_t rows = in_.rows().size() - 2; actors_ && *actors_ != rows) {
      in_.error("S704", in_.cell(0, 2).where,
                fmt::format("the first line announces {} actors, but {} follow", *actors_, rows));
    }
    return table_;
  }

 private:
  void read_heading() {
    const CsvRow& heading = in_.rows()[1];
    const std::size_t pairs = heading.size() > first_stake ? (heading.size() - first_stake + 1) / 2 : 0;
    const std::size_t wanted = issues_.value_or(pairs);
    if (heading.size() != cells_of(wanted) || wanted == 0) {
      in_.error(
          "S704", heading.front().where,
          fmt::format("the heading has {} cells; with {} issue{} it needs {}: Actor, Description, Capability, and "
                      "a position and a salience for each issue",
                      heading.size(), wanted, wanted == 1 ? "" : "s", cells_of(wanted)));
    }
    for (std::size_t k = 0; k < pairs; ++k) {
      const Cell cell = in_.cell(1, first_stake + 2 * k);
      const std::string name = issue_name(cell.text);
      table_.issues.push_back({.name = name.empty() ? fmt::format("Issue {}", k + 1) : name, .from = {}});
      const auto same = [&](const TableIssue& one) { return one.name == table_.issues.back().name; };
      if (std::count_if(table_.issues.begin(), table_.issues.end(), same) > 1) {
        in_.error("S203", cell.where, fmt::format("the issue '{}' stands twice", table_.issues.back().name));
      }
    }
  }

  void read_actor(std::size_t r) {
    const CsvRow& row = in_.rows()[r];
    const Cell& name = row.front();
    if (name.text.empty()) {
      in_.error("S103", name.where, "this row has no name of an actor");
    } else if (const auto [at, fresh] = seen_.emplace(name.text, in_.row_in_words(name.where)); !fresh) {
      in_.error("S203", name.where, fmt::format("{} has a row already, in {}", name.text, at->second),
                "keep one of the two");
    }
    const std::size_t wanted = cells_of(table_.issues.size());
    if (row.size() != wanted) {
      in_.error("S704", row.size() > wanted ? row[wanted].where : in_.cell(r, row.size()).where,
                fmt::format("this row has {} cells; {} issue{} need{} {}", row.size(), table_.issues.size(),
                            table_.issues.size() == 1 ? "" : "s", table_.issues.size() == 1 ? "s" : "", wanted),
                row.size() > wanted ? "put a text that holds a comma in double quotes" : "");
      return;
    }
    const std::string who = name.text.empty() ? "this actor" : name.text;
    const std::string description = row[1].text == name.text ? std::string() : row[1].text;
    TableActor actor{.name = name.text, .description = description, .from = {in_.row_in_words(name.where)}};
    const double capability = in_.capability(row[2], "capability of " + who).value_or(1.0);
    for (std::size_t k = 0; k < table_.issues.size(); ++k) {
      const std::string on = fmt::format("of {} on {}", who, table_.issues[k].name);
      const auto position = in_.number(row[first_stake + 2 * k], "position " + on, 0.0, percent);
      const auto salience = in_.number(row[first_stake + 2 * k + 1], "salience " + on, 0.0, percent);
      actor.stakes.emplace_back(TableStake{position.value_or(0.0), salience.value_or(0.0), capability});
    }
    table_.actors.push_back(std::move(actor));
  }

  GridReader in_;
  Table table_;
  std::optional<std::size_t> actors_, issues_;
  std::map<std::string, std::string> seen_;
};

}  // namespace

bool is_ktab(const Grid& grid) {
  const CsvRow& first = grid.rows.front();
  const bool counts =
      first.size() > first_stake && parse_number(first[2].text) && parse_number(first[first_stake].text);
  const bool headed = grid.rows.size() > 1 && folded(grid.rows[1].front().text) == "actor";
  return counts || headed;
}

Table read_ktab_csv(const Grid& grid, Findings& findings) {
  return KtabCsv(grid, findings).read();
}

std::string write_ktab_csv(const Table& table) {
  std::string text = fmt::format("{},{},{},{}\nActor,Description,Capability", csv_cell(table.title),
                                 csv_cell(table.description), table.actors.size(), table.issues.size());
  for (const TableIssue& issue : table.issues) {
    text += fmt::format(",{},{}", csv_cell(issue.name + " Position"), csv_cell(issue.name + " Salience"));
  }
  text += '\n';
  for (const TableActor& actor : table.actors) {
    text += fmt::format("{},{},{}", csv_cell(actor.name), csv_cell(actor.description),
                        base::shortest(actor.stakes.front()->capability));
    for (const auto& stake : actor.stakes) {
      text += fmt::format(",{},{}", base::shortest(stake->position), base::shortest(stake->salience));
    }
    text += '\n';
  }
  return text;
}

}  // namespace suasion::scenario::exchange
