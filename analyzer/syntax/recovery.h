// Parsing of text that may be broken: an error must not hide the statements far from it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/syntax/syntax_tree.h"

namespace tracklint::syntax {

/// Parses text[begin, end). When that finds errors, its top-level statements are parsed one by one
/// instead, provided that leaves fewer of them in error. The trees cover the part in order; one without
/// a root stands for text that was given up.
std::vector<SyntaxTree> ParsePart(Parser& parser, std::string_view text, std::uint32_t begin, std::uint32_t end);

}  // namespace tracklint::syntax
