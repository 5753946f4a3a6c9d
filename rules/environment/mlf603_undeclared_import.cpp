// MLF603: a third-party package is imported and not declared.
#include <algorithm>
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

/// Lighter builds of a package provide the same module.
static bool HasVariant(const ImportUse& use, const std::set<std::string>& declared) {
  return std::any_of(use.distributions.begin(), use.distributions.end(), [&](const std::string& distribution) {
    const std::string name = RequirementName(distribution);
    return std::any_of(declared.begin(), declared.end(), [&](const std::string& other) {
      return !name.empty() && (other.starts_with(name + "-") || name.starts_with(other + "-"));
    });
  });
}

static void Check(Pass& pass) {
  const Project& project = pass.project();
  if (project.dependencies.empty() || !UsesMlflow(pass)) return;  // nothing declared at all is MLF602
  std::set<std::string> declared;
  for (const Dependency& dependency : project.dependencies) declared.insert(RequirementName(dependency.name));
  std::set<std::string> told;
  for (const ImportUse& use : pass.facts().imports) {
    if (use.guarded || IsDeclared(use, declared) || HasVariant(use, declared) || !told.insert(use.module).second)
      continue;
    const std::string distribution = use.distributions.empty() ? use.module : use.distributions.front();
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
