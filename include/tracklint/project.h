// The project around the code: dependencies, environments, images, MLproject, settings that a
// committed file gives to MLflow, git state. Built by analyzer/project; immutable, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracklint {

/// A place in a project file (not a Python source): 1-based line and column.
struct ProjectPlace {
  std::string path;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_column = 1;
};

enum class DependencyFile : std::uint8_t {
  kRequirements,
  kConstraints,
  kConda,
  kPythonEnv,
  kPipfile,
  kPyproject,
  kSetup,
  kLock,
  kDockerfile
};

struct Dependency {
  std::string name;                   ///< normalised (PEP 503)
  std::string written;                ///< as written, credentials removed
  std::string specifier;              ///< "==1.2", ">=1,<2", ""
  std::optional<std::string> pinned;  ///< the exact version where there is one
  bool exact = false;                 ///< pinned, hashed, or a URL/VCS reference with a commit
  bool optional = false;              ///< extra / dev / test group
  std::string marker;
  DependencyFile kind = DependencyFile::kRequirements;
  ProjectPlace where;
};
struct DependencySource {
  std::string path;
  DependencyFile kind = DependencyFile::kRequirements;
  bool locked_by_other = false;  ///< a lock file that is not stale covers it
  bool sets_environment = true;  ///< false for docs/test/dev requirement files
  std::string lock;              ///< the lock file that covers it, or the one that is stale; empty when there is none
  bool lock_is_stale =
      false;  ///< a lock file stands beside it, but lacks one of its packages or holds a version it excludes
};
struct ImageReference {
  std::string image;
  std::string tag;
  bool digest = false;
  bool floating = false;  ///< no tag or latest, no digest
  ProjectPlace where;
};
/// MLFLOW_EXPERIMENT_NAME, MLFLOW_TRACKING_URI, … set by a committed file (.env, CI, Dockerfile, README command, MLproject run line).
struct CommittedSetting {
  std::string name;   ///< upper-case environment variable; `--experiment-name` becomes MLFLOW_EXPERIMENT_NAME
  std::string value;  ///< may be empty when it comes from a secret; credentials removed
  ProjectPlace where;
};
struct ProjectIssue {
  ProjectPlace where;
  std::string message;
};
struct GitState {
  bool work_tree = false;  ///< the root lies in a git work tree
  bool has_commit = false;
  std::string commit;
  bool dirty = false;
  std::vector<std::string> tracked;  ///< sorted paths relative to the analysed root
};
struct MlprojectEntryPoint {
  std::string name;
  std::string command;
  std::vector<std::string> parameters;
  ProjectPlace where;
};
struct Mlproject {
  std::string path;
  std::string name;
  std::string environment_file;  ///< as written: relative to the folder of the MLproject
  std::vector<MlprojectEntryPoint> entry_points;
};

struct Project {
  std::vector<Dependency> dependencies;
  std::vector<DependencySource> sources;
  std::vector<ImageReference> images;
  std::vector<CommittedSetting> settings;
  std::optional<std::string> python_version;  ///< what says the Python version, if anything does
  std::optional<ProjectPlace> python_version_where;
  std::vector<Mlproject> mlprojects;
  std::vector<std::string> started_scripts;  ///< that README, CI or a script starts with `python`, relative to the root
  std::vector<ProjectIssue> issues;
  GitState git;
  std::vector<std::string> dvc_tracked;       ///< data paths described by DVC, sorted
  std::vector<std::string> files;             ///< every file of the tree that is not ignored, sorted
  std::optional<std::string> mlflow_version;  ///< exact, or the lowest version the project admits

  [[nodiscard]] const CommittedSetting* setting(std::string_view name) const {
    for (const CommittedSetting& s : settings) {
      if (s.name == name) return &s;
    }
    return nullptr;
  }
};

}  // namespace tracklint
