// MLF104: a fluent logging call creates a run by itself.
#include <algorithm>

#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports the fluent call (`log_param`, `log_metric`, `set_tag`, …) that creates a run because none is active and none was started on the path. (Logging after a run has ended is MLF108.)

## Why
Such a run has no bounds and no name: it stays open until the process exits, and whatever is logged later by any other code joins it.

## Example
```python
import mlflow

mlflow.set_experiment("churn-model")
mlflow.log_param("alpha", 0.1)
mlflow.log_metric("rmse", 0.7)
```

## Use instead
```python
import mlflow

mlflow.set_experiment("churn-model")
with mlflow.start_run(run_name="baseline"):
    mlflow.log_param("alpha", 0.1)
    mlflow.log_metric("rmse", 0.7)
```
)md";

/// The same call also logs into a run that was opened: its caller makes the difference.
static bool LogsIntoOpenedRun(const Facts& facts, Span call) {
  const auto logs = [&](const auto& item) { return item.call == call; };
  for (const Entry& entry : facts.entries) {
    for (const Run& run : entry.runs) {
      if (run.kind == RunKind::kImplicit) continue;
      if (std::any_of(run.params.begin(), run.params.end(), logs) ||
          std::any_of(run.metrics.begin(), run.metrics.end(), logs) ||
          std::any_of(run.tags.begin(), run.tags.end(), logs))
        return true;
    }
  }
  return false;
}

/// The run is opened, and ended, by mlflow.evaluate itself.
static bool OpenedByEvaluate(const Entry& entry, const Run& run) {
  return std::any_of(entry.calls.begin(), entry.calls.end(), [&](const ApiCall& call) {
    return call.where == run.where && LastName(call.function) == "evaluate";
  });
}

static void Check(Pass& pass) {
  const bool started_somewhere = CalledAnywhere(pass.facts(), {"start_run", "create_run"});
  const auto judge = [&](const Entry& entry, const Run& run) {
    if (run.kind != RunKind::kImplicit || run.after_run || OpenedByEvaluate(entry, run)) return Verdict::kFine;
    if (run.resumed || IsUncalledMethod(entry) || entry.library_calls || LaunchedByProject(pass, entry))
      return Verdict::kUnknown;
    return started_somewhere && CallersUnknown(entry) ? Verdict::kUnknown : Verdict::kFaulty;
  };
  for (Fault fault : FaultyRuns(pass.facts(), judge)) {
    // The path of a function that is an entry itself begins with its own definition.
    const std::size_t first = fault.entry->kind == Entry::Kind::kFunction ? 1 : 0;
    if (fault.run->path.size() > first && LogsIntoOpenedRun(pass.facts(), fault.run->where))
      fault.where = fault.run->path[first];
    ReportOptions options{
        .run = fault.run->id,
        .help = "open the run yourself: `with mlflow.start_run():` around the training and its logging"};
    if (fault.where != fault.run->where) options.related.push_back({fault.run->where, "the run is created here"});
    pass.report(fault.where, "no run is active here: this call starts one by itself, without name or end",
                std::move(options));
  }
}

extern constinit const Rule MLF104{{.id = "MLF104",
                                    .name = "implicit-run",
                                    .family = Family::kRuns,
                                    .severity = Severity::kNote,
                                    .summary = "A fluent logging call creates a run by itself",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
