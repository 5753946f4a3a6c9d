// What installs the modules that code imports, beyond the one usual name (DistributionOf in knowledge.h).
// Pure functions over embedded tables; thread-safe.
#pragma once

#include <string_view>
#include <vector>

namespace tracklint::knowledge {

/// Other distributions and conda packages that bring the same modules ("opencv-python" → opencv-python-headless, opencv …).
[[nodiscard]] std::vector<std::string_view> DistributionVariants(std::string_view distribution);
/// Nothing to install gives this module: hosted notebooks and platforms bring it (google.colab), or it is a name that
/// people give to modules of their own (utils).
[[nodiscard]] bool IsProvided(std::string_view import_name);

}  // namespace tracklint::knowledge
