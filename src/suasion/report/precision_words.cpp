#include "suasion/report/precision_words.hpp"

#include <fmt/format.h>

#include "suasion/report/numbers.hpp"

namespace suasion::report {

std::string figure_in_words(const scenario::Scenario& scenario, const analysis::Headline& figure) {
  using Kind = analysis::Headline::Kind;
  if (figure.kind == Kind::question) {
    const scenario::Element* question = scenario.element("questions", figure.question);
    return fmt::format("the chance of “{}”", question != nullptr ? question->text("text") : figure.question);
  }
  const scenario::Issue& issue = scenario.issues[figure.issue];
  return figure.kind == Kind::mean
             ? fmt::format("the mean outcome on “{}”", issue.name)
             : fmt::format("the chance of “{}” on “{}”", issue.anchors[figure.band].label, issue.name);
}

std::string error_in_words(const analysis::Headline& figure, double error) {
  const bool mean = figure.kind == analysis::Headline::Kind::mean;
  return fmt::format("{:.2g}{}", error, mean ? "\u00A0% of its scale" : " percentage points");
}

std::string precision_in_words(const scenario::Scenario& scenario, const RunInfo& info, std::uint64_t draws) {
  if (!info.hardest) {
    return {};
  }
  const analysis::Headline& figure = *info.hardest;
  std::string text = fmt::format("Of the headline figures, {} is known least well: its standard error is {}.",
                                 figure_in_words(scenario, figure), error_in_words(figure, figure.error));
  if (info.until_error) {
    text = fmt::format(
               "The number of draws, {}, was chosen so that no headline figure has a standard error above {} "
               "{}. ",
               count_in_words(draws), *info.until_error, *info.until_error == 1.0 ? "point" : "points") +
           text;
  }
  if (info.design != math::DesignKind::monte_carlo) {
    text +=
        " That is by the formula for independent draws; those of this design lie more evenly, so that the true error "
        "is smaller.";
  }
  return text;
}

}  // namespace suasion::report
