#pragma once
/// Carries values from the process that computed them to the others. One function names the values and serves both
/// ways: where they were computed it writes them down, elsewhere it reads them.

#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "suasion/base/result.hpp"

namespace suasion::analysis {

/// Values of plain types go as the bytes that they are: all processes run the same program on machines of one kind.
class Carrier {
 public:
  /// Writes.
  Carrier() = default;
  /// Reads what another one wrote. @param from must outlive this.
  explicit Carrier(std::string_view from) : reading_(true), from_(from) {}

  [[nodiscard]] bool reads() const { return reading_; }
  [[nodiscard]] const std::string& written() const { return written_; }
  [[nodiscard]] bool at_end() const { return from_.empty(); }

  /// As many values as both sides know there are. @throws base::InternalError where there is less to read.
  template <class T>
  void values(std::span<T> all) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (all.empty()) {
      return;
    }
    if (!reading_) {
      written_.append(reinterpret_cast<const char*>(all.data()), all.size_bytes());  // NOLINT: bytes are what we carry
      return;
    }
    base::require(from_.size() >= all.size_bytes(), "what one process wrote another reads to its end");
    std::memcpy(all.data(), from_.data(), all.size_bytes());
    from_.remove_prefix(all.size_bytes());
  }

  template <class T>
  void value(T& one) {
    values(std::span<T>(&one, 1));
  }

  /// Of any length, with one call of `carry(entry)` for each entry.
  template <class T, class Carry>
  void list(std::vector<T>& all, const Carry& carry) {
    std::size_t count = all.size();
    value(count);
    all.resize(count);
    for (T& one : all) {
      carry(one);
    }
  }

  template <class T>
  void list(std::vector<T>& all) {
    std::size_t count = all.size();
    value(count);
    all.resize(count);
    values(std::span<T>(all));
  }

  /// With a call of `carry(value)` where there is one.
  template <class T, class Carry>
  void optional(std::optional<T>& one, const Carry& carry) {
    bool there = one.has_value();
    value(there);
    if (reading_) {
      one = there ? std::optional<T>(T{}) : std::nullopt;
    }
    if (there) {
      carry(*one);
    }
  }

 private:
  bool reading_ = false;
  std::string written_ = {};
  std::string_view from_ = {};
};

}  // namespace suasion::analysis
