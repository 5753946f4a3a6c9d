// What a rule reports. Plain data; produced by rules through Pass, consumed by reporters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/span.h"

namespace tracklint {

enum class Severity : std::uint8_t { kNote, kWarning, kError };
enum class Family : std::uint8_t {
  kTool,
  kRuns,
  kParams,
  kMetrics,
  kData,
  kRandomness,
  kEnvironment,
  kModels,
  kProject,
  kTracking
};
enum class Applicability : std::uint8_t { kNone, kSafe, kUnsafe };

[[nodiscard]] constexpr std::string_view ToString(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "note";
    case Severity::kWarning: return "warning";
    case Severity::kError: return "error";
  }
  return "warning";
}

/// One replacement of bytes of SourceFile::text().
struct Edit {
  Span span;
  std::string text;
};

struct Fix {
  std::string message;
  Applicability applicability = Applicability::kUnsafe;
  std::vector<Edit> edits;
};

struct RelatedLocation {
  Span span;
  std::string message;
};

struct Finding {
  std::string_view rule;  ///< "MLF101"; points into the rule's metadata
  std::string_view name;  ///< "run-never-ended"
  Severity severity = Severity::kWarning;
  Span span;            ///< invalid for findings on a project file; then `path`/`place` say where
  std::string path;     ///< filled by the engine (always)
  Place place;          ///< filled by the engine (always)
  std::string message;  ///< what is wrong, naming the thing
  std::string help;     ///< how to fix it, one sentence; may be empty
  std::string subject;  ///< the argument, key, package … the finding is about; may be empty
  std::string run;      ///< id of the run concerned; may be empty
  std::vector<RelatedLocation> related;
  std::vector<Fix> fixes;
  std::string fingerprint;  ///< filled by the engine: stable when lines move
  bool suppressed = false;
};

}  // namespace tracklint
