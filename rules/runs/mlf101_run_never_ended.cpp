// MLF101: a run opened by start_run() may never be ended.
#include <algorithm>

#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `mlflow.start_run()` that is not a context manager and that no `end_run()` ends on every normal path. It is a note in a plain script whose last act is the run (MLflow ends it when the process exits) and a warning in notebooks, services, loops and functions, where the process lives on.

## Why
Everything logged afterwards, by whatever code, lands in the open run, and the next `start_run()` raises. A run that is open when the script dies by an exception is marked FINISHED.

## Example
```python
import mlflow

def train(rate):
    mlflow.start_run()
    mlflow.log_param("rate", rate)

for rate in (0.1, 0.2):
    train(rate)
```

## Use instead
```python
import mlflow

def train(rate):
    with mlflow.start_run():
        mlflow.log_param("rate", rate)

for rate in (0.1, 0.2):
    train(rate)
```
)md";

static bool IsEmpty(const Run& run) {
  return run.params.empty() && run.metrics.empty() && run.tags.empty() && run.models.empty() && run.datasets.empty() &&
         run.artifacts.empty() && run.trainings.empty();
}

/// A script that goes on to its end with this one run open.
static bool EndsWithScript(const Entry& entry, const Run& run) {
  return run.ended == Ended::kAtExit && entry.kind == Entry::Kind::kScript && run.multiplicity != Multiplicity::kMany &&
         !run.loops_back;
}

/// On some way the function that starts the run also ends it, so it is not one that only starts runs.
static bool EndedWhereStarted(const Facts& facts, Span where) {
  const auto ends = [&](const Run& run) { return run.where == where && run.ended == Ended::kYes && !run.starts_only; };
  return std::any_of(facts.entries.begin(), facts.entries.end(),
                     [&](const Entry& entry) { return std::any_of(entry.runs.begin(), entry.runs.end(), ends); });
}

static Verdict Judge(const Entry& entry, const Run& run) {
  if (run.kind != RunKind::kBare || run.ended == Ended::kYes) return Verdict::kFine;
  if (run.ended == Ended::kUnknown) return Verdict::kUnknown;
  // A helper that only starts the run is judged at its callers.
  if (CallersUnknown(entry) && IsEmpty(run)) return Verdict::kUnknown;
  return Verdict::kFaulty;
}

static void Check(Pass& pass) {
  for (Fault fault : FaultyRuns(pass.facts(), Judge, Blame::kRun)) {
    const Run& run = *fault.run;
    if (run.starts_only && !run.path.empty() && !EndedWhereStarted(pass.facts(), run.where))
      fault.where = run.path.back();
    ReportOptions options{.run = run.id,
                          .help = "use `with mlflow.start_run():` or call `mlflow.end_run()` on every path"};
    std::string message = "the run started here is not ended on every path";
    if (EndsWithScript(*fault.entry, run)) {
      options.severity = Severity::kNote;
      message = "the run started here is ended only by the exit of the script";
    } else if (run.loops_back) {
      message = "the run started here is still open when the loop starts the next one";
    } else if (IsNotebook(*fault.entry)) {
      message = "the run started here stays open after the notebook's last cell";
    }
    if (fault.where != run.where) options.related.push_back({run.where, "the run starts here"});
    pass.report(fault.where, std::move(message), std::move(options));
  }
}

extern constinit const Rule MLF101{{.id = "MLF101",
                                    .name = "run-never-ended",
                                    .family = Family::kRuns,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A run is started without a with-block and not ended on every path",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
