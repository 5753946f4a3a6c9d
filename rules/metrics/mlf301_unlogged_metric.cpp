// MLF301: an evaluation result is computed for a run and never logged.
#include "rules/common/metrics.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports the result of a known metric function, of `.score` or of `.evaluate` that is computed for a run, only printed or dropped, and logged nowhere.

## Why
The number was measured and is lost with the terminal: runs cannot be compared by it.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["age"]], data["target"])
    predicted = model.predict(data[["age"]])
    mlflow.log_metric("r2", r2_score(data["target"], predicted))
    print("MAE", mean_absolute_error(data["target"], predicted))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["age"]], data["target"])
    predicted = model.predict(data[["age"]])
    mlflow.log_metric("r2", r2_score(data["target"], predicted))
    mlflow.log_metric("mae", mean_absolute_error(data["target"], predicted))
```
)md";

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Evaluation& evaluation : entry.evaluations) {
      const Run* run = RunAt(entry, evaluation.run);
      if (run == nullptr || !IsUnloggedMetric(evaluation)) continue;
      const std::string name(LastName(evaluation.metric));
      ReportOptions options{.subject = name, .run = run->id, .help = "log it with `mlflow.log_metric`"};
      options.related.push_back({run->where, "the run it belongs to"});
      pass.report(evaluation.where,
                  "the result of " + Code(name) +
                      (evaluation.printed ? " is only printed, not logged in its run" : " is not logged in its run"),
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF301{{.id = "MLF301",
                                    .name = "unlogged-metric",
                                    .family = Family::kMetrics,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "An evaluation result is computed for a run and never logged",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
