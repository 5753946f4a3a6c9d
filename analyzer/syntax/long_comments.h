// Long stretches of comment lines cost the grammar's scanner time quadratic in their length, and it reads each letter of
// a comment many times. They are therefore blanked before parsing and remembered here. Private to syntax.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/syntax/syntax_tree.h"

namespace tracklint::syntax {

/// A comment so long that the parser does better not to see it at all, in bytes.
inline constexpr std::size_t kLongComment = 4096;

/// A copy of `text` whose long stretches of comment lines, and lines of one long comment, are spaces, offsets unchanged;
/// empty when there are none. A block whose last lines they are ends before them. `blanked` receives the comments taken
/// out, in order.
std::string BlankLongComments(std::string_view text, std::vector<CommentRange>& blanked);

}  // namespace tracklint::syntax
