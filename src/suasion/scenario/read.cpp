#include "suasion/scenario/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "suasion/base/hash.hpp"
#include "suasion/base/text.hpp"
#include "suasion/scenario/csv.hpp"
#include "suasion/scenario/edits.hpp"
#include "suasion/scenario/meaning.hpp"
#include "suasion/scenario/paths.hpp"

namespace suasion::scenario {

namespace {

constexpr std::int64_t language_version = 1;

std::string text_at(const Node& table, std::string_view key) {
  const Node* said = table.find(key);
  return said != nullptr && said->kind == Kind::text ? said->text : std::string();
}

std::vector<std::string> texts_at(const Node& table, std::string_view key) {
  std::vector<std::string> texts;
  if (const Node* said = table.find(key)) {
    for (const Node& item : said->items) {
      if (item.kind == Kind::text) {
        texts.push_back(item.text);
      }
    }
  }
  return texts;
}

std::optional<base::Date> date_at(const Node& table, std::string_view key) {
  const Node* said = table.find(key);
  return said != nullptr && said->kind == Kind::date ? std::optional(said->date) : std::nullopt;
}

std::optional<Quantity> quantity_at(const Element& element, std::string_view key) {
  const std::string path = fmt::format("{}.{}.{}", element.section, element.id, key);
  const auto at = std::find_if(element.quantities.begin(), element.quantities.end(),
                               [&](const Quantity& quantity) { return quantity.path == path; });
  return at == element.quantities.end() ? std::nullopt : std::optional(*at);
}

/// Reads a whole document. Every step adds to the findings and goes on, so that all problems come at once.
class Reader {
 public:
  Reader(const Document& document, Findings& findings, bool strict, const std::string& counterfactual = {})
      : document_(document),
        root_(document.root),
        findings_(findings),
        names_(document, findings),
        common_{document, names_, findings, {}, strict, !counterfactual.empty()} {
    scenario_.counterfactual = counterfactual;
  }

  /// Reads only these sections, and what goes with them.
  void look_at(const std::set<std::string_view>& only) {
    clock();
    for (const Section& section : sections()) {
      if (only.count(section.name) > 0) {
        read_section(section);
      }
    }
    if (only.count("issues") > 0) {
      issues();
      correlations();
    }
  }

  Scenario read() {
    scenario_.id = std::filesystem::path(document_.files.front()).stem().string();
    top_level();
    clock();
    unknown_sections();
    for (const Section& section : sections()) {
      read_section(section);
    }
    if (const Node* groups = root_.find("groups")) {
      resolve_groups(scenario_.groups, groups, common_);
    }
    issues();
    correlations();
    check_between_elements(common_);
    return std::move(scenario_);
  }

 private:
  void top_level() {
    // The version, the first key, has been checked before.
    const Section section{
        .name = "", .one = "scenario", .form = Form::table, .keys = top_level_keys().subspan(1), .id_key = {}};
    Node head;  // the keys of the top level without the sections
    head.where = {.file = 0, .line = 1, .column = 1};
    for (const Member& member : root_.members) {
      if (find_key(section.keys, member.key) != nullptr) {
        head.members.push_back(member);
      }
    }
    ElementCheck(common_, section, head, "").read();
    scenario_.title = text_at(root_, "title");
    scenario_.question = text_at(root_, "question");
    scenario_.summary = text_at(root_, "summary");
  }

  void clock() {
    const Node* clock = root_.find("clock");
    scenario_.tick = "month";
    if (clock == nullptr) {
      return;
    }
    const std::optional<base::Date> origin = date_at(*clock, "origin");
    const std::optional<base::Date> end = date_at(*clock, "end");
    common_.origin = origin;
    scenario_.origin = origin.value_or(base::Date{});
    scenario_.end = end.value_or(base::Date{});
    if (clock->find("tick") != nullptr) {
      scenario_.tick = text_at(*clock, "tick");
    }
    if (origin && end && *end <= *origin) {
      findings_.error(
          "S407", clock->find("end")->where,
          fmt::format("the clock ends on {}, not after its origin, {}", base::to_text(*end), base::to_text(*origin)));
    }
  }

