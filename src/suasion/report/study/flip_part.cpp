#include "suasion/report/study/flip_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/report/numbers.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

/// The middle of an input's law, shifted by so many standard deviations of its normal score.
double middle_at(const analysis::InputFacts& facts, double shift) {
  double u = 0.0;
  math::column_functions().normal_cdf(&shift, &u, 1);
  return math::Quantile(facts.law)(std::clamp(u, 0x1p-53, 1.0 - 0x1p-53));
}

Json shift_part(const StudyStory& story, std::size_t factor, double by) {
  const analysis::InputFacts& facts = story.facts[factor];
  const double from = middle_at(facts, 0.0);
  const double to = middle_at(facts, by);
  return {{"input", input_part(facts)},
          {"by", by},
          {"from", from},
          {"to", to},
          {"words",
           fmt::format("{}: {} instead of {}", input_title(facts), value_words(facts, to), value_words(facts, from))}};
}

/// The mean of what is measured, in words: a share of draws, or a lead of one band over another.
std::string mean_words(const analysis::Proposition& proposition, double mean) {
  constexpr double percent = 100.0;
  using Measure = analysis::Proposition::Measure;
  if (proposition.measure == Measure::value || proposition.measure == Measure::minus_value) {
    return fmt::format("{:.3g}", proposition.measure == Measure::value ? mean : -mean);
  }
  if (proposition.measure == Measure::band) {
    return fmt::format("a lead of {:.0f}\u00A0points in a hundred", percent * mean);
  }
  return fmt::format("{:.0f}\u00A0% of draws", percent * mean);
}

/// "three standard deviations"
std::string reach_words(double most) {
  return most == 3.0 ? "three standard deviations" : fmt::format("{:g} standard deviations", most);
}

std::string singles_words(const analysis::Flip& flip, const Json& singles, double most) {
  const auto flipping = std::count_if(flip.singles.begin(), flip.singles.end(),
                                      [](const analysis::SingleFlip& one) { return one.by.has_value(); });
  if (flip.singles.empty()) {
    return "";
  }
  if (flipping == 0) {
    return fmt::format("No single input flips it, however far it is moved within {}.", reach_words(most));
  }
  return fmt::format("{} {} it alone; the least it takes is {} ({:+.1f} standard deviations).",
                     counted(static_cast<std::uint64_t>(flipping), "input"), flipping == 1 ? "flips" : "flip",
                     singles.front().at("words").get<std::string>(), flip.singles.front().by->value);
}

constexpr double fragile = 0.5;  // standard deviations of the shortest joint shift, by judgement
constexpr double firm = 1.5;

/// How firm an answer is, by the length of the shortest joint shift. @source judgement
std::string firmness(double length) {
  return length < fragile ? "a fragile answer" : length < firm ? "neither firm nor fragile" : "a firm answer";
}

std::string joint_words(const analysis::Flip& flip, double most) {
  const analysis::JointFlip& joint = flip.joint;
  if (joint.length) {
    return fmt::format("Moved together, the inputs flip it at a distance of {:.1f} standard deviations: {}.",
                       *joint.length, firmness(*joint.length));
  }
  if (!joint.tried) {
    return "No input leans on it so much that it could be told from chance.";
  }
  return fmt::format("The inputs together do not flip it within {}{}.", reach_words(most),
                     most < firm ? "" : ": a firm answer");
}

Json singles_part(const StudyStory& story, const analysis::Flip& flip) {
  Json list = Json::array();
  for (const analysis::SingleFlip& one : flip.singles) {
    Json row = shift_part(story, one.factor, one.by ? one.by->value : one.nearest);
    row["flips"] = one.by.has_value();
    row["error"] = one.by ? one.by->error : 0.0;
    row["reached"] = estimate_part(one.reached);
    list.push_back(std::move(row));
  }
  return list;
}

Json joint_part(const StudyStory& story, const analysis::JointFlip& joint) {
  Json shifts = Json::array();
  for (const analysis::Shift& one : joint.shifts) {
    shifts.push_back(shift_part(story, one.factor, one.by));
  }
  return {{"flips", joint.length.has_value()},
          {"length", joint.length.value_or(0.0)},
          {"error", joint.error},
          {"reached", estimate_part(joint.reached)},
          {"shifts", std::move(shifts)}};
}

Json tipping_part(const StudyStory& story, const analysis::TippingCurve& curve) {
  const analysis::InputFacts& facts = story.facts[curve.factor];
  Json points = Json::array();
  for (const analysis::TippingPoint& point : curve.points) {
    points.push_back({{"at", point.value}, {"mean", point.mean.value}, {"error", point.mean.error}});
  }
  Json crossings = Json::array();
  for (std::size_t i = 0; i < curve.crossings.size(); ++i) {
    crossings.push_back(
        {{"at", curve.crossings[i]}, {"low", curve.between[i].first}, {"high", curve.between[i].second}});
  }
  const std::string words =
      curve.crossings.empty()
          ? fmt::format("Whatever the value of {}, the answer stays the same.", input_title(facts))
          : fmt::format("The tipping point lies where {} is {} (between {} and {}).", input_title(facts),
                        value_words(facts, curve.crossings.front()), value_words(facts, curve.between.front().first),
                        value_words(facts, curve.between.front().second));
  return {{"input", input_part(facts)},
          {"points", std::move(points)},
          {"crossings", std::move(crossings)},
          {"words", words}};
}

