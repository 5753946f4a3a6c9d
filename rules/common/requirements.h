// Requirement strings as pip reads them, and pip commands as people type them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tracklint::rules {

/// The distribution a requirement names, normalised (PEP 503); "" for a local path, an option or a bare URL.
[[nodiscard]] std::string RequirementName(std::string_view requirement);
/// The requirement names one version: `==` or `===` without wild card, a URL of a file, a VCS reference with a commit or tag.
[[nodiscard]] bool IsExactRequirement(std::string_view requirement);
/// What `pip install …` (also `python -m pip`, `%pip`, `!pip`, `uv pip`) installs by name without an exact version,
/// in order; empty for other commands and for `-r`, `-e`, local files.
[[nodiscard]] std::vector<std::string> UnpinnedInstalls(std::string_view command);
/// The distributions that the pip and conda commands of a shell text install by name, normalised.
[[nodiscard]] std::vector<std::string> InstalledNames(std::string_view command);

}  // namespace tracklint::rules
