// JSON of other people: parsed with a bound on its depth, so that no later recursion can exhaust the stack.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace tracklint::reproduce {

/// nullopt when it is not JSON or nested more than 200 deep. NaN and Infinity, which Python writes, are not JSON here:
/// see compare_files.cpp.
[[nodiscard]] std::optional<nlohmann::json> ParseJson(std::string_view text);
/// Compact, keys sorted; bytes that are not UTF-8 replaced.
[[nodiscard]] std::string JsonText(const nlohmann::json& value);
/// The text of a member that is a string or number; empty when there is none.
[[nodiscard]] std::string JsonMember(const nlohmann::json& object, std::string_view key);

}  // namespace tracklint::reproduce
