// Small text helpers of the project readers. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/project.h"

namespace tracklint::project {

[[nodiscard]] std::string_view Trim(std::string_view text);
[[nodiscard]] std::string LowerAscii(std::string_view text);
[[nodiscard]] bool EqualsIgnoringCase(std::string_view a, std::string_view b);
/// `needle` in lower case.
[[nodiscard]] bool ContainsIgnoringCase(std::string_view text, std::string_view needle);
/// One pair of equal quotes around the whole text taken off.
[[nodiscard]] std::string_view Unquote(std::string_view text);

/// PEP 503: lower case, runs of `-_.` become one `-`.
[[nodiscard]] std::string NormalizeName(std::string_view name);

struct Line {
  std::string_view text;  ///< without its line end
  std::uint32_t number = 1;
};
/// LF, CRLF and CR end a line.
[[nodiscard]] std::vector<Line> SplitLines(std::string_view text);
/// 1-based line of a byte offset.
[[nodiscard]] std::uint32_t LineOfOffset(std::string_view text, std::size_t offset);

/// Words of a shell-like line: quotes taken off, backslash escapes one character.
struct Word {
  std::string text;
  std::size_t begin = 0;  ///< byte offset of the word as written
  std::size_t end = 0;
};
[[nodiscard]] std::vector<Word> ShellWords(std::string_view line);

/// Bytes to UTF-8: byte order marks, UTF-16 with or without one; other bytes are kept.
[[nodiscard]] std::string DecodeText(std::string bytes);

/// A template of Helm, Jinja or cookiecutter: what it shall be only once it is filled in.
[[nodiscard]] bool IsTemplated(std::string_view text);

/// The folder of a path ("" for the root) and its last part.
[[nodiscard]] std::string_view FolderOf(std::string_view path);
[[nodiscard]] std::string_view NameOf(std::string_view path);
/// `relative` as seen from `folder`, normalised; empty when it leaves the root.
[[nodiscard]] std::string JoinPath(std::string_view folder, std::string_view relative);

/// A place from a line of a file: `begin` is the 0-based byte offset in the line, counted on in code points.
[[nodiscard]] ProjectPlace PlaceInLine(std::string path, const Line& line, std::size_t begin, std::size_t length);
/// The place of the first occurrence of `what` in the line, or the line's text.
[[nodiscard]] ProjectPlace PlaceOfText(std::string path, const Line& line, std::string_view what);

}  // namespace tracklint::project
