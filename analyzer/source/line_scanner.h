// Where a physical line of Python begins: fresh, or inside a string, a bracket or a continued line.
//
// A tiny tokenizer (strings, brackets, comments), fed line by line. Value type, one thread at a time.
#pragma once

#include <cstddef>
#include <string_view>

namespace tracklint::source {

class LineScanner {
 public:
  /// What a line that began fresh holds of IPython's syntax.
  struct Hits {
    std::size_t assignment = std::string_view::npos;  ///< the `!` or `%` behind `=`
    bool help = false;                                ///< it ends in `?`
  };

  /// The next line begins a statement.
  [[nodiscard]] bool fresh() const { return depth_ == 0 && quote_ == '\0' && !continued_; }
  /// The next line begins inside a triple-quoted string or a bracket.
  [[nodiscard]] bool open() const { return depth_ > 0 || quote_ != '\0'; }
  /// Reads one line, without its line end. With `ipython` it looks for hits, and stops at an assigned magic.
  Hits Consume(std::string_view line, bool ipython = false);

 private:
  std::size_t ConsumeString(std::string_view line, std::size_t at);

  std::size_t depth_ = 0;
  char quote_ = '\0';
  bool triple_ = false;
  bool continued_ = false;
};

}  // namespace tracklint::source
