// Looks at the indexes of packed objects before libgit2 does: version 1.5 multiplies the number of objects that they claim
// in 32 bits and reads beyond the file. Pure functions apart from reading one file; thread-safe.
#pragma once

#include <filesystem>

namespace tracklint::discover {

/// Whether what a `.idx`, `multi-pack-index` or `commit-graph` says of its own size can be. True for every other file.
[[nodiscard]] bool IsSoundPackFile(const std::filesystem::path& path);

}  // namespace tracklint::discover
