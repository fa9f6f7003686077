#include <doctest/doctest.h>

#include <set>
#include <string>

#include "suasion/model/bargaining.hpp"

using suasion::model::choose;
using suasion::model::Model;
using suasion::model::models;

namespace {

std::string first_problem(std::string_view choice) {
  const auto chosen = choose(choice);
  return chosen ? "" : suasion::base::to_text(chosen.error().front());
}

}  // namespace

TEST_CASE("model/registry: every model and preset is documented and can be made with its defaults") {
  std::set<std::string_view> names;
  for (const Model& model : models()) {
    CAPTURE(model.info.name);
    CHECK(names.insert(model.info.name).second);
    CHECK(!model.info.title.empty());
    CHECK(!model.info.summary.empty());
    CHECK(model.info.differs.ends_with("."));
    CHECK(!model.info.source.empty());
    const auto chosen = choose(model.info.name);
    REQUIRE(chosen.has_value());
    CHECK(model.make(chosen->settings) != nullptr);
    for (const auto& option : model.info.options) {
      CAPTURE(option.name);
      CHECK(!option.meaning.empty());
      CHECK(choose(std::string(model.info.name) + ":" + std::string(option.name) + "=" +
                   std::string(option.default_value))
                .has_value());
      for (const auto& [value, user] : option.values) {
        CHECK(!user.empty());
      }
    }
    for (const auto& preset : model.info.presets) {
      CAPTURE(preset.name);
      CHECK(names.insert(preset.name).second);
      CHECK(choose(preset.name).has_value());
    }
  }
}

TEST_CASE("model/registry: the five baselines are there") {
  std::set<std::string_view> baselines;
  for (const Model& model : models()) {
    if (model.info.baseline) {
      baselines.insert(model.info.name);
    }
  }
  CHECK(baselines == std::set<std::string_view>{"mean", "compromise", "median", "weighted-median", "status-quo"});
}

TEST_CASE("model/registry: a preset sets its options, and the command line wins over it") {
  const auto plain = choose("scholz2011");
  const auto changed = choose("scholz2011:rounds=20,Q=0.5");
  REQUIRE(plain.has_value());
  REQUIRE(changed.has_value());
  const auto value = [](const auto& choice, std::string_view option) {
    for (const auto& [name, text] : choice.settings) {
      if (name == option) {
        return text;
      }
    }
    return std::string("missing");
  };
  CHECK(value(*plain, "rounds") == "10");
  CHECK(value(*changed, "rounds") == "20");
  CHECK(value(*changed, "Q") == "0.5");
  CHECK(value(*changed, "normalisation") == value(*plain, "normalisation"));
  CHECK(changed->id == "scholz2011:rounds=20,Q=0.5");
  CHECK(value(*choose("as-written"), "normalisation") == "pairwise");
}

TEST_CASE("model/registry: slips are named, with what would be right") {
  CHECK(first_problem("scholz2001") == "error M101: there is no model 'scholz2001'; did you mean 'scholz2011'?");
  CHECK(first_problem("zzz").find("models are: combination, expected-utility") != std::string::npos);
  CHECK(first_problem("scholz2011:round=3") ==
        "error M102: model 'expected-utility' has no option 'round'; did you mean 'rounds'?");
  CHECK(first_problem("scholz2011:rounds") ==
        "error M102: 'rounds' in 'scholz2011:rounds' is not of the form option=value");
  CHECK(first_problem("scholz2011:rounds=0") ==
        "error M103: option 'rounds' of model 'expected-utility' is '0'; it must be a whole number from 1 to 250");
  CHECK(first_problem("scholz2011:rounds=2.5").find("whole number") != std::string::npos);
  CHECK(first_problem("scholz2011:Q=nan").find("must be a number from 0 to 1") != std::string::npos);
  CHECK(first_problem("scholz2011:normalisation=both") ==
        "error M103: option 'normalisation' of model 'expected-utility' is 'both'; it must be one of all_pairs, "
        "pairwise");
  CHECK(first_problem("mean:Q=1") == "error M102: model 'mean' has no options");
  const auto both = choose("scholz2011:Q=2,T=2");
  REQUIRE(!both.has_value());
  CHECK(both.error().size() == 2);
}
