// MLF906: the tracking store is a folder, which the targeted MLflow refuses.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "rules/common/tracking.h"
#include "rules/common/versions.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports runs that go to a folder (`file:…`, `./mlruns`, a path) when the targeted MLflow (3.13 or later) refuses such a store: set in the code or the environment, or because an `mlruns/` with runs lies at the root or beside the entry script.

## Why
The first call raises: the filesystem backend is in maintenance mode. Nothing is recorded.

## Example
```python
import mlflow

mlflow.set_tracking_uri("file:./mlruns")
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
  const auto judge = [&](const Entry& entry, const Run& run) {
    return IsRefusedFileStore(pass, entry, run) ? Verdict::kFaulty : Verdict::kFine;
  };
  for (const Fault& fault : FirstFaultPerFile(pass.facts(), judge)) {
    const Setting& uri = fault.run->tracking_uri;
    const bool set = uri.state == Setting::State::kSet;
    ReportOptions options{
        .run = fault.run->id,
        .help = "use a server or `sqlite:///mlflow.db`; `mlflow migrate-filestore` moves existing runs"};
    if (set && uri.where.valid()) options.related.push_back({uri.where, "the store is set here"});
    const std::string store =
        set ? "the file store " + Code(Shortened(Show(uri.value), 60)) : std::string("the file store in `mlruns/`");
    pass.report(fault.where, store + " is refused by MLflow " + ToString(pass.target()) + ": it raises",
                std::move(options));
  }
}

extern constinit const Rule MLF906{{.id = "MLF906",
                                    .name = "unsupported-file-store",
                                    .family = Family::kTracking,
                                    .severity = Severity::kError,
                                    .summary = "The tracking store is a folder, which the targeted MLflow refuses",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