  void unknown_sections() {
    std::vector<std::string> known;
    for (const Key& key : top_level_keys()) {
      known.emplace_back(key.name);
    }
    for (const Section& section : sections()) {
      known.emplace_back(section.name);
    }
    for (const Member& member : root_.members) {
      if (std::find(known.begin(), known.end(), member.key) == known.end()) {
        findings_.error(
            "S102", member.key_where,
            fmt::format("a scenario has no {} '{}'",
                        member.value.kind == Kind::table || member.value.kind == Kind::array ? "section" : "key",
                        member.key),
            findings_.suggest(member.key, known));
      }
    }
  }

  void read_section(const Section& section) {
    const Node* nodes = root_.find(section.name);
    if (nodes == nullptr) {
      return;
    }
    if (section.form == Form::table) {
      if (nodes->kind != Kind::table) {
        findings_.error("S101", nodes->where,
                        fmt::format("'{}': expected a table; found {}", section.name, found(*nodes)),
                        fmt::format("write [{}]", section.name));
        return;
      }
      Element element = ElementCheck(common_, section, *nodes, "").read();
      if (section.name == "run") {
        run(*nodes);
      } else {
        scenario_.elements.push_back(std::move(element));
      }
      return;
    }
    if (nodes->kind != Kind::array) {
      findings_.error("S101", nodes->where,
                      fmt::format("'{}': expected a list of elements; found {}", section.name, found(*nodes)),
                      fmt::format("write [[{}]] with double brackets, once for each {}", section.name, section.one));
      return;
    }
    const std::vector<std::string>& ids = names_.ids(section);
    for (std::size_t i = 0; i < nodes->items.size(); ++i) {
      ElementCheck check(common_, section, nodes->items[i], ids[i]);
      Element element = check.read();
      take(section, nodes->items[i], std::move(element), check.scale());
    }
  }

  void run(const Node& node) {
    scenario_.run.models = texts_at(node, "models");
    const Node* draws = node.find("draws");
    if (draws != nullptr && draws->kind == Kind::whole && draws->whole > 0) {
      scenario_.run.draws = static_cast<std::uint64_t>(draws->whole);
    }
    if (node.find("design") != nullptr) {
      scenario_.run.design = text_at(node, "design");
    }
  }

  void take(const Section& section, const Node& node, Element element, const std::optional<Scale>& scale) {
    if (section.name == "sources") {
      source(node, element);
    } else if (section.name == "actors") {
      actor(node, std::move(element));
    } else if (section.name == "groups") {
      scenario_.groups.push_back(
          {.id = element.id, .name = element.name, .members = {}, .grounds = element.grounds, .where = element.where});
    } else if (section.name == "issues") {
      issue_elements_.emplace_back(std::move(element), scale);
    } else if (section.name == "correlations") {
      correlation_elements_.push_back(std::move(element));
    } else {
      scenario_.elements.push_back(std::move(element));
    }
  }

  void source(const Node& node, const Element& element) {
    Source source{.id = element.id,
                  .kind = element.kind,
                  .title = text_at(node, "title"),
                  .author = text_at(node, "author"),
                  .publisher = text_at(node, "publisher"),
                  .url = text_at(node, "url"),
                  .note = text_at(node, "note"),
                  .date = date_at(node, "date"),
                  .where = element.where};
    const Node* retrospective = node.find("retrospective");
    const bool forgiven = retrospective != nullptr && retrospective->flag;
    if (source.date && common_.origin && *source.date > *common_.origin && !forgiven) {
      findings_.warn("S502", node.find("date")->where,
                     fmt::format("source '{}' is of {}, after the origin of the clock, {}; it may know the outcome",
                                 source.id, base::to_text(*source.date), base::to_text(*common_.origin)),
                     "if it tells only what was known by then, say retrospective = true");
    }
    scenario_.sources.push_back(std::move(source));
  }

  /// An actor; whatever else is known of it, and that nothing computes with yet, stands among the elements.
  void actor(const Node& node, Element element) {
    Actor actor{.id = element.id,
                .name = element.name.empty() ? element.id : element.name,
                .kind = element.kind,
                .aliases = texts_at(node, "aliases"),
                .capability = quantity_at(element, "capability"),
                .grounds = element.grounds,
                .where = element.where};
    const std::string used = fmt::format("actors.{}.capability", actor.id);
    scenario_.actors.push_back(std::move(actor));
    auto& rest = element.quantities;
    rest.erase(std::remove_if(rest.begin(), rest.end(), [&](const Quantity& q) { return q.path == used; }), rest.end());
    element.fields.erase("aliases");
    const bool more =
        !rest.empty() || !element.dates.empty() || node.find("leader") != nullptr || node.find("part_of") != nullptr;
    if (more) {
      scenario_.elements.push_back(std::move(element));
    }
  }

