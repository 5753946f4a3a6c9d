// Which values of credentials are known again where they are copied to. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tracklint::reporters {

/// Adds the value, and each line of one that has several, unless it may be a word of any text.
void AddValues(std::string_view value, std::vector<std::string>& values);
/// The same for what a literal of Python means: escapes read, and the parts of a template between its fields.
void AddLiteralValues(std::string_view content, bool is_raw, std::vector<std::string>& values);
/// Letters and digits without any order, as keys are.
[[nodiscard]] bool LooksRandom(std::string_view value);

}  // namespace tracklint::reporters
