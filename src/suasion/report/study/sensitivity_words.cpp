#include "suasion/report/study/sensitivity_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "suasion/report/numbers.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

std::string share(double value) {
  constexpr double percent = 100.0;
  return value < 0.01 ? "under 1\u00A0%" : fmt::format("{:.0f}\u00A0%", percent * std::min(value, 1.0));
}

std::string title(const Json& row, const Json& groups) {
  return groups.at(row.at("group").get<std::size_t>()).at("title").get<std::string>();
}

bool is_chance(const Json& row, const Json& groups) {
  return groups.at(row.at("group").get<std::size_t>()).at("chance").get<bool>();
}

constexpr const char* constant_words = "It came out the same at every point, so nothing can be said to drive it.";

}  // namespace

std::string method_meaning(std::string_view method) {
  if (method == "sobol") {
    return "The total index is the share of an output's variance that would be left if everything else were known; the "
           "first-order index the share that would be gone if this alone were known. Their difference is what it does "
           "together with others, so totals may add up to more than 100 %.";
  }
  if (method == "shapley") {
    return "Shares of an output's variance that add up to 100 %: what inputs do together, and what they share because "
           "they are correlated, is split evenly among them.";
  }
  if (method == "morris") {
    return "mu* is the mean size of the change when an input moves through its range, from many starting points; sigma "
           "says how much that change depends on the rest. A screening: it tells what to leave aside.";
  }
  if (method == "local") {
    return "LOCAL: one input at a time at its 5 % and its 95 % point, all others at their medians. It sees nothing "
           "that "
           "inputs do together, and nothing away from the middle.";
  }
  return "How far the distribution of the output moves when an input is known to lie in one tenth of its draws (the "
         "Kolmogorov-Smirnov distance, 0 to 1, the middle one of the tenths). What lies at or below the floor cannot "
         "be "
         "told apart from nothing.";
}

std::string drivers_words(const Json& output, const Json& groups, const std::string& figure) {
  if (output.at("constant").get<bool>()) {
    return constant_words;
  }
  const Json* chance = nullptr;
  std::vector<const Json*> inputs;
  for (const Json& row : output.at("rows")) {
    if (is_chance(row, groups)) {
      chance = &row;
    } else if (row.at(figure).at("low").get<double>() > 0.0) {
      inputs.push_back(&row);
    }
  }
  const auto of = [&](const Json& row) { return share(row.at(figure).at("value").get<double>()); };
  std::string text;
  if (chance != nullptr && chance->at(figure).at("value").get<double>() >= 0.01) {
    const bool alone = figure == "total";
    text = fmt::format("Chance has a part in {} of how much this varies{}; ", of(*chance),
                       alone ? " (alone or with the inputs)" : "");
  }
  if (inputs.empty()) {
    return text + (text.empty() ? "N" : "n") + "o input's share can be told apart from nothing.";
  }
  text += fmt::format("{} the inputs, {} matters most ({})", text.empty() ? "Of" : "of", title(*inputs[0], groups),
                      of(*inputs[0]));
  if (inputs.size() > 1) {
    text += fmt::format(", then {} ({})", title(*inputs[1], groups), of(*inputs[1]));
  }
  return text + ".";
}

std::string morris_words(const Json& output, const Json& groups, std::size_t factors) {
  const Json& rows = output.at("rows");
  if (rows.empty()) {
    return constant_words;
  }
  return fmt::format("{} of {} inputs move it at all; {} moves it most.", rows.size(), factors, title(rows[0], groups));
}

std::string tornado_words(const Json& output, const Json& groups) {
  const Json& rows = output.at("rows");
  if (rows.empty()) {
    return constant_words;
  }
  const double low = rows[0].at("low").get<double>();
  const double high = rows[0].at("high").get<double>();
  return fmt::format("Around the middle, {} moves it most: from {:.3g} at its low end to {:.3g} at its high end.",
                     title(rows[0], groups), low, high);
}

std::string given_data_words(const Json& output, const Json& groups, std::size_t told) {
  const Json& rows = output.at("rows");
  if (rows.empty()) {
    return constant_words;
  }
  if (told == 0) {
    return "No input can be told apart from one that does nothing; more draws would tell more.";
  }
  return fmt::format("{} can be told apart from nothing; {} matters most.", counted(told, "input"),
                     title(rows[0], groups));
}

}  // namespace suasion::report
