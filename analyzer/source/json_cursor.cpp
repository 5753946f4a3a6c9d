#include "analyzer/source/json_cursor.h"

#include <algorithm>
#include <charconv>

#include "analyzer/base/find_either.h"
#include "analyzer/source/utf8.h"

namespace tracklint::source {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

constexpr bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t Utf8Size(char32_t code) { return code < 0x80U ? 1 : code < 0x800U ? 2 : code < 0x10000U ? 3 : 4; }

std::optional<char32_t> ReadHex4(std::string_view json, std::size_t at) {
  if (at + 4 > json.size()) return std::nullopt;
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(json.data() + at, json.data() + at + 4, code, 16);
  if (error != std::errc{} || end != json.data() + at + 4) return std::nullopt;
  return code;
}

JsonChar ReadUnicodeEscape(std::string_view json, std::size_t at) {
  const std::optional<char32_t> first = ReadHex4(json, at + 2);
  if (!first) return {};
  if (*first >= 0xD800U && *first < 0xDC00U && json.substr(std::min(at + 6, json.size()), 2) == "\\u") {
    const std::optional<char32_t> second = ReadHex4(json, at + 8);
    if (second && *second >= 0xDC00U && *second < 0xE000U) {
      return {0x10000U + ((*first - 0xD800U) << 10U) + (*second - 0xDC00U), 12, 4};
    }
  }
  const char32_t code = *first >= 0xD800U && *first < 0xE000U ? kReplacement : *first;
  return {code, 6, Utf8Size(code)};
}

}  // namespace

JsonChar ReadJsonChar(std::string_view json, std::size_t at) {
  if (at >= json.size() || json[at] == '"') return {};
  const auto lead = static_cast<unsigned char>(json[at]);
  if (lead >= 0x80U) {
    const std::size_t size = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
    if (at + size > json.size()) return {};
    char32_t code = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) code = (code << 6U) | (static_cast<unsigned char>(json[at + i]) & 0x3FU);
    return {code, size, size};
  }
  if (lead != '\\') return {lead, 1, 1};
  if (at + 1 >= json.size()) return {};
  switch (json[at + 1]) {
    case 'b': return {'\b', 2, 1};
    case 'f': return {'\f', 2, 1};
    case 'n': return {'\n', 2, 1};
    case 'r': return {'\r', 2, 1};
    case 't': return {'\t', 2, 1};
    case 'u': return ReadUnicodeEscape(json, at);
    default: return {static_cast<unsigned char>(json[at + 1]), 2, 1};
  }
}

std::size_t AdvanceInJsonString(std::string_view json, std::size_t at, std::size_t bytes, bool is_end) {
  std::size_t seen = 0;
  while (true) {
    const JsonChar next = ReadJsonChar(json, at);
    if (next.raw_size == 0) {  // the string ends
      if (seen >= bytes && is_end) return at;
      JsonCursor cursor(json, std::min(at + 1, json.size()));
      if (at >= json.size() || !cursor.NextElement()) return at;
      std::optional<std::size_t> begin = cursor.TakeString();
      while (!begin) {  // what is no string holds no text
        const std::size_t before = cursor.offset();
        cursor.Skip();
        if (cursor.offset() == before || !cursor.NextElement()) return at;
        begin = cursor.TakeString();
      }
      if (cursor.Peek() == ':') return at;  // a key: the string stood alone
      at = *begin;
      continue;
    }
    if (seen + next.utf8_size > bytes) return at;
    seen += next.utf8_size;
    at += next.raw_size;
    if (seen >= bytes && is_end) return at;
  }
}

char JsonCursor::Peek() {
  while (at_ < json_.size() && IsBlank(json_[at_])) ++at_;
  return at_ < json_.size() ? json_[at_] : '\0';
}

bool JsonCursor::Take(char expected) {
  if (Peek() != expected || at_ >= json_.size()) return false;
  ++at_;
  return true;
}

bool JsonCursor::NextElement() {
  Take(',');
  if (Take(']')) return false;
  return Peek() != '\0' && Peek() != '}';
}

bool JsonCursor::NextMember(std::string& key) {
  Take(',');
  if (Take('}')) return false;
  if (Peek() != '"') return false;
  key = TakeText().value_or(std::string());
  return Take(':');
}

void JsonCursor::SkipString() {
  ++at_;
  while (at_ < json_.size()) {
    at_ = FindEither(json_, '"', '\\', at_);
    if (at_ >= json_.size()) return;
    if (json_[at_] == '"') {
      ++at_;
      return;
    }
    at_ = std::min(at_ + 2, json_.size());
  }
}

std::optional<std::size_t> JsonCursor::TakeString() {
  if (Peek() != '"') return std::nullopt;
  const std::size_t begin = at_ + 1;
  SkipString();
  return begin;
}

std::optional<std::string> JsonCursor::TakeText() {
  const std::optional<std::size_t> begin = TakeString();
  if (!begin) {
    Skip();
    return std::nullopt;
  }
  std::string text;
  std::size_t at = *begin;
  for (JsonChar next = ReadJsonChar(json_, at); next.raw_size > 0; next = ReadJsonChar(json_, at)) {
    AppendUtf8(text, next.code);
    at += next.raw_size;
  }
  return text;
}

std::optional<std::int64_t> JsonCursor::TakeInteger() {
  Peek();
  const std::size_t begin = at_;
  Skip();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(json_.data() + begin, json_.data() + at_, value);
  if (error != std::errc{} || end != json_.data() + at_) return std::nullopt;
  return value;
}

void JsonCursor::Skip() {
  std::size_t depth = 0;
  do {
    switch (Peek()) {
      case '\0': at_ = json_.size(); return;
      case '"': SkipString(); break;
      case '{':
      case '[':
        ++depth;
        ++at_;
        break;
      case '}':
      case ']':
        if (depth == 0) return;
        --depth;
        ++at_;
        break;
      case ',':
      case ':':
        if (depth == 0) return;
        ++at_;
        break;
      default:
        while (at_ < json_.size() && std::string_view("{}[],:\"").find(json_[at_]) == std::string_view::npos &&
               !IsBlank(json_[at_]))
          ++at_;
    }
  } while (depth > 0);
}

}  // namespace tracklint::source
