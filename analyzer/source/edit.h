// Edits of decoded text carried back to the bytes on disk: encoding, byte-order mark and line ends are kept, in a
// notebook only the JSON strings of the edited lines change.
//
// Pure functions; thread-safe. What cannot be carried back exactly is an Error, never an approximation: the result is
// decoded again and compared with the edited text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/result.h"
#include "tracklint/source_file.h"

namespace tracklint::source {

struct TextEdit {
  std::uint32_t begin = 0;  ///< byte offsets in SourceFile::text()
  std::uint32_t end = 0;
  std::string text;  ///< UTF-8 with LF line ends
};

/// The bytes of the file after the edits. `bytes`: those `file` was read from. Edits must be ordered and may touch,
/// but not overlap; of two insertions at one place the first stands first.
[[nodiscard]] Result<std::string> ApplyEdits(const SourceFile& file, const std::string& bytes,
                                             std::span<const TextEdit> edits);

}  // namespace tracklint::source
