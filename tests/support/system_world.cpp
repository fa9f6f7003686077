#include "system_world.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "sound.hpp"
#include "suasion/math/random.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::test {

std::string quota_text() {
  return R"([[parameters]]
path = "stakeholder.speed"
value = 0.1
because.judgement = "made up"
[[issues]]
id = "quota"
name = "Quota"
scale = { 0 = "none", 100 = "all" }
status_quo = 30
because.judgement = "made up"
[issues.positions]
BIG = 80
MID = 20
[issues.salience]
BIG = 50
MID = 50
[issues.capability]
BIG = 100
MID = 50
)";
}

std::string system_text(const std::string& more) {
  return R"(suasion = 1
title = "Test"
clock = { origin = 2020-01-31, end = 2022-01-31, tick = "month" }
[system]
protege = "MID"
patron = "BIG"
rival = "FAR"
neighbours = ["NEX"]
issue = "union"
[[actors]]
id = "MID"
name = "Middle"
because.judgement = "made up"
[[actors]]
id = "BIG"
name = "Big"
because.judgement = "made up"
[[actors]]
id = "FAR"
name = "Far"
because.judgement = "made up"
[[actors]]
id = "NEX"
name = "Next"
because.judgement = "made up"
[[issues]]
id = "union"
name = "Union"
scale = { 0 = "none", 100 = "full" }
status_quo = 35
because.judgement = "made up"
[issues.stakes.BIG]
position = 80
salience = 60
capability = 100
[issues.stakes.MID]
position = 20
salience = 90
capability = 60
[[ties]]
id = "trade-mid"
kind = "trade"
from = "MID"
to = "BIG"
share_of_gdp = 0.55
because.judgement = "made up"
[[ties]]
id = "trade-big"
kind = "trade"
from = "BIG"
to = "MID"
share_of_gdp = 0.021
because.judgement = "made up"
)" + more;
}

SystemWorld::SystemWorld(const std::string& text, const std::vector<std::string>& assume, std::uint64_t seed,
                         std::size_t blocks)
    : scenario_(sound(scenario::read({.files = {{.name = "test.toml", .bytes = text}}}))),
      plan_(sound(system::make_plan(scenario_, settings(assume)))) {
  for (std::size_t b = 0; b < blocks; ++b) {
    system::Block& block = blocks_.emplace_back(plan_.columns);
    block.seed = seed;
    block.first_draw = b * system::block_draws;
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      math::uniforms(seed, plan_.inputs[i].channel, block.first_draw, 0,
                     {block.column(plan_.input_columns[i]), system::block_draws});
    }
    system::begin(plan_, block);
  }
}

void SystemWorld::advance(std::size_t ticks) {
  for (std::size_t i = 0; i < ticks && next_ < plan_.ticks.size(); ++i, ++next_) {
    for (system::Block& block : blocks_) {
      system::advance(plan_, plan_.ticks[next_], block);
    }
  }
}

std::vector<double> SystemWorld::values(const std::string& name) const {
  const auto at = plan_.find(name);
  if (!at) {
    throw std::runtime_error("no variable " + name);
  }
  std::vector<double> all;
  for (const system::Block& block : blocks_) {
    const double* column = block.column(plan_.variables[*at].column);
    all.insert(all.end(), column, column + system::block_draws);
  }
  return all;
}

double SystemWorld::mean(const std::string& name) const {
  const std::vector<double> all = values(name);
  return std::accumulate(all.begin(), all.end(), 0.0) / static_cast<double>(all.size());
}

void SystemWorld::set(const std::string& name, double value) {
  const auto at = plan_.find(name);
  if (!at) {
    throw std::runtime_error("no variable " + name);
  }
  for (system::Block& block : blocks_) {
    std::fill_n(block.column(plan_.variables[*at].column), system::block_draws, value);
  }
}

}  // namespace suasion::test
