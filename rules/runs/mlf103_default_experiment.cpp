// MLF103: runs land in the experiment "Default" because nothing names one.
#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports, once per file, the first run for which nothing on the path names an experiment: no `set_experiment`, no `experiment_id=`, no `MLFLOW_EXPERIMENT_NAME`/`_ID` (also in a committed `.env`, CI or README command), no `--experiment-name`. `experiment_id="0"` is "Default" too.

## Why
Runs of everything that ever ran against that store share the experiment "Default". Nobody can tell later which of them belong together.

## Example
```python
import mlflow

with mlflow.start_run():
    mlflow.log_metric("accuracy", 0.9)
```

## Use instead
```python
import mlflow

mlflow.set_experiment("churn-model")
with mlflow.start_run():
    mlflow.log_metric("accuracy", 0.9)
```
)md";

static bool IsDefault(const Setting& experiment) {
  return experiment.value.is_literal() && (experiment.value.value == "0" || experiment.value.value == "Default");
}

static void Check(Pass& pass) {
  const bool named_somewhere = CalledAnywhere(pass.facts(), {"set_experiment", "create_experiment"});
  const auto judge = [&](const Entry& entry, const Run& run) {
    if (run.experiment.state == Setting::State::kUnknown) return Verdict::kUnknown;
    if (entry.library_calls || LaunchedByProject(pass, entry)) return Verdict::kUnknown;
    if (entry.kind == Entry::Kind::kDatabricks) return Verdict::kFine;
    if (run.kind == RunKind::kImplicit && IsUncalledMethod(entry)) return Verdict::kUnknown;
    if (run.experiment.state == Setting::State::kSet)
      return IsDefault(run.experiment) ? Verdict::kFaulty : Verdict::kFine;
    return named_somewhere && CallersUnknown(entry) ? Verdict::kUnknown : Verdict::kFaulty;
  };
  for (const Fault& fault : FirstFaultPerFile(pass.facts(), judge)) {
    ReportOptions options{
        .run = fault.run->id,
        .help = "call `mlflow.set_experiment(\"…\")` before the run, or set `MLFLOW_EXPERIMENT_NAME`"};
    const Setting& experiment = fault.run->experiment;
    const bool chosen = experiment.state == Setting::State::kSet;
    if (chosen && experiment.where.valid())
      options.related.push_back({experiment.where, "the experiment is chosen here"});
    if (fault.where != fault.run->where) options.related.push_back({fault.run->where, "the run starts here"});
    pass.report(fault.where,
                chosen ? "this run is put into the experiment \"Default\""
                       : "nothing names an experiment for this run: it lands in \"Default\"",
                std::move(options));
  }
}

extern constinit const Rule MLF103{{.id = "MLF103",
                                    .name = "default-experiment",
                                    .family = Family::kRuns,
                                    .severity = Severity::kWarning,
                                    .summary = "Runs land in the experiment Default because nothing names one",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
