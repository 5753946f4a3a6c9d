// MLF107: an exception of a training is swallowed inside the run.
#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports an exception handler inside a run that catches whatever a training call raises and goes on: `except: pass`, or one that only prints or logs.

## Why
The run ends as FINISHED although nothing was trained. In the list of runs a failure looks like a result.

## Example
```python
import mlflow
from sklearn.linear_model import Ridge

def run(features, target):
    with mlflow.start_run():
        mlflow.log_param("alpha", 0.5)
        try:
            Ridge(alpha=0.5).fit(features, target)
        except Exception as error:
            print("training failed", error)
```

## Use instead
```python
import mlflow
from sklearn.linear_model import Ridge

def run(features, target):
    with mlflow.start_run():
        mlflow.log_param("alpha", 0.5)
        try:
            Ridge(alpha=0.5).fit(features, target)
        except Exception as error:
            mlflow.set_tag("error", str(error))
            raise
```
)md";

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Incident& incident : entry.incidents) {
      if (incident.kind != Incident::Kind::kSwallowedTraining) continue;
      const Run* run = RunAt(entry, incident.run);
      // The run that a first logging call would create may not be there yet when the training fails.
      if (run != nullptr && run->kind == RunKind::kImplicit && run->certainty == Certainty::kMaybe) continue;
      ReportOptions options{.help = "re-raise the exception, or end the run with `mlflow.end_run(\"FAILED\")`"};
      if (run != nullptr) options.run = run->id;
      if (incident.related.valid())
        options.related.push_back({incident.related, "the training whose failure is hidden"});
      pass.report(incident.where, "an exception of the training is swallowed here: the run ends as FINISHED",
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF107{{.id = "MLF107",
                                    .name = "run-hides-failure",
                                    .family = Family::kRuns,
                                    .severity = Severity::kWarning,
                                    .summary = "An exception of a training is swallowed inside the run",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
