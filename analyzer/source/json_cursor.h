// A cursor over JSON text that keeps byte offsets, which simdjson hides for escaped strings.
//
// It walks text that simdjson has accepted; on other text it stops early but stays in bounds.
// It borrows the text. Skipping is iterative. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tracklint::source {

/// One character of a JSON string: its code point and the raw bytes it is written with.
struct JsonChar {
  char32_t code = 0;
  std::size_t raw_size = 0;   ///< 0: the string ends here
  std::size_t utf8_size = 0;  ///< bytes of the code point in UTF-8
};

/// Decodes the character at `at` inside a JSON string. Lone surrogates become U+FFFD.
[[nodiscard]] JsonChar ReadJsonChar(std::string_view json, std::size_t at);

/// Offset reached from `at` (inside a string of an array of strings, or a lone string) after `bytes`
/// decoded UTF-8 bytes, going on to the array's next string where one ends. At the border of two
/// strings an end (`is_end`) stays behind the first one, a begin moves to the second.
[[nodiscard]] std::size_t AdvanceInJsonString(std::string_view json, std::size_t at, std::size_t bytes, bool is_end);

class JsonCursor {
 public:
  explicit JsonCursor(std::string_view json, std::size_t at = 0) : json_(json), at_(at) {}

  [[nodiscard]] std::size_t offset() const { return at_; }
  /// First character of the next token; '\0' at the end.
  char Peek();
  /// Steps into an object or array; false when the next value is none.
  bool EnterObject() { return Take('{'); }
  bool EnterArray() { return Take('['); }
  /// Next member of the entered object, its key decoded; false at its end (which is consumed).
  bool NextMember(std::string& key);
  /// Next element of the entered array; false at its end (which is consumed).
  bool NextElement();
  /// Consumes a string and gives the offset of its first character; nothing when the next value is no string.
  std::optional<std::size_t> TakeString();
  /// Consumes a string, decoded; any other value is skipped.
  std::optional<std::string> TakeText();
  /// Consumes an integer; any other value is skipped.
  std::optional<std::int64_t> TakeInteger();
  void Skip();

 private:
  bool Take(char expected);
  void SkipString();

  std::string_view json_;
  std::size_t at_;
};

}  // namespace tracklint::source
