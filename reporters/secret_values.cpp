#include "reporters/secret_values.h"

#include <algorithm>
#include <cstddef>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/secret_text.h"

namespace tracklint::reporters {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// From here on no ordinary word, and with digits among letters.
constexpr std::size_t kLong = 12;
constexpr std::size_t kLongWithDigits = 8;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsOdd(std::string_view value) {
  if (value.size() < kLongWithDigits || knowledge::IsNoSecretValue(value) || knowledge::IsSecretName(value))
    return false;
  const bool mixed = std::ranges::any_of(value, IsDigit) && std::ranges::any_of(value, IsLetter);
  return mixed || value.size() >= kLong;
}

int HexOf(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Escapes of ASCII; others end a piece, as their bytes are seldom those of a key.
std::string Decoded(std::string_view content) {
  constexpr std::string_view kNamed = "n\nt\tr\ra\ab\bf\fv\v\\\\''\"\"";
  std::string out;
  for (std::size_t at = 0; at < content.size(); ++at) {
    if (content[at] != '\\' || at + 1 == content.size()) {
      out += content[at];
      continue;
    }
    const char c = content[++at];
    std::size_t named = 0;
    while (named < kNamed.size() && kNamed[named] != c) named += 2;
    if (c == '\n') continue;
    if (c == 'x' && at + 2 < content.size() && HexOf(content[at + 1]) >= 0 && HexOf(content[at + 2]) >= 0) {
      out += static_cast<char>(HexOf(content[at + 1]) * 16 + HexOf(content[at + 2]));
      at += 2;
    } else if (named < kNamed.size()) {
      out += kNamed[named + 1];
    } else {
      out += '\\';
      out += c;
    }
  }
  return out;
}

/// Parts between `{…}`, `%s` and the like.
void AddPieces(std::string_view text, std::vector<std::string>& values) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool field = text[at] == '{';
    const bool percent = text[at] == '%' && at + 1 < text.size() && IsLetter(text[at + 1]);
    if (!field && !percent) continue;
    AddValues(text.substr(begin, at - begin), values);
    at = field ? std::min(text.find('}', at), text.size()) : at + 1;
    begin = std::min(at + 1, text.size());
  }
  if (begin > 0) AddValues(text.substr(begin), values);
}

}  // namespace

void AddValues(std::string_view value, std::vector<std::string>& values) {
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find('\n', begin), value.size());
    std::string_view line = value.substr(begin, end - begin);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (IsOdd(line)) values.emplace_back(line);
    begin = end + 1;
  }
}

void AddLiteralValues(std::string_view content, bool is_raw, std::vector<std::string>& values) {
  AddValues(content, values);
  const std::string meant = is_raw || content.find('\\') == kNone ? std::string(content) : Decoded(content);
  if (meant != content) AddValues(meant, values);
  AddPieces(meant, values);
}

bool LooksRandom(std::string_view value) {
  constexpr std::size_t kKey = 16;
  const auto fits = [](char c) { return IsDigit(c) || IsLetter(c) || c == '+' || c == '=' || c == '_' || c == '-'; };
  return value.size() >= kKey && std::ranges::all_of(value, fits) && std::ranges::any_of(value, IsDigit) &&
         std::ranges::any_of(value, IsLetter);
}

}  // namespace tracklint::reporters
