// toml++ without exceptions: parsing, and places of nodes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <toml++/toml.h>

#include "analyzer/project/draft.h"

namespace tracklint::project {

/// nullopt and an issue with the line when it is malformed.
[[nodiscard]] std::optional<toml::table> ParseToml(Draft& draft, const FileText& file);

/// The table at a dotted path of keys without dots in them; null when there is none.
[[nodiscard]] const toml::table* TableAt(const toml::table& root, std::string_view path);
[[nodiscard]] std::string TextOf(const toml::node* node);
[[nodiscard]] ProjectPlace PlaceOf(const std::string& path, const toml::node& node);
[[nodiscard]] ProjectPlace PlaceOf(const std::string& path, const toml::key& key);

}  // namespace tracklint::project
