// MLF502: a random estimator is trained without a seed.
#include "rules/common/fixes.h"
#include "rules/common/random.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a trained estimator that is random under the parameters it was given (forests, MLPs, subsampling boosting, …) and gets no `random_state` or `seed`, where no global seed governs it. Estimators that only break ties at random are not reported.

## Why
The same code on the same data gives another model each time. A better score may be luck.

## Example
```python
import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
model = RandomForestClassifier(n_estimators=200).fit(data[["age"]], data["target"])
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
model = RandomForestClassifier(n_estimators=200, random_state=42).fit(data[["age"]], data["target"])
```
)md";

static void Check(Pass& pass) {
  const std::set<Span> seeded = SeededPlaces(pass.facts());
  FixMaker make(pass);
  for (const Entry& entry : pass.facts().entries) {
    for (const RandomUse& use : entry.randoms) {
      if (use.kind != RandomUse::Kind::kEstimator || !IsUnseeded(use) || seeded.contains(use.where)) continue;
      const std::string name(LastName(use.consumer));
      ReportOptions options{.subject = name, .help = "pass a fixed `random_state=` (or `seed=`) and log it"};
      if (const Run* run = RunAt(entry, use.run)) options.run = run->id;
      if (use.training < entry.trainings.size() && entry.trainings[use.training].where != use.where)
        options.related.push_back({entry.trainings[use.training].where, "it is trained here"});
      options.fixes = SeedFix(make, entry, use);
      pass.report(use.where, Code(name) + " is random and is trained without a seed", std::move(options));
    }
  }
}

extern constinit const Rule MLF502{{.id = "MLF502",
                                    .name = "unseeded-estimator",
                                    .family = Family::kRandomness,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A random estimator is trained without a seed",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
