// MLF209: a parameter is logged by hand and by autolog with different values.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a parameter that is logged by hand in a run in which autolog writes the same key with a value that surely differs.

## Why
Logged before the training, it makes autolog silently lose all its parameters of that training. Logged after it, the call raises and the run ends as FAILED.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", "half")
    Ridge(alpha=0.5).fit(data[["age"]], data["target"])
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.set_tag("regularisation", "half")
    Ridge(alpha=0.5).fit(data[["age"]], data["target"])
```
)md";

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Incident& incident : entry.incidents) {
      if (incident.kind != Incident::Kind::kAutologConflict || incident.certainty != Certainty::kSurely) continue;
      ReportOptions options{.subject = incident.text,
                            .help = "leave this key to autolog, or log yours under another name"};
      if (const Run* run = RunAt(entry, incident.run)) options.run = run->id;
      if (incident.related.valid()) options.related.push_back({incident.related, "the training that autolog records"});
      const bool before = !incident.related.valid() || incident.related.file != incident.where.file ||
                          incident.where < incident.related;
      const std::string key =
          incident.text.empty() ? std::string("this parameter") : "parameter " + Code(incident.text);
      pass.report(incident.where,
                  key + " is also written by autolog with another value: " +
                      (before ? "autolog loses all its parameters" : "MLflow raises"),
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF209{{.id = "MLF209",
                                    .name = "parameter-conflicts-with-autolog",
                                    .family = Family::kParams,
                                    .severity = Severity::kError,
                                    .summary = "A parameter is logged by hand and by autolog with different values",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
