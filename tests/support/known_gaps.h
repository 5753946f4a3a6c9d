// Checks that are known not to hold yet, by name, in tests/known_gaps.txt. Such a check is run all the
// same: while it fails it is counted as skipped, and once it holds it fails until its line is removed.
#pragma once

#include <string>

namespace tracklint::tests {

/// The check is listed in tests/known_gaps.txt.
[[nodiscard]] bool IsKnownGap(const std::string& name);

}  // namespace tracklint::tests
