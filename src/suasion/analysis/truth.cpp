#include "suasion/analysis/truth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "suasion/base/text.hpp"
#include "suasion/scenario/findings.hpp"

namespace suasion::analysis {

namespace {

using scenario::Kind;
using scenario::Member;
using scenario::Node;

/// What a key takes, in words for messages.
struct KeyRow {
  std::string_view name, takes;
};

constexpr std::array<KeyRow, 3> top_keys = {
    {{"suasion_truth", "the number 1"}, {"scenario", "text in quotes"}, {"truths", "a list of tables"}}};
constexpr std::array<KeyRow, 6> truth_keys = {{{"question", "text in quotes"},
                                               {"answer", "true or false"},
                                               {"date", "a date without quotes"},
                                               {"source", "text in quotes or a list of such"},
                                               {"from_memory", "true or false"},
                                               {"note", "text in quotes"}}};

bool is_texts(const Node& node) {
  return node.kind == Kind::text ||
         (node.kind == Kind::array && !node.items.empty() &&
          std::all_of(node.items.begin(), node.items.end(), [](const Node& one) { return one.kind == Kind::text; }));
}

bool fits(std::string_view key, const Node& node) {
  if (key == "suasion_truth") {
    return node.kind == Kind::whole;
  }
  if (key == "truths") {
    return node.kind == Kind::array;
  }
  if (key == "answer" || key == "from_memory") {
    return node.kind == Kind::flag;
  }
  if (key == "date") {
    return node.kind == Kind::date;
  }
  return key == "source" ? is_texts(node) : node.kind == Kind::text;
}

class TruthReader {
 public:
  TruthReader(const scenario::Document& document, const scenario::Scenario& scenario)
      : document_(document), scenario_(scenario), findings_(document) {
    for (const scenario::Element* question : scenario.section("questions")) {
      questions_.emplace_back(question);
      ids_.push_back(question->id);
    }
  }

  base::Result<Truths> read() {
    keys(document_.root, top_keys, "the file");
    head();
    if (const Node* truths = document_.root.find("truths"); truths != nullptr) {
      for (const Node& one : truths->items) {
        truth(one);
      }
    }
    if (findings_.errors() > 0) {
      base::Diagnostics problems = findings_.take();
      base::sort_by_place(problems);
      return tl::unexpected(std::move(problems));
    }
    return sorted();
  }

 private:
  template <std::size_t n>
  void keys(const Node& table, const std::array<KeyRow, n>& rows, const std::string& owner) {
    for (const Member& member : table.members) {
      const auto row =
          std::find_if(rows.begin(), rows.end(), [&](const KeyRow& one) { return one.name == member.key; });
      if (row == rows.end()) {
        std::vector<std::string> known;
        known.reserve(n);
        for (const KeyRow& one : rows) {
          known.emplace_back(one.name);
        }
        findings_.error("T102", member.key_where, fmt::format("{} has no key '{}'", owner, member.key),
                        findings_.suggest(member.key, known));
      } else if (!fits(member.key, member.value)) {
        findings_.error("T103", member.value.where,
                        fmt::format("'{}' of {}: expected {}; found {}", member.key, owner, row->takes,
                                    scenario::found(member.value)));
      }
    }
  }

  void head() {
    const scenario::Place start{.file = 0, .line = 1, .column = 1};
    const Node* version = document_.root.find("suasion_truth");
    if (version == nullptr || version->kind != Kind::whole || version->whole != 1) {
      findings_.error("T101", version == nullptr ? start : version->where,
                      "the file is no file of answers that this version can read", "begin it with: suasion_truth = 1");
    }
    const Node* name = document_.root.find("scenario");
    if (name == nullptr) {
      findings_.error("T104", start, "the file does not say which scenario it answers",
                      fmt::format("write: scenario = \"{}\"", scenario_.id));
    } else if (name->kind == Kind::text && name->text != scenario_.id) {
      findings_.error("T101", name->where,
                      fmt::format("the answers are for scenario '{}', not for '{}'", name->text, scenario_.id));
    }
  }

