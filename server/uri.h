// file: URIs and paths. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tracklint::server {

/// The absolute path of a `file:` URI of this machine; nothing for any other.
[[nodiscard]] std::optional<std::string> PathOf(std::string_view uri);
[[nodiscard]] std::string UriOf(std::string_view path);

}  // namespace tracklint::server
