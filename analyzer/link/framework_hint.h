// Frameworks that write to MLflow without the code naming it: a logger chosen in YAML, a variable in .env.
#pragma once

#include <string_view>

#include "analyzer/discover/discover.h"
#include "analyzer/link/text_scan.h"

namespace tracklint::link {

/// A framework that may write to MLflow when told so elsewhere, by the name it is imported under.
[[nodiscard]] bool IsHookedFramework(std::string_view top);
/// The module imports a framework that may be told elsewhere to write to MLflow.
[[nodiscard]] bool UsesHookedFramework(const TextScan& scan, std::string_view text);

/// A configuration file of the repository (YAML, TOML, .env, requirements, shell) mentions MLflow.
/// Reads files until the first hit, at most a fixed number of small ones.
[[nodiscard]] bool ConfigurationMentionsMlflow(const discover::Discovery& found);

}  // namespace tracklint::link
