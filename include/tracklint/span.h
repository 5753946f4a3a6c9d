// Where something stands in the analysed sources.
//
// A Span is a half-open byte range in the decoded text of one SourceFile. Lines and columns are
// computed late, by SourceFile. Value types, no ownership, freely shared between threads.
#pragma once

#include <cstdint>

namespace tracklint {

/// Index of a file in a SourceSet.
enum class FileId : std::uint32_t {};
inline constexpr FileId kNoFile{0xffffffffU};

struct Span {
  FileId file = kNoFile;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool valid() const { return file != kNoFile; }
  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// A resolved place, as people read it: 1-based; columns count UTF-8 code points; `cell` is 0
/// outside notebooks, and in notebooks `line` counts inside the cell (all cells count from 1).
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 1;
  std::uint32_t cell = 0;
};

}  // namespace tracklint
