#include "suasion/scenario/exchange/exchange.hpp"

#include <doctest/doctest.h>

#include <string>

#include "suasion/scenario/read.hpp"

using namespace suasion;
namespace exchange = scenario::exchange;

TEST_CASE("exchange: the bundled car-emission case exports to the published table") {
  // Bueno de Mesquita (1994), as printed by Scholz, Calbert and Smith (2011), table of inputs
  const std::string published =
      "Actor,Capability,Position,Salience\n"
      "NLD,0.08,4,0.8\nBEL,0.08,7,0.4\nLUX,0.03,4,0.2\nDEU,0.16,4,0.8\nFRA,0.16,10,0.6\n"
      "ITA,0.16,10,0.6\nGBR,0.16,10,0.9\nIRL,0.05,7,0.1\nDNK,0.05,4,1.0\nGRC,0.08,7,0.7\n";
  const auto files = scenario::load(std::string(SUASION_SOURCE_DIR) + "/scenarios/ec-car-emissions.toml");
  REQUIRE(files);
  const auto scenario = scenario::read(*files);
  REQUIRE(scenario);
  const auto cut = exchange::table_of(*scenario, {}, exchange::Format::scholz_csv);
  REQUIRE(cut);
  const auto bytes = exchange::write_table(cut->table, exchange::Format::scholz_csv);
  REQUIRE(bytes);
  const auto expected = exchange::read_table("published.csv", published);
  const auto found = exchange::read_table("exported.csv", *bytes);
  REQUIRE(expected);
  REQUIRE(found);
  CHECK(found->table == expected->table);
  CHECK(bytes->find("BEL,0.08,7,0.4\n") != std::string::npos);
}