std::string side_words(const analysis::InputFacts& facts, const analysis::discovery::Restriction& side) {
  constexpr double percent = 100.0;
  const std::string title = input_title(facts);
  if (side.low && side.high) {
    return fmt::format("{} between {} and {}", title, value_words(facts, side.least), value_words(facts, side.most));
  }
  return side.low ? fmt::format("{} at least {} (the upper {:.0f}\u00A0% of its range)", title,
                                value_words(facts, side.least), percent * (1.0 - side.below))
                  : fmt::format("{} at most {} (the lower {:.0f}\u00A0% of its range)", title,
                                value_words(facts, side.most), percent * side.up_to);
}

Json share_part(const analysis::discovery::Share& share) {
  return {{"value", share.value}, {"low", share.low}, {"high", share.high}};
}

Json box_part(const StudyStory& story, const analysis::ConditionBox& box, const std::vector<double>& restricted) {
  Json sides = Json::array();
  for (std::size_t s = 0; s < box.sides.size(); ++s) {
    const analysis::discovery::Restriction& side = box.sides[s];
    const analysis::InputFacts& facts = story.facts[side.input];
    sides.push_back({{"input", input_part(facts)},
                     {"low", side.low ? Json(side.least) : Json()},
                     {"high", side.high ? Json(side.most) : Json()},
                     {"below", side.below},
                     {"up_to", side.up_to},
                     {"words", side_words(facts, side)}});
    if (s < restricted.size()) {
      sides.back()["found_again"] = restricted[s];
    }
  }
  return {{"sides", std::move(sides)},
          {"coverage", share_part(box.held.coverage)},
          {"density", share_part(box.held.density)},
          {"density_in_search", box.search.density.value}};
}

std::string conditions_words(const Json& boxes, const analysis::Conditions& conditions) {
  constexpr double percent = 100.0;
  if (!conditions.why_not.empty()) {
    return fmt::format("Conditions were not looked for: {}.", conditions.why_not);
  }
  if (boxes.empty()) {
    return "No input tells where it is so and where not: what decides is chance, or many inputs a little each.";
  }
  std::string sides;
  for (const Json& side : boxes.front().at("sides")) {
    sides += (sides.empty() ? "" : ", and ") + side.at("words").get<std::string>();
  }
  const analysis::discovery::Fit& fit = conditions.boxes.front().held;
  return fmt::format(
      "With {}, it is so in {:.0f}\u00A0% of draws ({:.0f}\u00A0% to {:.0f}\u00A0%), against {:.0f}\u00A0% of all; "
      "that holds {:.0f}\u00A0% of all such cases.",
      sides, percent * fit.density.value, percent * fit.density.low, percent * fit.density.high,
      percent * conditions.overall.value, percent * fit.coverage.value);
}

Json conditions_part(const StudyStory& story, const analysis::Conditions& conditions) {
  Json boxes = Json::array();
  for (std::size_t b = 0; b < conditions.boxes.size(); ++b) {
    boxes.push_back(box_part(story, conditions.boxes[b], b == 0 ? conditions.restricted : std::vector<double>()));
  }
  Json leaves = Json::array();
  for (const analysis::ConditionBox& leaf : conditions.leaves) {
    leaves.push_back(box_part(story, leaf, {}));
  }
  const std::string words = conditions_words(boxes, conditions);
  return {{"overall", share_part(conditions.overall)},
          {"boxes", std::move(boxes)},
          {"leaves", std::move(leaves)},
          {"why_not", conditions.why_not},
          {"words", words}};
}

}  // namespace

Json flip_part(const StudyStory& story, const FlipStory& found) {
  const analysis::StudiedOutput& output = story.outputs[found.output];
  const analysis::Flip& flip = found.flip;
  Json part = output_head(story, output);
  part["question"] = proposition_words(output, found.proposition);
  part["holds"] = flip.holds;
  part["mean"] = estimate_part(flip.mean);
  part["threshold"] = found.proposition.threshold;
  part["draws"] = found.draws;
  part["runs"] = flip.runs;
  part["most"] = found.most;
  Json singles = singles_part(story, flip);
  const std::string answer =
      fmt::format("{}: {}.", flip.holds ? "Yes" : "No", mean_words(found.proposition, flip.mean.value));
  part["words"] = {answer, joint_words(flip, found.most), singles_words(flip, singles, found.most)};
  part["singles"] = std::move(singles);
  part["joint"] = joint_part(story, flip.joint);
  part["tipping"] = found.tipping != nullptr ? tipping_part(story, *found.tipping) : Json();
  part["conditions"] = conditions_part(story, found.conditions);
  return part;
}

}  // namespace suasion::report
