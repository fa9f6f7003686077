#include "suasion/scenario/exchange/exchange.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "../rapidcheck_doctest.hpp"
#include "suasion/scenario/read.hpp"

using namespace suasion;
namespace exchange = scenario::exchange;
using exchange::Format;

namespace {

std::string said(const base::Diagnostics& problems) {
  std::string text;
  for (const base::Diagnostic& one : problems) {
    text += base::to_text(one) + "\n";
  }
  return text;
}

/// A number from 0 to `most` with up to 12 digits, as somebody might type it.
double some_number(double most) {
  const auto whole = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
  const double share = exchange::decimal(static_cast<double>(whole) / 1e6);
  return exchange::decimal(share * most);
}

/// Words with everything that a format might trip over.
std::string some_name(std::set<std::string>& used) {
  const auto parts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "B", "7", " ", ",", "\"", "'", "&", "<", ">", ";", "=", "_", "-", "\\", "#",
                                    "\xC3\xA9", "\xE7\x8E\x8B", "]]>", "%"));
  std::string name;
  for (const std::string& part : parts) {
    name += part;
  }
  name = exchange::clean("n" + name);
  while (!used.insert(name).second) {
    name += "x";
  }
  return name;
}

exchange::Table some_table(Format format) {
  const bool one_issue = format == Format::scholz_csv;
  const bool ktab = format == Format::ktab_csv || format == Format::ktab_xml;
  exchange::Table table;
  std::set<std::string> names = {"issue"};
  const auto issues = one_issue ? 1 : *rc::gen::inRange(1, 4);
  for (int k = 0; k < issues; ++k) {
    exchange::TableIssue issue{.name = one_issue ? "issue" : some_name(names)};
    if (!ktab) {
      issue.low = exchange::decimal(some_number(10.0) - 5.0);
      issue.high = exchange::decimal(issue.low + 0.5 + some_number(1000.0));
    }
    table.issues.push_back(std::move(issue));
  }
  const auto actors = *rc::gen::inRange(2, 7);
  for (int a = 0; a < actors; ++a) {
    exchange::TableActor actor{.name = some_name(names)};
    actor.description = format == Format::scholz_csv || *rc::gen::arbitrary<bool>() ? "" : some_name(names);
    const double capability = exchange::decimal(0.001 + some_number(1e6));
    for (const exchange::TableIssue& issue : table.issues) {
      // the first two actors hold the ends, which is all that a format without scales knows of them
      const double at = a == 0   ? issue.low
                        : a == 1 ? issue.high
                                 : exchange::decimal(issue.low + some_number(1.0) * (issue.high - issue.low));
      const double salience = a == 0 ? 100.0 : some_number(100.0);
      actor.stakes.emplace_back(exchange::TableStake{std::clamp(at, issue.low, issue.high), salience, capability});
      if (format == Format::xlsx && a > 1 && issues > 1 && &issue != &table.issues.front() &&
          *rc::gen::arbitrary<bool>()) {
        actor.stakes.back().reset();
      }
    }
    table.actors.push_back(std::move(actor));
  }
  if (ktab) {
    table.title = some_name(names);
    table.description = some_name(names);
  }
  if (format == Format::ktab_xml) {
    table.seed = "42";
    table.parameters = {{"VotingRule", "Cubic"}, {"Unheard", "of"}};
    table.accommodations = {{table.actors[0].name, table.actors[1].name, 0.25}};
  }
  return table;
}

std::string file_of(Format format) {
  return format == Format::xlsx ? "t.xlsx" : format == Format::ktab_xml ? "t.xml" : "t.csv";
}

exchange::Reading written_and_read(const exchange::Table& table, Format format) {
  const auto bytes = exchange::write_table(table, format);
  RC_ASSERT(bytes.has_value());
  const auto read = exchange::read_table(file_of(format), *bytes);
  if (!read) {
    RC_FAIL(said(read.error()) + *bytes);
  }
  return *read;
}

constexpr Format every_format[] = {Format::ktab_csv, Format::ktab_xml, Format::scholz_csv, Format::xlsx};

}  // namespace

TEST_CASE("exchange: a table is read from every format as it was written") {
  for (const Format format : every_format) {
    test::check(
        file_of(format),
        [format] {
          const exchange::Table table = some_table(format);
          RC_ASSERT(written_and_read(table, format).table == table);
        },
        40);
  }
}

TEST_CASE("exchange: a scenario that goes through a format keeps actors, positions, salience and capability") {
  for (const Format format : every_format) {
    test::check(
        file_of(format),
        [format] {
          exchange::Table table = some_table(format);
          const auto first = exchange::scenario_from({.table = table}, "t", "Title");
          RC_ASSERT(first.has_value());
          const auto before = scenario::read({.files = {{.name = "t.toml", .bytes = first->text}}}, {}, true);
          RC_ASSERT(before.has_value());
          const auto cut = exchange::table_of(*before, {}, format);
          RC_ASSERT(cut.has_value());
          const auto again = exchange::scenario_from(written_and_read(cut->table, format), "t", "Title");
          RC_ASSERT(again.has_value());
          const auto after = scenario::read({.files = {{.name = "t.toml", .bytes = again->text}}}, {}, true);
          RC_ASSERT(after.has_value());
          RC_ASSERT(after->actors.size() == before->actors.size());
          for (std::size_t a = 0; a < before->actors.size(); ++a) {
            RC_ASSERT(after->actors[a].id == before->actors[a].id);
          }
          RC_ASSERT(after->issues.size() == before->issues.size());
          for (std::size_t k = 0; k < before->issues.size(); ++k) {
            const auto& was = before->issues[k].stakes;
            const auto& is = after->issues[k].stakes;
            RC_ASSERT(is.size() == was.size());
            for (std::size_t s = 0; s < was.size(); ++s) {
              RC_ASSERT(is[s].actor == was[s].actor);
              const auto value = [](const scenario::Quantity& quantity) {
                return std::get<math::Fixed>(quantity.law.form).value;
              };
              RC_ASSERT(value(is[s].position) == value(was[s].position));
              RC_ASSERT(value(is[s].salience) == value(was[s].salience));
              RC_ASSERT(value(is[s].capability) == value(was[s].capability));
            }
          }
        },
        25);
  }
}

TEST_CASE("exchange: no bytes make the readers of tables fall over") {
  for (const Format format : every_format) {
    test::check(
        file_of(format),
        [format] {
          std::string bytes = *exchange::write_table(some_table(format), format);
          const auto hits = *rc::gen::inRange(1, 5);
          for (int i = 0; i < hits; ++i) {
            const auto at =
                static_cast<std::size_t>(*rc::gen::inRange<std::int64_t>(0, static_cast<int>(bytes.size())));
            bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
          }
          bytes.resize(bytes.size() - static_cast<std::size_t>(*rc::gen::inRange(0, 2)) * bytes.size() / 3);
          const auto read = exchange::read_table(file_of(format), bytes);
          for (const base::Diagnostic& one : read ? base::Diagnostics{} : read.error()) {
            RC_ASSERT(one.where.file == file_of(format));
            RC_ASSERT(one.code.size() == 4);
            RC_ASSERT(!one.message.empty());
          }
        },
        150);
  }
}
