#pragma once
/// Where the parts of the reader put what they find wrong, and how they look for the name that was meant.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/base/diagnostic.hpp"
#include "suasion/scenario/document.hpp"

namespace suasion::scenario {

class Findings {
 public:
  explicit Findings(const Document& document) : document_(document) {}

  void error(std::string code, const Place& where, std::string message, std::string hint = {});
  /// An error that is said only the first time that `topic` comes up.
  void error_once(const std::string& topic, std::string code, const Place& where, std::string message,
                  std::string hint = {});
  void warn(std::string code, const Place& where, std::string message, std::string hint = {});

  /// `did you mean 'x'?` or, where nothing is near and the candidates are few, `known: a, b, c`; empty otherwise.
  /// After many searches in long lists it stops searching: ten thousand slips must not take ten thousand searches.
  [[nodiscard]] std::string suggest(std::string_view word, const std::vector<std::string>& candidates);

  /// True as long as a search through so many names is worth its time, all searches so far considered.
  [[nodiscard]] bool may_search(std::size_t names);

  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] base::Diagnostics take() { return std::move(list_); }

 private:
  const Document& document_;
  base::Diagnostics list_;
  std::set<std::string> said_;  ///< topics of error_once()
  std::size_t errors_ = 0;
  std::size_t compared_ = 0;  ///< names looked at so far
};

/// "a, b and c"; at most `most` of them, then "and 7 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& words, std::size_t most = 8);

}  // namespace suasion::scenario
