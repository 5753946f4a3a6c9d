// JSON as Python writes it, made JSON as the standard has it. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace tracklint::source {

/// `text` with everything replaced that Python's json module writes and reads beyond the standard: `NaN` and `Infinity`
/// outside strings become numbers, halves of surrogate pairs in strings become U+FFFD. What is replaced keeps its length,
/// so every offset means the same in both. Linear; text that is no JSON stays what it is.
[[nodiscard]] std::string StrictJson(std::string_view text);

}  // namespace tracklint::source
