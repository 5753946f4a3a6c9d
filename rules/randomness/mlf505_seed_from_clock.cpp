// MLF505: the seed itself is random and not recorded.
#include "rules/common/random.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a seed that comes from the clock, `os.urandom`, `uuid` or another random draw, when its value is not logged.

## Why
The run looks seeded and cannot be repeated: the one number that would allow it is gone.

## Example
```python
import time

import mlflow
import numpy as np

np.random.seed(int(time.time()))
with mlflow.start_run():
    mlflow.log_metric("noise", float(np.random.rand()))
```

## Use instead
```python
import time

import mlflow
import numpy as np

seed = int(time.time())
np.random.seed(seed)
with mlflow.start_run():
    mlflow.log_param("seed", seed)
    mlflow.log_metric("noise", float(np.random.rand()))
```
)md";

static void Report(Pass& pass, Span where) {
  pass.report(where, "this seed is itself random and is not logged",
              {.subject = "seed", .help = "log the seed as a parameter, or use a fixed one"});
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    if (entry.runs.empty()) continue;       // nothing is recorded there, the seed as little as the rest
    if (IsUncalledMethod(entry)) continue;  // the object keeps the seed: whoever holds it may log it
    for (const Seed& seed : entry.seeds) {
      if (seed.covered == Tri::kNo && IsFromClock(entry, seed.origins, seed.order)) Report(pass, seed.where);
    }
    for (const RandomUse& use : entry.randoms) {
      if (use.seed && use.covered == Tri::kNo && IsFromClock(entry, use.seed_origins, use.order))
        Report(pass, use.seed_where.valid() ? use.seed_where : use.where);
    }
  }
}

extern constinit const Rule MLF505{{.id = "MLF505",
                                    .name = "seed-from-clock",
                                    .family = Family::kRandomness,
                                    .severity = Severity::kWarning,
                                    .summary = "The seed itself is random and not recorded",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
