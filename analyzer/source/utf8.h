// UTF-8 counting and writing. Pure functions on caller-owned text; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tracklint::source {

[[nodiscard]] constexpr bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Code points of valid UTF-8.
[[nodiscard]] inline std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += IsContinuation(byte) ? 0U : 1U;
  return count;
}

/// UTF-16 units of valid UTF-8: one for each code point, two beyond the basic plane.
[[nodiscard]] inline std::size_t CountUtf16Units(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) {
    if (IsContinuation(byte)) continue;
    count += static_cast<unsigned char>(byte) >= 0xF0U ? 2U : 1U;
  }
  return count;
}

/// Appends one code point (not a surrogate).
inline void AppendUtf8(std::string& out, char32_t code) {
  const auto put = [&out](char32_t value) { out.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  if (code < 0x80U) {
    put(code);
  } else if (code < 0x800U) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000U) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

/// Offset of the first byte that is not well-formed UTF-8; npos when all is.
[[nodiscard]] std::size_t FindInvalidUtf8(std::string_view text);

}  // namespace tracklint::source
