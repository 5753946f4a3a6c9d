// MLF802: an MLproject file that MLflow cannot load or run.
#include "rules/common/mlproject.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports an `MLproject` file that does not load, whose environment file is missing, or whose entry point starts a script that does not exist.

## Why
`mlflow run` fails: the one documented way to repeat the run does not work.

## Example
```yaml
name: churn
python_env: python_env.yaml   # no such file
entry_points:
  main:
    command: "python trian.py"
```

## Use instead
```yaml
name: churn
python_env: python_env.yaml
entry_points:
  main:
    command: "python train.py"
```
)md";

static void Check(Pass& pass) {
  const Project& project = pass.project();
  for (const ProjectIssue& issue : project.issues) {
    if (Lower(FileNameOf(issue.where.path)) != "mlproject") continue;
    pass.report(issue.where, "MLflow cannot load this MLproject file: " + issue.message,
                {.help = "mend the file so that `mlflow run .` accepts it"});
  }
  if (project.files.empty()) return;
  for (const Mlproject& mlproject : project.mlprojects) {
    const std::string_view folder = DirectoryOf(mlproject.path);
    if (!mlproject.environment_file.empty() && !HasFile(project, PathFrom(folder, mlproject.environment_file))) {
      pass.report(ProjectPlace{.path = mlproject.path},
                  "the environment file " + Code(mlproject.environment_file) + " does not exist",
                  {.subject = mlproject.environment_file, .help = "commit the file, or name the one that exists"});
    }
    for (const MlprojectEntryPoint& entry : mlproject.entry_points) {
      const std::string script = ScriptOf(entry.command);
      if (script.empty() || script.starts_with("/") || HasFile(project, PathFrom(folder, script))) continue;
      pass.report(entry.where,
                  "the entry point " + Code(entry.name) + " starts " + Code(script) + ", which does not exist",
                  {.subject = script, .help = "name a script that exists, relative to the MLproject file"});
    }
  }
}

extern constinit const Rule MLF802{{.id = "MLF802",
                                    .name = "invalid-mlproject",
                                    .family = Family::kProject,
                                    .severity = Severity::kError,
                                    .summary = "An MLproject file that MLflow cannot load or run",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