  void truth(const Node& node) {
    if (node.kind != Kind::table) {
      findings_.error("T103", node.where, fmt::format("'truths': expected a table; found {}", scenario::found(node)),
                      "write [[truths]] once for each answer");
      return;
    }
    const Node* id = node.find("question");
    const std::string owner =
        id != nullptr && id->kind == Kind::text ? fmt::format("the answer to '{}'", id->text) : "an answer";
    const std::size_t before = findings_.errors();
    keys(node, truth_keys, owner);
    for (const char* key : {"question", "answer"}) {
      if (node.find(key) == nullptr) {
        findings_.error("T104", node.where, fmt::format("{} lacks '{}'", owner, key));
      }
    }
    if (findings_.errors() > before) {
      return;
    }
    const scenario::Element* question = asked(*id);
    if (question == nullptr) {
      return;
    }
    Truth truth{.question = id->text, .answer = node.find("answer")->flag, .where = document_.span(node.where)};
    grounds(node, owner, truth);
    day(node, owner, *question, truth);
    if (!answers_.try_emplace(truth.question, truth).second) {
      findings_.error("T106", id->where, fmt::format("question '{}' is answered twice", truth.question),
                      "keep one of the two");
    }
  }

  const scenario::Element* asked(const Node& id) {
    const auto at = std::find(ids_.begin(), ids_.end(), id.text);
    if (at != ids_.end()) {
      return questions_[static_cast<std::size_t>(at - ids_.begin())];
    }
    findings_.error("T105", id.where, fmt::format("scenario '{}' asks no question '{}'", scenario_.id, id.text),
                    findings_.suggest(id.text, ids_));
    return nullptr;
  }

  void grounds(const Node& node, const std::string& owner, Truth& truth) {
    if (const Node* source = node.find("source")) {
      if (source->kind == Kind::text) {
        truth.sources.push_back(source->text);
      }
      for (const Node& one : source->items) {
        truth.sources.push_back(one.text);
      }
    }
    if (const Node* note = node.find("note")) {
      truth.note = note->text;
    }
    const Node* memory = node.find("from_memory");
    const bool remembered = memory != nullptr && memory->flag;
    if (remembered != truth.sources.empty()) {
      findings_.error("T107", node.where,
                      remembered ? fmt::format("{} has a source and is said to be from memory", owner)
                                 : fmt::format("{} does not say who knows", owner),
                      remembered ? "keep one of the two" : "name a source, or own it: from_memory = true");
    }
  }

  /// Asked for by a deadline, a yes cannot have come after it, nor before the first day that counts.
  void day(const Node& node, const std::string& owner, const scenario::Element& question, Truth& truth) {
    const Node* said = node.find("date");
    if (said == nullptr) {
      return;
    }
    truth.date = said->date;
    const bool by_event = !question.text("event").empty();
    const scenario::When* by = question.when("by");
    const scenario::When* after = question.when("after");
    const bool late = by != nullptr && said->date > by->last;
    const bool early = said->date < (after != nullptr ? after->first : scenario_.origin);
    if (by_event && truth.answer && (late || early)) {
      findings_.error("T108", said->where,
                      fmt::format("{} is yes, but {} is {}", owner, base::to_text(said->date),
                                  late ? "after the last day that counts" : "before the first day that counts"));
    }
  }

  Truths sorted() const {
    Truths truths;
    for (const std::string& id : ids_) {
      const auto answer = answers_.find(id);
      if (answer == answers_.end()) {
        truths.unanswered.push_back(id);
      } else {
        truths.answers.push_back(answer->second);
      }
    }
    return truths;
  }

  const scenario::Document& document_;
  const scenario::Scenario& scenario_;
  scenario::Findings findings_;
  std::vector<const scenario::Element*> questions_ = {};
  std::vector<std::string> ids_ = {};
  std::map<std::string, Truth> answers_ = {};
};

}  // namespace

std::string truth_path(const std::string& scenario_path) {
  const std::filesystem::path path(scenario_path);
  return (path.parent_path() / "truth" / path.filename()).string();
}

base::Result<Truths> read_truths(std::string_view bytes, const std::string& name, const scenario::Scenario& scenario) {
  if (!base::is_utf8(bytes)) {
    return base::fail("S002", "the file is not UTF-8 text", "save it as UTF-8", {.file = name});
  }
  const base::Result<scenario::Document> document = scenario::parse_document(bytes, name);
  if (!document) {
    return tl::unexpected(document.error());
  }
  return TruthReader(*document, scenario).read();
}

base::Result<Truths> load_truths(const std::string& path, const scenario::Scenario& scenario) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) {
    return base::fail("S001", fmt::format("the answers to '{}' cannot be read", scenario.id),
                      "they stand in truth/NAME.toml beside the scenario NAME.toml", {.file = path});
  }
  return read_truths(bytes, path, scenario);
}

}  // namespace suasion::analysis
