// The knowledge files, as the build found them in analyzer/knowledge/data, inside the program.
// Views point into constant data: valid for the whole run, safe from every thread. No file is read at run time.
#pragma once

#include <span>
#include <string_view>

namespace tracklint::knowledge {

// The bytes of one file, by its path below analyzer/knowledge/data ("sklearn.json", "mlflow/api.toml");
// an empty view with a null data pointer if there is no such file. The bytes are followed by a zero byte.
std::string_view EmbeddedFile(std::string_view name);

// All names, sorted.
std::span<const std::string_view> EmbeddedNames();

}  // namespace tracklint::knowledge
