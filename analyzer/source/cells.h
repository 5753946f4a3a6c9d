// Scripts that are notebooks underneath: Databricks exports and the percent format (Jupytext,
// Spyder, VS Code). Functions on caller-owned text; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "tracklint/source_file.h"

namespace tracklint::source {

/// The kind of a `.py` file and its code cells; cells cover the code behind their marker lines.
struct ScriptCells {
  SourceKind kind = SourceKind::kScript;
  std::vector<Cell> cells;
  std::vector<MagicLine> magics;  ///< those that stand in comments already: `# MAGIC %pip …`; text without the comment
};

[[nodiscard]] ScriptCells FindScriptCells(std::string_view text);

}  // namespace tracklint::source
