#include "draws_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <span>

#include "record.hpp"
#include "status.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/study/sensitivity_part.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view inputs_group = "prior";  // as ArviZ's schema names groups
constexpr std::string_view statistics_group = "sample_stats";
constexpr std::size_t least_draws = 500;  // ten slices of fifty

using storage::DrawColumn;
using storage::DrawsHeader;

const storage::DrawVariable& variable_of(const DrawsHeader& header, const DrawColumn& place) {
  return header.variables[place.variable];
}

/// The last label where all others are the first of their kind, else all of them.
std::string short_title(const DrawsHeader& header, const DrawColumn& place) {
  const auto& index = place.index;
  if (index.empty() || std::any_of(index.begin(), index.end() - 1, [](std::size_t i) { return i > 0; })) {
    return storage::short_name(header, place);
  }
  return variable_of(header, place).dimensions.back().labels[index.back()];
}

/// Every name that a column goes by.
bool goes_by(const DrawsHeader& header, const DrawColumn& place, const std::string& word) {
  const std::string full = storage::full_name(header, place);
  return word == full || word == full.substr(full.find('/') + 1) || word == storage::short_name(header, place) ||
         word == short_title(header, place);
}

bool is_part_of(const storage::DrawVariable& variable, const std::string& word) {
  return word == variable.group || word == variable.name || word == variable.group + "/" + variable.name;
}

/// Without the word that stands before names of outputs elsewhere.
std::string bare(const std::string& word) {
  for (const std::string_view prefix : {"issues.", "questions."}) {
    if (word.starts_with(prefix)) {
      return word.substr(prefix.size());
    }
  }
  return word;
}

bool varies(const std::vector<double>& column) {
  const auto number = [](double value) { return !std::isnan(value); };
  const auto first = std::find_if(column.begin(), column.end(), number);
  return std::any_of(first, column.end(), [&](double value) { return number(value) && value != *first; });
}

/// @throws Failure (bad_input) where there are none.
std::vector<std::size_t> outputs_named(const DrawsHeader& header, const std::string& word,
                                       const std::vector<std::size_t>& among) {
  std::vector<std::size_t> found = columns_named(header, word, among);
  if (found.empty()) {
    const std::vector<std::string> known = names_to_offer(header, among);
    const std::string near = base::did_you_mean(bare(word), known);
    throw Failure(bad_input, fmt::format("the draws of this run hold no output '{}'", word),
                  near.empty() ? fmt::format("there are: {}", fmt::join(known, ", ")) : near);
  }
  return found;
}

/// Columns read for a study, with their names.
struct Columns {
  std::vector<std::vector<double>> values = {};
  std::vector<report::NamedColumn> names = {};

  void add(std::vector<double> column, const std::string& name) {
    values.push_back(std::move(column));
    names.push_back({name, name});
  }
  [[nodiscard]] std::vector<std::span<const double>> spans() const { return {values.begin(), values.end()}; }
};

/// The inputs and the outputs of a study.
std::pair<Columns, Columns> columns_of(const storage::DrawsReader& reader, const std::vector<std::string>& outputs) {
  const DrawsHeader& header = reader.header();
  const std::vector<std::string> titles = column_titles(header);
  Columns inputs;
  std::vector<std::size_t> others;
  for (std::size_t c = 0; c < titles.size(); ++c) {
    if (variable_of(header, reader.places()[c]).group == inputs_group) {
      inputs.add(reader.column(c), titles[c]);
    } else {
      others.push_back(c);
    }
  }
  std::vector<std::size_t> wanted;
  for (const std::string& word : outputs) {
    const std::vector<std::size_t> these = outputs_named(header, word, others);
    wanted.insert(wanted.end(), these.begin(), these.end());
  }
  Columns found;
  for (const std::size_t c : outputs.empty() ? others : wanted) {
    const bool about_draws = variable_of(header, reader.places()[c]).group == statistics_group;
    if (std::vector<double> column = reader.column(c); !outputs.empty() || (!about_draws && varies(column))) {
      found.add(std::move(column), titles[c]);
    }
  }
  return {std::move(inputs), std::move(found)};
}

}  // namespace

