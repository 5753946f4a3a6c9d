// What Databricks leaves in the notebooks that it saves. Pure functions.
#pragma once

#include <string_view>

#include "tracklint/source_file.h"

namespace tracklint::source {

/// The file is a notebook of Databricks: a script in its form, or an .ipynb file with its mark in the metadata.
[[nodiscard]] inline bool IsDatabricks(const SourceFile& file) {
  if (file.kind() == SourceKind::kDatabricks) return true;
  return file.is_notebook() && file.raw().find("\"application/vnd.databricks.v1+notebook\"") != std::string_view::npos;
}

}  // namespace tracklint::source
