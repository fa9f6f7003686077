#include <fmt/format.h>

#include "suasion/scenario/check.hpp"

namespace suasion::scenario {

namespace {

constexpr std::int64_t first_year = 1000, last_year = 2999;  // a whole number outside is a slip, not a year

base::Date day(std::int64_t year, unsigned month, unsigned of_month) {
  return {std::chrono::year(static_cast<int>(year)), std::chrono::month(month), std::chrono::day(of_month)};
}

}  // namespace

void ElementCheck::in_time(const Key& key, const Node& node, const base::Date& last) {
  if (key.future || !common_.origin || last <= *common_.origin) {
    return;
  }
  const bool plannable = find_key(section_.keys, "planned") != nullptr;
  const bool open = node.kind != Kind::date;
  common_.findings.error(
      "S406", node.where,
      fmt::format("{} {} {}, after the origin of the clock, {}; nothing dated later is an input", role(key),
                  open ? "may be as late as" : "is", base::to_text(last), base::to_text(*common_.origin)),
      plannable ? "if it was on the calendar by then, use 'planned'" : "");
}

void ElementCheck::date(const Key& key, const Node& node) {
  if (node.kind != Kind::date) {
    wrong_type(key, node);
    return;
  }
  element_.dates.push_back(node.date);
  element_.fields[std::string(key.name)] = base::to_text(node.date);
  element_.whens[std::string(key.name)] = {node.date, node.date};
  in_time(key, node, node.date);
}

void ElementCheck::when(const Key& key, const Node& node) {
  if (node.kind == Kind::date) {
    date(key, node);
    return;
  }
  if (node.kind == Kind::whole && node.whole >= first_year && node.whole <= last_year) {
    constexpr unsigned december = 12, last_of_december = 31;
    element_.dates.push_back(day(node.whole, 1, 1));
    element_.dates.push_back(day(node.whole, december, last_of_december));
    element_.fields[std::string(key.name)] = fmt::format("{}", node.whole);
    element_.whens[std::string(key.name)] = {day(node.whole, 1, 1), element_.dates.back()};
    in_time(key, node, element_.dates.back());
    return;
  }
  const Node* between = node.find("between");
  if (between == nullptr || node.members.size() != 1) {
    wrong_type(key, node);
    return;
  }
  period(key, *between);
}

void ElementCheck::period(const Key& key, const Node& node) {
  const bool shape = node.kind == Kind::array && node.items.size() == 2 && node.items[0].kind == Kind::date &&
                     node.items[1].kind == Kind::date;
  if (!shape) {
    common_.findings.error("S101", node.where,
                           fmt::format("{}: expected the first and the last day, [2020-01-31, 2020-02-04]; found {}",
                                       role(key), found(node)));
    return;
  }
  const base::Date& first = node.items[0].date;
  const base::Date& last = node.items[1].date;
  if (first > last) {
    common_.findings.error(
        "S109", node.where,
        fmt::format("{} runs backwards, from {} to {}", role(key), base::to_text(first), base::to_text(last)),
        fmt::format("did you mean [{}, {}]?", base::to_text(last), base::to_text(first)));
    return;
  }
  element_.dates.push_back(first);
  element_.dates.push_back(last);
  element_.fields[std::string(key.name)] = fmt::format("{} to {}", base::to_text(first), base::to_text(last));
  element_.whens[std::string(key.name)] = {first, last};
  in_time(key, node, last);
}

}  // namespace suasion::scenario