bool is_run_folder(const fs::path& folder) {
  return fs::is_regular_file(folder / "run.json");
}

storage::DrawsReader open_draws(const fs::path& folder) {
  const fs::path path = folder / "draws.nc";
  if (!fs::exists(path)) {
    if (!is_run_folder(folder)) {
      throw Failure(world,
                    fmt::format("'{}' is not a run folder that can be used: it has no run.json", folder.string()),
                    "a run folder is what `suasion run` writes");
    }
    if (std::filesystem::exists(folder / "checkpoint")) {
      throw Failure(
          bad_input,
          fmt::format("the run in {} is not complete, and draws are put together at its end", folder.string()),
          "`suasion resume` completes a run, `suasion merge` joins shards");
    }
    throw Failure(bad_input, fmt::format("the run in {} kept no draws", folder.string()),
                  "run it again with --save-draws");
  }
  return storage::DrawsReader(path);
}

std::vector<std::string> column_titles(const DrawsHeader& header) {
  const std::vector<DrawColumn> places = storage::draw_columns(header);
  std::vector<std::string> titles;
  std::map<std::string, int> count;
  for (const DrawColumn& place : places) {
    titles.push_back(short_title(header, place));
    ++count[titles.back()];
  }
  for (std::size_t c = 0; c < places.size(); ++c) {
    if (count[titles[c]] > 1) {
      titles[c] = storage::full_name(header, places[c]);
    }
  }
  return titles;
}

std::vector<std::size_t> columns_named(const DrawsHeader& header, const std::string& word,
                                       const std::vector<std::size_t>& among) {
  const std::vector<DrawColumn> places = storage::draw_columns(header);
  for (const std::string& name : {word, bare(word)}) {
    for (const std::size_t c : among) {
      if (goes_by(header, places[c], name)) {
        return {c};
      }
    }
    for (const std::size_t c : among) {
      if (short_title(header, places[c]).starts_with(name + "@")) {
        return {c};
      }
    }
  }
  std::vector<std::size_t> part;
  std::copy_if(among.begin(), among.end(), std::back_inserter(part),
               [&](std::size_t c) { return is_part_of(variable_of(header, places[c]), word); });
  return part;
}

std::vector<std::string> names_to_offer(const DrawsHeader& header, const std::vector<std::size_t>& among) {
  const std::vector<std::string> titles = column_titles(header);
  std::vector<std::string> names;
  for (const std::size_t c : among) {
    const std::string name = titles[c].substr(0, titles[c].find('@'));
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  }
  return names;
}

nlohmann::ordered_json importance_of_run(const fs::path& folder, const std::vector<std::string>& outputs,
                                         std::uint64_t seed, unsigned threads) {
  const Record record = read_record(folder);
  const storage::DrawsReader reader = open_draws(folder);
  const std::uint64_t draws = reader.header().draws;
  if (draws < least_draws) {
    throw Failure(bad_input, fmt::format("{} draws are too few to tell inputs apart", draws),
                  fmt::format("at least {} are needed", least_draws));
  }
  const auto [inputs, found] = columns_of(reader, outputs);
  if (found.names.empty()) {
    throw Failure(bad_input, "no output of this run differs between its draws",
                  "name one with --output to see it nevertheless");
  }
  const auto importance = analysis::given_data(inputs.spans(), found.spans(), {.seed = seed, .threads = threads}, {});
  nlohmann::ordered_json json = {
      {"suasion", record.version}, {"scenario", record.scenario}, {"hash", record.hash}, {"seed", record.request.seed}};
  json.update(report::given_data_part(inputs.names, found.names, *importance, draws));
  return json;
}

}  // namespace suasion::cli
