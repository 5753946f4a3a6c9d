#include "analyzer/syntax/type_defaults.h"

#include <algorithm>

namespace tracklint::syntax {
namespace {

constexpr std::size_t kLongestList = 2000;  // bytes

bool IsNameByte(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80U;
}

std::string_view WordAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsNameByte(text[end])) ++end;
  return text.substr(at, end - at);
}

std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t", at), text.size());
}

// Where the list of type parameters opens, if the line at `at` begins a generic definition.
std::size_t ListBegin(std::string_view text, std::size_t at) {
  at = SkipBlanks(text, at);
  std::string_view word = WordAt(text, at);
  if (word == "async") {
    at = SkipBlanks(text, at + word.size());
    word = WordAt(text, at);
  }
  if (word != "class" && word != "def" && word != "type") return std::string_view::npos;
  at = SkipBlanks(text, at + word.size());
  at = SkipBlanks(text, at + WordAt(text, at).size());
  return at < text.size() && text[at] == '[' ? at : std::string_view::npos;
}

// Blanks `= …` of each parameter of the list that opens at `open`.
bool BlankList(std::string& text, std::size_t open) {
  std::size_t depth = 0;
  bool blanking = false;
  bool changed = false;
  const std::size_t limit = std::min(text.size(), open + kLongestList);
  for (std::size_t i = open; i < limit; ++i) {
    const char c = text[i];
    if (c == '[' || c == '(' || c == '{') ++depth;
    if (c == ']' || c == ')' || c == '}') --depth;
    if (depth == 0) return changed;
    if (depth == 1 && c == ',') blanking = false;
    if (depth == 1 && c == '=') blanking = true;
    if (blanking && c != '\n') {
      text[i] = ' ';
      changed = true;
    }
  }
  return changed;
}

}  // namespace

std::string BlankTypeDefaults(std::string_view text) {
  std::string copy;
  bool changed = false;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t open = ListBegin(text, line);
    if (open != std::string_view::npos) {
      if (copy.empty()) copy = text;
      changed = BlankList(copy, open) || changed;
    }
    const std::size_t newline = text.find('\n', line);
    if (newline == std::string_view::npos) break;
    line = newline + 1;
  }
  return changed ? copy : std::string();
}

}  // namespace tracklint::syntax
