// Values of Python literals: pure functions on source text. Private to bind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tracklint::bind {

struct StringPrefix {
  bool raw = false;
  bool bytes = false;
  bool format = false;
  bool is_template = false;  ///< t"…" of Python 3.14
  std::uint32_t length = 0;  ///< bytes of prefix and opening quotes
  std::uint32_t quotes = 0;  ///< 1 or 3; 0: not a string
};
/// Reads prefix and opening quotes.
StringPrefix ReadStringPrefix(std::string_view literal);

struct DecodeOptions {
  bool raw = false;
  bool bytes = false;
  bool format = false;  ///< `{{` and `}}` stand for one brace
};
/// Appends the text that `body` (the inside of a literal) stands for; `\N{…}` becomes `?`, code
/// points that are not characters become U+FFFD.
void DecodeString(std::string_view body, const DecodeOptions& options, std::string& out);

struct Number {
  enum class Kind : std::uint8_t { kInvalid, kInt, kBigInt, kFloat };
  Kind kind = Kind::kInvalid;
  std::int64_t integer = 0;
  double real = 0;
  std::string decimal;     ///< kBigInt
  bool old_style = false;  ///< Python 2: 0777 or 10L
};
/// Imaginary numbers are kInvalid.
Number ReadNumber(std::string_view literal);

}  // namespace tracklint::bind
