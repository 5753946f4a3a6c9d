// The project while it is being read: what the readers of single files add, before it is judged together.
//
// Not thread-safe; one Draft per ReadProject, and one for each file that is read beside others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "analyzer/discover/discover.h"
#include "tracklint/project.h"

namespace tracklint::project {

/// A text file of the project, decoded.
struct FileText {
  std::string path;
  std::string text;
};

/// What a lock file says: normalised name → versions.
struct LockFile {
  enum class Kind : std::uint8_t { kPoetry, kUv, kPdm, kPipfile, kConda, kPixi, kPipCompile };
  Kind kind = Kind::kPoetry;
  std::string path;
  std::map<std::string, std::vector<std::string>> versions;
  std::vector<std::string> inputs;  ///< pip-compile: the files it was made from, where the header says so
};

/// A statement about the Python version; the lowest rank wins, then the path nearest to the root.
struct PythonStatement {
  int rank = 0;
  std::string version;
  ProjectPlace where;
};

/// `by` (README, Dockerfile, CI file, MLproject, another requirements file) installs from the environment file `file`.
struct EnvironmentUse {
  enum class By : std::uint8_t { kReadme, kDockerfile, kMlproject, kAutomation, kInclude, kConstraint };
  By kind = By::kReadme;
  std::string by;
  std::string file;
};

class Draft {
 public:
  explicit Draft(const discover::Discovery& discovery);
  /// For one file of the tree: `project.files` stays empty.
  struct OneFile {};
  Draft(const discover::Discovery& discovery, OneFile /*tag*/) : found(discovery) {}
  /// Adds what was read of one file.
  void Take(Draft&& part);

  [[nodiscard]] const discover::FileRef* Find(std::string_view path) const;
  [[nodiscard]] bool Exists(std::string_view path) const { return Find(path) != nullptr; }
  /// A folder that holds files, directly or below.
  [[nodiscard]] bool HoldsFiles(std::string_view folder) const;
  /// Reads a file of the project; an error becomes an issue when `report` is set.
  std::optional<FileText> Read(std::string_view path, bool report = true, std::size_t limit = kLimit);

  /// Of a file that is all wrong, the first hundred are kept; `CountOmitted` says how many there were more.
  void Issue(ProjectPlace where, std::string message);
  void CountOmitted();
  void IssueAt(const std::string& path, std::uint32_t line, std::string message);
  /// Registers a file that declares dependencies; once per path and kind.
  DependencySource& Source(const std::string& path, DependencyFile kind);
  void Add(Dependency dependency);
  void Python(int rank, std::string version, ProjectPlace where);
  void Use(EnvironmentUse::By kind, const std::string& by, const std::string& file);

  const discover::Discovery& found;
  bool checks_syntax = true;  ///< of files that nothing else is read from
  Project project;
  std::vector<LockFile> locks;
  std::vector<PythonStatement> python;
  std::vector<EnvironmentUse> uses;
  std::set<std::string, std::less<>> read_requirements;  ///< requirement files read so far, against cycles

  static constexpr std::size_t kLimit = std::size_t{8} << 20U;
  static constexpr std::size_t kMostIssues = 100;  ///< of one file

 private:
  std::set<std::tuple<std::string, std::uint32_t, std::string>> told_;  ///< the issues: path, line and message
  std::map<std::string, std::size_t, std::less<>> issues_of_;           ///< by path
};

/// Ranks of statements about the Python version.
enum PythonRank : int {
  kRankPythonEnv,
  kRankVersionFile,
  kRankConda,
  kRankPipfile,
  kRankImage,
  kRankRequires,
  kRankSetup,
  kRankLock,
  kRankAutomation,
  kRankCommand,  ///< by which a person makes the environment
  kRankProse,    ///< of a README: "Python 3.8 or newer"
};

}  // namespace tracklint::project
