// MLF507: a random hyperparameter search has no seed.
#include "rules/common/fixes.h"
#include "rules/common/random.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a hyperparameter search that draws its trials at random (an Optuna sampler, hyperopt's `fmin`, `RandomizedSearchCV`, Ray Tune) without a seed.

## Why
The search finds other parameters the next time. The best run can be repeated from its parameters, but how it was found cannot.

## Example
```python
import mlflow
import optuna

def objective(trial):
    with mlflow.start_run(nested=True):
        rate = trial.suggest_float("rate", 1e-4, 1e-1, log=True)
        mlflow.log_param("rate", rate)
        return (rate - 0.01) ** 2

with mlflow.start_run():
    study = optuna.create_study(direction="minimize")
    study.optimize(objective, n_trials=20)
```

## Use instead
```python
import mlflow
import optuna

def objective(trial):
    with mlflow.start_run(nested=True):
        rate = trial.suggest_float("rate", 1e-4, 1e-1, log=True)
        mlflow.log_param("rate", rate)
        return (rate - 0.01) ** 2

with mlflow.start_run():
    mlflow.log_param("seed", 7)
    study = optuna.create_study(direction="minimize", sampler=optuna.samplers.TPESampler(seed=7))
    study.optimize(objective, n_trials=20)
```
)md";

static void Check(Pass& pass) {
  const std::set<Span> seeded = SeededPlaces(pass.facts());
  FixMaker make(pass);
  for (const Entry& entry : pass.facts().entries) {
    for (const RandomUse& use : entry.randoms) {
      if (use.kind != RandomUse::Kind::kSearch || !IsUnseeded(use) || seeded.contains(use.where)) continue;
      const std::string name(LastName(use.consumer));
      ReportOptions options{.subject = name, .help = "give the sampler or the search a fixed seed and log it"};
      if (const Run* run = RunAt(entry, use.run)) options.run = run->id;
      options.fixes = SeedFix(make, entry, use);
      pass.report(use.where, Code(name) + " searches at random without a seed", std::move(options));
    }
  }
}

extern constinit const Rule MLF507{{.id = "MLF507",
                                    .name = "unseeded-search",
                                    .family = Family::kRandomness,
                                    .severity = Severity::kNote,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A random hyperparameter search has no seed",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
