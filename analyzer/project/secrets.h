// Keeps credentials of analysed files out of everything that is stored or shown. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace tracklint::project {

/// `https://user:token@host/x` → `https://host/x`, everywhere in the text; `***` for other secrets of it.
[[nodiscard]] std::string WithoutCredentials(std::string_view text);

/// The value of a setting, safe to keep: references to a secret store become "", values of secret
/// variables become "***", credentials inside URIs are removed.
[[nodiscard]] std::string SafeValue(std::string_view name, std::string_view value);

}  // namespace tracklint::project
