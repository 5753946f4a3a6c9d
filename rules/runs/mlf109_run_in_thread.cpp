// MLF109: fluent logging in a thread that was started inside a run.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports fluent logging (`log_metric`, `set_tag`, …) in a function that a `Thread` or a thread pool executes while a run is open in the thread that started it.

## Why
Since MLflow 2.18 the active run belongs to one thread; the rule is silent where an older version is targeted. In another thread MLflow finds none and starts a new run for each, which nobody ends: it stays RUNNING forever, and the run that was meant holds nothing.

## Example
```python
import threading

import mlflow

def work(fold):
    mlflow.log_metric(f"fold_{fold}_rmse", 0.5)

with mlflow.start_run():
    threads = [threading.Thread(target=work, args=(fold,)) for fold in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
```

## Use instead
```python
import threading

import mlflow

def work(run_id, fold):
    mlflow.log_metric(f"fold_{fold}_rmse", 0.5, run_id=run_id)

with mlflow.start_run() as run:
    threads = [threading.Thread(target=work, args=(run.info.run_id, fold)) for fold in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
```
)md";

/// From this release on the active run belongs to one thread; before, all threads shared it.
constexpr MlflowVersion kThreadLocalRuns{2, 18, 0};

static void Check(Pass& pass) {
  if (pass.target() < kThreadLocalRuns) return;
  for (const Entry& entry : pass.facts().entries) {
    for (const Incident& incident : entry.incidents) {
      if (incident.kind != Incident::Kind::kLogInThread || incident.certainty != Certainty::kSurely) continue;
      ReportOptions options{
          .help = "hand the run id to the thread: `log_metric(…, run_id=…)` or `MlflowClient().log_metric(run_id, …)`"};
      if (const Run* run = RunAt(entry, incident.run)) options.run = run->id;
      if (incident.related.valid()) options.related.push_back({incident.related, "the thread is started here"});
      pass.report(incident.where,
                  "the active run is not known in this thread: MLflow starts another run, which is never ended",
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF109{{.id = "MLF109",
                                    .name = "run-in-thread",
                                    .family = Family::kRuns,
                                    .severity = Severity::kError,
                                    .summary = "Fluent logging in a thread goes to another run, which is never ended",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
