#include "rules/common/text.h"

#include <algorithm>

#include "analyzer/knowledge/secret_text.h"

namespace tracklint::rules {
namespace {

char LowerChar(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsWordChar(char c) {
  return (c >= 'a' && c <= 'z') || IsUpper(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string Redacted(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t scheme = text.find("://"); scheme != std::string::npos; scheme = text.find("://", scheme + 3)) {
    const knowledge::TextRange userinfo = knowledge::UserinfoAt(text, scheme + 3);
    if (userinfo.begin == userinfo.end || userinfo.begin < from) continue;
    out.append(text.substr(from, userinfo.begin - from)).append("…");
    from = userinfo.end;
  }
  return out.append(text.substr(from));
}

std::string Code(std::string_view text) {
  std::string out = "`";
  for (const char c : Redacted(text)) out += c == '`' || c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return out + "`";
}

std::string CodeList(const std::vector<std::string>& names, std::size_t shown) {
  std::string out;
  const std::size_t count = names.size() > shown + 1 ? shown : names.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += i + 1 == count && count == names.size() ? " and " : ", ";
    out += Code(names[i]);
  }
  if (count < names.size()) out += " and " + std::to_string(names.size() - count) + " more";
  return out;
}

std::string CodeAssignment(std::string_view name, const Text& value) {
  constexpr std::size_t kLongest = 30;
  std::string text(name);
  if (value.is_literal() && !value.value.empty() && value.value.size() <= kLongest) text += "=" + value.value;
  return Code(text);
}

std::string Show(const Text& text) {
  if (text.is_unknown()) return {};
  if (text.is_literal()) return Redacted(text.value);
  std::string out;
  for (std::size_t i = 0; i < text.value.size(); ++i) {
    const char c = text.value[i];
    if (c == '\\' && i + 1 < text.value.size()) {
      out += text.value[++i];
    } else if (c == '*') {
      out += "…";
    } else {
      out += c;
    }
  }
  return Redacted(out);
}

std::string Shortened(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return std::string(text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), LowerChar);
  return out;
}

std::string_view LastName(std::string_view qualified) { return qualified.substr(qualified.rfind('.') + 1); }

std::string_view DirectoryOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view FileNameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> set) {
  return std::find(set.begin(), set.end(), text) != set.end();
}

std::vector<std::string> Pieces(const Text& text) {
  if (text.is_unknown()) return {};
  if (text.is_literal()) return {text.value};
  std::vector<std::string> pieces(1);
  for (std::size_t i = 0; i < text.value.size(); ++i) {
    const char c = text.value[i];
    if (c == '\\' && i + 1 < text.value.size()) {
      pieces.back() += text.value[++i];
    } else if (c == '*') {
      pieces.emplace_back();
    } else {
      pieces.back() += c;
    }
  }
  return pieces;
}

std::string KnownPrefix(const Text& text) {
  const std::vector<std::string> pieces = Pieces(text);
  return pieces.empty() ? std::string() : pieces.front();
}

std::string KnownSuffix(const Text& text) {
  const std::vector<std::string> pieces = Pieces(text);
  return pieces.empty() ? std::string() : pieces.back();
}

std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!IsWordChar(c)) {
      open = false;
      continue;
    }
    const bool hump = open && IsUpper(c) && i > 0 && !IsUpper(name[i - 1]);
    if (!open || hump) words.emplace_back();
    words.back() += LowerChar(c);
    open = true;
  }
  return words;
}

}  // namespace tracklint::rules
