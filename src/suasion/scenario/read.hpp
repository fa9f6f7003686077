#pragma once
/// From the text of a scenario to its values. Every mistake is reported at once, with its place.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "suasion/base/result.hpp"
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

/// `PATH=VALUE`. @error S301 no '=' in it, S302 VALUE is not TOML.
[[nodiscard]] base::Result<Edit> parse_edit(std::string_view text);

/// Reads the TOML file and the CSV files it names from disk.
/// @error S001 missing or unreadable file, S002 not UTF-8, S003 not TOML (first place where it breaks), S004 larger
/// than 64 MiB, S007 a CSV file that cannot be read.
[[nodiscard]] base::Result<Files> load(const std::string& path);

/// Reads a scenario that was loaded, with edits applied first to the document, so that an edited value is checked like
/// any other. Warnings are in Scenario::notes. @param strict uncited numbers are errors. @param counterfactual id of
/// one of the scenario's counterfactuals, whose edits are applied after the others; none if empty.
[[nodiscard]] base::Result<Scenario> read(const Files& files, const std::vector<Edit>& edits = {}, bool strict = false,
                                          const std::string& counterfactual = {});

}  // namespace suasion::scenario
