// Long stretches of comment lines cost the grammar's scanner time quadratic in their length. They are
// therefore blanked before parsing and remembered here. Private to syntax.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/syntax/syntax_tree.h"

namespace tracklint::syntax {

/// A copy of `text` whose long stretches of comment lines are spaces, offsets unchanged; empty when
/// there are none. `blanked` receives the comments taken out, in order.
std::string BlankLongComments(std::string_view text, std::vector<CommentRange>& blanked);

}  // namespace tracklint::syntax
