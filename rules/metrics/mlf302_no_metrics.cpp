// MLF302: a run trains a model and records no metric at all.
#include <algorithm>

#include "rules/common/metrics.h"
#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a run that trains a model and records no metric, neither by hand nor by autolog nor by a framework. Where a measured result is at hand and only not logged, MLF301 says so instead.

## Why
Nobody can tell from the run whether its model is any good, so it cannot be compared with another one.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head())
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age"]], data["target"]))
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head())
```
)md";

static Verdict Judge(const Entry& entry, const Run& run) {
  if (run.trainings.empty() || !run.metrics.empty()) return Verdict::kFine;
  if (run.metrics_open || entry.unfinished || MayBeCallersRun(entry, run)) return Verdict::kUnknown;
  const auto run_index = static_cast<Index>(&run - entry.runs.data());
  const auto of_this_run = [&](const Evaluation& evaluation) { return evaluation.run == run_index; };
  for (const Evaluation& evaluation : entry.evaluations) {
    if (!of_this_run(evaluation)) continue;
    if (IsUnloggedMetric(evaluation)) return Verdict::kFine;  // MLF301 names it
    if (evaluation.logged != Tri::kNo) return Verdict::kUnknown;
  }
  return Verdict::kFaulty;
}

static void Check(Pass& pass) {
  for (const Fault& fault : FaultyRuns(pass.facts(), Judge)) {
    ReportOptions options{.run = fault.run->id,
                          .help = "evaluate the model and log the result with `mlflow.log_metric`"};
    const Index training = fault.run->trainings.front();
    if (training < fault.entry->trainings.size() && fault.entry->trainings[training].where != fault.where)
      options.related.push_back({fault.entry->trainings[training].where, "the training"});
    pass.report(fault.where, "this run trains a model and records no metric", std::move(options));
  }
}

extern constinit const Rule MLF302{{.id = "MLF302",
                                    .name = "no-metrics",
                                    .family = Family::kMetrics,
                                    .severity = Severity::kWarning,
                                    .summary = "A run trains a model and records no metric at all",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
