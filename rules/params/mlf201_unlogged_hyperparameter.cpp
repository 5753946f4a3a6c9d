// MLF201: a hyperparameter of a training in a run is not recorded there.
#include <map>

#include "rules/common/coverage.h"
#include "rules/common/fixes.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports an argument that decides what a model learns (of an estimator, an optimizer, a training call) when the run of that training records it in no way: no parameter of that name or with that value, no logged mapping or configuration file that holds it, no autolog.

## Why
From the stored run nobody can tell with which value the model was trained, so the result cannot be explained, compared or repeated.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age", "income"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age", "income"]], data["target"]))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
params = {"alpha": 0.5}
with mlflow.start_run():
    mlflow.log_params(params)
    model = Ridge(**params).fit(data[["age", "income"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age", "income"]], data["target"]))
```
)md";

/// Arguments that some entry surely records, with that entry (null: several). What differs between callers is no fault of the line.
using CoveredArguments = std::map<Span, const Entry*>;

static CoveredArguments FindCovered(const Facts& facts) {
  CoveredArguments covered;
  for (const Entry& entry : facts.entries) {
    for (const Training& training : entry.trainings) {
      for (const Hyperparameter& hyperparameter : training.hyperparameters) {
        if (hyperparameter.covered != Tri::kYes) continue;
        const auto [at, fresh] = covered.try_emplace(hyperparameter.where, &entry);
        if (!fresh && at->second != &entry) at->second = nullptr;
      }
    }
  }
  return covered;
}

static bool CoveredElsewhere(const CoveredArguments& covered, const Entry& entry, Span where) {
  const auto at = covered.find(where);
  return at != covered.end() && at->second != &entry;
}

/// The key to log it under: its name, with that of its estimator where others of that name are in the run.
static std::string KeyFor(const Entry& entry, Index run, const Training& training,
                          const Hyperparameter& hyperparameter) {
  for (const Training& other : entry.trainings) {
    if (other.run != run) continue;
    for (const Hyperparameter& rival : other.hyperparameters) {
      if (rival.name != hyperparameter.name || rival.where == hyperparameter.where) continue;
      if (other.estimator == training.estimator) return {};
      return Lower(LastName(training.estimator)) + "_" + hyperparameter.name;
    }
  }
  return hyperparameter.name;
}

/// One line trains several estimators, each in a run of its own: what is set on one is no parameter of the others' runs.
static bool TrainsOthersHere(const Entry& entry, const Training& training) {
  return std::any_of(entry.trainings.begin(), entry.trainings.end(), [&](const Training& other) {
    return &other != &training && other.where == training.where && other.run == training.run;
  });
}

/// `{"alpha": trial.suggest_float("alpha", …)}` sets one hyperparameter at two places: the outer one is told.
static bool StandsInside(const Entry& entry, const Hyperparameter& inner) {
  return std::any_of(entry.trainings.begin(), entry.trainings.end(), [&](const Training& training) {
    return std::any_of(training.hyperparameters.begin(), training.hyperparameters.end(), [&](const auto& outer) {
      return outer.name == inner.name && outer.where != inner.where && outer.where.file == inner.where.file &&
             outer.where.begin <= inner.where.begin && inner.where.end <= outer.where.end && IsUnlogged(entry, outer);
    });
  });
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  const CoveredArguments covered = FindCovered(pass.facts());
  for (const Entry& entry : pass.facts().entries) {
    for (const Training& training : entry.trainings) {
      const Run* run = RunOf(entry, training);
      if (run == nullptr || MayBeCallersRun(entry, *run)) continue;
      for (const Hyperparameter& hyperparameter : training.hyperparameters) {
        if (!IsUnlogged(entry, hyperparameter) || CoveredElsewhere(covered, entry, hyperparameter.where) ||
            StandsInside(entry, hyperparameter))
          continue;
        ReportOptions options{.subject = hyperparameter.name,
                              .run = run->id,
                              .help = "log it: `mlflow.log_param(\"" + hyperparameter.name +
                                      "\", …)`, or log all parameters of the model with `mlflow.log_params(…)`"};
        options.related.push_back({run->where, "the run starts here"});
        if (training.where != hyperparameter.where) options.related.push_back({training.where, "the training"});
        const std::string owner = training.estimator.empty() || training.estimator == "loop"
                                      ? std::string()
                                      : " of " + std::string(LastName(training.estimator));
        const std::string key = KeyFor(entry, training.run, training, hyperparameter);
        const bool in_region = run->region.file == hyperparameter.where.file &&
                               run->region.begin <= hyperparameter.where.begin &&
                               hyperparameter.where.end <= run->region.end;
        if (in_region || !TrainsOthersHere(entry, training))
          options.fixes =
              FixMaker::unsafe("log " + Code(hyperparameter.name), make.log_param(*run, key, hyperparameter.where));
        pass.report(hyperparameter.where,
                    CodeAssignment(hyperparameter.name, hyperparameter.value) + owner + " is not logged in this run",
                    std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF201{{.id = "MLF201",
                                    .name = "unlogged-hyperparameter",
                                    .family = Family::kParams,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A hyperparameter of a training is not recorded in its run",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
