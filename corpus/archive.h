// Archives as repositories: tar in all its dialects, compressed or not, zip, 7z, cpio. Nothing is trusted: paths and
// links as TreeWriter takes them, sizes and ratios limited. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "corpus/tree_writer.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

struct ArchiveLimits {
  std::uint64_t bytes = 16ULL << 30U;  ///< unpacked, whether kept or not
  std::uint64_t ratio = 200;           ///< unpacked to packed, once more than `free` was unpacked
  std::uint64_t free = 64ULL << 20U;
};

/// Writes the files of an archive. A single folder around all of them, as hosts of repositories make it, is taken away.
/// Special files, encrypted entries and a `.git` folder are left out.
[[nodiscard]] std::optional<Error> UnpackArchive(const std::string& path, TreeWriter& out, ArchiveLimits limits = {});

}  // namespace tracklint::corpus
