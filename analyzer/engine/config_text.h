// The configuration as text: values for people, and a JSON Schema for editors. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "analyzer/engine/config.h"

namespace tracklint::engine {

/// The value of a key as TOML would write it; empty when nothing sets it.
[[nodiscard]] std::string ShowValue(const Config& config, std::string_view key);

/// JSON Schema (draft 7) of tracklint.toml and of the table [tool.tracklint], made from ConfigKeys(). `rules`: ids and
/// names for completion.
[[nodiscard]] std::string ConfigSchema(std::span<const Rule* const> rules);

}  // namespace tracklint::engine
