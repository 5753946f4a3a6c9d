// The version of tracklint, one place for the tool, its wheel and its reports.
#pragma once

#include <string_view>

namespace tracklint {
inline constexpr std::string_view kVersion = "0.1.0";
}  // namespace tracklint
