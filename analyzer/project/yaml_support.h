// yaml-cpp without surprises: look-ups that never throw on the wrong kind of node.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "analyzer/project/draft.h"

namespace tracklint::project {

/// The first document; nullopt and an issue with the line when it is malformed or nested too deeply.
[[nodiscard]] std::optional<YAML::Node> ParseYaml(Draft& draft, const FileText& file, bool report = true);
/// All documents; none, and an issue with the line, when one is malformed.
[[nodiscard]] std::vector<YAML::Node> ParseYamlDocuments(Draft& draft, const FileText& file, bool report = true);

/// The member of a map; an undefined node when there is none or `map` is no map.
[[nodiscard]] YAML::Node Member(const YAML::Node& map, std::string_view key);
/// The text of a scalar; empty for anything else.
[[nodiscard]] std::string Scalar(const YAML::Node& node);
/// Where a node begins, with the length of its text.
[[nodiscard]] ProjectPlace PlaceOf(const std::string& path, const YAML::Node& node);

}  // namespace tracklint::project
