// MLF108: fluent logging after the run has ended starts another run.
#include <set>

#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports the first fluent logging call that runs after the run has ended: behind the with-block, or after `end_run()`, also in a helper called there.

## Why
MLflow silently starts a second run for it. The value is missing from the run it belongs to, and stands alone in one that has nothing else.

## Example
```python
import mlflow

with mlflow.start_run():
    mlflow.log_param("alpha", 0.1)
mlflow.log_metric("rmse", 0.7)
```

## Use instead
```python
import mlflow

with mlflow.start_run():
    mlflow.log_param("alpha", 0.1)
    mlflow.log_metric("rmse", 0.7)
```
)md";

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    std::set<Index> told;  // what follows goes to the run that the first call has started
    for (const Incident& incident : entry.incidents) {
      if (incident.kind != Incident::Kind::kLogAfterRun || incident.certainty != Certainty::kSurely) continue;
      if (incident.run != kNoIndex && !told.insert(incident.run).second) continue;
      ReportOptions options{
          .help = "move the call into the run, or log to it by id: `MlflowClient().log_metric(run_id, …)`"};
      if (const Run* run = RunAt(entry, incident.run)) options.run = run->id;
      if (incident.related.valid()) options.related.push_back({incident.related, "the run that has ended"});
      const std::string call = incident.text.empty() ? std::string("this call") : Code(LastName(incident.text));
      pass.report(incident.where, call + " runs after the run has ended: MLflow silently starts a second run for it",
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF108{{.id = "MLF108",
                                    .name = "log-after-run",
                                    .family = Family::kRuns,
                                    .severity = Severity::kError,
                                    .summary = "Fluent logging after the run has ended silently starts another run",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
