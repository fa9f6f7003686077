#pragma once
/// From the text of a scenario to its values. Every mistake is reported at once, with its place.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/scenario/document.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::scenario {

/// A file of a scenario, as bytes: the TOML file first, then every CSV it names, by the name it gives them.
struct File {
  std::string name = {}, bytes = {};
};

/// Everything that a scenario was read from: enough to read it again, anywhere.
struct Files {
  std::vector<File> files = {};
  /// 128-bit hash over names and bytes, as 32 hexadecimal digits.
  [[nodiscard]] std::string hash() const;
};

/// A change to one value, as `--set PATH=VALUE` and counterfactuals write it. VALUE is TOML.
struct Edit {
  std::string path = {}, value = {};
};

/// The changes that an ablation of a claim makes, one after another with ; between.
struct AblationWords {
  std::vector<std::string> edits = {};     ///< PATH=VALUE, which stand there after the word `set`
  std::vector<std::string> settings = {};  ///< of modules: MODULE.OPTION=VALUE, MODULE=off
};
[[nodiscard]] AblationWords ablation_words(std::string_view text);

/// `PATH=VALUE`. @error S301 no '=' in it, S302 VALUE is not TOML.
[[nodiscard]] base::Result<Edit> parse_edit(std::string_view text);

/// Reads the TOML file and the CSV files it names from disk.
/// @error S001 missing or unreadable file, S002 not UTF-8, S003 not TOML (first place where it breaks), S004 larger
/// than 64 MiB, S007 a CSV file that cannot be read.
[[nodiscard]] base::Result<Files> load(const std::string& path);

/// How a scenario is to be read.
struct Reading {
  const std::vector<Edit>& edits;  ///< applied first to the document, so that an edited value is checked like any other
  bool strict = false;             ///< uncited numbers are errors
  std::string counterfactual = {};  ///< id of one of the scenario's, whose edits are applied after the others
  /// Whether the edits of counterfactuals and of ablations are tried. Not needed where that has been done before.
  bool tries_what_ifs = true;
};

/// The document of a scenario that was loaded, to be read more than once. @error S003 not TOML.
[[nodiscard]] base::Result<Document> parse(const Files& files);

/// Reads a document, and the CSV files among `files`. Warnings are in Scenario::notes.
[[nodiscard]] base::Result<Scenario> read(Document document, const Files& files, const Reading& how);

/// Both in one.
[[nodiscard]] base::Result<Scenario> read(const Files& files, const std::vector<Edit>& edits = {}, bool strict = false,
                                          const std::string& counterfactual = {});

}  // namespace suasion::scenario
