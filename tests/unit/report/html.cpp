#include "suasion/report/html.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "example.hpp"
#include "suasion/base/result.hpp"

using namespace suasion;
using suasion::test::evenly;
using suasion::test::Example;

namespace {

constexpr std::string_view page =
    "<title><!--SUASION_TITLE--></title><noscript><!--SUASION_NOSCRIPT--></noscript>"
    "<script>const summary = /*SUASION_SUMMARY*/null;</script>";

std::string summary_of(const std::string& title) {
  Example example;
  example.scenario.title = title;
  example.add("game", false, evenly(40.0, 54.0, 1000));
  return report::summary_json(example.scenario, example.plan, example.results, example.forecast, example.info);
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from) + from.size();
  return text.substr(at, text.find(to, at) - at);
}

}  // namespace

TEST_CASE("report/html: the summary in the page is the summary") {
  const std::string json = summary_of("An example");
  const std::string html = report::report_html(json, page);
  const std::string inside = between(html, "const summary = ", ";</script>");
  CHECK(nlohmann::json::parse(inside) == nlohmann::json::parse(json));
}

TEST_CASE("report/html: nothing an author writes can end the script, open a tag or stand for a marker") {
  const std::string evil = "</script><script>alert(1)</script> /*SUASION_SUMMARY*/null <!--SUASION_TITLE--> \u2028";
  const std::string html = report::report_html(summary_of(evil), page);
  CHECK(html.find("<script>alert") == std::string::npos);
  CHECK(html.find("</script>") == html.rfind("</script>"));
  CHECK(html.find("\u2028", html.find("const summary")) == std::string::npos);
  const std::string inside = between(html, "const summary = ", ";</script>");
  CHECK(nlohmann::json::parse(inside).at("scenario").at("title") == evil);
}

TEST_CASE("report/html: readers without scripts get the words and the figures") {
  const std::string html = report::report_html(summary_of("A & B"), page);
  const std::string inside = between(html, "<noscript>", "</noscript>");
  CHECK(inside.find("<h1>A &amp; B</h1>") != std::string::npos);
  CHECK(inside.find("Depth of union most likely ends near 47") != std::string::npos);
  CHECK(inside.find("<th scope=\"row\">game</th><td>47</td><td>41 to 53</td>") != std::string::npos);
}

TEST_CASE("report/html: text that is no summary, or of another schema, is refused with the reason") {
  const auto refuses = [](std::string_view text, const char* why) {
    CHECK_THROWS_WITH_AS(static_cast<void>(report::report_html(text, page)), why, std::invalid_argument);
  };
  refuses("{", "it is not a summary of suasion");
  refuses("[]", "it is not a summary of suasion");
  refuses("{\"suasion\": \"0.1.0\"}", "its schema is missing; this version reads schema 1");
  refuses("{\"suasion\": \"9.0.0\", \"schema\": 2}", "its schema is 2; this version reads schema 1");
  CHECK_THROWS_AS(static_cast<void>(report::report_html("{\"suasion\": \"0.1.0\", \"schema\": 1}", page)),
                  std::invalid_argument);
}

TEST_CASE("report/html: a page without a marker, or with one twice, is a defect of ours") {
  const std::string json = summary_of("An example");
  CHECK_THROWS_AS(static_cast<void>(report::report_html(json, "<html>")), base::InternalError);
  CHECK_THROWS_AS(static_cast<void>(report::report_html(json, std::string(page) + std::string(page))),
                  base::InternalError);
}

TEST_CASE("report/html: the built-in page takes a summary") {
  const std::string html = report::report_html(summary_of("An example"));
  CHECK(html.find("SUASION_SUMMARY") == std::string::npos);
  CHECK(html.find("An example") != std::string::npos);
}
