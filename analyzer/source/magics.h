// What is not Python in the code of a cell: magics, shell lines, help lines, cells of another
// language. They are neutralised in place, so that every byte offset stays.
//
//   !ls          → 0#s            an expression statement, so that blocks stay non-empty
//   x = !ls      → x = 0#s
//   %time f(x)   → 0;    f(x)     the timed statement is Python and stays
//   !a \ ⏎ b     → 0# \ ⏎ #       continuation lines become comments
//   %%bash ⏎ ls  → #%bash ⏎ #s    cells of another language become comments
//
// Functions on caller-owned text; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tracklint/source_file.h"

namespace tracklint::source {

enum class Dialect {
  kPlain,    ///< a script: only lines that begin with `!` or `%name`
  kIpython,  ///< also assigned magics, help lines and cell magics
  kJupyter,  ///< also automagic (`pip install x`)
};

/// Neutralises the magics in text[begin, end), which holds one cell (or a whole script), and appends
/// them to `magics` as they were written. A cell of another language gives one MagicLine.
void NeutraliseMagics(std::string& text, std::size_t begin, std::size_t end, Dialect dialect,
                      std::vector<MagicLine>& magics);

/// Turns all lines of text[begin, end) into comments and appends them as one MagicLine.
void SkipCell(std::string& text, std::size_t begin, std::size_t end, std::vector<MagicLine>& magics);

/// False when no line of text begins with `!` or `%`: nothing to do for a plain script.
[[nodiscard]] bool MayHoldMagics(std::string_view text);

}  // namespace tracklint::source
