// MLF707: the registry's stages are used.
#include "rules/common/calls.h"
#include "rules/common/deprecated.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "rules/common/versions.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports calls of the stages API of the model registry: `transition_model_version_stage`, `get_latest_versions`, `stages=`.

## Why
Stages are deprecated since MLflow 2.9 and will be removed. Databricks Unity Catalog does not have them.

## Example
```python
from mlflow import MlflowClient

client = MlflowClient()
client.transition_model_version_stage(name="churn", version="3", stage="Production")
```

## Use instead
```python
from mlflow import MlflowClient

client = MlflowClient()
client.set_registered_model_alias(name="churn", alias="champion", version="3")
```
)md";

constexpr MlflowVersion kStagesDeprecated{2, 9, 0};

static void Check(Pass& pass) {
  if (IsMlflowItself(pass.project())) return;
  if (pass.target() < kStagesDeprecated) return;
  for (const Entry& entry : pass.facts().entries) {
    for (const ApiCall& call : entry.calls) {
      if (!IsStageCall(call)) continue;
      const std::string name(LastName(call.function));
      const bool reads = name.starts_with("get_");
      ReportOptions options{.subject = name,
                            .help = reads ? "ask for an alias: `client.get_model_version_by_alias(name, alias)`"
                                          : "set an alias: `client.set_registered_model_alias(name, alias, version)`"};
      if (const Run* run = RunAt(entry, call.run)) options.run = run->id;
      pass.report(call.where, Code(name) + " uses model stages, which are deprecated since MLflow 2.9",
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF707{{.id = "MLF707",
                                    .name = "deprecated-stage",
                                    .family = Family::kModels,
                                    .severity = Severity::kWarning,
                                    .summary = "The deprecated stages of the model registry are used",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
