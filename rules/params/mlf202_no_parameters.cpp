// MLF202: a run trains a model and records no parameter at all.
#include <algorithm>

#include "rules/common/coverage.h"
#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a run that trains a model, records no parameter, and trains with nothing that could be named one by one (then MLF201 or MLF203 speaks). A logged configuration file or mapping counts as parameters.

## Why
The run says how good the model is, and nothing about what it is.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import LinearRegression

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = LinearRegression().fit(data[["age"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age"]], data["target"]))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import LinearRegression

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = LinearRegression().fit(data[["age"]], data["target"])
    mlflow.log_params(model.get_params())
    mlflow.log_metric("r2", model.score(data[["age"]], data["target"]))
```
)md";

/// Something of this training is named by another rule, or recorded, or not decided.
static bool Accounted(const Entry& entry, const Training& training) {
  for (const Hyperparameter& hyperparameter : training.hyperparameters) {
    if (hyperparameter.covered != Tri::kNo || hyperparameter.differs || IsUnlogged(entry, hyperparameter) ||
        ComesFromOption(entry, hyperparameter))
      return true;
  }
  const std::vector<Index> options = OptionsOf(training);
  return std::any_of(options.begin(), options.end(), [&](Index option) {
    return option >= entry.arguments.size() || !IsOperationalOption(entry.arguments[option].name);
  });
}

static Verdict Judge(const Entry& entry, const Run& run) {
  if (run.trainings.empty() || MayHoldParameters(run)) return Verdict::kFine;
  for (const Index index : run.trainings) {
    if (index >= entry.trainings.size() || entry.trainings[index].autologged ||
        Accounted(entry, entry.trainings[index]))
      return Verdict::kFine;
  }
  return entry.unfinished || MayBeCallersRun(entry, run) ? Verdict::kUnknown : Verdict::kFaulty;
}

static void Check(Pass& pass) {
  // `mlflow run` records the parameters of the entry point by itself
  const auto judge = [&](const Entry& entry, const Run& run) {
    return LaunchedByProject(pass, entry) ? Verdict::kUnknown : Judge(entry, run);
  };
  for (const Fault& fault : FaultyRuns(pass.facts(), judge)) {
    ReportOptions options{.run = fault.run->id,
                          .help = "log the parameters of the model: `mlflow.log_params(model.get_params())`"};
    const Training& training = fault.entry->trainings[fault.run->trainings.front()];
    if (training.where != fault.where) options.related.push_back({training.where, "the training"});
    pass.report(fault.where, "this run trains a model and records no parameter", std::move(options));
  }
}

extern constinit const Rule MLF202{{.id = "MLF202",
                                    .name = "no-parameters",
                                    .family = Family::kParams,
                                    .severity = Severity::kWarning,
                                    .summary = "A run trains a model and records no parameter at all",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
