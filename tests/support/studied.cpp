#include "studied.hpp"

namespace suasion::test {

std::string weighted_text(const std::string& third, const std::string& more) {
  return R"(suasion = 1
title = "Weighted"
[[actors]]
id = "A"
name = "A"
[[actors]]
id = "B"
name = "B"
[[actors]]
id = "C"
name = "C"
[[issues]]
id = "x"
name = "X"
scale = { 0 = "no", 100 = "yes" }
because.judgement = "made up"
)" + more +
         R"([issues.stakes.A]
position = { uniform = [0, 80] }
salience = 50
capability = 2
[issues.stakes.B]
position = { uniform = [60, 100] }
salience = 100
capability = 2
[issues.stakes.C]
position = )" +
         third + R"(
salience = 20
capability = 5
)";
}

}  // namespace suasion::test
