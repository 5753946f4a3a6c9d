// Versions of packages as PEP 440 orders them, as far as exact pins and simple constraints need it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tracklint/rule.h"

namespace tracklint::rules {

/// -1, 0, 1; nothing when one of them is no plain version (epochs, local parts and wild cards are none).
[[nodiscard]] std::optional<int> CompareVersions(std::string_view a, std::string_view b);
/// Whether `version` satisfies a specifier such as ">=1.2,<2"; nothing when a part of it is not understood.
[[nodiscard]] std::optional<bool> Satisfies(std::string_view version, std::string_view specifier);
[[nodiscard]] std::optional<MlflowVersion> ParseMlflowVersion(std::string_view text);
/// "3.17.2"
[[nodiscard]] std::string ToString(MlflowVersion version);
/// The project is MLflow: the interfaces are those of its own code, of no release.
[[nodiscard]] bool IsMlflowItself(const Project& project);
/// The project surely runs with MLflow `version` or later.
[[nodiscard]] bool AdmitsOnlyFrom(const Project& project, MlflowVersion version);

}  // namespace tracklint::rules
