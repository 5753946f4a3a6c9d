// Text of analysed files made fit for a terminal or a document. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tracklint::reporters {

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  ///< U+FFFD

struct CodePoint {
  char32_t value = 0xFFFD;
  std::size_t size = 1;  ///< bytes taken; at least 1
  bool valid = false;
};
/// The code point at `at`; an invalid byte is one by itself.
[[nodiscard]] CodePoint DecodeUtf8(std::string_view text, std::size_t at);

/// For a terminal: control characters (also C1, bidirectional and invisible ones) become visible escapes
/// such as `\x1b` or `\u{202e}`, a tab four spaces, a line end `\n`, invalid bytes U+FFFD.
[[nodiscard]] std::string Visible(std::string_view text);
/// The same line by line: line ends stay.
[[nodiscard]] std::string VisibleLines(std::string_view text);
/// Visible shows it as an escape: a control or a character that is not seen or turns what follows.
[[nodiscard]] bool IsUnsafeToShow(char32_t value);
/// The second `#` of `##[` or `##vso[`, which CI services obey wherever it stands in their log.
[[nodiscard]] bool IsCommandMark(std::string_view text, std::size_t at);
/// A CI service would obey a command in this line of its log.
[[nodiscard]] bool HoldsCommand(std::string_view line);
/// A path as git writes it in a patch: between quotes with C escapes when it holds characters that are not seen, turn
/// what follows, are not UTF-8 or begin a command; else as it is.
[[nodiscard]] std::string QuotedName(std::string_view path);
/// Columns that Visible(text) takes on a terminal.
[[nodiscard]] std::size_t DisplayWidth(std::string_view text);

/// Bytes that are not UTF-8 replaced.
[[nodiscard]] std::string ValidUtf8(std::string_view text);
/// For XML attributes and text; characters that XML forbids become U+FFFD.
[[nodiscard]] std::string XmlEscape(std::string_view text);
/// Percent-encoding of a relative path for a URI; slashes stay.
[[nodiscard]] std::string UriEscape(std::string_view path);
/// At most `limit` bytes, cut between code points and marked with `…`.
[[nodiscard]] std::string Shorten(std::string_view text, std::size_t limit);

[[nodiscard]] std::string Plural(std::size_t count, std::string_view noun);

}  // namespace tracklint::reporters
