#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "suasion/report/leverage_part.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;
using analysis::Estimate;

Json number_or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json estimate(const Estimate& one) {
  return {{"value", number_or_null(one.value)}, {"error", number_or_null(one.error)}};
}

Json because(const scenario::Grounds& grounds) {
  Json list = Json::array();
  for (const scenario::Because& one : grounds.because) {
    list.push_back({{"source", one.source}, {"place", one.place}, {"judgement", one.judgement}});
  }
  return list;
}

/// Who says what an input is.
Json sources_of(const LeverageStory& story, const std::string& path) {
  for (const scenario::Issue& issue : story.scenario.issues) {
    for (const scenario::Stake& stake : issue.stakes) {
      for (const scenario::Quantity* quantity : scenario::quantities(stake)) {
        if (quantity->path == path) {
          return because(quantity->grounds);
        }
      }
    }
  }
  return Json::array();
}

Json effort(const LeverageStory& story, const analysis::Effort& one) {
  const analysis::Move& move = story.answer.moves[one.lever];
  Json inputs = Json::array();
  for (const analysis::InputPull& pull : move.pulls) {
    const double to = pull.median * (1.0 + one.amount * pull.scale) + one.amount * pull.shift;
    inputs.push_back({{"path", pull.path},
                      {"median", pull.median},
                      {"to", std::clamp(to, pull.low, pull.high)},
                      {"because", sources_of(story, pull.path)}});
  }
  return {{"lever", move.lever.name},
          {"amount", one.amount},
          {"words", effort_in_words(story, one)},
          {"inputs", std::move(inputs)}};
}

Json portfolio(const LeverageStory& story, const analysis::Portfolio& move) {
  Json list = Json::array();
  for (const analysis::Effort& one : move) {
    list.push_back(effort(story, one));
  }
  return list;
}

Json judged(const LeverageStory& story, const analysis::Judged& one) {
  const analysis::GainFigures& figures = one.figures;
  return {{"move", portfolio(story, one.move)},
          {"words", move_in_words(story, one.move)},
          {"cost", one.cost},
          {"draws", figures.draws},
          {"gain", estimate(figures.gain)},
          {"worst_tenth", estimate(figures.worst_tenth)},
          {"helped", estimate(figures.helped)},
          {"reached", story.answer.goal.has_target() ? estimate(figures.reached) : Json(nullptr)}};
}

Json attainment(const LeverageStory& story, const std::optional<analysis::Attainment>& one) {
  if (!one) {
    return nullptr;
  }
  return {{"reached", one->reached},
          {"value", number_or_null(story.answer.goal.sign() * one->value)},
          {"move", judged(story, one->move)}};
}

Json goal(const LeverageStory& story) {
  const analysis::PursuedGoal& one = story.answer.goal;
  return {{"text", one.words.text},
          {"output", one.output.name},
          {"unit", one.output.kind == analysis::OutputKind::issue
                       ? story.scenario.issues[story.plan.issues[one.output.issue].issue].unit
                       : one.output.unit},
          {"direction", one.sign()},
          {"target", one.has_target() ? Json(one.target()) : Json(nullptr)},
          {"chance", one.has_target() ? Json(one.chance()) : Json(nullptr)},
          {"words", goal_in_words(story)}};
}

Json costs(const analysis::Costs& all) {
  Json list = Json::array();
  for (const analysis::CostRow& row : all.rows) {
    list.push_back({{"kind", row.name}, {"points", row.value}, {"per", row.unit}, {"meaning", row.meaning}});
  }
  return list;
}

Json singles(const LeverageStory& story) {
  Json list = Json::array();
  for (const analysis::Judged* one : single_moves(story.answer)) {
    list.push_back(judged(story, *one));
  }
  return list;
}

Json finalists(const LeverageStory& story) {
  Json list = Json::array();
  for (const analysis::Finalist& one : story.answer.advice.finalists) {
    Json row = judged(story, one.judged);
    row["regret"] = {{"expected", estimate(one.regret.expected)}, {"in_95_percent", estimate(one.regret.worst)}};
    list.push_back(std::move(row));
  }
  return list;
}

Json effects(const LeverageStory& story) {
  const analysis::LeverageAnswer& answer = story.answer;
  Json outputs = Json::array();
  for (const analysis::SideEffect& one : answer.effects) {
    const analysis::StudiedOutput& output = answer.outputs[one.output];
    outputs.push_back({{"output", output.name},
                       {"words", output_in_words(story, output)},
                       {"before", estimate(one.before)},
                       {"change", estimate(one.change)}});
  }
  Json responses = Json::array();
  for (const analysis::Response& one : answer.on_issues.responses) {
    responses.push_back({{"issue", story.scenario.issues[one.issue].id},
                         {"actor", story.scenario.actors[one.actor].id},
                         {"change", estimate(one.change)}});
  }
  Json fortunes = Json::array();
  for (const analysis::Fortune& one : answer.on_issues.fortunes) {
    fortunes.push_back({{"actor", story.scenario.actors[one.actor].id}, {"points", estimate(one.change)}});
  }
  return {{"outputs", std::move(outputs)}, {"last_positions", std::move(responses)}, {"fortunes", std::move(fortunes)}};
}

std::string_view name(analysis::Criterion criterion) {
  switch (criterion) {
    case analysis::Criterion::worst_tenth:
      return "worst-tenth";
    case analysis::Criterion::reach:
      return "reach";
    case analysis::Criterion::regret:
      return "regret";
    case analysis::Criterion::helped:
      return "helped";
    case analysis::Criterion::expected:
      break;
  }
  return "expected";
}

}  // namespace

nlohmann::ordered_json leverage_part(const LeverageStory& story) {
  const analysis::LeverageAnswer& answer = story.answer;
  const Robust robust = robust_choice(answer.advice);
  Json idle = Json::array();
  for (const analysis::Move& move : answer.idle) {
    idle.push_back(move.lever.name);
  }
  Json closed = Json::array();
  for (const analysis::ClosedDeed& deed : answer.closed) {
    closed.push_back({{"deed", deed.id}, {"why", deed.why}});
  }
  const analysis::Choice& choice = answer.advice.choices.front();
  return {{"actor", story.scenario.actors[answer.actor].id},
          {"goal", goal(story)},
          {"criterion", name(answer.criterion)},
          {"budget", number_or_null(answer.budget)},
          {"costs", costs(answer.costs)},
          {"draws", answer.draws},
          {"model_runs", answer.model_runs},
          {"start",
           {{"value", estimate(answer.start)},
            {"reached", answer.goal.has_target() ? estimate(answer.nothing.reached) : Json(nullptr)}}},
          {"best", judged(story, choice.confirmed)},
          {"singles", singles(story)},
          {"finalists", finalists(story)},
          {"robust",
           {{"expected", robust.expected},
            {"worst_tenth", robust.worst_tenth},
            {"regret", robust.regret},
            {"agree", robust.agree()}}},
          {"attainment", attainment(story, answer.advice.attainment)},
          {"without_budget", attainment(story, answer.unlimited)},
          {"effects", effects(story)},
          {"without_effect", std::move(idle)},
          {"closed", std::move(closed)},
          {"words", leverage_words(story)}};
}

}  // namespace suasion::report
