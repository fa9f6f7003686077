/// `suasion runs compare`: what two runs were given, and whether their figures differ by more than chance.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "runs.hpp"
#include "runs_text.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;
using storage::Figure;
using storage::Run;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// One figure of both runs; NaN where a run does not have it.
struct Pair {
  Figure a = {}, b = {};
  double difference = unknown;  ///< b less a
  double error = unknown;       ///< its standard error, as of independent runs
  bool beyond = false;          ///< larger than two of them
};

const Figure* figure_of(const Run& run, const std::string& key) {
  const auto found =
      std::find_if(run.figures.begin(), run.figures.end(), [&](const Figure& one) { return one.key == key; });
  return found == run.figures.end() ? nullptr : &*found;
}

Pair pair_of(const Figure& a, const Figure& b) {
  Pair pair = {.a = a, .b = b};
  pair.difference = b.value - a.value;
  pair.error = std::sqrt(a.error * a.error + b.error * b.error);
  pair.beyond = std::abs(pair.difference) > 2.0 * pair.error;
  return pair;
}

Figure missing(const Figure& other) {
  return {.key = other.key, .label = other.label, .value = unknown, .error = unknown, .unit = other.unit};
}

/// The figures of both in the order of the first; then what only the second has.
std::vector<Pair> pairs_of(const Run& a, const Run& b) {
  std::vector<Pair> pairs;
  for (const Figure& figure : a.figures) {
    const Figure* other = figure_of(b, figure.key);
    pairs.push_back(pair_of(figure, other == nullptr ? missing(figure) : *other));
  }
  for (const Figure& figure : b.figures) {
    if (figure_of(a, figure.key) == nullptr) {
      pairs.push_back(pair_of(missing(figure), figure));
    }
  }
  return pairs;
}

struct Difference {
  std::string name = {}, a = {}, b = {};
};

std::vector<Difference> differences(const Run& a, const Run& b) {
  std::vector<Difference> list;
  const auto of_b = inputs_of(b);
  std::size_t i = 0;
  for (const auto& [name, value] : inputs_of(a)) {
    if (value != of_b[i].second) {
      list.push_back({name, value, of_b[i].second});
    }
    ++i;
  }
  return list;
}

/// Draw by draw, both took the same random numbers.
bool paired(const Run& a, const Run& b) {
  return a.scenario == b.scenario && a.seed == b.seed && a.design == b.design;
}

std::string inputs_text(const Run& a, const Run& b, std::size_t width) {
  constexpr std::size_t place = 12;
  const std::vector<Difference> list = differences(a, b);
  std::string text = list.empty() ? "They were given the same.\n" : "What differs:\n";
  const std::string one = fmt::format("run {}: ", a.id);
  const std::string two = fmt::format("run {}: ", b.id);
  const std::size_t indent = place + std::max(one.size(), two.size());
  const auto line = [&](const std::string& name, const std::string& run, const std::string& value) {
    const std::string head = padded(padded("  " + name, place) + run, indent);
    return head + report::wrap(std::string(indent, '.') + (value.empty() ? "-" : value), width, indent).substr(indent);
  };
  for (const Difference& difference : list) {
    text += line(difference.name, one, difference.a) + line("", two, difference.b);
  }
  return text;
}

/// A block for each figure: its label, then both values and the difference on one line.
std::string figures_text(const Run& a, const Run& b, const report::TextStyle& style, std::size_t width) {
  constexpr std::size_t column = 21;
  const std::vector<Pair> pairs = pairs_of(a, b);
  if (pairs.empty()) {
    return "\nNeither of them has figures.\n";
  }
  std::string text = "\nKey figures:\n" + std::string(4, ' ') + padded(fmt::format("run {}", a.id), column) +
                     padded(fmt::format("run {}", b.id), column) + fmt::format("run {} less run {}\n", b.id, a.id);
  for (const Pair& pair : pairs) {
    text += report::wrap("  " + label_text(pair.a), width, 2);
    text += std::string(4, ' ') + padded(value_text(pair.a.value, pair.a.error, pair.a.unit, style), column) +
            padded(value_text(pair.b.value, pair.b.error, pair.b.unit, style), column) +
            value_text(pair.difference, pair.error, pair.a.unit, style) + (pair.beyond ? " *" : "") + "\n";
  }
  return text;
}

std::string notes_text(const Run& a, const Run& b, std::size_t width) {
  std::string text = "\n" + report::wrap(
                                "± is the Monte Carlo standard error; * marks differences beyond two standard "
                                "errors. The error of a difference takes the runs as independent.",
                                width);
  if (paired(a, b)) {
    text +=
        report::wrap(fmt::format("Both have the seed {} and the design {}, so their draws are paired: the true error "
                                 "of a difference is mostly smaller, and a difference without a mark may be real.",
                                 a.seed, a.design),
                     width);
  }
  return text;
}

Json compared_json(const Run& a, const Run& b) {
  Json differs = Json::array();
  for (const Difference& difference : differences(a, b)) {
    differs.push_back({{"input", difference.name}, {"a", difference.a}, {"b", difference.b}});
  }
  Json figures = Json::array();
  for (const Pair& pair : pairs_of(a, b)) {
    figures.push_back({{"key", pair.a.key},
                       {"label", pair.a.label},
                       {"unit", pair.a.unit},
                       {"a", pair.a.value},
                       {"a_error", pair.a.error},
                       {"b", pair.b.value},
                       {"b_error", pair.b.error},
                       {"difference", pair.difference},
                       {"error", pair.error},
                       {"beyond_two_errors", pair.beyond}});
  }
  return {{"a", run_json(a)},
          {"b", run_json(b)},
          {"differs", std::move(differs)},
          {"paired_draws", paired(a, b)},
          {"figures", std::move(figures)}};
}

Status compare(const std::string& first, const std::string& second, bool json, Console& console) {
  const Run a = find_run(first, "runs compare");
  const Run b = find_run(second, "runs compare");
  if (json) {
    console.print(compared_json(a, b).dump(2) + "\n");
    return done;
  }
  constexpr std::size_t widest = 100;
  const std::size_t width = std::clamp<std::size_t>(console.out().width, 40, widest);
  console.print(as_shown(inputs_text(a, b, width) + figures_text(a, b, console.out(), width) + notes_text(a, b, width),
                         console.out()));
  return done;
}

}  // namespace

Command add_runs_compare(CLI::App& runs, Console& console) {
  CLI::App& command = add_command(
      runs, "compare", "More about runs",
      "Compare two runs: what they were given, and what came out\n"
      "Names the inputs that differ, and puts the key figures side by side with their difference and its standard "
      "error, which takes the runs as independent. Differences beyond two standard errors are marked.",
      "# did the edit change the forecast?\nsuasion runs compare 11 12\n");
  const auto first = std::make_shared<std::string>();
  const auto second = std::make_shared<std::string>();
  const auto json = std::make_shared<bool>(false);
  command.add_option("A", *first, "The number of a run in the list.")->group("What to compare");
  command.add_option("B", *second, "The number of another; its figures less those of A are shown.")
      ->group("What to compare");
  command.add_flag("--json", *json, "Print it as JSON.")->group("Output");
  return {&command, [first, second, json, &console] { return compare(*first, *second, *json, console); }};
}

}  // namespace suasion::cli
