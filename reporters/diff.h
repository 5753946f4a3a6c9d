// Unified diffs of two texts. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace tracklint::reporters {

struct DiffOptions {
  bool color = false;
  bool visible = false;  ///< control characters become visible escapes (for a terminal)
  bool log = false;      ///< lines that a CI service would obey are broken by an escape (for its log)
};

/// Empty when the texts are equal. A name with characters that do harm is quoted as git quotes it. Three lines of context. Time and memory are bounded: of texts that differ very much
/// the whole differing part is shown as removed and added.
[[nodiscard]] std::string UnifiedDiff(std::string_view before, std::string_view after, std::string_view name,
                                      DiffOptions options = {});

}  // namespace tracklint::reporters
