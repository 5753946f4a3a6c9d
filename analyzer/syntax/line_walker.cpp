#include "analyzer/syntax/line_walker.h"

#include <algorithm>

namespace tracklint::syntax {

bool LineWalker::next() {
  if (next_begin_ >= text_.size()) return false;
  line_.begin = next_begin_;
  line_.end = std::min(text_.find('\n', line_.begin), text_.size());
  line_.first = std::min(text_.find_first_not_of(" \t\f\r", line_.begin), line_.end);
  line_.in_string = quote_ != 0;
  line_.continued = continued_;
  line_.depth = depth_;
  depth_before_ = depth_;
  if (!is_comment()) scan();
  next_begin_ = line_.end + 1;
  return true;
}

void LineWalker::forget_brackets() {
  depth_ -= std::min(depth_, depth_before_);
  depth_before_ = 0;
}

void LineWalker::scan() {
  continued_ = false;
  for (std::size_t i = line_.begin; i < line_.end;) {
    const char c = text_[i];
    if (c == '\\') {
      continued_ = i + 1 >= line_.end;
      i += 2;
    } else if (quote_ != 0) {
      const bool closes = c == quote_ && (!triple_ || three_quotes(i));
      i += closes && triple_ ? 3 : 1;
      if (closes) quote_ = 0;
    } else if (c == '#') {
      break;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
      triple_ = three_quotes(i);
      i += triple_ ? 3 : 1;
    } else {
      if (c == '(' || c == '[' || c == '{') ++depth_;
      if ((c == ')' || c == ']' || c == '}') && depth_ > 0) --depth_;
      ++i;
    }
  }
  // A plain string ends with its line unless the line is continued.
  if (quote_ != 0 && !triple_ && !continued_) quote_ = 0;
  if (quote_ != 0) continued_ = false;
}

}  // namespace tracklint::syntax
