// MLF704: a model of a run is written to local disk and not logged.
#include "rules/common/models.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a fitted model of a run that is written with pickle, joblib, `torch.save` or a `save_model` to local disk, when neither the model nor the file is logged to MLflow.

## Why
The file lies on one disk under a name that the next run overwrites. From the run nobody can get the model it speaks of.

## Example
```python
import joblib
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    joblib.dump(model, "model.joblib")
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
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head())
```
)md";

static void Report(Pass& pass, const Run& run, Span where, const std::string& call, const std::string& path) {
  ReportOptions options{.subject = "model",
                        .run = run.id,
                        .help = "log it with `mlflow.<flavor>.log_model`, or log the file with `mlflow.log_artifact`"};
  options.related.push_back({run.where, "the run it belongs to"});
  pass.report(where,
              "the model is written to disk by " + Code(call) + (path.empty() ? "" : " (" + Code(path) + ")") +
                  " and not logged in its run",
              std::move(options));
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const FileUse& use : entry.files) {
      if (IsUnloggedSave(entry, use))
        Report(pass, *RunOfSave(entry, use), use.where, use.call,
               use.path.is_literal() ? use.path.value : std::string());
    }
    for (const LoggedModel& model : entry.models) {
      if (!model.saved_only || model.writer != Writer::kExplicit || model.trainings.empty()) continue;
      const Index training = model.trainings.front();
      if (training >= entry.trainings.size() || ModelMayBeRecorded(entry, training)) continue;
      if (const Run* run = RunOf(entry, entry.trainings[training]))
        Report(pass, *run, model.where, "mlflow." + model.flavor + ".save_model", "");
    }
  }
}

extern constinit const Rule MLF704{{.id = "MLF704",
                                    .name = "model-saved-outside-mlflow",
                                    .family = Family::kModels,
                                    .severity = Severity::kWarning,
                                    .summary = "A model of a run is written to local disk and not logged",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
