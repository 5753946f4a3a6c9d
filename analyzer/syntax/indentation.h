// How deep lines are indented: the grammar's scanner keeps its indentation levels in a buffer of fixed size.
#pragma once

#include <cstddef>
#include <string_view>

namespace tracklint::syntax {

/// Where the first line begins that is nested deeper than the parser can remember (Python itself allows 100
/// levels), or the size of the text. Looks at the line starts only; strings and brackets count as code.
[[nodiscard]] std::size_t EndOfSaneIndentation(std::string_view text);

}  // namespace tracklint::syntax
