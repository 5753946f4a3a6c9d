#include "reporters/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tracklint::reporters {
namespace {

struct CodeRange {
  char32_t first;
  char32_t last;
};

bool Within(char32_t value, const CodeRange* begin, const CodeRange* end) {
  return std::any_of(begin, end, [&](const CodeRange& range) { return range.first <= value && value <= range.last; });
}

/// Controls, bidirectional overrides and invisible characters that could make a terminal show something else.
constexpr std::array<CodeRange, 8> kUnsafe{{{0x00, 0x1f},
                                            {0x7f, 0x9f},
                                            {0x61c, 0x61c},
                                            {0x200b, 0x200f},
                                            {0x2028, 0x202e},
                                            {0x2060, 0x2069},
                                            {0xfeff, 0xfeff},
                                            {0xfff9, 0xfffb}}};
constexpr std::array<CodeRange, 12> kWide{{{0x1100, 0x115f},
                                           {0x2e80, 0x303e},
                                           {0x3041, 0x33ff},
                                           {0x3400, 0x4dbf},
                                           {0x4e00, 0x9fff},
                                           {0xa000, 0xa4cf},
                                           {0xac00, 0xd7a3},
                                           {0xf900, 0xfaff},
                                           {0xfe30, 0xfe6f},
                                           {0xff00, 0xff60},
                                           {0x1f300, 0x1faff},
                                           {0x20000, 0x3fffd}}};
constexpr std::array<CodeRange, 5> kCombining{
    {{0x300, 0x36f}, {0x1ab0, 0x1aff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}}};

bool IsUnsafe(char32_t value) { return Within(value, kUnsafe.data(), kUnsafe.data() + kUnsafe.size()); }

constexpr bool IsBlank(char c) { return c == ' ' || c == '\t'; }

/// Azure Pipelines and GitHub obey `##vso[` and `##[` wherever they stand in a line of the log.
bool BeginsCommand(std::string_view text) {
  if (!text.starts_with("##")) return false;
  text.remove_prefix(2);
  if (text.starts_with('[')) return true;
  constexpr std::string_view kWord = "vso[";
  return text.size() >= kWord.size() && std::equal(kWord.begin(), kWord.end(), text.begin(), [](char want, char c) {
           return want == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
         });
}

void AppendHex(std::string& out, char32_t value, int least) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (auto rest = static_cast<std::uint32_t>(value); rest != 0 || static_cast<int>(digits.size()) < least; rest >>= 4U)
    digits.insert(digits.begin(), kDigits[rest & 0xfU]);
  out += digits;
}

void AppendVisible(std::string& out, std::string_view bytes, const CodePoint& point) {
  if (!point.valid) {
    out += kReplacement;
  } else if (point.value == '\t') {
    out += "    ";
  } else if (point.value == '\n') {
    out += "\\n";
  } else if (!IsUnsafe(point.value)) {
    out += bytes;
  } else if (point.value < 0x100) {
    out += "\\x";
    AppendHex(out, point.value, 2);
  } else {
    out += "\\u{";
    AppendHex(out, point.value, 1);
    out += '}';
  }
}

template <typename Visit>
void ForEach(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    visit(text.substr(at, point.size), point);
    at += point.size;
  }
}

}  // namespace

CodePoint DecodeUtf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1, true};
  std::size_t size = 0;
  char32_t least = 0;
  if (first >= 0xc2 && first <= 0xdf) {
    size = 2;
    least = 0x80;
  } else if (first >= 0xe0 && first <= 0xef) {
    size = 3;
    least = 0x800;
  } else if (first >= 0xf0 && first <= 0xf4) {
    size = 4;
    least = 0x10000;
  }
  if (size == 0 || at + size > text.size()) return {};
  auto value = static_cast<char32_t>(first & (0xffU >> (size + 1)));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xc0U) != 0x80U) return {};
    value = (value << 6U) | (byte(at + i) & 0x3fU);
  }
  if (value < least || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return {};
  return {value, size, true};
}

std::string Visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  // GitHub obeys `::` at the beginning of a line.
  const auto first = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), IsBlank) - text.begin());
  const std::size_t colons = text.substr(first).starts_with("::") ? first : std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    if (at == colons) {
      out += "\\x3a";
    } else if (at > 0 && BeginsCommand(text.substr(at - 1))) {
      out += "\\x23";
    } else {
      AppendVisible(out, text.substr(at, point.size), point);
    }
    at += point.size;
  }
  return out;
}

std::string VisibleLines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += Visible(text.substr(0, end));
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool IsUnsafeToShow(char32_t value) { return IsUnsafe(value); }

bool IsCommandMark(std::string_view text, std::size_t at) { return at > 0 && BeginsCommand(text.substr(at - 1)); }

bool HoldsCommand(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return false;
  if (line.substr(first).starts_with("::")) return true;
  for (std::size_t at = line.find("##"); at != std::string_view::npos; at = line.find("##", at + 1)) {
    if (BeginsCommand(line.substr(at))) return true;
  }
  return false;
}

std::string QuotedName(std::string_view path) {
  std::string out = "\"";
  bool is_quoted = false;
  for (std::size_t at = 0; at < path.size();) {
    const CodePoint point = DecodeUtf8(path, at);
    const std::string_view bytes = path.substr(at, point.size);
    if (point.value == '"' || point.value == '\\') {
      out += '\\';
      out += bytes;
      is_quoted = true;
    } else if (point.valid && !IsUnsafe(point.value) && !IsCommandMark(path, at)) {
      out += bytes;
    } else {
      is_quoted = true;
      for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out += '\\';
        for (const unsigned shift : {6U, 3U, 0U}) out += static_cast<char>('0' + ((value >> shift) & 7U));
      }
    }
    at += point.size;
  }
  return is_quoted ? out + "\"" : std::string(path);
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  const std::string visible = Visible(text);
  ForEach(visible, [&](std::string_view, const CodePoint& point) {
    if (Within(point.value, kCombining.data(), kCombining.data() + kCombining.size())) return;
    width += Within(point.value, kWide.data(), kWide.data() + kWide.size()) ? 2 : 1;
  });
  return width;
}

std::string ValidUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  ForEach(text, [&](std::string_view bytes, const CodePoint& point) { out += point.valid ? bytes : kReplacement; });
  return out;
}

std::string XmlEscape(std::string_view text) {
  std::string out;
  ForEach(text, [&](std::string_view bytes, const CodePoint& point) {
    switch (point.value) {
      case '&': out += "&amp;"; return;
      case '<': out += "&lt;"; return;
      case '>': out += "&gt;"; return;
      case '"': out += "&quot;"; return;
      case '\n': out += "&#10;"; return;
      case '\t': out += "&#9;"; return;
      default: break;
    }
    const bool allowed = point.valid && point.value >= 0x20 && point.value != 0xfffe && point.value != 0xffff;
    if (allowed &&
        (IsUnsafe(point.value) || IsCommandMark(text, static_cast<std::size_t>(bytes.data() - text.data())))) {
      out += "&#x";
      AppendHex(out, point.value, 1);
      out += ';';
      return;
    }
    out += allowed ? bytes : kReplacement;
  });
  return out;
}

std::string UriEscape(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kPlain.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xfU];
  }
  return out;
}

std::string Shorten(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  constexpr std::string_view kMark = "…";
  std::size_t end = limit > kMark.size() ? limit - kMark.size() : 0;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + std::string(kMark);
}

std::string Plural(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace tracklint::reporters
