#include "analyzer/source/strict_json.h"

#include <cstddef>
#include <cstdint>

namespace tracklint::source {
namespace {

constexpr std::size_t kEscape = 6;  ///< of `\ud83d`

/// The number behind `\u` at `at`, or 0 when there is none.
std::uint32_t EscapedUnit(std::string_view text, std::size_t at) {
  if (at + kEscape > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
  std::uint32_t unit = 0;
  for (const char c : text.substr(at + 2, kEscape - 2)) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!digit && !letter) return 0;
    unit = unit * 16 + static_cast<std::uint32_t>(digit ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return unit;
}

/// Mends the escape at `at` and gives the offset behind it.
std::size_t MendEscape(std::string& text, std::size_t at) {
  const std::uint32_t unit = EscapedUnit(text, at);
  if (unit < 0xd800U || unit > 0xdfffU) return at + 2;
  const std::uint32_t next = EscapedUnit(text, at + kEscape);
  if (unit < 0xdc00U && next >= 0xdc00U && next <= 0xdfffU) return at + 2 * kEscape;
  text.replace(at, kEscape, "\\ufffd");
  return at + kEscape;
}

}  // namespace

std::string StrictJson(std::string_view text) {
  std::string out(text);
  bool in_string = false;
  for (std::size_t at = 0; at < out.size();) {
    if (in_string && out[at] == '\\') {
      at = MendEscape(out, at);
      continue;
    }
    if (out[at] == '"') in_string = !in_string;
    std::size_t length = 1;
    for (const std::string_view word : {std::string_view("NaN"), std::string_view("Infinity")}) {
      if (in_string || out.compare(at, word.size(), word) != 0) continue;
      length = word.size();
      out.replace(at, length, "0" + std::string(length - 1, ' '));
      break;
    }
    at += length;
  }
  return out;
}

}  // namespace tracklint::source
