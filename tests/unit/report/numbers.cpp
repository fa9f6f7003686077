#include "suasion/report/numbers.hpp"

#include <doctest/doctest.h>

using suasion::analysis::Estimate;
using namespace suasion::report;

TEST_CASE("report/numbers: the words for chances change exactly at the published limits") {
  CHECK(likelihood(0.0) == "exceptionally unlikely");
  CHECK(likelihood(0.0099) == "exceptionally unlikely");
  CHECK(likelihood(0.01) == "very unlikely");
  CHECK(likelihood(0.0999) == "very unlikely");
  CHECK(likelihood(0.10) == "unlikely");
  CHECK(likelihood(0.333) == "unlikely");
  CHECK(likelihood(0.334) == "about as likely as not");
  CHECK(likelihood(0.666) == "about as likely as not");
  CHECK(likelihood(0.667) == "likely");
  CHECK(likelihood(0.8999) == "likely");
  CHECK(likelihood(0.90) == "very likely");
  CHECK(likelihood(0.99) == "virtually certain");
  CHECK(likelihood(1.0) == "virtually certain");
}

TEST_CASE("report/numbers: the scale of words is told in one sentence, from certain to unlikely") {
  CHECK(
      likelihood_scale_in_words() ==
      "Words for chances follow one fixed scale: virtually certain from 99\u00A0%, very likely from 90\u00A0%, likely "
      "from 67\u00A0%, about as likely as not from 33\u00A0%, unlikely from 10\u00A0%, very unlikely from 1\u00A0%, "
      "exceptionally unlikely below that.");
}

TEST_CASE(
    "report/numbers: figures on a scale of a hundred are whole numbers, on a scale of six they have one decimal") {
  CHECK(number(47.12, grain(100.0, 0.05)) == "47");
  CHECK(number(7.389956, grain(6.0, 0.0)) == "7.4");
  CHECK(number(0.4567, grain(1.0, 0.0)) == "0.46");
  CHECK(number(12345.6, grain(100000.0, 0.0)) == "12000");
}

TEST_CASE("report/numbers: a large Monte Carlo error makes figures coarser, never finer") {
  CHECK(number(47.12, grain(100.0, 1.0)) == "47");
  CHECK(number(47.12, grain(100.0, 1.6)) == "48");     // steps of 2
  CHECK(number(47.12, grain(100.0, 4.0)) == "45");     // steps of 5
  CHECK(number(47.12, grain(100.0, 7.0)) == "50");     // steps of 10
  CHECK(number(7.389956, grain(6.0, 0.15)) == "7.4");  // steps of 0.2
  CHECK(number(7.389956, grain(6.0, 0.3)) == "7.5");   // steps of 0.5
}

TEST_CASE("report/numbers: nothing is ever printed as minus zero") {
  CHECK(number(-0.4, grain(100.0, 0.0)) == "0");
  CHECK(number(-0.0, grain(1.0, 0.0)) == "0.00");
  CHECK(number(-0.6, grain(100.0, 0.0)) == "-1");
}

TEST_CASE("report/numbers: percentages are no finer than their error") {
  CHECK(percent({0.723, 0.0045}, 10000) == "72\u00A0%");
  CHECK(percent({0.723, 0.014}, 1000) == "72\u00A0%");
  CHECK(percent({0.733, 0.014}, 1000) == "74\u00A0%");  // steps of 2
  CHECK(percent({0.733, 0.044}, 100) == "75\u00A0%");   // steps of 5
  CHECK(percent({0.733, 0.14}, 10) == "80\u00A0%");     // steps of 20
}

TEST_CASE("report/numbers: small and large chances are bounds, not certainties") {
  CHECK(percent({0.002, 0.0004}, 10000) == "under 1\u00A0%");
  CHECK(percent({0.998, 0.0004}, 10000) == "over 99\u00A0%");
  CHECK(percent({0.0, 0.0}, 10000) == "under 1\u00A0%");
  CHECK(percent({1.0, 0.0}, 10000) == "over 99\u00A0%");
  CHECK(percent({0.0, 0.0}, 100) == "under 3\u00A0%");  // rule of three
  CHECK(percent({1.0, 0.0}, 10) == "over 70\u00A0%");
  CHECK(percent({0.0, 0.0}, 0) == "under 100\u00A0%");
  CHECK(in_draws({1.0, 0.0}, 10000) == "in every draw");
  CHECK(in_draws({0.0, 0.0}, 10000) == "in no draw");
  CHECK(in_draws({0.25, 0.0}, 10000) == "in 25\u00A0% of draws");
  CHECK(chance_in_words({0.72, 0.0045}, 10000) == "likely (72\u00A0%)");
}

TEST_CASE("report/numbers: counts read like prose") {
  CHECK(count_in_words(0) == "no");
  CHECK(count_in_words(10) == "ten");
  CHECK(count_in_words(13) == "13");
  CHECK(count_in_words(1234567) == "1,234,567");
  CHECK(counted(1, "actor") == "1 actor");
  CHECK(counted(12, "actor") == "12 actors");
  CHECK(counted(10000, "draw") == "10,000 draws");
  CHECK(counted(10000, "draw of a pilot") == "10,000 draws of a pilot");
  CHECK(counted(2, "quantity", "quantities") == "2 quantities");
}
