#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

#include "suasion/scenario/language.hpp"
#include "suasion/scenario/read.hpp"

using namespace suasion;

namespace {

scenario::Files files_of(const std::string& text) {
  return {.files = {{.name = "x.toml", .bytes = text}}};
}

std::string all_said(const base::Result<scenario::Scenario>& result) {
  std::string text;
  for (const base::Diagnostic& diagnostic : result ? result->notes : result.error()) {
    text += base::to_text(diagnostic) + "\n";
  }
  return text;
}

/// Every message of a refusal says where, what and, with a stable code, which.
void sound(const base::Result<scenario::Scenario>& result) {
  if (result) {
    return;
  }
  RC_ASSERT(base::has_errors(result.error()));
  for (const base::Diagnostic& diagnostic : result.error()) {
    RC_ASSERT(diagnostic.where.file == "x.toml");
    RC_ASSERT(!diagnostic.message.empty());
    RC_ASSERT(diagnostic.code.size() == 4 && diagnostic.code[0] == 'S');
  }
}

}  // namespace

TEST_CASE("scenario: no bytes make the reader fall over") {
  CHECK(rc::check("random text is refused with a place", [](const std::string& text) {
    sound(scenario::read(files_of(text)));
    sound(scenario::read(files_of("suasion = 1\n" + text)));
  }));
}

TEST_CASE("scenario: no slip in a sound scenario makes the reader fall over") {
  const std::string good = scenario::starter("Test");
  CHECK(rc::check("a scenario with some characters changed is read or refused with a place", [&] {
    std::string text = good;
    const auto slips = *rc::gen::inRange(1, 6);
    for (int i = 0; i < slips; ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size() - 1);
      const auto kind = *rc::gen::inRange(0, 3);
      const char c = *rc::gen::elementOf(std::string("ab09.-_\"[]{}=,# \n'"));
      if (kind == 0) {
        text[at] = c;
      } else if (kind == 1) {
        text.insert(text.begin() + static_cast<std::ptrdiff_t>(at), c);
      } else {
        text.erase(text.begin() + static_cast<std::ptrdiff_t>(at));
      }
    }
    const auto result = scenario::read(files_of(text));
    sound(result);
    RC_ASSERT(all_said(result) == all_said(scenario::read(files_of(text))));
  }));
}

TEST_CASE("scenario: no line of a sound scenario can be taken out without being read or refused") {
  const std::string good = scenario::starter("Test");
  CHECK(rc::check("a scenario without some of its lines", [&] {
    std::string text;
    const auto keep = *rc::gen::inRange(2, 40);
    std::size_t start = 0;
    while (start < good.size()) {
      const std::size_t end = good.find('\n', start) + 1;
      if (*rc::gen::inRange(0, keep) != 0) {
        text += good.substr(start, end - start);
      }
      start = end;
    }
    sound(scenario::read(files_of(text)));
  }));
}

TEST_CASE("scenario: no edit makes the reader fall over") {
  const std::string good = scenario::starter("Test");
  CHECK(rc::check("any path and value", [&](const std::string& path, const std::string& value) {
    const auto result = scenario::read(files_of(good), {{.path = path, .value = value}});
    if (!result) {
      RC_ASSERT(!result.error().empty());
    }
  }));
}
