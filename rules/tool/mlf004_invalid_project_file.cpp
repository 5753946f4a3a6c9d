// MLF004: a file of the project (requirements, conda, pyproject) cannot be read.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports requirement files, conda environments, `pyproject.toml`, lock files and `.env` files that cannot be read. (An `MLproject` file that MLflow cannot load is MLF802.)

## Why
The dependencies declared there count as unknown, and tools that install from the file will stop or guess.

## Example
```toml
[project
dependencies = ["mlflow==3.1.0"]
```

## Use instead
```toml
[project]
dependencies = ["mlflow==3.1.0"]
```
)md";

static void Check(Pass& pass) {
  if (!UsesMlflow(pass)) return;
  for (const ProjectIssue& issue : pass.project().issues) {
    const std::string_view file = FileNameOf(issue.where.path);
    if (Lower(file) == "mlproject") continue;
    pass.report(issue.where, Code(file) + " cannot be read: " + issue.message,
                {.subject = std::string(file), .help = "mend the file; until then its contents count as unknown"});
  }
}

extern constinit const Rule MLF004{{.id = "MLF004",
                                    .name = "invalid-project-file",
                                    .family = Family::kTool,
                                    .severity = Severity::kWarning,
                                    .summary = "A requirements, conda, pyproject or lock file cannot be read",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
