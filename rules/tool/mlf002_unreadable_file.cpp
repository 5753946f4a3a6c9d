// MLF002: a file cannot be read as Python or as a notebook.
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a file that cannot be analysed at all: its bytes do not decode, the notebook is not valid JSON, or it is larger than the limit.

## Why
Nothing is known about such a file. A check that silently skips it would call a project sound that was not looked at.

## Example
```text
train.ipynb   # cut off in the middle by a failed merge: no longer valid JSON
```

## Use instead
```text
train.ipynb   # restored from version control, opens in Jupyter
```
)md";

static void Check(Pass& pass) {
  for (const FileIssue& issue : pass.issues()) {
    if (!issue.unreadable) continue;
    const std::string why = issue.message.empty() ? std::string("it is not text") : issue.message;
    ReportOptions options{.help = "save the file as UTF-8 (or restore it), or exclude it from the analysis"};
    if (issue.span.valid()) {
      pass.report(issue.span, "this file cannot be read: " + why, std::move(options));
    } else {
      pass.report(ProjectPlace{.path = issue.path}, "this file cannot be read: " + why, std::move(options));
    }
  }
}

extern constinit const Rule MLF002{{.id = "MLF002",
                                    .name = "unreadable-file",
                                    .family = Family::kTool,
                                    .severity = Severity::kError,
                                    .summary = "The file cannot be decoded, is not a notebook, or is too large",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
