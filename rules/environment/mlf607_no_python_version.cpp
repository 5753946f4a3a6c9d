// MLF607: nothing says which Python the code runs on.
#include <algorithm>

#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports, on the first dependency file, a repository in which nothing says the Python version: no `requires-python`, `.python-version`, `runtime.txt`, `python_env.yaml`, conda environment, image or CI file, no README that names one, and no command of it or of a script that makes the environment with one (`conda create python=3.11`, `uv venv --python 3.11`).

## Why
Pinned packages may not install on another Python, and stored models (pickles above all) may not load there.

## Example
```text
requirements.txt  # mlflow==3.1.4; nothing names a Python version
train.py
```

## Use instead
```text
.python-version   # 3.11.9
requirements.txt  # mlflow==3.1.4
train.py
```
)md";

static void Check(Pass& pass) {
  const Project& project = pass.project();
  if (project.python_version || project.sources.empty() || !UsesMlflow(pass)) return;
  const auto first = std::find_if(project.sources.begin(), project.sources.end(), [](const DependencySource& source) {
    return source.sets_environment && source.kind != DependencyFile::kLock;
  });
  const std::string& path = first == project.sources.end() ? project.sources.front().path : first->path;
  pass.report(ProjectPlace{.path = path}, "nothing in the repository says which Python version the code runs on",
              {.subject = std::string(FileNameOf(path)),
               .help = "add a `.python-version`, `requires-python` or a `python=` line to the environment file"});
}

extern constinit const Rule MLF607{{.id = "MLF607",
                                    .name = "no-python-version",
                                    .family = Family::kEnvironment,
                                    .severity = Severity::kNote,
                                    .summary = "Nothing says which Python version the code runs on",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
