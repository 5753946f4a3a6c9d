// The steps of an attempt, one file each. They share the attempt and its folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reproduce/attempt.h"
#include "reproduce/sandbox.h"

namespace tracklint::reproduce {

/// Builds `folder`/env from the plan's requirements; `python` is its interpreter then. False where it cannot be built:
/// the attempt's cause says why.
[[nodiscard]] bool BuildEnvironment(Attempt& attempt, const std::string& folder, const AttemptOptions& options,
                                    std::string& python);

/// Level, causes and comparisons of an attempt whose tries have ended.
void Judge(Attempt& attempt, const std::string& folder, const AttemptOptions& options);

/// Runs uv; what it prints is added to the log of the installation.
[[nodiscard]] Result<Watched> RunUv(Attempt& attempt, const std::string& folder, const AttemptOptions& options,
                                    const std::vector<std::string>& words);

/// Packages that are released as source alone. Their archives are fetched without executing anything, and built in the
/// sandbox without a network; the wheels then lie in `wheels()`.
class SourceBuilds {
 public:
  SourceBuilds(Attempt& attempt, const std::string& folder, const AttemptOptions& options, std::string python)
      : attempt_(attempt), folder_(folder), options_(options), python_(std::move(python)) {}

  /// Builds what the installer says it has no wheel for. False where nothing new was built; `cause` says why when it is
  /// known better than before.
  [[nodiscard]] bool BuildMissing(const std::string& output, Cause& cause);
  [[nodiscard]] std::string wheels() const { return folder_ + "/build/wheels"; }
  /// "NAME VERSION" of each that was built.
  [[nodiscard]] const std::vector<std::string>& built() const { return built_; }

 private:
  struct Source {
    std::string name;
    std::string version;
    std::string url;
    std::string sha256;
    std::string path;
  };
  /// Requirement lines that the versions wanted of `name` may satisfy.
  [[nodiscard]] std::vector<std::string> WantedLines(const std::string& name, const std::string& output) const;
  [[nodiscard]] bool Locate(const std::string& line, Source& source);
  [[nodiscard]] bool Fetch(Source& source);
  [[nodiscard]] Limits Limited() const;
  [[nodiscard]] bool MakeBuildEnvironment();
  /// Empty where it was built, else the line that shows why not.
  [[nodiscard]] std::string Build(const Source& source);
  [[nodiscard]] bool AddBuildRequirements(const std::vector<std::string>& lines);
  [[nodiscard]] Result<Watched> Inside(const std::vector<std::string>& command);

  Attempt& attempt_;
  const std::string& folder_;
  const AttemptOptions& options_;
  std::string python_;
  std::vector<std::string> tried_;
  std::vector<std::string> built_;
};

/// Names in "Wheels are required for `NAME` because building from source is disabled", each once.
[[nodiscard]] std::vector<std::string> NamesWithoutWheels(std::string_view output);

/// "A depends on `name`SPECIFIER": the specifiers that the installer's explanation shows for `name`, each once.
[[nodiscard]] std::vector<std::string> SpecifiersShownFor(std::string_view output, std::string_view name);

}  // namespace tracklint::reproduce
