// MLF208: a parameter's value exceeds what MLflow stores.
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a parameter whose value is a whole data set, or a text longer than 6,000 characters. Not in the default set.

## Why
MLflow cuts the value at 6,000 characters (or raises, when it is told not to cut), so what is stored is not what was logged.

## Example
```python
import mlflow
import pandas as pd

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("data", data)
```

## Use instead
```python
import mlflow
import pandas as pd

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_input(mlflow.data.from_pandas(data, source="train.csv"), context="training")
```
)md";

constexpr std::size_t kLongestValue = 6000;

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Param& param : run.params) {
        if (param.writer != Writer::kExplicit) continue;
        const bool long_text = param.value.is_literal() && param.value.value.size() > kLongestValue;
        if (!long_text && param.type != ValueType::kData) continue;
        const std::string key = Show(param.key);
        pass.report(param.where,
                    (key.empty() ? std::string("a parameter") : "parameter " + Code(key)) +
                        (long_text ? " is longer than the 6000 characters MLflow stores" : " is a whole data set"),
                    {.subject = key,
                     .run = run.id,
                     .help = "log it as an artifact (`log_text`, `log_dict`) or as a dataset (`log_input`)"});
      }
    }
  }
}

extern constinit const Rule MLF208{{.id = "MLF208",
                                    .name = "parameter-too-long",
                                    .family = Family::kParams,
                                    .severity = Severity::kWarning,
                                    .on = false,
                                    .summary = "A parameter's value exceeds the length MLflow stores",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
