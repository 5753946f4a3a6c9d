// What a file of the repository is for, by its path alone. Pure functions.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/discover/discover.h"

namespace tracklint::project {

enum class FileKind : std::uint8_t {
  kNone,
  kRequirements,
  kConstraints,
  kConda,
  kPythonEnv,
  kPipfile,
  kPyproject,
  kSetupCfg,
  kSetupPy,
  kPixi,
  kPoetryLock,
  kUvLock,
  kPdmLock,
  kPipfileLock,
  kCondaLock,
  kPixiLock,
  kDockerfile,
  kCompose,
  kManifest,
  kMlproject,
  kPythonVersion,
  kRuntimeTxt,
  kToolVersions,
  kDotEnv,
  kWorkflow,
  kShell,
  kMakefile,
  kReadme,
  kEditor,
  kDvcFile,
  kDvcYaml,
  kDvcLock,
  kKedroMlflow,
  kConfiguration,
  kNotebook,
};

[[nodiscard]] FileKind KindOf(std::string_view path);

/// A requirements file for documentation, tests or development, by its name or folder.
[[nodiscard]] bool IsSideRequirement(std::string_view path);

/// A folder for tests, documentation or automation holds the file, directly or above.
[[nodiscard]] bool IsSideFolder(std::string_view path);

/// Below a folder that MLflow wrote: `mlruns`, `mlartifacts`, or a folder with a file named MLmodel.
class RecordedFolders {
 public:
  explicit RecordedFolders(const std::vector<discover::FileRef>& files);
  [[nodiscard]] bool Holds(std::string_view path) const;

 private:
  std::vector<std::string_view> model_folders_;  ///< sorted; views into the discovery
};

}  // namespace tracklint::project
