// Bytes of a Python file to UTF-8 text with LF line ends: byte-order marks, PEP 263 coding cookies,
// UTF-16, CRLF and CR. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/result.h"

namespace tracklint::source {

struct Decoded {
  std::string text;                        ///< UTF-8, LF line ends, no byte-order mark
  std::string raw;                         ///< the bytes given when they differ from text, else empty
  std::vector<std::uint32_t> raw_offsets;  ///< for each line of text its begin in raw; empty when raw is
};

/// Decodes a Python source as CPython does (UTF-16 with a byte-order mark on top). An Error says at
/// which line and byte the text is not what its encoding allows.
[[nodiscard]] Result<Decoded> DecodePython(std::string bytes);

/// Decodes UTF-8 with or without, or UTF-16 with a byte-order mark, line ends untouched.
[[nodiscard]] Result<std::string> DecodeUnicode(std::string bytes);

/// UTF-8 text in the encoding of a Python file that begins with `bytes`; without byte-order mark. An Error where that
/// encoding lacks a character.
[[nodiscard]] Result<std::string> EncodePython(std::string_view bytes, std::string_view text);

/// The name in the coding cookie of the first two lines, as written; empty when there is none.
[[nodiscard]] std::string_view CodingCookie(std::string_view bytes);

}  // namespace tracklint::source
