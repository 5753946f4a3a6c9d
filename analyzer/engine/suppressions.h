// Suppression comments: `# tracklint: ignore[MLF201]`, `# tracklint: ignore-file[MLF401]`, `# noqa: MLF201`.
// A comment acts on findings that begin on its line, end on its line, or whose statement ends there.
//
// Suppressions is filled once per analysis and then asked from one thread; it remembers which codes acted.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/finding.h"
#include "tracklint/rule.h"
#include "tracklint/source_file.h"

namespace tracklint::engine {

/// Reports suppressions that act on nothing; only a mark that names it suppresses it, else each would hide itself.
inline constexpr std::string_view kUnusedSuppressionRule = "MLF003";

struct SuppressionComment {
  bool whole_file = false;
  bool ours = false;               ///< `tracklint:`; false: `noqa:`, which other tools share
  std::uint32_t begin = 0;         ///< of the mark inside the parsed text, from `#`
  std::uint32_t end = 0;           ///< behind the mark
  std::vector<std::string> codes;  ///< ids, prefixes or names; empty: every rule
};

/// All marks in one comment (`text` begins with `#`). A bare `# noqa` is none of ours.
[[nodiscard]] std::vector<SuppressionComment> ParseComment(std::string_view text);

class Suppressions {
 public:
  /// Reads the marks of a source file. Cheap when its text holds none.
  void AddFile(const SourceFile& file);

  /// Whether a comment suppresses the finding; marks that comment as used.
  [[nodiscard]] bool Suppresses(const SourceFile& file, const Finding& finding);

  /// Marks of ours that suppressed nothing though every rule they speak of ran. Ordered by file and place.
  /// `all`: every rule of this build; `selected`: those that ran.
  [[nodiscard]] std::vector<UnusedSuppression> Unused(std::span<const Rule* const> all,
                                                      std::span<const Rule* const> selected) const;

 private:
  struct Mark {
    SuppressionComment comment;
    Span span;
    std::uint32_t line = 0;  ///< 0-based
    std::vector<bool> used;  ///< per code; one entry for a bare mark
  };
  struct FileMarks {
    std::vector<Mark> marks;  ///< in the order of their lines
    std::vector<std::uint32_t> logical_end;
    std::map<std::string, bool, std::less<>> whole_file;  ///< by rule: a mark of the whole file suppresses it
  };
  static bool Acts(Mark& mark, std::string_view id, std::string_view name);

  std::map<FileId, FileMarks> files_;
};

/// The suppression marks of a line of a project file (requirements.txt, Dockerfile, …), where `#` begins a comment.
[[nodiscard]] bool ProjectLineSuppresses(std::string_view line, const Finding& finding);

}  // namespace tracklint::engine
