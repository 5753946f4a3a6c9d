// MLF605: code installs packages without exact versions.
#include "rules/common/requirements.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `!pip install x` and `%pip install x` in notebooks, and `pip install` run by `subprocess` or `os.system`, without an exact version. Installing a requirements file or the project itself is not reported.

## Why
Each execution takes whatever is newest, so the notebook's results belong to an environment that nobody wrote down.

## Example
```python
import subprocess
import sys

import mlflow

subprocess.run([sys.executable, "-m", "pip", "install", "lightgbm"], check=True)
mlflow.set_experiment("churn-model")
```

## Use instead
```python
import subprocess
import sys

import mlflow

subprocess.run([sys.executable, "-m", "pip", "install", "lightgbm==4.6.0"], check=True)
mlflow.set_experiment("churn-model")
```
)md";

static void Judge(Pass& pass, Span where, std::string_view command) {
  const std::vector<std::string> unpinned = UnpinnedInstalls(command);
  if (unpinned.empty()) return;
  const std::string name = RequirementName(unpinned.front());
  pass.report(where, "this installs " + CodeList(unpinned) + " without an exact version",
              {.subject = name.empty() ? unpinned.front() : name,
               .help = "write the version (`" + (name.empty() ? std::string("package") : name) +
                       "==…`), or install the project's requirements file"});
}

static void Check(Pass& pass) {
  if (!UsesMlflow(pass)) return;
  for (const FileId id : pass.in_scope()) {
    for (const MagicLine& magic : pass.sources().file(id).magics()) Judge(pass, magic.span, magic.text);
  }
  for (const ShellCommand& command : pass.facts().commands) {
    if (!command.command.is_unknown()) Judge(pass, command.where, Show(command.command));
  }
}

extern constinit const Rule MLF605{{.id = "MLF605",
                                    .name = "unpinned-notebook-install",
                                    .family = Family::kEnvironment,
                                    .severity = Severity::kWarning,
                                    .summary = "Code installs packages without exact versions",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
