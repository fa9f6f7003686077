#include "signal_world.hpp"

#include <stdexcept>

namespace suasion::test {

std::string signal_text(const std::string& more, const std::string& history) {
  std::string text = R"(suasion = 1
title = "Test"
clock = { origin = 2020-01-31, end = 2022-01-31, tick = "month" }
[system]
protege = "MID"
patron = "BIG"
rival = "FAR"
neighbours = ["NEX"]
)" + (history.empty() ? std::string() : "history = " + history + "\n");
  for (const char* id : {"MID", "BIG", "FAR", "NEX", "OTHER"}) {
    text += std::string("[[actors]]\nid = \"") + id + "\"\nname = \"" + id + "\"\nbecause.judgement = \"made up\"\n";
  }
  text += R"(
[[issues]]
id = "union"
name = "Union"
scale = { 0 = "none", 100 = "full" }
because.judgement = "made up"
[issues.stakes.BIG]
position = 80
salience = 60
capability = 100
[issues.stakes.MID]
position = 20
salience = 90
capability = 60
[[signal_kinds]]
id = "visit"
discrimination = 1
difficulty = 1
tie = 0.2
tension = 0.1
because.judgement = "made up"
[[signal_kinds]]
id = "sanction.impose"
discrimination = 1
difficulty = 1.2
because.judgement = "made up"
)";
  struct Fixed {
    const char* path;
    const char* value;
  };
  for (const Fixed& fixed :
       {Fixed{"support_before", "-0.8"}, Fixed{"support_variance", "0.36"}, Fixed{"long_run_variance", "0.36"},
        Fixed{"support_elsewhere", "0"}, Fixed{"half_life_months", "12"}, Fixed{"spill_over", "0.3"},
        Fixed{"drop_difficulty", "-1.3"}, Fixed{"postponement_meaning", "0.1"}, Fixed{"tour_variance", "0.5"},
        Fixed{"leader_share", "0.25"}}) {
    text += std::string("[[parameters]]\npath = \"signal.") + fixed.path + "\"\nvalue = " + fixed.value +
            "\nbecause.judgement = \"made up\"\n";
  }
  return text + more;
}

std::string mistakes(const std::string& text) {
  try {
    const SystemWorld world(text);
    return {};
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

}  // namespace suasion::test
