#include "suasion/storage/draws.hpp"

#include <doctest/doctest.h>

#include "suasion/base/result.hpp"

using namespace suasion;
using storage::DrawsHeader;
using storage::DrawVariable;

namespace {

DrawsHeader header() {
  return {.draws = 10,
          .variables = {{.group = "prior", .name = "inputs", .dimensions = {{"input", {"a.b", "c"}}}},
                        {.group = "prior_predictive",
                         .name = "answers",
                         .type = storage::DrawType::flag,
                         .dimensions = {{"world", {"main", "rival"}}, {"question", {"war", "peace", "coup"}}}},
                        {.group = "sample_stats", .name = "valid", .type = storage::DrawType::flag}}};
}

}  // namespace

TEST_CASE("columns stand in the order of the variables, the last dimension fastest") {
  const DrawsHeader table = header();
  CHECK(storage::columns(table) == 9);
  const auto places = storage::draw_columns(table);
  REQUIRE(places.size() == 9);
  CHECK(storage::full_name(table, places[0]) == "prior/inputs[a.b]");
  CHECK(storage::full_name(table, places[2]) == "prior_predictive/answers[main,war]");
  CHECK(storage::full_name(table, places[3]) == "prior_predictive/answers[main,peace]");
  CHECK(storage::full_name(table, places[5]) == "prior_predictive/answers[rival,war]");
  CHECK(storage::full_name(table, places[8]) == "sample_stats/valid");
  CHECK(storage::short_name(table, places[1]) == "c");
  CHECK(storage::short_name(table, places[7]) == "rival,coup");
  CHECK(storage::short_name(table, places[8]) == "valid");
}

TEST_CASE("a variable whose dimension has no labels has no columns") {
  DrawsHeader table = header();
  table.variables[1].dimensions[0].labels.clear();
  CHECK(storage::columns(table) == 3);
  CHECK(storage::draw_columns(table)[2].variable == 2);
}

TEST_CASE("a header that cannot be a file is a defect") {
  CHECK_NOTHROW(storage::require_sound(header()));
  const auto refused = [](auto&& spoil) {
    DrawsHeader table = header();
    spoil(table);
    CHECK_THROWS_AS(storage::require_sound(table), base::InternalError);
  };
  refused([](DrawsHeader& table) { table.draws = 0; });
  refused([](DrawsHeader& table) { table.variables[0].name = ""; });
  refused([](DrawsHeader& table) { table.variables[0].group = "a/b"; });
  refused([](DrawsHeader& table) { table.variables[0].name = "draw"; });
  refused([](DrawsHeader& table) { table.variables[0].name = "input"; });  // a dimension's coordinates have that name
  refused([](DrawsHeader& table) { table.variables[0].dimensions[0].name = "chain"; });
  refused([](DrawsHeader& table) { table.variables[1].dimensions[1].name = "world"; });
  refused([](DrawsHeader& table) { table.variables.push_back(table.variables[0]); });
  refused([](DrawsHeader& table) {
    DrawVariable other = table.variables[0];
    other.name = "others";
    other.dimensions[0].labels = {"a.b"};
    table.variables.push_back(other);
  });
}
