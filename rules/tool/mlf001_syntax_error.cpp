// MLF001: a file does not parse.
#include <set>
#include <utility>

#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports the first place of a file (of a notebook: of each cell) that is not valid Python. The rest of the file is still analysed where possible.

## Why
Code that does not parse does not run, so it records nothing. Whatever tracklint says about the rest of the file may be incomplete: a helper that cannot be read counts as unknown, never as missing.

## Example
```python
import mlflow

with mlflow.start_run()
    mlflow.log_param("alpha", 0.1)
```

## Use instead
```python
import mlflow

with mlflow.start_run():
    mlflow.log_param("alpha", 0.1)
```
)md";

static void Check(Pass& pass) {
  std::set<std::pair<FileId, std::uint32_t>> told;
  for (const FileIssue& issue : pass.issues()) {
    if (issue.unreadable || !issue.span.valid()) continue;
    const std::uint32_t cell = pass.sources().file(issue.span.file).place(issue.span).cell;
    if (!told.emplace(issue.span.file, cell).second) continue;
    const std::string what = issue.message.empty() ? std::string("invalid syntax") : issue.message;
    pass.report(
        issue.span, "this is not valid Python: " + what,
        {.help = "mend the syntax; until then this part of the file is analysed only as far as it can be read"});
  }
}

extern constinit const Rule MLF001{{.id = "MLF001",
                                    .name = "syntax-error",
                                    .family = Family::kTool,
                                    .severity = Severity::kError,
                                    .summary = "The file does not parse",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
