/// The story as plain text. Everything it says stands in the data already; here it is only laid out.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/report/numbers.hpp"
#include "suasion/report/sheet.hpp"
#include "suasion/report/story_parts.hpp"

namespace suasion::report {

namespace {

using tale::Json;

/// Paper to write on.
class Paper {
 public:
  explicit Paper(const TextStyle& style) : sheet_(style) {}

  void line(const std::string& text, std::size_t indent = 0, std::size_t first = 0) {
    text_ += sheet_.wrapped(std::string(first, ' ') + text, indent);
  }
  void blank() { text_ += "\n"; }
  void heading(const std::string& text) {
    blank();
    text_ += sheet_.bold(sheet_.wrapped(text));
  }
  void raw(const std::string& text) { text_ += text; }
  [[nodiscard]] std::size_t width() const { return sheet_.width(); }
  [[nodiscard]] std::string finish() const { return sheet_.finish(text_); }

 private:
  Sheet sheet_;
  std::string text_;
};

std::string text_at(const Json& of, const char* key) {
  return of.at(key).get<std::string>();
}

std::string with_source(const std::string& words, const Json& of) {
  const std::string source = text_at(of, "source");
  return source.empty() ? words : fmt::format("{} [{}]", words, source);
}

void write_inputs(const Json& story, Paper& paper) {
  constexpr std::size_t most = 6;
  constexpr double unusual = 1.645;  // outside the central nine in ten
  const Json& inputs = story.at("inputs");
  const auto beyond = std::count_if(inputs.begin(), inputs.end(), [](const Json& input) {
    return std::abs(input.at("score").get<double>()) > unusual;
  });
  paper.heading("What was unusual in it");
  if (inputs.empty()) {
    paper.line("Nothing: every number of the scenario is fixed, so that draws differ by chance inside models alone.");
    return;
  }
  paper.line(
      fmt::format("Of {} uncertain numbers, {} fell outside their usual range (one in ten would by chance alone). {}",
                  inputs.size(), beyond, "Farthest out:"));
  for (std::size_t i = 0; i < std::min(most, inputs.size()); ++i) {
    paper.line("- " + with_source(text_at(inputs[i], "words"), inputs[i]), 2);
  }
}

void write_course(const Json& model, Paper& paper) {
  if (model.contains("rounds")) {
    constexpr std::size_t most = 3;
    paper.line("Start: " + text_at(model, "start_words") + ".", 4, 2);
    const Json& rounds = model.at("rounds");
    for (std::size_t r = 0; r < rounds.size(); ++r) {
      if (r < most || r + 1 == rounds.size()) {
        paper.line(fmt::format("Round {}: {}", rounds[r].at("round").get<std::size_t>(), text_at(rounds[r], "words")),
                   4, 2);
      } else if (r == most) {
        paper.line(most + 2 == rounds.size()
                       ? fmt::format("(round {} is in the data: --json)", most + 1)
                       : fmt::format("(rounds {} to {} are in the data: --json)", most + 1, rounds.size() - 1),
                   4, 2);
      }
    }
    paper.line(text_at(model, "rest"), 4, 2);
    paper.line("From start to end: " + text_at(model, "end_words"), 4, 2);
  }
  for (const Json& trade : model.at("trades")) {
    paper.line("Swap: " + text_at(trade, "words"), 4, 2);
  }
}

void write_issues(const Json& story, Paper& paper) {
  for (const Json& issue : story.at("issues")) {
    paper.heading(text_at(issue, "name"));
    std::vector<std::string> others;
    for (const Json& model : issue.at("models")) {
      if (!model.at("told").get<bool>()) {
        if (!model.at("outcome").is_null()) {
          others.push_back(fmt::format("{} {:.3g}", text_at(model, "model"), model.at("outcome").get<double>()));
        }
        continue;
      }
      paper.line(fmt::format("{}: {}", text_at(model, "title"), text_at(model, "words")));
      write_course(model, paper);
    }
    if (!others.empty()) {
      paper.line(fmt::format("Others in the same draw: {}.", fmt::join(others, ", ")));
    }
  }
}

void write_chronicle(const Json& system, Paper& paper) {
  constexpr std::size_t most_before = 5;
  constexpr std::size_t date_width = 18;
  std::vector<const Json*> before;
  std::vector<const Json*> after;
  for (const Json& entry : system.at("chronicle")) {
    if (entry.at("told").get<bool>()) {
      (entry.at("kind") == "before" ? before : after).push_back(&entry);
    }
  }
  const auto write = [&](const Json& entry, std::string& last) {
    const std::string date = text_at(entry, "date_words");
    paper.line(fmt::format("{:<{}}{}", date == last ? "" : date, date_width,
                           with_source(text_at(entry, "words") + ".", entry)),
               date_width);
    last = date;
  };
  std::string last;
  if (!before.empty()) {
    paper.heading("What came before (the same in every draw)");
    for (std::size_t i = before.size() - std::min(before.size(), most_before); i < before.size(); ++i) {
      write(*before[i], last);
    }
  }
  paper.heading("What happens");
  if (!system.at("deeds").empty()) {
    std::string deeds = fmt::format("Of {} months:", system.at("months").get<std::size_t>());
    for (const Json& one : system.at("deeds")) {
      deeds += " " + text_at(one, "words");
    }
    paper.line(deeds);
  }
  for (const Json* entry : after) {
    write(*entry, last);
  }
}

void write_questions(const Json& system, Paper& paper) {
  if (system.at("questions").empty()) {
    return;
  }
  paper.heading("The questions, in this draw");
  for (const Json& question : system.at("questions")) {
    paper.line(fmt::format("- {} {}", text_at(question, "text"), text_at(question, "words")), 2);
  }
}

/// Names at the left, figures on four dates and the rank at the right.
void write_variables(const Json& system, Paper& paper) {
  constexpr std::size_t column = 10;
  constexpr std::size_t columns = 4;
  const std::size_t ticks = system.at("dates").size();
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::size_t tick = i * (ticks - 1) / (columns - 1);
    if (at.empty() || at.back() != tick) {
      at.push_back(tick);
    }
  }
  const std::size_t figures = column * at.size() + 6;
  const std::size_t names = paper.width() > figures + 20 ? paper.width() - figures : 20;
  paper.heading("Where things stand");
  std::string head(names, ' ');
  for (const std::size_t tick : at) {
    head += fmt::format("{:>{}}", system.at("dates")[tick].get<std::string>().substr(0, 7), column);
  }
  paper.raw(head + "  rank\n");
  for (const Json& variable : system.at("variables")) {
    if (!variable.at("main").get<bool>()) {
      continue;
    }
    const std::string unit = variable.at("shown").at("unit").get<std::string>();
    std::string name = tale::capital(text_at(variable, "words"));
    name += unit.empty() ? "" : fmt::format(" ({})", unit);
    std::string lines = wrap(name, names - 1, 2);
    lines.pop_back();
    const std::size_t start = lines.rfind('\n') == std::string::npos ? 0 : lines.rfind('\n') + 1;
    lines += std::string(names - std::min(names, lines.size() - start), ' ');
    for (const std::size_t tick : at) {
      lines += fmt::format("{:>{}}", variable.at("values_words")[tick].get<std::string>(), column);
    }
    const Json& rank = variable.at("rank");
    lines += rank.is_null() ? "     -" : fmt::format("{:>6.0f}", 100.0 * rank.get<double>());
    paper.raw(lines + "\n");
  }
  paper.line("Rank: of 100 draws, how many are lower at the end.");
}

}  // namespace

std::string story_text(const nlohmann::ordered_json& story, const TextStyle& style) {
  Paper paper(style);
  paper.line(text_at(story.at("scenario"), "title"));
  for (const Json& sentence : story.at("words")) {
    paper.line(sentence.get<std::string>());
  }
  write_inputs(story, paper);
  write_issues(story, paper);
  if (const Json& system = story.at("system"); !system.is_null()) {
    write_chronicle(system, paper);
    write_questions(system, paper);
    write_variables(system, paper);
  }
  paper.blank();
  paper.line(fmt::format("Ranks are among the first {} of the run.",
                         counted(story.at("run").at("compared_with").get<std::uint64_t>(), "draw")));
  return paper.finish();
}

}  // namespace suasion::report
