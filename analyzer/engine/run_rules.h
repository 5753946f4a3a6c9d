// Runs rules over an analysis and brings their findings into the form that reporters show: one finding
// per cause, suppressed ones apart, in order, with places and fingerprints.
//
// Knows no rule but MLF003, whose input (comments that suppressed nothing) exists only after the others ran.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/engine/suppressions.h"
#include "tracklint/finding.h"
#include "tracklint/rule.h"

namespace tracklint::engine {

struct PerFileIgnore {
  std::string pattern;  ///< as in a .gitignore, relative to the root
  std::vector<std::string> codes;
};
struct RunOptions {
  std::span<const Rule* const> all;  ///< every rule of this build: what a code in a comment can mean
  std::vector<const Rule*> selected;
  std::vector<std::pair<std::string, Severity>> severities;  ///< selector → level, later ones win
  std::vector<PerFileIgnore> per_file_ignores;
  /// Whether findings in this source file are wanted; empty: all.
  std::function<bool(FileId)> is_target;
  /// Whether a source file is test code, where only rules that say so report (RuleMetadata::in_tests); empty: none is.
  std::function<bool(FileId)> is_test;
  /// Keep what is said about requirements, images, … (findings of family tool are always kept).
  bool project_findings = true;
  /// Text of a project file (requirements.txt, …) by path, "" when it cannot be read. May be empty.
  std::function<std::string_view(const std::string&)> project_text;
  int jobs = 1;  ///< threads that rules run on; 0: all cores
};
struct RunResult {
  std::vector<Finding> findings;
  std::vector<Finding> suppressed;
};

/// REQUIRES: `view` is complete but for unused_suppressions.
[[nodiscard]] RunResult RunRules(AnalysisView view, const RunOptions& options);

/// Line `number` (1-based) of a text, without its line end; empty when there is none.
[[nodiscard]] std::string_view LineOf(std::string_view text, std::size_t number);

/// Lines of texts that are asked for in their order: each text is gone through once, however many are asked for.
/// The texts outlive it.
class LineCursor {
 public:
  [[nodiscard]] std::string_view Line(std::string_view text, std::size_t number);

 private:
  std::string_view text_;
  std::size_t line_ = 1;
  std::size_t begin_ = 0;
};

}  // namespace tracklint::engine