  void issues() {
    const Node* nodes = root_.find("issues");
    if (nodes == nullptr || (nodes->kind == Kind::array && nodes->items.empty())) {
      findings_.error("S401", {}, "the scenario has no issue: nothing to forecast", "add an [[issues]] section");
      return;
    }
    IssueBuilder builder(common_, scenario_.actors);
    for (std::size_t i = 0; i < issue_elements_.size(); ++i) {
      const auto& [element, scale] = issue_elements_[i];
      scenario_.issues.push_back(builder.build(nodes->items[i], element, scale));
    }
  }

  void correlations() {
    std::vector<const Quantity*> quantities;
    for (const Actor& actor : scenario_.actors) {
      if (actor.capability) {
        quantities.push_back(&*actor.capability);
      }
    }
    for (const auto& [element, scale] : issue_elements_) {
      for (const Quantity& quantity : element.quantities) {
        quantities.push_back(&quantity);
      }
    }
    for (const Element& element : scenario_.elements) {
      for (const Quantity& quantity : element.quantities) {
        quantities.push_back(&quantity);
      }
    }
    scenario_.correlations = build_correlations(correlation_elements_, root_.find("correlations"), quantities, common_);
  }

  const Document& document_;
  const Node& root_;
  Findings& findings_;
  Names names_;
  Common common_;
  Scenario scenario_;
  std::vector<std::pair<Element, std::optional<Scale>>> issue_elements_;
  std::vector<Element> correlation_elements_;
};

/// True if the file is of a version that can be read; else a finding.
bool check_version(const Node& root, Findings& findings) {
  const Place start{.file = 0, .line = 1, .column = 1};
  const Node* version = root.find("suasion");
  if (version == nullptr) {
    findings.error("S105", start, "the file does not say which version of the language it is written in",
                   "begin it with: suasion = 1");
    return true;  // read on as version 1, so that the rest is checked too
  }
  if (version->kind != Kind::whole || version->whole != language_version) {
    findings.error("S105", version->where,
                   fmt::format("'suasion' is the version of the language: expected {}; found {}", language_version,
                               found(*version)),
                   version->kind == Kind::whole && version->whole > language_version
                       ? "the file needs a newer suasion than this one"
                       : "");
    return version->kind != Kind::whole;
  }
  return true;
}

/// Codes of what an edit can do wrong by itself. Names left dangling by a removed event do no harm.
bool spoils(const base::Diagnostic& diagnostic) {
  static const std::set<std::string_view> codes = {"S101", "S102", "S103", "S104", "S106", "S107", "S108",
                                                   "S109", "S110", "S111", "S112", "S113", "S402", "S403",
                                                   "S404", "S405", "S406", "S411", "S417"};
  return diagnostic.severity == base::Severity::error && codes.count(diagnostic.code) > 0;
}

/// Reads the sections that were edited: what would be wrong then is wrong now. @param where the edits stand.
/// @param with e.g. "with the edits of counterfactual 'never-planned'".
void check_edited(const Document& edited, std::set<std::string_view> touched, const Place& where,
                  const std::string& with, Findings& findings) {
  if (touched.count("issues") > 0 || touched.count("actors") > 0) {
    touched.insert({"actors", "issues", "correlations"});
  }
  Findings of_edited(edited);
  Reader(edited, of_edited, false).look_at(touched);
  for (const base::Diagnostic& diagnostic : of_edited.take()) {
    if (spoils(diagnostic)) {
      findings.error("S305", where, fmt::format("{}: {}", with, diagnostic.message), diagnostic.hint);
      break;  // the first tells enough; others may follow from it
    }
  }
}

void check_counterfactuals(const Document& document, Findings& findings) {
  const Node* list = document.root.find("counterfactuals");
  for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
    const Node* edits = list->items[i].find("edits");
    Document edited = document;
    std::set<std::string_view> touched;
    for (const Node& edit : edits->items) {
      touched.insert(section_of(edit));
      apply_checked_edit(edited, edit);
    }
    check_edited(edited, std::move(touched), edits->where,
                 fmt::format("with the edits of counterfactual '{}'", text_at(list->items[i], "id")), findings);
  }
}

std::vector<Edit> edits_of(const Node& ablation, Findings& findings) {
  std::vector<Edit> edits;
  for (const std::string& words : ablation_words(ablation.text).edits) {
    base::Result<Edit> edit = parse_edit(words);
    if (edit) {
      edits.push_back(*std::move(edit));
    } else {
      const base::Diagnostic& problem = edit.error().front();
      findings.error(problem.code, ablation.where, problem.message, problem.hint);
    }
  }
  return edits;
}

void check_ablations(const Document& document, const Node& claim, Findings& findings) {
  const Node* list = claim.find("ablate");
  for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
    const Node& ablation = list->items[i];
    const std::vector<Edit> edits = edits_of(ablation, findings);
    if (edits.empty()) {
      continue;
    }
    Document edited = document;
    std::set<std::string_view> touched;
    for (const Edit& edit : edits) {
      if (apply_edit(edited, edit, ablation.where, findings)) {
        touched.insert(std::string_view(edit.path).substr(0, edit.path.find('.')));
      }
    }
    check_edited(edited, std::move(touched), ablation.where,
                 fmt::format("with an ablation of claim '{}'", text_at(claim, "id")), findings);
  }
}

