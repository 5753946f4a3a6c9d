// MLF702: a model has a signature but no input example.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `log_model` that gives a signature and no input example. Not in the default set.

## Why
With an example MLflow can test at once that the stored model loads and predicts, and a person who finds it sees what to give it.

## Example
```python
import mlflow
import pandas as pd
from mlflow.models import infer_signature
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", signature=infer_signature(data[["age"]], data["target"]))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head())
```
)md";

static void Judge(Pass& pass, const LoggedModel& model, const Run* run) {
  const bool has_signature = model.signature == Signature::kExplicit || model.signature == Signature::kInferred;
  if (model.writer != Writer::kExplicit || !has_signature || model.input_example != Tri::kNo) return;
  ReportOptions options{.help = "pass `input_example=` with a few rows of the input"};
  if (run != nullptr) options.run = run->id;
  const std::string name = Show(model.name);
  pass.report(
      model.where,
      (name.empty() ? std::string("the model") : "the model " + Code(name)) + " has a signature but no input example",
      std::move(options));
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const LoggedModel& model : run.models) Judge(pass, model, &run);
    }
    for (const LoggedModel& model : entry.models) Judge(pass, model, nullptr);
  }
}

extern constinit const Rule MLF702{{.id = "MLF702",
                                    .name = "model-without-input-example",
                                    .family = Family::kModels,
                                    .severity = Severity::kNote,
                                    .on = false,
                                    .summary = "A model has a signature but no input example",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
