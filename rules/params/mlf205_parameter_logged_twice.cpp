// MLF205: a parameter is logged again in the same run with another value.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `log_param(s)` with a key that the same run already holds, when the value surely differs or varies with a loop.

## Why
Parameters cannot be changed: MLflow raises, and of a `log_params` call with one such key it stores nothing.

## Example
```python
import mlflow

with mlflow.start_run():
    for epoch in range(10):
        mlflow.log_param("epoch", epoch)
```

## Use instead
```python
import mlflow

with mlflow.start_run():
    mlflow.log_param("epochs", 10)
    for epoch in range(10):
        mlflow.log_metric("epoch", epoch, step=epoch)
```
)md";

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Incident& incident : entry.incidents) {
      if (incident.kind != Incident::Kind::kParamConflict || incident.certainty != Certainty::kSurely) continue;
      ReportOptions options{
          .subject = incident.text,
          .help = "log it once, log what changes as a metric with a step, or use one nested run for each value"};
      if (const Run* run = RunAt(entry, incident.run)) options.run = run->id;
      const bool loop = !incident.related.valid() || incident.related == incident.where;
      if (!loop) options.related.push_back({incident.related, "it is logged here first"});
      const std::string key = incident.text.empty() ? std::string("a parameter") : "parameter " + Code(incident.text);
      pass.report(incident.where,
                  key + (loop ? " is logged again in every round with another value: MLflow raises"
                              : " is logged again in this run with another value: MLflow raises"),
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF205{{.id = "MLF205",
                                    .name = "parameter-logged-twice",
                                    .family = Family::kParams,
                                    .severity = Severity::kError,
                                    .summary = "A parameter is logged again in the same run with another value",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
