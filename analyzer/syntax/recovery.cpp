#include "analyzer/syntax/recovery.h"

#include <algorithm>
#include <array>

#include "analyzer/syntax/line_walker.h"
#include "analyzer/syntax/type_defaults.h"

namespace tracklint::syntax {
namespace {

std::string_view FirstWord(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && ((line[end] >= 'a' && line[end] <= 'z') || line[end] == '_')) ++end;
  return line.substr(0, end);
}

// Continues a compound statement that began before.
bool ContinuesStatement(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kWords = {"elif", "else", "except", "finally", "case"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// At the begin of a line, certain to begin a statement even if brackets seem to be open.
bool CertainlyBegins(std::string_view line, std::string_view word) {
  static constexpr std::array<std::string_view, 7> kWords = {"def", "class", "import", "with",
                                                             "try", "while", "return"};
  return line.front() == '@' || std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Where top-level statements begin, as far as lines tell; the first is 0.
std::vector<std::uint32_t> StatementBegins(std::string_view text) {
  std::vector<std::uint32_t> begins = {0};
  bool decorated = false;
  for (LineWalker walker(text); walker.next();) {
    const Line& line = walker.line();
    if (line.in_string || line.continued || line.first != line.begin || line.first == line.end || walker.is_comment())
      continue;
    const std::string_view code = text.substr(line.begin, line.end - line.begin);
    const std::string_view word = FirstWord(code);
    if (line.depth != 0) {
      if (!CertainlyBegins(code, word)) continue;
      walker.forget_brackets();
    }
    const bool closes = code.front() == ')' || code.front() == ']' || code.front() == '}';
    if (!decorated && !closes && !ContinuesStatement(word) && line.begin != 0) {
      begins.push_back(static_cast<std::uint32_t>(line.begin));
    }
    decorated = code.front() == '@';
  }
  return begins;
}

// How much an error-laden reading loses: first of all, how many top-level statements it touches.
struct Loss {
  std::size_t statements = 0;
  std::size_t bytes = 0;
  [[nodiscard]] bool less_than(const Loss& other) const {
    return statements != other.statements ? statements < other.statements : bytes < other.bytes;
  }
};

// Adds the errors of `tree`, whose statements begin at begins[…] + offset; the last one is the end.
void AddLoss(const SyntaxTree& tree, const std::vector<std::uint32_t>& begins, std::uint32_t offset, Loss& loss) {
  std::size_t next = 0;  // statements before this one are counted or free of errors
  std::uint32_t counted = 0;
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {
    if (end > counted) loss.bytes += end - std::max(begin, counted);
    counted = std::max(counted, end);
    while (next + 1 < begins.size() && begins[next] + offset < std::max(end, begin + 1)) {
      if (begins[next + 1] + offset > begin) ++loss.statements;
      ++next;
    }
  };
  if (tree.root() == nullptr) return add(tree.begin(), tree.end());
  for (const ParseError& error : tree.errors()) add(error.begin, error.end);
}

/// What follows behind pieces of so many nodes is given up.
constexpr std::size_t kMostNodesOfPieces = 1'000'000;

}  // namespace

std::vector<SyntaxTree> ParsePart(Parser& parser, std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::vector<SyntaxTree> whole;
  whole.push_back(parser.parse(text, begin, end));
  const auto sound = [&whole] { return whole.front().root() != nullptr && !whole.front().root()->has_error; };
  if (sound()) return whole;
  const std::string without_defaults = BlankTypeDefaults(text);
  if (!without_defaults.empty()) {
    text = without_defaults;
    whole.front() = parser.parse(text, begin, end);
    if (sound()) return whole;
  }
  std::vector<std::uint32_t> begins = StatementBegins(text.substr(begin, end - begin));
  if (begins.size() < 2) return whole;
  begins.push_back(end - begin);
  Loss loss_whole;
  AddLoss(whole.front(), begins, begin, loss_whole);
  Loss loss;
  std::vector<SyntaxTree> pieces;
  std::size_t nodes = 0;
  parser.expect_again(end - begin);
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    // nearly all of a text that was given up would be given up again
    if (whole.front().root() == nullptr && begins[i + 1] - begins[i] > (end - begin) / 10 * 9) {
      pieces.push_back(SyntaxTree::GivenUp(begin + begins[i], begin + begins[i + 1]));
      AddLoss(pieces.back(), {begins[i], begins[i + 1]}, begin, loss);
      continue;
    }
    if (nodes > kMostNodesOfPieces || parser.recovered_too_much()) {
      pieces.push_back(SyntaxTree::GivenUp(begin + begins[i], end));
      break;
    }
    pieces.push_back(parser.parse(text, begin + begins[i], begin + begins[i + 1]));
    nodes += pieces.back().nodes().size();
    AddLoss(pieces.back(), {begins[i], begins[i + 1]}, begin, loss);
    if (!loss.less_than(loss_whole)) return whole;
  }
  return pieces;
}

}  // namespace tracklint::syntax
