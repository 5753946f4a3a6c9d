#include "analyzer/project/text.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "analyzer/base/find_either.h"

namespace tracklint::project {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void AppendUtf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

std::string FromUtf16(std::string_view bytes, bool big) {
  std::string out;
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]);
    const auto b = static_cast<unsigned char>(bytes[at + 1]);
    return big ? static_cast<std::uint32_t>(a << 8U | b) : static_cast<std::uint32_t>(b << 8U | a);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    std::uint32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const std::uint32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
        i += 2;
      }
    }
    AppendUtf8(out, c);
  }
  return out;
}

std::uint32_t CodePoints(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), Lower);
  return out;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return Lower(x) == Lower(y); });
}

bool ContainsIgnoringCase(std::string_view text, std::string_view needle) {
  return std::search(text.begin(), text.end(), needle.begin(), needle.end(),
                     [](char x, char y) { return Lower(x) == y; }) != text.end();
}

std::string_view Unquote(std::string_view text) {
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
    return text.substr(1, text.size() - 2);
  return text;
}

std::string NormalizeName(std::string_view name) {
  std::string out;
  bool gap = false;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == '.') {
      gap = true;
      continue;
    }
    if (gap) out += '-';
    gap = false;
    out += Lower(c);
  }
  if (gap) out += '-';
  return out;
}

std::vector<Line> SplitLines(std::string_view text) {
  std::vector<Line> lines;
  std::uint32_t number = 1;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = FindEither(text, '\r', '\n', at);
    lines.push_back({text.substr(at, end - at), number++});
    at = end + 1;
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++at;
  }
  return lines;
}

std::uint32_t LineOfOffset(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  return 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
}

std::vector<Word> ShellWords(std::string_view line) {
  std::vector<Word> words;
  std::size_t at = 0;
  const auto continues = [&](std::size_t i) {
    return line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '\n' || line[i + 1] == '\r');
  };
  while (at < line.size()) {
    if (IsBlank(line[at]) || continues(at)) {
      ++at;
      continue;
    }
    Word word;
    word.begin = at;
    char quote = '\0';
    for (; at < line.size() && (quote != '\0' || (!IsBlank(line[at]) && !continues(at))); ++at) {
      const char c = line[at];
      if (quote == '\0' && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = '\0';
      } else if (c == '\\' && quote != '\'' && at + 1 < line.size()) {
        word.text += line[++at];
      } else {
        word.text += c;
      }
    }
    word.end = at;
    words.push_back(std::move(word));
  }
  return words;
}

std::string DecodeText(std::string bytes) {
  const std::string_view view = bytes;
  if (view.starts_with("\xEF\xBB\xBF")) return bytes.substr(3);
  if (view.starts_with("\xFF\xFE")) return FromUtf16(view.substr(2), false);
  if (view.starts_with("\xFE\xFF")) return FromUtf16(view.substr(2), true);
  if (view.size() >= 4 && view.size() % 2 == 0) {
    // ASCII text in UTF-16 without a mark: every other byte is zero.
    std::size_t even = 0;
    std::size_t odd = 0;
    const std::size_t n = std::min<std::size_t>(view.size(), 256);
    for (std::size_t i = 0; i + 1 < n; i += 2) {
      if (view[i] == '\0') ++even;
      if (view[i + 1] == '\0') ++odd;
    }
    if (odd > n / 3 && even == 0) return FromUtf16(view, false);
    if (even > n / 3 && odd == 0) return FromUtf16(view, true);
  }
  return bytes;
}

bool IsTemplated(std::string_view text) {
  return text.find("{{") != std::string_view::npos || text.find("{%") != std::string_view::npos;
}

std::string_view FolderOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view NameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string JoinPath(std::string_view folder, std::string_view relative) {
  std::string out(folder);
  std::size_t at = 0;
  while (at <= relative.size()) {
    const std::size_t end = std::min(relative.find_first_of("/\\", at), relative.size());
    const std::string_view part = relative.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (out.empty()) return {};
      const std::size_t cut = out.rfind('/');
      out.resize(cut == std::string::npos ? 0 : cut);
      continue;
    }
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

ProjectPlace PlaceInLine(std::string path, const Line& line, std::size_t begin, std::size_t length) {
  begin = std::min(begin, line.text.size());
  length = std::min(length, line.text.size() - begin);
  ProjectPlace place;
  place.path = std::move(path);
  place.line = line.number;
  // Far along a line, each byte counts as a column: thousands of places may stand in it.
  constexpr std::size_t kCounted = 4096;
  const std::size_t far = begin - std::min(begin, kCounted);
  place.column = 1 + CodePoints(line.text.substr(0, begin - far)) + static_cast<std::uint32_t>(far);
  place.end_column = place.column + CodePoints(line.text.substr(begin, length));
  return place;
}

ProjectPlace PlaceOfText(std::string path, const Line& line, std::string_view what) {
  const std::size_t at = what.empty() ? std::string_view::npos : line.text.find(what);
  if (at != std::string_view::npos) return PlaceInLine(std::move(path), line, at, what.size());
  const std::string_view trimmed = Trim(line.text);
  const std::size_t begin = trimmed.empty() ? 0 : static_cast<std::size_t>(trimmed.data() - line.text.data());
  return PlaceInLine(std::move(path), line, begin, trimmed.size());
}

}  // namespace tracklint::project
