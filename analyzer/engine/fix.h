// Fixes applied to files: which of the findings' fixes go together, what the files look like afterwards.
//
// Fixes are applied in rounds by the caller, who analyses the changed bytes again in between: overlapping fixes wait
// for a later round, and so do those that another fix has made unnecessary. A fix that breaks the syntax of its file is
// dropped and told. Nothing here writes to disk but WriteAtomically.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/finding.h"
#include "tracklint/report.h"
#include "tracklint/result.h"
#include "tracklint/source_file.h"

namespace tracklint::engine {

/// Rounds after which even fixes that go on producing work stop.
inline constexpr int kMostFixRounds = 24;

struct FixRound {
  const SourceSet* sources = nullptr;
  const std::vector<Finding>* findings = nullptr;
  bool unsafe = false;  ///< apply unsafe fixes too
  /// Whether a file may be changed; empty: all.
  std::function<bool(FileId)> may_change;
  /// The bytes that a file was read from.
  std::function<Result<std::string>(const SourceFile&)> bytes_of;
};

/// How the findings of a rule in a file went down under its fixes.
struct FixAttempt {
  std::size_t findings = 0;
  int stalled = 0;  ///< rounds without progress
  int round = 0;
};

/// What all rounds together did. Kept by the caller from round to round.
struct FixState {
  std::map<std::string, std::string> changed;      ///< path → bytes now
  std::map<std::string, std::string> original;     ///< path → bytes before the first round
  std::map<std::string, std::size_t> fixed_rules;  ///< rule → how often
  std::size_t fixed = 0;
  std::vector<ReportError> errors;             ///< fixes that were dropped
  std::set<std::string> tried;                 ///< fixes that are not tried again
  std::map<std::string, FixAttempt> attempts;  ///< by rule and path
  int round = 0;
};

/// The fix of a finding that would be applied; null when there is none of that kind.
[[nodiscard]] const Fix* ApplicableFix(const Finding& finding, bool unsafe);
/// How many findings have a safe fix, and how many an unsafe one only.
struct FixableCounts {
  std::size_t safe = 0;
  std::size_t unsafe = 0;
};
[[nodiscard]] FixableCounts CountFixable(const std::vector<Finding>& findings);

/// Applies what can be applied together. False when nothing was.
bool ApplyFixRound(const FixRound& round, FixState& state);

/// Replaces a file by a new one with these bytes: complete or not at all, with its permissions; a symbolic link stays
/// and its target is replaced.
[[nodiscard]] std::optional<Error> WriteAtomically(const std::string& path, std::string_view bytes);

}  // namespace tracklint::engine
