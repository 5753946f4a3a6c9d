#include "analyzer/syntax/indentation.h"

#include <vector>

namespace tracklint::syntax {
namespace {

constexpr std::size_t kMostLevels = 400;

std::size_t Blanks(std::string_view text, std::size_t line) {
  std::size_t count = 0;
  while (line + count < text.size() && (text[line + count] == ' ' || text[line + count] == '\t')) ++count;
  return count;
}

std::size_t NextLine(std::string_view text, std::size_t line) {
  const std::size_t newline = text.find('\n', line);
  return newline == std::string_view::npos ? text.size() : newline + 1;
}

}  // namespace

std::size_t EndOfSaneIndentation(std::string_view text) {
  // So many levels need a line that begins with as many blanks: nearly every text ends the search here.
  bool deep = false;
  for (std::size_t line = 0; line < text.size() && !deep; line = NextLine(text, line))
    deep = Blanks(text, line) >= kMostLevels;
  if (!deep) return text.size();
  std::vector<std::size_t> levels;
  for (std::size_t line = 0; line < text.size(); line = NextLine(text, line)) {
    const std::size_t blanks = Blanks(text, line);
    if (line + blanks >= text.size() || text[line + blanks] == '\n' || text[line + blanks] == '\r') continue;
    while (!levels.empty() && levels.back() > blanks) levels.pop_back();
    if (blanks > 0 && (levels.empty() || levels.back() < blanks)) levels.push_back(blanks);
    if (levels.size() > kMostLevels) return line;
  }
  return text.size();
}

}  // namespace tracklint::syntax
