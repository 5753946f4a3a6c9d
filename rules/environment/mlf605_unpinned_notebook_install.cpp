// MLF605: code installs packages without exact versions.
#include <algorithm>

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

/// A notebook in which nothing is recorded and that no other runs: it only tells of MLflow, or imports a package of the
/// repository that may use it elsewhere.
static bool RecordsNothing(Pass& pass, FileId id) {
  const SourceFile& file = pass.sources().file(id);
  if (!file.is_notebook()) return false;
  for (const ImportUse& use : pass.facts().imports) {
    if (use.where.file == id && use.module.find("mlflow") != std::string::npos) return false;
  }
  for (const Entry& entry : pass.facts().entries) {
    if (entry.file == id && (!entry.calls.empty() || !entry.runs.empty() || !entry.models.empty())) return false;
  }
  const std::string_view name = FileNameOf(file.path());
  const std::string_view stem = name.substr(0, name.rfind('.'));
  for (const FileId other : pass.in_scope()) {
    const auto runs = [&](const MagicLine& magic) {
      return magic.text.find("%run") != std::string::npos && magic.text.find(stem) != std::string::npos;
    };
    const std::vector<MagicLine>& magics = pass.sources().file(other).magics();
    if (std::any_of(magics.begin(), magics.end(), runs)) return false;
  }
  return true;
}

static void Check(Pass& pass) {
  if (!UsesMlflow(pass)) return;
  for (const FileId id : pass.in_scope()) {
    if (RecordsNothing(pass, id)) continue;
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
