// YAML files of MLflow stores, read without surprises.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <yaml-cpp/yaml.h>

#include "tracklint/result.h"

namespace tracklint::reproduce {

/// A YAML file whose document is a map. An Error names the file and the line.
[[nodiscard]] Result<YAML::Node> ReadYamlMap(const std::filesystem::path& file);
/// The text of a map's scalar member; empty when there is none or it is null.
[[nodiscard]] std::string TextOf(const YAML::Node& map, std::string_view key);
/// The member of a map; an undefined node when there is none.
[[nodiscard]] YAML::Node MemberOf(const YAML::Node& map, std::string_view key);

}  // namespace tracklint::reproduce
