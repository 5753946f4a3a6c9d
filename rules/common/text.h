// Words for messages and questions about what is known of a text. Pure functions.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/facts.h"

namespace tracklint::rules {

/// The text with the user and password of addresses replaced by `…`.
[[nodiscard]] std::string Redacted(std::string_view text);
/// `x` as code in a message; credentials in addresses are left out.
[[nodiscard]] std::string Code(std::string_view text);
/// "`lr`", "`a` and `b`", "`a`, `b` and 3 more".
[[nodiscard]] std::string CodeList(const std::vector<std::string>& names, std::size_t shown = 4);
/// "`max_depth=8`" where the value is known and short, else "`max_depth`".
[[nodiscard]] std::string CodeAssignment(std::string_view name, const Text& value);
/// The value as a person would write it; holes of a pattern and credentials become `…`; empty when unknown.
[[nodiscard]] std::string Show(const Text& text);

/// The text cut to `longest` bytes at the border of a character, with `…`.
[[nodiscard]] std::string Shortened(std::string_view text, std::size_t longest = 70);
[[nodiscard]] std::string Lower(std::string_view text);
/// The part after the last '.': "sklearn.metrics.f1_score" → "f1_score".
[[nodiscard]] std::string_view LastName(std::string_view qualified);
/// The path without its last component ("" for none), and that component.
[[nodiscard]] std::string_view DirectoryOf(std::string_view path);
[[nodiscard]] std::string_view FileNameOf(std::string_view path);
[[nodiscard]] bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> set);

/// The known pieces of a text: one for a literal, those between the holes of a pattern.
[[nodiscard]] std::vector<std::string> Pieces(const Text& text);
/// What the text surely begins (ends) with; empty when nothing is known.
[[nodiscard]] std::string KnownPrefix(const Text& text);
[[nodiscard]] std::string KnownSuffix(const Text& text);

/// The words of a name, in lower case: "trainF1_macro-avg" → train, f1, macro, avg.
[[nodiscard]] std::vector<std::string> WordsOf(std::string_view name);

}  // namespace tracklint::rules
