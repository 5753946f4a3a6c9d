// MLF303: a metric is logged again and again in a loop without step=.
#include <algorithm>
#include <map>
#include <set>

#include "rules/common/paths.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `log_metric(s)` that logs the same key in every round of a loop of one run without `step=`.

## Why
Every point lands on step 0: the curve is a vertical line, and "latest" is whatever came last.

## Example
```python
import mlflow

with mlflow.start_run():
    for epoch in range(10):
        loss = 1.0 / (epoch + 1)
        mlflow.log_metric("loss", loss)
```

## Use instead
```python
import mlflow

with mlflow.start_run():
    for epoch in range(10):
        loss = 1.0 / (epoch + 1)
        mlflow.log_metric("loss", loss, step=epoch)
```
)md";

struct RepeatedCall {
  const Run* run = nullptr;
  std::set<const Entry*> entries;
  std::vector<std::string> keys;
};

/// Another entry makes the same call once for each run: the loop is not this line's doing.
static bool IsSingleElsewhere(const Facts& facts, Span where, const RepeatedCall& call) {
  return std::any_of(facts.entries.begin(), facts.entries.end(), [&](const Entry& entry) {
    if (call.entries.contains(&entry) || IsTestPath(entry.path)) return false;
    return std::any_of(entry.runs.begin(), entry.runs.end(), [&](const Run& run) {
      return std::any_of(run.metrics.begin(), run.metrics.end(),
                         [&](const Metric& metric) { return metric.call == where; });
    });
  });
}

static void Check(Pass& pass) {
  std::map<Span, RepeatedCall> calls;  // one finding for a call, however many keys it logs
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Metric& metric : run.metrics) {
        if (!metric.repeated || metric.stepped != Tri::kNo || metric.writer != Writer::kExplicit) continue;
        if (!metric.key.is_literal()) continue;  // a key that may vary
        RepeatedCall& call = calls[metric.call.valid() ? metric.call : metric.where];
        if (call.run == nullptr) call.run = &run;
        call.entries.insert(&entry);
        std::string key = Show(metric.key);
        if (!key.empty() && std::find(call.keys.begin(), call.keys.end(), key) == call.keys.end())
          call.keys.push_back(std::move(key));
      }
    }
  }
  for (const auto& [where, call] : calls) {
    if (IsSingleElsewhere(pass.facts(), where, call)) continue;
    ReportOptions options{.subject = call.keys.empty() ? std::string() : call.keys.front(),
                          .run = call.run->id,
                          .help = "pass the number of the round: `step=epoch`"};
    options.related.push_back({call.run->where, "the run starts here"});
    const std::string what =
        call.keys.empty() ? std::string("a metric is") : CodeList(call.keys) + (call.keys.size() == 1 ? " is" : " are");
    pass.report(where, what + " logged in every round of a loop without `step`: all points land on step 0",
                std::move(options));
  }
}

extern constinit const Rule MLF303{{.id = "MLF303",
                                    .name = "metric-without-step",
                                    .family = Family::kMetrics,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A metric is logged in a loop without step",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
