#include "suasion/scenario/exchange/table.hpp"

#include <fmt/format.h>

#include <charconv>

namespace suasion::scenario::exchange {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

double decimal(double value) {
  const std::string text = fmt::format("{:.15g}", value);
  double read = value;
  std::from_chars(text.data(), text.data() + text.size(), read);
  return read == 0.0 ? 0.0 : read;  // never -0, which reads as another text
}

std::string clean(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  const std::size_t first = out.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : out.substr(first, out.find_last_not_of(' ') - first + 1);
}

std::string id_from(std::string_view text) {
  std::string id;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || (!id.empty() && c == '_')) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') {
    id.pop_back();
  }
  return id;
}

std::string label_of(const std::string& id, const std::string& name) {
  const std::string tidy = clean(name);
  return id_from(tidy) == id ? tidy : id;
}

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c)) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

}  // namespace suasion::scenario::exchange
