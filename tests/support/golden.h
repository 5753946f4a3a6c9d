// Golden files: the expected output of a format, under tests/snapshots. `TRACKLINT_BLESS=1` writes them anew.
#pragma once

#include <string>

namespace tracklint::tests {

/// Compares with tests/snapshots/<name>; "" when equal, else what to do. The tool's version is redacted.
[[nodiscard]] std::string CompareGolden(const std::string& name, std::string text);

}  // namespace tracklint::tests
