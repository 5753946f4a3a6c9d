// GitHub's primaryLocationLineHash: the rolling hash that its CodeQL action computes for every line, so
// that alerts keep their identity when lines move. Pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tracklint::reporters {

/// One hash per line of `text` (UTF-8): lower-case hexadecimal, a colon, the number of its occurrence.
/// A line that holds nothing at the end of the text (after the last line end) has none unless it is the only one.
[[nodiscard]] std::vector<std::string> LineHashes(std::string_view text);

}  // namespace tracklint::reporters
