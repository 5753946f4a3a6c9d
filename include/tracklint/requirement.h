// Requirements of Python packages as rules need them: parsing one, comparing versions (PEP 508, PEP 440).
// Pure functions, implemented in analyzer/project.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tracklint {

struct RequirementInfo {
  std::string name;                   ///< normalised (PEP 503)
  std::string specifier;              ///< "==1.2", ">=1,<2", ""
  std::optional<std::string> pinned;  ///< the exact version where there is one
  bool exact = false;                 ///< pinned, hashed, or a URL/VCS reference that cannot move
  std::string marker;
};

/// One requirement as pip reads it (`name==1 ; marker`, `name @ url`, a URL); nullopt for anything else (options, paths, nonsense).
[[nodiscard]] std::optional<RequirementInfo> ParseRequirement(std::string_view text);

/// The specifier set admits the version; also true when the specifier cannot be read.
[[nodiscard]] bool SpecifierAdmits(std::string_view specifier, std::string_view version);

/// 1.0 and 1.0.0 are the same version; texts that are no versions are compared as they are. A local part (+cu118) is
/// ignored when only one side has it.
[[nodiscard]] bool SameVersion(std::string_view a, std::string_view b);

}  // namespace tracklint
