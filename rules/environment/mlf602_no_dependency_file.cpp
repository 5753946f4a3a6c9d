// MLF602: the repository trains with MLflow and declares no dependency.
#include <algorithm>

#include "rules/common/requirements.h"
#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports, once, a repository that trains with MLflow and declares its dependencies nowhere: no requirements, conda, pyproject, setup, Pipfile, lock file, no `pip install` in a Dockerfile or notebook, no inline script metadata.

## Why
Nobody can set up what the runs were made with.

## Example
```text
train.py        # trains in an MLflow run; there is no other file
```

## Use instead
```text
train.py
requirements.txt  # mlflow==3.1.4, scikit-learn==1.7.1
```
)md";

static bool InstallsItself(const SourceFile& file) {
  if (file.text().find("# /// script") != std::string_view::npos) return true;
  return std::any_of(file.magics().begin(), file.magics().end(),
                     [](const MagicLine& magic) { return magic.text.find(" install ") != std::string::npos; });
}

static void Check(Pass& pass) {
  const Project& project = pass.project();
  if (!project.dependencies.empty() || !project.sources.empty()) return;
  const Entry* first_entry = nullptr;
  const Training* first = nullptr;
  for (const Entry& entry : pass.facts().entries) {
    for (const Training& training : entry.trainings) {
      if (training.run == kNoIndex && !training.autologged) continue;
      if (first == nullptr || training.where < first->where) {
        first = &training;
        first_entry = &entry;
      }
    }
  }
  if (first == nullptr) return;
  for (std::size_t i = 0; i < pass.sources().size(); ++i) {
    if (InstallsItself(pass.sources().file(static_cast<FileId>(i)))) return;
  }
  const Run* run = RunAt(*first_entry, first->run);
  ReportOptions options{.help = "add a requirements.txt (or conda.yaml, pyproject.toml) with exact versions"};
  if (run != nullptr) options.run = run->id;
  pass.report(run != nullptr ? run->where : first->where,
              "the repository trains with MLflow and declares no dependency anywhere", std::move(options));
}

extern constinit const Rule MLF602{{.id = "MLF602",
                                    .name = "no-dependency-file",
                                    .family = Family::kEnvironment,
                                    .severity = Severity::kWarning,
                                    .summary = "The repository trains with MLflow and declares no dependency",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
