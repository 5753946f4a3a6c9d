// MLF106: the tracking address or the experiment is chosen while a run is active.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `set_experiment` and `set_tracking_uri` that are executed while a run is surely active.

## Why
The active run does not move: it stays in the experiment and on the server where it was started. After `set_tracking_uri` MLflow looks for the active run on the new server, where it does not exist.

## Example
```python
import mlflow

with mlflow.start_run():
    mlflow.set_experiment("churn-model")
    mlflow.log_metric("accuracy", 0.9)
```

## Use instead
```python
import mlflow

mlflow.set_experiment("churn-model")
with mlflow.start_run():
    mlflow.log_metric("accuracy", 0.9)
```
)md";

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Incident& incident : entry.incidents) {
      if (incident.kind != Incident::Kind::kSetupWhileActive || incident.certainty != Certainty::kSurely) continue;
      const std::string function(incident.text.empty() ? std::string_view("this call") : LastName(incident.text));
      ReportOptions options{.subject = function,
                            .help = "choose the server and the experiment before the run is started"};
      const Run* run = RunAt(entry, incident.run);
      if (run != nullptr) options.run = run->id;
      const Span start = incident.related.valid() || run == nullptr ? incident.related : run->where;
      if (start.valid()) options.related.push_back({start, "the active run starts here"});
      pass.report(incident.where,
                  Code(function) + " is called while a run is active: that run stays where it was started",
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF106{{.id = "MLF106",
                                    .name = "setup-after-run",
                                    .family = Family::kRuns,
                                    .severity = Severity::kError,
                                    .summary = "The tracking server or experiment is chosen while a run is active",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