void check_claims(const Document& document, Findings& findings) {
  const Node* list = document.root.find("claims");
  for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
    check_ablations(document, list->items[i], findings);
  }
}

/// Edits the document as a counterfactual of it says. References to what an edit takes away go with it.
void apply_counterfactual(Document& document, const std::string& id, Findings& findings) {
  const Node* list = document.root.find("counterfactuals");
  std::vector<std::string> known;
  for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
    const Node* name = list->items[i].find("id");
    const Node* edits = list->items[i].find("edits");
    known.push_back(name != nullptr ? name->text : "");
    if (known.back() != id || edits == nullptr) {
      continue;
    }
    const std::vector<Node> wanted = edits->items;  // a copy: the document changes while it is walked
    for (const Node& edit : wanted) {
      if (check_edit(edit, fmt::format("'edits' of counterfactual '{}'", id), document, findings)) {
        apply_checked_edit(document, edit);
      }
    }
    return;
  }
  findings.error("S201", {}, fmt::format("there is no counterfactual '{}'", id), findings.suggest(id, known));
}

}  // namespace

base::Result<Document> parse(const Files& files) {
  base::require(!files.files.empty(), "a scenario has at least its TOML file");
  return parse_document(files.files.front().bytes, files.files.front().name);
}

base::Result<Scenario> read(Document document, const Files& files, const Reading& how) {
  Findings findings(document);
  Scenario scenario;
  if (check_version(document.root, findings)) {
    std::vector<std::pair<std::string, std::string_view>> csv;
    for (std::size_t i = 1; i < files.files.size(); ++i) {
      csv.emplace_back(files.files[i].name, files.files[i].bytes);
    }
    fill_issues(document, csv, findings);
    for (const Edit& edit : how.edits) {
      apply_edit(document, edit, findings);
    }
    if (!how.counterfactual.empty()) {
      apply_counterfactual(document, how.counterfactual, findings);
    }
    scenario = Reader(document, findings, how.strict, how.counterfactual).read();
    if (findings.errors() == 0 && how.tries_what_ifs && how.counterfactual.empty()) {
      check_counterfactuals(document, findings);
      check_claims(document, findings);
    }
  }
  base::Diagnostics list = findings.take();
  base::sort_by_place(list);
  if (base::has_errors(list)) {
    return tl::unexpected(std::move(list));
  }
  scenario.notes = std::move(list);
  return scenario;
}

base::Result<Scenario> read(const Files& files, const std::vector<Edit>& edits, bool strict,
                            const std::string& counterfactual) {
  base::Result<Document> document = parse(files);
  if (!document) {
    return tl::unexpected(document.error());
  }
  return read(*std::move(document), files, {.edits = edits, .strict = strict, .counterfactual = counterfactual});
}

}  // namespace suasion::scenario
