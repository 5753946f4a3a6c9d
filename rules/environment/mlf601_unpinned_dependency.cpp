// MLF601: a requirement without an exact version.
#include <algorithm>
#include <set>
#include <utility>

#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports requirements without an exact version in the file that sets the environment of the runs (requirements, conda, `python_env.yaml`, Pipfile, pyproject, setup, `pip install` in a Dockerfile), unless a lock file that is up to date covers it.

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

static void Check(Pass& pass) {
  if (!UsesMlflow(pass)) return;
  std::set<std::pair<std::string, std::uint32_t>> told;
  for (const Dependency& dependency : pass.project().dependencies) {
    if (dependency.exact || dependency.optional || dependency.name.empty() ||
        IsOneOf(dependency.name, {"python", "pip"}))
      continue;
    if (dependency.kind == DependencyFile::kLock || dependency.kind == DependencyFile::kConstraints) continue;
    const DependencySource* source = SourceOf(pass.project(), dependency.where.path);
    if (source != nullptr && (source->locked_by_other || !source->sets_environment)) continue;
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
