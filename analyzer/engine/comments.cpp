#include "analyzer/engine/comments.h"

#include <array>
#include <cstddef>

namespace tracklint::engine {
namespace {

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// One level of nesting: a string, or a replacement field `{…}` inside an f-string.
struct Frame {
  bool field = false;
  char quote = 0;
  bool triple = false;
  bool formatted = false;
  bool in_spec = false;  ///< field: after the `:` of a format specification
  int depth = 0;         ///< field: open brackets
};

class Scanner {
 public:
  Scanner(std::string_view text, std::span<const Cell> cells) : text_(text), cells_(cells) {}

  CommentScan Run() {
    while (at_ < text_.size()) Step();
    CloseLogical(line_);
    return std::move(scan_);
  }

 private:
  [[nodiscard]] char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool InString() const { return !stack_.empty() && (!stack_.back().field || stack_.back().in_spec); }

  void Step() {
    if (next_cell_ < cells_.size() && at_ >= cells_[next_cell_].begin) {
      ++next_cell_;
      if (!stack_.empty() || depth_ > 0) Reset();
    }
    if (text_[at_] == '\n') {
      NewLine();
    } else if (InString()) {
      StringStep();
    } else {
      CodeStep();
    }
  }

  void NewLine() {
    const bool escaped = at_ > 0 && text_[at_ - 1] == '\\' && !after_comment_;
    after_comment_ = false;
    if (!escaped) {
      while (!stack_.empty() && !EnclosingTriple()) stack_.pop_back();
    }
    ++at_;
    const bool open = !stack_.empty() || depth_ > 0 || escaped;
    if (!open || (stack_.empty() && StartsStatement())) CloseLogical(line_);
    ++line_;
  }

  /// Whether the string around the current position may hold line ends.
  [[nodiscard]] bool EnclosingTriple() const {
    for (std::size_t i = stack_.size(); i-- > 0;) {
      if (!stack_[i].field) return stack_[i].triple;
    }
    return false;
  }

  /// Recovery in broken code: a definition or import at the left margin cannot stand inside brackets.
  bool StartsStatement() {
    static constexpr std::array<std::string_view, 5> kStarts{"def ", "class ", "import ", "from ", "@"};
    for (std::string_view start : kStarts) {
      if (text_.substr(at_, start.size()) == start) {
        depth_ = 0;
        return true;
      }
    }
    return false;
  }

  void Reset() {
    stack_.clear();
    depth_ = 0;
    if (line_ > 0) CloseLogical(line_ - 1);
  }

  void CloseLogical(std::uint32_t last) {
    while (scan_.logical_end.size() <= last) scan_.logical_end.push_back(last);
  }

  void StringStep() {
    Frame& top = stack_.back();
    const char c = text_[at_];
    if (top.field) {  // a format specification: literal text, nested fields, `}`
      if (c == '{') {
        stack_.push_back({.field = true});
        ++at_;
      } else if (c == '}') {
        stack_.pop_back();
        ++at_;
      } else if (stack_.size() >= 2 && c == stack_[stack_.size() - 2].quote) {
        stack_.pop_back();  // broken: the string ends inside its field
      } else {
        ++at_;
      }
      return;
    }
    if (c == '\\') {
      EscapeStep(top);
    } else if (c == top.quote && !top.triple) {
      stack_.pop_back();
      ++at_;
    } else if (c == top.quote && Peek(1) == c && Peek(2) == c) {
      stack_.pop_back();
      at_ += 3;
    } else if (top.formatted && (c == '{' || c == '}') && Peek(1) == c) {
      at_ += 2;
    } else if (top.formatted && c == '{') {
      stack_.push_back({.field = true});
      ++at_;
    } else {
      ++at_;
    }
  }

  void EscapeStep(const Frame& top) {
    const char next = Peek(1);
    if (next == '\n') {
      ++at_;  // the line end is counted by NewLine
    } else if (top.formatted && next == 'N' && Peek(2) == '{') {
      at_ += 3;
      while (at_ < text_.size() && text_[at_] != '}' && text_[at_] != '\n' && text_[at_] != top.quote) ++at_;
      if (Peek() == '}') ++at_;
    } else if (top.formatted && (next == '{' || next == '}')) {
      ++at_;
    } else {
      at_ += 2;
    }
  }

  void CodeStep() {
    const char c = text_[at_];
    if (c == '#' && (stack_.empty() || EnclosingTriple())) {
      std::size_t end = text_.find('\n', at_);
      if (end == std::string_view::npos) end = text_.size();
      scan_.comments.push_back({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end), line_});
      after_comment_ = true;
      at_ = end;
      return;
    }
    if (c == '"' || c == '\'') {
      OpenString(c);
      return;
    }
    int& depth = stack_.empty() ? depth_ : stack_.back().depth;
    if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      if (c == '}' && !stack_.empty() && depth == 0) {
        stack_.pop_back();
      } else if (depth > 0) {
        --depth;
      }
    } else if (c == ':' && !stack_.empty() && depth == 0) {
      stack_.back().in_spec = true;
    }
    ++at_;
  }

  void OpenString(char quote) {
    bool formatted = false;
    std::size_t begin = at_;
    while (begin > 0 && at_ - begin < 2 &&
           std::string_view("rRbBuUfFtT").find(text_[begin - 1]) != std::string_view::npos)
      --begin;
    if (begin == 0 || !IsWord(text_[begin - 1])) {
      for (std::size_t i = begin; i < at_; ++i)
        formatted = formatted || text_[i] == 'f' || text_[i] == 'F' || text_[i] == 't' || text_[i] == 'T';
    }
    const bool triple = Peek(1) == quote && Peek(2) == quote;
    stack_.push_back({.field = false, .quote = quote, .triple = triple, .formatted = formatted});
    at_ += triple ? 3 : 1;
  }

  std::string_view text_;
  std::span<const Cell> cells_;
  std::size_t next_cell_ = 0;
  std::size_t at_ = 0;
  std::uint32_t line_ = 0;
  int depth_ = 0;
  bool after_comment_ = false;
  std::vector<Frame> stack_;
  CommentScan scan_;
};

}  // namespace

CommentScan ScanComments(std::string_view text, std::span<const Cell> cells) { return Scanner(text, cells).Run(); }

}  // namespace tracklint::engine
