// Suppression comments written into the code: one for each line with findings..
#pragma once

#include <string>
#include <vector>

#include "tracklint/finding.h"
#include "tracklint/source_file.h"

namespace tracklint::engine {

struct IgnoreEdits {
  std::vector<Edit> edits;     ///< ordered by place
  std::size_t suppressed = 0;  ///< findings that the comments act on
  std::size_t left = 0;        ///< findings in whose lines no comment can stand
};

/// `findings`: those that stand in `file`. Codes are added to a mark of ours that stands there already.
[[nodiscard]] IgnoreEdits AddIgnores(const SourceFile& file, const std::vector<const Finding*>& findings);

/// The same for the text of a project file whose comments begin with `#` (requirements, YAML, TOML); `text` changes.
/// Returns how many findings are suppressed now.
std::size_t AddIgnores(const std::string& path, std::string& text, const std::vector<const Finding*>& findings);

}  // namespace tracklint::engine
