// MLF705: a model is logged but never registered.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports models that are logged while nothing in the analysed code registers a model. Not in the default set.

## Why
A registered version has a name, a number and an alias, so that what is deployed can be traced to the run that made it.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
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
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head(), registered_model_name="houses")
```
)md";

static void Check(Pass& pass) {
  if (!pass.facts().registered.empty()) return;
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const LoggedModel& model : run.models) {
        if (model.writer != Writer::kExplicit || model.saved_only || model.registered_as) continue;
        const std::string name = Show(model.name);
        pass.report(
            model.where,
            (name.empty() ? std::string("this model") : "the model " + Code(name)) + " is logged and never registered",
            {.run = run.id,
             .help =
                 "pass `registered_model_name=`, or call `mlflow.register_model` for the model that is to be used"});
      }
    }
  }
}

extern constinit const Rule MLF705{{.id = "MLF705",
                                    .name = "model-not-registered",
                                    .family = Family::kModels,
                                    .severity = Severity::kNote,
                                    .on = false,
                                    .summary = "A model is logged but never registered",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
