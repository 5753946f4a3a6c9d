// MLF601: a requirement without an exact version.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports requirements without an exact version in the file that sets the environment of the runs (requirements, conda, `python_env.yaml`, Pipfile, pyproject, setup, `pip install` in a Dockerfile), unless a lock file that is up to date covers it. The file that README names (by `pip install -r` or by a `make` target) wins over its neighbours; a folder with dependencies and code of its own in which nothing uses MLflow sets the environment of no run.

## Why
Tomorrow the same file installs other versions. Other versions give other numbers, or an error.

## Example
```text
mlflow>=3.1
scikit-learn
```

## Use instead
```text
mlflow==3.1.4
scikit-learn==1.7.1
```
)md";

static const DependencySource* SourceOf(const Project& project, std::string_view path) {
  const auto at = std::find_if(project.sources.begin(), project.sources.end(),
                               [&](const DependencySource& source) { return source.path == path; });
  return at == project.sources.end() ? nullptr : &*at;
}

static bool LiesBelow(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

/// Folders that are projects of their own in which no run is made: they declare dependencies and hold code, and none of
/// it uses MLflow, while code that does has a dependency file beside or above it.
static std::set<std::string, std::less<>> FoldersWithoutRuns(const Pass& pass) {
  std::vector<std::string_view> scope;
  for (const FileId id : pass.in_scope()) scope.push_back(pass.sources().file(id).path());
  std::set<std::string, std::less<>> declaring;
  for (const DependencySource& source : pass.project().sources) {
    if (source.sets_environment && source.kind != DependencyFile::kLock) declaring.emplace(DirectoryOf(source.path));
  }
  const auto any_below = [](const auto& paths, std::string_view folder) {
    return std::any_of(paths.begin(), paths.end(), [&](std::string_view path) { return LiesBelow(path, folder); });
  };
  const bool declared = std::any_of(scope.begin(), scope.end(), [&](std::string_view path) {
    return std::any_of(declaring.begin(), declaring.end(),
                       [&](const std::string& folder) { return LiesBelow(path, folder); });
  });
  std::vector<std::string_view> code;
  for (const std::string& path : pass.project().files) {
    if (path.ends_with(".py") || path.ends_with(".ipynb")) code.push_back(path);
  }
  std::set<std::string, std::less<>> without;
  if (!declared) return without;
  for (const std::string& folder : declaring) {
    // a folder of declarations alone belongs to the project around it
    std::string_view project = folder;
    while (!project.empty() && !any_below(code, project)) project = DirectoryOf(project);
    if (!project.empty() && !any_below(scope, project)) without.insert(folder);
  }
  return without;
}

static void Check(Pass& pass) {
  if (!UsesMlflow(pass)) return;
  const std::set<std::string, std::less<>> without_runs = FoldersWithoutRuns(pass);
  std::set<std::pair<std::string, std::uint32_t>> told;
  for (const Dependency& dependency : pass.project().dependencies) {
    if (dependency.exact || dependency.optional || dependency.name.empty() ||
        IsOneOf(dependency.name, {"python", "pip"}))
      continue;
    if (dependency.kind == DependencyFile::kLock || dependency.kind == DependencyFile::kConstraints) continue;
    const DependencySource* source = SourceOf(pass.project(), dependency.where.path);
    if (source != nullptr && (source->locked_by_other || !source->sets_environment)) continue;
    if (without_runs.contains(DirectoryOf(dependency.where.path))) continue;
    if (!told.emplace(dependency.where.path, dependency.where.line).second) continue;
    const std::string written = dependency.written.empty() ? dependency.name : dependency.written;
    pass.report(dependency.where,
                "the requirement " + Code(written) +
                    (dependency.specifier.empty() ? " has no version" : " admits several versions"),
                {.subject = dependency.name,
                 .help = "pin the exact version (`" + dependency.name + "==…`), or commit a lock file"});
  }
}

extern constinit const Rule MLF601{{.id = "MLF601",
                                    .name = "unpinned-dependency",
                                    .family = Family::kEnvironment,
                                    .severity = Severity::kWarning,
                                    .summary = "A requirement has no exact version and no lock file covers it",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
