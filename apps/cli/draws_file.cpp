#include "draws_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>

#include "record.hpp"
#include "status.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/study/sensitivity_part.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view outcome_prefix = "outcome.";
constexpr std::size_t least_draws = 500;  // ten slices of fifty

/// The next cell of a line, quotes taken off; moves `line` behind it.
std::string_view next_cell(std::string_view& line) {
  const bool quoted = !line.empty() && line.front() == '"';
  const std::size_t from = quoted ? 1 : 0;
  const std::size_t to = std::min(line.find(quoted ? '"' : ',', from), line.size());
  const std::string_view cell = line.substr(from, to - from);
  const std::size_t comma = line.find(',', to);
  line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
  return cell;
}

double number_of(std::string_view cell) {
  if (cell == "nan" || cell == "-nan") {
    return std::numeric_limits<double>::quiet_NaN();
  }
  double value = std::numeric_limits<double>::infinity();
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc() && end == cell.data() + cell.size() ? value : std::numeric_limits<double>::infinity();
}

/// The column of an output as a user names it: "outcome.ISSUE.MODEL", ISSUE@MODEL, or the first model of ISSUE.
std::size_t column_of(const DrawsFile& file, const std::string& word) {
  std::string name = word.starts_with("issues.") ? word.substr(7) : word;
  const std::size_t at = name.find('@');
  if (at != std::string::npos) {
    name[at] = '.';
  }
  std::vector<std::string> known;
  for (std::size_t c = 0; c < file.names.size(); ++c) {
    const std::string& column = file.names[c];
    if (!column.starts_with(outcome_prefix)) {
      continue;
    }
    const std::string rest = column.substr(outcome_prefix.size());
    if (column == word || rest == name || rest.starts_with(name + ".")) {
      return c;
    }
    if (const std::string issue = rest.substr(0, rest.find('.')); known.empty() || known.back() != issue) {
      known.push_back(issue);  // columns of an issue stand together
    }
  }
  const std::string near = base::did_you_mean(name, known);
  throw Failure(bad_input, fmt::format("the draws of this run hold no output '{}'", word),
                near.empty() ? fmt::format("there are: {}", fmt::join(known, ", ")) : near);
}

}  // namespace

bool is_run_folder(const fs::path& folder) {
  return fs::is_regular_file(folder / "run.json");
}

DrawsFile read_draws(const fs::path& folder) {
  const fs::path path = folder / "draws.csv";
  if (!fs::exists(path)) {
    throw Failure(bad_input, fmt::format("the run in {} kept no draws", folder.string()),
                  "run it again with --save-draws, or give the scenario itself");
  }
  const std::string bytes = storage::read_file(path);
  DrawsFile file;
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line(bytes.data() + at, end - at);
    at = end + 1;
    ++number;
    next_cell(line);  // the number of the draw
    std::size_t c = 0;
    while (!line.empty()) {
      const std::string_view cell = next_cell(line);
      if (number == 1) {
        file.names.emplace_back(cell);
        file.columns.emplace_back();
      } else if (const double value = number_of(cell);
                 c < file.columns.size() && value != std::numeric_limits<double>::infinity()) {
        file.columns[c].push_back(value);
      } else {
        throw Failure(world, fmt::format("{}:{}: '{}' is not a number of this table", path.string(), number, cell));
      }
      ++c;
    }
    if (c != file.columns.size()) {
      throw Failure(
          world, fmt::format("{}:{}: {} cells where {} are expected", path.string(), number, c, file.columns.size()));
    }
  }
  return file;
}

nlohmann::ordered_json importance_of_run(const fs::path& folder, const std::vector<std::string>& outputs,
                                         std::uint64_t seed, unsigned threads) {
  const Record record = read_record(folder);
  const DrawsFile file = read_draws(folder);
  const std::size_t draws = file.columns.empty() ? 0 : file.columns.front().size();
  if (draws < least_draws) {
    throw Failure(bad_input, fmt::format("{} draws are too few to tell inputs apart", draws),
                  fmt::format("at least {} are needed", least_draws));
  }
  std::vector<std::size_t> wanted;
  std::vector<report::NamedColumn> inputs;
  std::vector<std::span<const double>> input_columns;
  for (std::size_t c = 0; c < file.names.size(); ++c) {
    if (!file.names[c].starts_with(outcome_prefix)) {
      inputs.push_back({file.names[c], file.names[c]});
      input_columns.emplace_back(file.columns[c]);
    } else if (outputs.empty()) {
      wanted.push_back(c);
    }
  }
  for (const std::string& word : outputs) {
    wanted.push_back(column_of(file, word));
  }
  std::vector<report::NamedColumn> named;
  std::vector<std::span<const double>> output_columns;
  for (const std::size_t c : wanted) {
    named.push_back({file.names[c], file.names[c]});
    output_columns.emplace_back(file.columns[c]);
  }
  const auto found = analysis::given_data(input_columns, output_columns, {.seed = seed, .threads = threads}, {});
  nlohmann::ordered_json json = {
      {"suasion", record.version}, {"scenario", record.scenario}, {"hash", record.hash}, {"seed", record.request.seed}};
  json.update(report::given_data_part(inputs, named, *found, draws));
  return json;
}

}  // namespace suasion::cli
