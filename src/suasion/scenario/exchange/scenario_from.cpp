#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "suasion/base/text.hpp"
#include "suasion/scenario/exchange/exchange.hpp"
#include "suasion/scenario/exchange/formats.hpp"
#include "suasion/scenario/paths.hpp"
#include "suasion/scenario/read.hpp"
#include "suasion/scenario/toml_text.hpp"

namespace suasion::scenario::exchange {

namespace {

/// Ids for names, each once.
class Ids {
 public:
  explicit Ids(std::string_view kind) : kind_(kind) {}

  std::string operator()(const std::string& name) {
    const std::string stem = id_from(name).empty() ? std::string(kind_) : id_from(name);
    std::string id = stem;
    for (std::size_t i = 2; !used_.insert(id).second; ++i) {
      id = fmt::format("{}-{}", stem, i);
    }
    return id;
  }

 private:
  std::string_view kind_;
  std::set<std::string> used_;
};

/// A number as a key of a scale.
std::string scale_key(double value) {
  const std::string text = base::shortest(value);
  return is_identifier(text) && text.find_first_not_of("0123456789") == std::string::npos ? text : toml_string(text);
}

class Text {
 public:
  Text(const Reading& reading, const std::string& file, const std::string& title)
      : table_(reading.table), ktab_(reading.ktab), file_(file), title_(title), left_out_(reading.left_out) {
    for (const TableActor& actor : table_.actors) {
      ++described_[actor.description];
    }
  }

  Import write() {
    std::string body = head();
    body += actors();  // before issues(), which name actors by the ids made here
    body += issues();
    std::string text = fmt::format(
        "# Made from {0} by `suasion new --from`. The file has bare numbers; you know more than that.\n"
        "# - How sure are you? Write [20, 40] in place of 30 if you are 90 % sure that it lies between: `suasion "
        "explain "
        "quantities`.\n"
        "# - Who says so? Put a source in place of the judgements that name the file: `suasion explain grounds`.\n",
        clean(file_));
    if (!table_.accommodations.empty()) {
      left_out_.emplace_back("the ideal adjustments (accommodation of actors to each other)");
    }
    if (!table_.seed.empty()) {
      left_out_.emplace_back("the seed, which `suasion run --seed` takes");
    }
    for (const std::string& one : left_out_) {
      text += fmt::format("# Left out: {}.\n", clean(one));
    }
    return {text + "\n" + body, left_out_};
  }

 private:
  std::string head() {
    std::string text =
        fmt::format("suasion = 1\ntitle = {}\n", toml_string(table_.title.empty() ? title_ : table_.title));
    if (!table_.description.empty()) {
      text += fmt::format("summary = {}\n", toml_string(table_.description));
    }
    std::string model = "scholz2011";
    if (ktab_) {
      std::vector<std::string> unknown;
      model = spatial_from(table_.parameters, unknown);
      for (const std::string& one : unknown) {
        left_out_.push_back(fmt::format("the model parameter {}", one));
      }
    }
    return text + fmt::format("\n[run]\nmodels = [{}]\n", toml_string(model));
  }

  [[nodiscard]] std::string judgement(const Origin& from) const {
    const std::string where = from.text.empty() ? clean(file_) : fmt::format("{}, {}", clean(file_), from.text);
    return fmt::format("because = {{ judgement = {} }}\n",
                       toml_string(fmt::format("as in {}, where it stands without a source", where)));
  }

  /// The capability of an actor that is the same on all its issues; nothing where it differs.
  static std::optional<double> one_capability(const TableActor& actor) {
    std::optional<double> common;
    for (const auto& stake : actor.stakes) {
      if (stake && common && *common != stake->capability) {
        return {};
      }
      common = stake ? stake->capability : common;
    }
    return common;
  }

  std::string actors() {
    std::string text;
    Ids ids("actor");
    for (const TableActor& actor : table_.actors) {
      actor_ids_.push_back(ids(actor.name));
      // "XJ, Xi Jinping" is an id and a name; "SActor-00, Random Spatial Actor" is a name and a remark
      const bool described = !actor.description.empty();
      const bool is_name = described && described_[actor.description] == 1 && actor_ids_.back() == actor.name;
      text += fmt::format("\n[[actors]]\nid = {}\nname = {}{}\n", toml_string(actor_ids_.back()),
                          toml_string(is_name ? actor.description : actor.name),
                          described && !is_name ? "  # " + actor.description : "");
      if (const auto capability = one_capability(actor)) {
        text += fmt::format("capability = {}\n", base::shortest(*capability));
      }
      text += judgement(actor.from);
    }
    return text;
  }

  std::string issues() {
    std::string text;
    Ids ids("issue");
    for (std::size_t k = 0; k < table_.issues.size(); ++k) {
      const TableIssue& issue = table_.issues[k];
      const std::string name = !issue.title.empty() ? issue.title : issue.name;
      text += fmt::format("\n[[issues]]\nid = {}\nname = {}\n", toml_string(ids(issue.name)), toml_string(name));
      if (!issue.unit.empty()) {
        text += fmt::format("unit = {}\n", toml_string(issue.unit));
      }
      const auto label = [](const std::string& means, double at) {
        return toml_string(means.empty() ? base::shortest(at) : means);
      };
      text += fmt::format("scale = {{ {} = {}, {} = {} }}  # say what the ends mean\n{}[issues.stakes]\n",
                          scale_key(issue.low), label(issue.low_means, issue.low), scale_key(issue.high),
                          label(issue.high_means, issue.high), judgement(issue.from));
      for (std::size_t a = 0; a < table_.actors.size(); ++a) {
        if (const auto& stake = table_.actors[a].stakes[k]) {
          text += fmt::format("{} = {{ position = {}, salience = {}{} }}\n", actor_ids_[a],
                              base::shortest(stake->position), base::shortest(stake->salience),
                              one_capability(table_.actors[a])
                                  ? ""
                                  : fmt::format(", capability = {}", base::shortest(stake->capability)));
        }
      }
    }
    return text;
  }

  const Table& table_;
  bool ktab_;
  const std::string& file_;
  const std::string& title_;
  std::vector<std::string> left_out_;
  std::vector<std::string> actor_ids_;
  std::map<std::string, std::size_t> described_;
};

}  // namespace

base::Result<Import> scenario_from(const Reading& reading, const std::string& file, const std::string& title) {
  Import made = Text(reading, file, title).write();
  const base::Result<Scenario> scenario = read({.files = {{.name = file, .bytes = made.text}}}, {}, true);
  if (!scenario) {
    base::Diagnostics problems = scenario.error();
    for (base::Diagnostic& one : problems) {
      one.where = {.file = file};  // its lines are those of the text, not of the file
    }
    return tl::unexpected(std::move(problems));
  }
  return made;
}

}  // namespace suasion::scenario::exchange
