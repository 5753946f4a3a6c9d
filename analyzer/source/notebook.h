// A Jupyter notebook (`.ipynb`, nbformat 3 and 4) to one Python text with a map back into the JSON.
// Pure function; thread-safe.
#pragma once

#include <string>

#include "tracklint/result.h"
#include "tracklint/source_file.h"

namespace tracklint::source {

/// Fills kind, text, raw, raw_offsets, cells and magics. A notebook of another language has no
/// cells; text that is not JSON or no notebook is an Error.
[[nodiscard]] Result<SourceFile::Data> ReadNotebook(std::string bytes);

}  // namespace tracklint::source
