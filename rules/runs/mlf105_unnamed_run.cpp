// MLF105: a run is started without a name.
#include <algorithm>

#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `start_run()` without `run_name=` (and without a `mlflow.runName` tag set in the run). Not in the default set.

## Why
MLflow invents a name such as "amusing-crane-512". In a list of a hundred runs nobody finds the one they mean.

## Example
```python
import mlflow

with mlflow.start_run():
    mlflow.log_param("alpha", 0.1)
```

## Use instead
```python
import mlflow

with mlflow.start_run(run_name="ridge-alpha-0.1"):
    mlflow.log_param("alpha", 0.1)
```
)md";

static Verdict Judge(const Entry&, const Run& run) {
  if ((run.kind != RunKind::kWith && run.kind != RunKind::kBare) || run.resumed || run.run_name) return Verdict::kFine;
  const auto names_run = [](const Tag& tag) { return tag.key.is_literal() && tag.key.value == "mlflow.runName"; };
  if (std::any_of(run.tags.begin(), run.tags.end(), names_run)) return Verdict::kFine;
  return run.tags_open ? Verdict::kUnknown : Verdict::kFaulty;
}

static void Check(Pass& pass) {
  for (const Fault& fault : FaultyRuns(pass.facts(), Judge)) {
    pass.report(fault.where, "this run has no name: MLflow invents one",
                {.run = fault.run->id, .help = "pass `run_name=` with what distinguishes this run"});
  }
}

extern constinit const Rule MLF105{{.id = "MLF105",
                                    .name = "unnamed-run",
                                    .family = Family::kRuns,
                                    .severity = Severity::kNote,
                                    .on = false,
                                    .summary = "A run is started without a name",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
