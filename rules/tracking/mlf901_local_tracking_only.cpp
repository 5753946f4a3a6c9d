// MLF901: runs are recorded on this machine only.
#include "rules/common/runs.h"
#include "rules/common/stores.h"
#include "rules/common/text.h"
#include "rules/common/tracking.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports, once per file, the first run for which nothing on the path sets a tracking server (no `set_tracking_uri`, no `MLFLOW_TRACKING_URI`, no command line), or for which it is a `file:` or `sqlite:` one. A literal localhost is MLF902, a file store that the targeted MLflow refuses is MLF906.

## Why
The records stay on one disk: others cannot see them, runs of two machines cannot be compared, and they are gone with the machine.

## Example
```python
import mlflow

mlflow.set_experiment("churn-model")
with mlflow.start_run():
    mlflow.log_metric("accuracy", 0.9)
```

## Use instead
```python
import mlflow

mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.set_experiment("churn-model")
with mlflow.start_run():
    mlflow.log_metric("accuracy", 0.9)
```
)md";

static void Check(Pass& pass) {
  const bool set_somewhere = CalledAnywhere(pass.facts(), {"set_tracking_uri"});
  const auto judge = [&](const Entry& entry, const Run& run) {
    const Setting& uri = run.tracking_uri;
    if (uri.state == Setting::State::kUnknown) return Verdict::kUnknown;
    if (entry.library_calls || LaunchedByProject(pass, entry)) return Verdict::kUnknown;
    if (entry.kind == Entry::Kind::kDatabricks) return Verdict::kFine;
    if (IsRefusedFileStore(pass, entry, run)) return Verdict::kFine;  // MLF906
    if (uri.state == Setting::State::kUnset)
      return set_somewhere && CallersUnknown(entry) ? Verdict::kUnknown : Verdict::kFaulty;
    const Store store = StoreOf(uri.value);
    if (store == Store::kFiles || store == Store::kSqlite) return Verdict::kFaulty;
    return store == Store::kUnknown ? Verdict::kUnknown : Verdict::kFine;
  };
  for (const Fault& fault : FirstFaultPerFile(pass.facts(), judge)) {
    const Setting& uri = fault.run->tracking_uri;
    const bool set = uri.state == Setting::State::kSet;
    ReportOptions options{.run = fault.run->id,
                          .help = "set `MLFLOW_TRACKING_URI` (or call `mlflow.set_tracking_uri`) to a shared server"};
    if (set && uri.where.valid()) options.related.push_back({uri.where, "the tracking store is set here"});
    if (fault.where != fault.run->where) options.related.push_back({fault.run->where, "the run starts here"});
    const std::string shown = Shortened(Show(uri.value), 60);
    std::string message = "nothing sets a tracking server for this run: its record stays on this machine";
    if (set)
      message = "the tracking store of this run is local" + (shown.empty() ? std::string() : " (" + Code(shown) + ")") +
                ": its record stays on this machine";
    pass.report(fault.where, std::move(message), std::move(options));
  }
}

extern constinit const Rule MLF901{{.id = "MLF901",
                                    .name = "local-tracking-only",
                                    .family = Family::kTracking,
                                    .severity = Severity::kNote,
                                    .summary = "Runs are recorded on this machine only",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
