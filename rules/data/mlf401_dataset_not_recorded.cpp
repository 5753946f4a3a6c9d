// MLF401: a run trains on data that it does not name.
#include <algorithm>

#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a run that trains or evaluates on data read from outside (pandas, polars, numpy, torch, Hugging Face, Spark, an opened data file) and names it in no way: no `log_input`, no autolog that records datasets, no path, hash or version as parameter or tag, no data file or its configuration as artifact, no DVC, lakeFS or Delta version. A file tracked by git counts as named where the run records the commit. Data sets built into libraries and data made in code are not reported.

## Why
Data is what results depend on most, and what is recorded least. Without it the same code gives other numbers tomorrow and nobody can say why.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("https://example.org/houses.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age"]], data["target"]))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

source = "https://example.org/houses.csv"
data = pd.read_csv(source)
with mlflow.start_run():
    mlflow.log_input(mlflow.data.from_pandas(data, source=source), context="training")
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age"]], data["target"]))
```
)md";

/// A read of outside data that flows into the run's trainings or, where it trains nothing, its evaluations; null when none is known.
static const DataRead* OutsideRead(const Entry& entry, const Run& run) {
  const auto outside = [&](const std::vector<Index>& reads) -> const DataRead* {
    for (const Index read : reads) {
      if (read < entry.reads.size() && !entry.reads[read].built_in) return &entry.reads[read];
    }
    return nullptr;
  };
  for (const Index training : run.trainings) {
    if (training >= entry.trainings.size()) continue;
    if (const DataRead* read = outside(entry.trainings[training].reads)) return read;
  }
  for (const Index evaluation : run.evaluations) {
    if (evaluation >= entry.evaluations.size()) continue;
    if (const DataRead* read = outside(entry.evaluations[evaluation].reads)) return read;
  }
  return nullptr;
}

static Verdict Judge(const Entry& entry, const Run& run) {
  if (run.data_recorded != Tri::kNo) return run.data_recorded == Tri::kYes ? Verdict::kFine : Verdict::kUnknown;
  if (run.datasets_open || !run.datasets.empty() || entry.unfinished || MayBeCallersRun(entry, run))
    return Verdict::kUnknown;
  // The run around it names the data for its children.
  std::size_t steps = 0;
  for (const Run* outer = RunAt(entry, run.parent); outer != nullptr && steps < entry.runs.size();
       outer = RunAt(entry, outer->parent), ++steps) {
    if (outer->data_recorded == Tri::kYes) return Verdict::kFine;
  }
  return OutsideRead(entry, run) != nullptr ? Verdict::kFaulty : Verdict::kUnknown;
}

static void Check(Pass& pass) {
  // `mlflow run` records the parameters of the entry point by itself, and with them the path that one of them gives
  const auto judge = [&](const Entry& entry, const Run& run) {
    const Verdict verdict = Judge(entry, run);
    if (verdict != Verdict::kFaulty || !LaunchedByProject(pass, entry)) return verdict;
    const Origins& origins = OutsideRead(entry, run)->origins;
    const bool given =
        std::any_of(origins.begin(), origins.end(), [](const Origin& o) { return o.kind == OriginKind::kOption; });
    return given ? Verdict::kUnknown : verdict;
  };
  for (const Fault& fault : FaultyRuns(pass.facts(), judge)) {
    const DataRead& read = *OutsideRead(*fault.entry, *fault.run);
    ReportOptions options{.run = fault.run->id,
                          .help =
                              "record it: `mlflow.log_input(mlflow.data.from_pandas(data, source=…))`, or log its path "
                              "and hash as parameters"};
    options.related.push_back({read.where, "the data is read here"});
    std::string source = Show(read.source);
    source = Shortened(source, 60);
    const std::string what = source.empty() ? "data read by " + Code(read.loader) : "data read from " + Code(source);
    pass.report(fault.where,
                (fault.run->trainings.empty() ? "this run evaluates on " : "this run trains on ") + what +
                    " and does not record which data it was",
                std::move(options));
  }
}

extern constinit const Rule MLF401{{.id = "MLF401",
                                    .name = "dataset-not-recorded",
                                    .family = Family::kData,
                                    .severity = Severity::kWarning,
                                    .summary = "A run trains on data that it does not name",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
