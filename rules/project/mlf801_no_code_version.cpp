// MLF801: runs for which MLflow records no git commit.
#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports, once per file, the first run that comes from a notebook or from other code for which MLflow records no git commit (`MlflowClient.create_run`, a git-ignored file, a repository without commits), when no tag or parameter records one. A notebook that logs itself as artifact counts as recorded; a Databricks notebook has its revision tagged.

## Why
Without the code version nothing else in the record can be joined to what produced it.

## Example
```python
from mlflow import MlflowClient

client = MlflowClient()
experiment_id = client.create_experiment("churn-model")
run = client.create_run(experiment_id)
client.log_metric(run.info.run_id, "accuracy", 0.9)
client.set_terminated(run.info.run_id)
```

## Use instead
```python
import subprocess

from mlflow import MlflowClient

client = MlflowClient()
experiment_id = client.create_experiment("churn-model")
commit = subprocess.check_output(["git", "rev-parse", "HEAD"], text=True).strip()
run = client.create_run(experiment_id, tags={"mlflow.source.git.commit": commit})
client.log_metric(run.info.run_id, "accuracy", 0.9)
client.set_terminated(run.info.run_id)
```
)md";

static void Check(Pass& pass) {
  const auto judge = [](const Entry& entry, const Run& run) {
    if (entry.kind == Entry::Kind::kDatabricks || run.code_recorded == Tri::kYes) return Verdict::kFine;
    return run.code_recorded == Tri::kNo ? Verdict::kFaulty : Verdict::kUnknown;
  };
  for (const Fault& fault : FirstFaultPerFile(pass.facts(), judge)) {
    const bool notebook = fault.entry->kind == Entry::Kind::kNotebook;
    const std::string why = notebook                              ? "runs of a notebook"
                            : fault.run->kind == RunKind::kClient ? "runs made by `create_run`"
                                                                  : "runs of this file";
    pass.report(fault.where, "MLflow records no git commit for " + why + ", and no tag names the code version",
                {.run = fault.run->id,
                 .help = "set the tag `mlflow.source.git.commit` in the run, or move the code into a script under "
                         "version control"});
  }
}

extern constinit const Rule MLF801{{.id = "MLF801",
                                    .name = "no-code-version",
                                    .family = Family::kProject,
                                    .severity = Severity::kNote,
                                    .summary = "MLflow records no git commit for these runs and no tag does",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
