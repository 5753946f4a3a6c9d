// MLF603: a third-party package is imported and not declared.
#include <algorithm>
#include <map>
#include <set>

#include "rules/common/requirements.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports, once per package, third-party packages that code in scope imports and no dependency file of the repository declares. A package that comes along with a declared one is reported unless a lock file holds it.

## Why
The environment that the repository describes cannot run the code, or runs it with whatever version happens to come along.

## Example
```text
train.py          # import mlflow, lightgbm
requirements.txt  # mlflow==3.1.4
```

## Use instead
```text
train.py          # import mlflow, lightgbm
requirements.txt  # mlflow==3.1.4, lightgbm==4.6.0
```
)md";

static bool IsDeclared(const ImportUse& use, const std::set<std::string>& declared) {
  if (declared.contains(RequirementName(use.module))) return true;
  return std::any_of(use.distributions.begin(), use.distributions.end(),
                     [&](const std::string& name) { return declared.contains(RequirementName(name)); });
}

/// Builds for other machines have the name with a word behind it (onnxruntime-gpu).
static bool HasBuild(const ImportUse& use, const std::set<std::string>& declared) {
  const std::string name = RequirementName(use.distributions.front());
  for (const std::string_view build : {"cpu", "gpu", "nightly", "binary", "headless", "skinny"}) {
    if (declared.contains(name + "-" + std::string(build))) return true;
  }
  return false;
}

/// Distributions of one family share a package (livekit of livekit-agents): with one of them declared, who brings a
/// module that no table names cannot be said.
static bool MayBeOfFamily(const ImportUse& use, const std::set<std::string>& declared) {
  if (use.known) return false;
  const std::string prefix = RequirementName(use.module) + "-";
  const auto next = declared.lower_bound(prefix);
  return next != declared.end() && next->starts_with(prefix);
}

/// What the notebook or script of an import installs by itself.
static std::map<FileId, std::set<std::string>> InstalledByFile(const Pass& pass) {
  std::map<FileId, std::set<std::string>> installed;
  const auto note = [&](FileId file, std::string_view command) {
    for (std::string& name : InstalledNames(command)) installed[file].insert(std::move(name));
  };
  for (const FileId id : pass.in_scope()) {
    for (const MagicLine& magic : pass.sources().file(id).magics()) note(id, magic.text);
  }
  for (const ShellCommand& command : pass.facts().commands) {
    if (!command.command.is_unknown()) note(command.where.file, Show(command.command));
  }
  return installed;
}

/// Tools that every environment is made with, and scripts that build or document the project.
static bool IsTool(const Pass& pass, const ImportUse& use) {
  if (IsOneOf(use.distributions.front(), {"setuptools", "pip", "wheel", "distribute"})) return true;
  const std::string_view path = pass.sources().file(use.where.file).path();
  return IsOneOf(FileNameOf(path), {"setup.py", "noxfile.py"}) ||
         (FileNameOf(path) == "conf.py" && path.find("doc") != std::string_view::npos);
}

static void Check(Pass& pass) {
  const Project& project = pass.project();
  if (project.dependencies.empty() || !UsesMlflow(pass)) return;  // nothing declared at all is MLF602
  std::set<std::string> declared;
  for (const Dependency& dependency : project.dependencies) declared.insert(dependency.name);
  const std::map<FileId, std::set<std::string>> installed = InstalledByFile(pass);
  std::set<std::string> told;
  for (const ImportUse& use : pass.facts().imports) {
    if (use.guarded || IsDeclared(use, declared) || HasBuild(use, declared) || MayBeOfFamily(use, declared) ||
        IsTool(pass, use))
      continue;
    // The runtime of Databricks brings its packages; which ones nobody here can see.
    if (pass.sources().file(use.where.file).kind() == SourceKind::kDatabricks) continue;
    const auto own = installed.find(use.where.file);
    if (own != installed.end() && IsDeclared(use, own->second)) continue;
    const std::string& distribution = use.distributions.front();
    if (!told.insert(distribution).second) continue;
    pass.report(use.where,
                "the package " + Code(distribution) +
                    (distribution == use.module ? "" : " (" + Code(use.module) + ")") +
                    " is imported and declared in no dependency file",
                {.subject = distribution, .help = "add " + Code(distribution + "==…") + " to the dependency file"});
  }
}

extern constinit const Rule MLF603{{.id = "MLF603",
                                    .name = "undeclared-import",
                                    .family = Family::kEnvironment,
                                    .severity = Severity::kWarning,
                                    .summary = "A third-party package is imported and declared nowhere",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
