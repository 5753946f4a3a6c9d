// Comments and logical lines of Python text, found without a syntax tree: strings (also f-strings with
// nested quotes), brackets and continuation lines are followed exactly, nothing else is looked at.
//
// Pure function over text; linear, iterative, safe on broken code. Used only for files whose text holds
// a suppression mark, so it costs nothing elsewhere.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tracklint/source_file.h"

namespace tracklint::engine {

struct CommentRange {
  std::uint32_t begin = 0;  ///< of the `#`
  std::uint32_t end = 0;    ///< the line end
  std::uint32_t line = 0;   ///< 0-based
};
struct CommentScan {
  std::vector<CommentRange> comments;
  std::vector<std::uint32_t> logical_end;  ///< for each line (0-based): the last line of the logical line it belongs to
};

/// `cells`: code cells of a notebook; an unclosed string or bracket ends with its cell.
[[nodiscard]] CommentScan ScanComments(std::string_view text, std::span<const Cell> cells = {});

}  // namespace tracklint::engine
