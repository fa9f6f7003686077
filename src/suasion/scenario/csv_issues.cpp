#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <unordered_map>

#include "suasion/scenario/csv.hpp"
#include "suasion/scenario/language_table.hpp"
#include "suasion/scenario/numbers.hpp"

namespace suasion::scenario {

namespace {

struct Column {
  std::string_view in_file;   ///< header of the column, and key in `stakes`
  std::string_view in_issue;  ///< table of the issue that takes its numbers
};
constexpr std::array<Column, 7> columns = {{{"position", "positions"},
                                            {"salience", "salience"},
                                            {"capability", "capability"},
                                            {"votes", "votes"},
                                            {"population", "population"},
                                            {"resolve", "resolve"},
                                            {"because", "grounds"}}};

/// One issue while its numbers are brought home. Actors already present are looked up in an index: tables may be long.
class Home {
 public:
  Home(Node& issue, Findings& findings) : issue_(issue), findings_(findings) {}

  void put(std::string_view table, const std::string& actor, const Place& key_where, Node value) {
    Node& home = table_of(table, key_where);
    if (home.kind != Kind::table) {
      return;  // reported later, as a wrong type
    }
    std::unordered_map<std::string, Place>& known = known_[std::string(table)];
    if (known.empty()) {
      for (const Member& member : home.members) {
        known.emplace(member.key, member.key_where);
      }
    }
    const auto [at, fresh] = known.emplace(actor, key_where);
    if (!fresh) {
      findings_.error(
          "S203", value.where,
          fmt::format("{} of {} is given twice; the first time in line {}",
                      table == "positions" ? "the position" : fmt::format("the {}", table), actor, at->second.line),
          "keep one of the two");
      return;
    }
    home.members.push_back({actor, key_where, std::move(value)});
  }

 private:
  Node& table_of(std::string_view name, const Place& where) {
    if (Node* node = issue_.find(name)) {
      return *node;
    }
    Member member{std::string(name), where, {}};
    member.value.where = where;
    issue_.members.push_back(std::move(member));
    return issue_.members.back().value;
  }

  Node& issue_;
  Findings& findings_;
  std::map<std::string, std::unordered_map<std::string, Place>> known_;
};

Node number_node(double value, const Place& where) {
  Node node;
  node.kind = Kind::real;
  node.real = value;
  node.where = where;
  return node;
}

/// "40" or "30..50"; anything else is a finding.
Node cell_value(const Cell& cell, std::string_view column, Findings& findings) {
  if (const std::optional<double> value = parse_number(cell.text)) {
    return number_node(*value, cell.where);
  }
  if (const std::size_t dots = cell.text.find(".."); dots != std::string::npos) {
    const auto trimmed = [](std::string_view text) {
      const std::size_t first = text.find_first_not_of(' ');
      return first == std::string_view::npos ? text : text.substr(first, text.find_last_not_of(' ') - first + 1);
    };
    const auto low = parse_number(trimmed(std::string_view(cell.text).substr(0, dots)));
    const auto high = parse_number(trimmed(std::string_view(cell.text).substr(dots + 2)));
    if (low && high) {
      Node node;
      node.kind = Kind::array;
      node.where = cell.where;
      node.items = {number_node(*low, cell.where), number_node(*high, cell.where)};
      return node;
    }
  }
  findings.error("S101", cell.where, fmt::format("{}: expected a number or low..high; found '{}'", column, cell.text));
  Node broken;
  broken.kind = Kind::broken;
  broken.where = cell.where;
  return broken;
}

/// Which column of the file holds what; nothing if the header is of no use.
std::optional<std::map<std::string_view, std::size_t>> header(const CsvRow& row, Findings& findings) {
  std::map<std::string_view, std::size_t> places;
  std::vector<std::string> known = {"actor"};
  for (const Column& column : columns) {
    known.emplace_back(column.in_file);
  }
  bool sound = true;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto at = std::find(known.begin(), known.end(), row[i].text);
    if (at == known.end()) {
      findings.error("S102", row[i].where, fmt::format("there is no column '{}'", row[i].text),
                     findings.suggest(row[i].text, known));
      sound = false;
    } else if (const std::string_view name =
                   *at == "actor" ? "actor" : columns[static_cast<std::size_t>(at - known.begin()) - 1].in_file;
               !places.emplace(name, i).second) {
      findings.error("S203", row[i].where, fmt::format("the column '{}' stands twice", row[i].text));
      sound = false;
    }
  }
  if (sound && (places.count("actor") == 0 || places.count("position") == 0)) {
    findings.error("S103", row.front().where,
                   fmt::format("the column '{}' is missing", places.count("actor") == 0 ? "actor" : "position"),
                   "the first line names the columns: actor,position,salience,capability");
    sound = false;
  }
  return sound ? std::optional(places) : std::nullopt;
}

bool fill_from_rows(Home& home, const std::vector<CsvRow>& rows, Findings& findings) {
  const auto places = header(rows.front(), findings);
  if (!places) {
    return false;
  }
  std::unordered_map<std::string, std::uint32_t> seen;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const Cell& actor = rows[r][places->at("actor")];
    if (actor.text.empty()) {
      findings.error("S103", actor.where, "this row has no actor");
      continue;
    }
    if (const auto [at, fresh] = seen.emplace(actor.text, actor.where.line); !fresh) {
      findings.error("S203", actor.where, fmt::format("{} has a row already, in line {}", actor.text, at->second),
                     "keep one of the two");
      continue;
    }
    for (const Column& column : columns) {
      const auto at = places->find(column.in_file);
      if (at == places->end() || rows[r][at->second].text.empty()) {
        continue;
      }
      const Cell& cell = rows[r][at->second];
      if (column.in_issue == "grounds") {
        Node text;
        text.kind = Kind::text;
        text.text = cell.text;
        text.where = cell.where;
        home.put(column.in_issue, actor.text, actor.where, std::move(text));
      } else {
        home.put(column.in_issue, actor.text, actor.where, cell_value(cell, column.in_file, findings));
      }
    }
  }
  return true;
}

