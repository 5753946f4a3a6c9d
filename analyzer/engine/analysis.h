// One analysis from paths to facts: drives the steps and owns their results.
//
// The order is discover → project → link → facts. An Analysis is move-only and immutable once Analyze
// has returned it; view() is what rules see and stays valid as long as the Analysis lives.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/discover/discover.h"
#include "analyzer/link/module_graph.h"
#include "tracklint/facts.h"
#include "tracklint/project.h"
#include "tracklint/result.h"
#include "tracklint/rule.h"
#include "tracklint/source_file.h"

namespace tracklint::engine {

struct AnalysisOptions {
  std::vector<std::string> paths;  ///< none: the current directory
  std::string root;                ///< empty: decided from the paths
  MlflowVersion target;
  bool target_auto = true;  ///< the version of the project where it says one, else `target`
  int jobs = 0;             ///< 0: all cores
  bool respect_gitignore = true;
  bool force_exclude = false;
  std::vector<std::string> exclude;
  std::vector<std::string> extend_exclude;
  std::unordered_map<std::string, std::string> wrappers;
  std::map<std::string, std::string>
      unsaved;  ///< path (as in `paths`) → text to take instead of the file, which need not exist
  const discover::Discovery* found = nullptr;  ///< the files of `paths`, where somebody has looked already
  link::RecordMemo* memo = nullptr;            ///< lowered modules of earlier analyses
  std::map<std::string, std::string> overlay;  ///< path as in the sources → bytes to take instead of the file's
  std::optional<GitState> git;                 ///< of the root, where it is known better than its files tell
  bool git_changes = false;                    ///< look whether tracked files differ from the commit
  bool check_tests = false;                    ///< what test code does counts like everything else
};

class Analysis {
 public:
  Analysis() = default;
  Analysis(Analysis&&) = default;
  Analysis& operator=(Analysis&&) = default;

  [[nodiscard]] const SourceSet& sources() const { return *sources_; }
  [[nodiscard]] const Project& project() const { return *project_; }
  [[nodiscard]] const Facts& facts() const { return *facts_; }
  [[nodiscard]] const link::ModuleGraph& modules() const { return *modules_; }
  [[nodiscard]] const discover::Discovery& discovery() const { return *discovery_; }
  [[nodiscard]] const std::vector<FileIssue>& issues() const { return *issues_; }
  [[nodiscard]] MlflowVersion target() const { return target_; }
  /// The user asked about this file (it is not merely imported by one of those).
  [[nodiscard]] bool is_target(FileId file) const;
  /// Code of tests, see FindTestCode.
  [[nodiscard]] bool is_test(FileId file) const;
  /// A directory was asked about: findings on project files are wanted too.
  [[nodiscard]] bool covers_project() const { return covers_project_; }

  [[nodiscard]] AnalysisView view() const;
  /// Text of a file that is no Python source, by its path relative to the root; "" when it cannot be read.
  /// Reads the file once. Not thread-safe.
  [[nodiscard]] std::string_view project_text(const std::string& path) const;

 private:
  friend Result<Analysis> Analyze(const AnalysisOptions& options);

  std::unique_ptr<discover::Discovery> discovery_;
  std::unique_ptr<SourceSet> sources_;
  std::unique_ptr<Project> project_;
  std::unique_ptr<link::ModuleGraph> modules_;
  std::unique_ptr<Facts> facts_;
  std::unique_ptr<std::vector<FileIssue>> issues_;
  std::unique_ptr<std::vector<UnusedSuppression>> no_suppressions_;
  std::vector<bool> targets_;
  std::vector<bool> tests_;
  bool covers_project_ = false;
  MlflowVersion target_;
  mutable std::map<std::string, std::string, std::less<>> project_texts_;
};

/// The files that Analyze would look at.
[[nodiscard]] Result<discover::Discovery> DiscoverFiles(const AnalysisOptions& options);

/// An Error only where nothing can be analysed at all (an impossible root); unreadable files are issues.
[[nodiscard]] Result<Analysis> Analyze(const AnalysisOptions& options);

}  // namespace tracklint::engine
