// The grammar does not know defaults of type parameters (`class A[T = int]`, Python 3.13). They mean
// nothing to the analysis and are blanked where they stop the parser. Private to syntax.
#pragma once

#include <string>
#include <string_view>

namespace tracklint::syntax {

/// A copy of `text` without the defaults, offsets unchanged; empty when there are none.
std::string BlankTypeDefaults(std::string_view text);

}  // namespace tracklint::syntax