/// The stake of one actor, spread over the tables of the issue. What does not fit stays for the check of keys.
void spread_stake(Home& home, Member& stake, std::span<const Key> known, Findings& findings) {
  if (stake.value.kind != Kind::table) {
    findings.error("S101", stake.value.where,
                   fmt::format("the stake of {}: expected a table with position, salience and capability; found {}",
                               stake.key, found(stake.value)));
    return;
  }
  Node grounds;
  grounds.where = stake.key_where;
  for (Member& part : stake.value.members) {
    const auto column =
        std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.in_file == part.key; });
    const bool number = find_key(known, part.key) != nullptr && column != columns.end();
    if (number) {
      home.put(column->in_issue, stake.key, part.key_where, std::move(part.value));
    } else if (find_key(common_keys(), part.key) != nullptr) {
      grounds.members.push_back(std::move(part));
    } else {
      std::vector<std::string> names;
      for (const std::span<const Key> keys : {known, common_keys()}) {
        for (const Key& key : keys) {
          names.emplace_back(key.name);
        }
      }
      findings.error("S102", part.key_where, fmt::format("a stake has no key '{}'", part.key),
                     findings.suggest(part.key, names));
    }
  }
  if (!grounds.members.empty()) {
    home.put("grounds", stake.key, stake.key_where, std::move(grounds));
  }
}

void fill_from_csv(Document& document, Node& issue, const std::string& name, Place where, std::string_view bytes,
                   Findings& findings) {
  const std::uint32_t file = document.file(beside(document.files.front(), name));
  const std::size_t before = findings.errors();
  const std::vector<CsvRow> rows = read_csv(bytes, file, findings);
  Node& positions = *issue.find("positions");
  positions = Node{};
  positions.where = where;
  if (rows.empty() && findings.errors() == before) {
    findings.error("S006", Place{.file = file}, "the file has no rows");
  }
  if (findings.errors() > before) {
    positions.kind = Kind::broken;  // what is missing now would be reported as missing numbers
    return;
  }
  Home home(issue, findings);
  if (!fill_from_rows(home, rows, findings)) {
    issue.find("positions")->kind = Kind::broken;
  }
}

}  // namespace

std::string beside(const std::string& scenario_file, const std::string& name) {
  const std::filesystem::path parent = std::filesystem::path(scenario_file).parent_path();
  return (parent / name).string();
}

std::vector<std::string> csv_names(const Document& document) {
  std::vector<std::string> names;
  const Node* issues = document.root.find("issues");
  if (issues == nullptr) {
    return names;
  }
  for (const Node& issue : issues->items) {
    const Node* positions = issue.find("positions");
    if (positions != nullptr && positions->kind == Kind::text &&
        std::find(names.begin(), names.end(), positions->text) == names.end()) {
      names.push_back(positions->text);
    }
  }
  return names;
}

void fill_issues(Document& document, const std::vector<std::pair<std::string, std::string_view>>& csv,
                 Findings& findings) {
  Node* issues = document.root.find("issues");
  if (issues == nullptr) {
    return;
  }
  const Key& stakes_key = *find_key(*find_section("issues"), "stakes");
  for (Node& issue : issues->items) {
    const Node* positions = issue.find("positions");
    if (positions != nullptr && positions->kind == Kind::text) {
      const std::string name = positions->text;
      const auto at = std::find_if(csv.begin(), csv.end(), [&](const auto& file) { return file.first == name; });
      if (at != csv.end()) {
        fill_from_csv(document, issue, name, positions->where, at->second, findings);
      } else {
        findings.error("S007", positions->where, fmt::format("the table '{}' of this issue is not at hand", name));
        issue.find("positions")->kind = Kind::broken;
      }
    }
    if (Node* stakes = issue.find("stakes"); stakes != nullptr && stakes->kind == Kind::table) {
      std::vector<Member> said = std::move(stakes->members);
      stakes->members.clear();
      Home home(issue, findings);
      for (Member& stake : said) {
        spread_stake(home, stake, stakes_key.inner, findings);
      }
    }
  }
}

}  // namespace suasion::scenario
