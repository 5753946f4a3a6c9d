// Tokens of Python, as far as the search for credentials needs them. Every text has some; nothing is an error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tracklint::reporters {

struct PythonToken {
  enum class Kind : std::uint8_t { kEnd, kName, kNumber, kString, kComment, kNewline, kOperator };
  Kind kind = Kind::kEnd;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t content_begin = 0;  ///< of a string: between its quotes
  std::size_t content_end = 0;
  bool is_raw = false;
  bool is_format = false;
};

class PythonTokens {
 public:
  explicit PythonTokens(std::string_view text) : text_(text) {}
  /// kEnd at the end, again and again.
  PythonToken Next();

 private:
  PythonToken String(std::size_t begin, std::size_t quote);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace tracklint::reporters
