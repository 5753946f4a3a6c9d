// Reads Python line by line without parsing it: which lines begin inside a string or a bracket.
//
// Only a rough reader, for texts that are too costly or too broken for the parser. Private to syntax.
#pragma once

#include <cstddef>
#include <string_view>

namespace tracklint::syntax {

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;     ///< without the newline
  std::size_t first = 0;   ///< the first character that is not blank; `end` for a blank line
  bool in_string = false;  ///< begins inside a triple-quoted string
  bool continued = false;  ///< the line before ends with a backslash
  std::size_t depth = 0;   ///< open brackets before it
};

class LineWalker {
 public:
  explicit LineWalker(std::string_view text) : text_(text) {}

  /// Moves to the next line; false at the end. The first call finds the first line.
  bool next();
  [[nodiscard]] const Line& line() const { return line_; }
  [[nodiscard]] bool is_comment() const {
    return !line_.in_string && !line_.continued && line_.first < line_.end && text_[line_.first] == '#';
  }
  /// The brackets open before this line were left open by mistake.
  void forget_brackets();

 private:
  void scan();
  [[nodiscard]] bool three_quotes(std::size_t at) const {
    return at + 2 < text_.size() && text_[at + 1] == text_[at] && text_[at + 2] == text_[at];
  }

  std::string_view text_;
  Line line_;
  std::size_t next_begin_ = 0;
  char quote_ = 0;  // of the string that is open, or 0
  bool triple_ = false;
  bool continued_ = false;
  std::size_t depth_ = 0;         // after the current line
  std::size_t depth_before_ = 0;  // brackets of earlier lines among them
};

}  // namespace tracklint::syntax
