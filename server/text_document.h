// A text as an editor counts in it: lines and columns from 0, columns in UTF-16 units or in bytes.
//
// Lines end with LF, CRLF or CR. Positions beyond a line or the text are those of its end, as the protocol wants.
// A value; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tracklint::server {

enum class Encoding : std::uint8_t { kUtf16, kUtf8 };

struct Position {
  std::size_t line = 0;
  std::size_t character = 0;
  friend auto operator<=>(const Position&, const Position&) = default;
};
struct Range {
  Position start;
  Position end;
  friend bool operator==(const Range&, const Range&) = default;
};

class TextDocument {
 public:
  explicit TextDocument(std::string text = {});

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t OffsetOf(Position position, Encoding encoding) const;
  [[nodiscard]] Position PositionOf(std::size_t offset, Encoding encoding) const;
  void Replace(Range range, std::string_view by, Encoding encoding);

 private:
  [[nodiscard]] std::size_t LineEnd(std::size_t line) const;
  [[nodiscard]] bool EndsLine(std::size_t at) const;

  std::string text_;
  std::vector<std::size_t> lines_;  ///< where each begins
};

}  // namespace tracklint::server
