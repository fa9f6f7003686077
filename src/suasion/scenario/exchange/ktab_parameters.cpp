/// KTAB's model parameters and the options of the model `spatial`, which mean the same (Wise, Lester and Efird 2015).

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "suasion/base/text.hpp"
#include "suasion/scenario/exchange/formats.hpp"
#include "suasion/scenario/findings.hpp"

namespace suasion::scenario::exchange {

namespace {

struct Word {
  std::string_view ktab;   ///< as KTAB writes it
  std::string_view value;  ///< of the option
};

struct Parameter {
  std::string_view element;  ///< of ModelParameters
  std::string_view option;   ///< of `spatial`
  std::string_view usual;    ///< default of the option
  std::span<const Word> words;
};

constexpr Word victory[] = {
    {"Linear", "linear"}, {"Square", "square"}, {"Quartic", "quartic"}, {"Octic", "octic"}, {"Binary", "binary"}};
constexpr Word pce[] = {
    {"Conditional", "conditional"}, {"MarkovIncentive", "markov-incentive"}, {"MarkovUniform", "markov-uniform"}};
constexpr Word transition[] = {{"Deterministic", "deterministic"}, {"Stochastic", "stochastic"}};
constexpr Word voting[] = {{"Binary", "binary"},    {"PropBin", "prop-bin"}, {"Prop", "proportional"},
                           {"PropCbc", "prop-cbc"}, {"Cubic", "cubic"},      {"ASymProsp", "asym-prosp"}};
constexpr Word risk_adjust[] = {
    {"None", "none"}, {"OneThird", "one-third"}, {"Half", "half"}, {"TwoThirds", "two-thirds"}, {"Full", "full"}};
constexpr Word risk_range[] = {{"Min", "min"}, {"Mid", "mid"}, {"Max", "max"}};
constexpr Word third_party[] = {{"NoCommit", "none"}, {"SemiCommit", "semi"}, {"FullCommit", "full"}};
constexpr Word interpolation[] = {{"S1P1", "s1p1"}, {"S2P2", "s2p2"}, {"S2PMax", "s2pmax"}};
constexpr Word view[] = {{"InitOnlyInterp", "initiator"}, {"InitRcvrInterp", "both"}, {"PWCompInterp", "compromise"}};

constexpr Parameter all_parameters[] = {{"VictoryProbModel", "victory", "linear", victory},
                                        {"PCEModel", "pce", "conditional", pce},
                                        {"StateTransitions", "transition", "deterministic", transition},
                                        {"VotingRule", "voting", "proportional", voting},
                                        {"BigRAdjust", "risk_adjust", "one-third", risk_adjust},
                                        {"BigRRange", "risk_range", "mid", risk_range},
                                        {"ThirdPartyCommit", "third_party", "semi", third_party},
                                        {"InterVecBrgn", "interpolation", "s1p1", interpolation},
                                        {"BargnModel", "view", "compromise", view}};

/// The word itself, or the one of which it is a longer or shorter form: files of different years have "OneThird" and
/// "OneThirdRA". Null if there is none. @param said folded.
const Word* word_meant(std::span<const Word> words, const std::string& said) {
  const Word* near = nullptr;
  for (const Word& one : words) {
    const std::string known = folded(one.ktab);
    if (known == said) {
      return &one;
    }
    const bool akin = !said.empty() && (known.starts_with(said) || said.starts_with(known));
    near = near == nullptr && akin ? &one : near;
  }
  return near;
}

}  // namespace

std::string spatial_from(const std::vector<std::pair<std::string, std::string>>& parameters,
                         std::vector<std::string>& unknown) {
  std::string model = "spatial";
  for (const std::pair<std::string, std::string>& parameter : parameters) {
    const std::string& element = parameter.first;  // clang 14 lets no lambda see a structured binding
    const std::string& word = parameter.second;
    const auto row = std::find_if(std::begin(all_parameters), std::end(all_parameters),
                                  [&](const Parameter& one) { return one.element == element; });
    if (row == std::end(all_parameters)) {
      unknown.push_back(element);
      continue;
    }
    const Word* meant = word_meant(row->words, folded(word));
    if (meant == nullptr) {
      unknown.push_back(fmt::format("{} '{}'", element, word));
    } else if (meant->value != row->usual) {
      model += fmt::format("{}{}={}", model == "spatial" ? ":" : ",", row->option, meant->value);
    }
  }
  return model;
}

std::vector<std::pair<std::string, std::string>> parameters_from(std::string_view model) {
  const std::size_t colon = std::min(model.find(':'), model.size());
  if (model.substr(0, colon) != "spatial") {
    return {};
  }
  const std::vector<std::string> options = base::split(model.substr(std::min(colon + 1, model.size())), ',');
  std::vector<std::pair<std::string, std::string>> parameters;
  for (const Parameter& row : all_parameters) {
    std::string value(row.usual);
    for (const std::string& option : options) {
      if (option.starts_with(fmt::format("{}=", row.option))) {
        value = option.substr(row.option.size() + 1);
      }
    }
    for (const Word& word : row.words) {
      if (word.value == value) {
        parameters.emplace_back(row.element, word.ktab);
      }
    }
  }
  return parameters;
}

}  // namespace suasion::scenario::exchange
