// MLF304: a metric's value is surely no number.
#include <algorithm>

#include "rules/common/metrics.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports metrics whose value is surely text that is no number, a list, a dict, or None.

## Why
MLflow raises, and the run ends as FAILED.

## Example
```python
import mlflow
from sklearn.metrics import classification_report

def record(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("report", classification_report(target, predicted, output_dict=True))
```

## Use instead
```python
import mlflow
from sklearn.metrics import classification_report

def record(target, predicted):
    with mlflow.start_run():
        mlflow.log_dict(classification_report(target, predicted, output_dict=True), "report.json")
```
)md";

/// float(text) can accept nothing that contains this piece.
static bool IsNoNumber(std::string_view piece) {
  const std::string lower = Lower(piece);
  return lower.find_first_not_of("0123456789+-._ \teinfaty") != std::string::npos;
}

static bool IsTextNumber(std::string_view text) {
  std::string lower = Lower(text);
  lower.erase(std::remove(lower.begin(), lower.end(), ' '), lower.end());
  if (!lower.empty() && (lower.front() == '+' || lower.front() == '-')) lower.erase(0, 1);
  if (lower == "nan" || lower == "inf" || lower == "infinity") return true;
  return std::any_of(lower.begin(), lower.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         lower.find_first_not_of("0123456789.e+-_") == std::string::npos;
}

/// What the value is, when MLflow surely refuses it.
static std::string_view WhatInstead(const Entry& entry, const Metric& metric) {
  switch (metric.type) {
    case ValueType::kNone: return "None";
    case ValueType::kSequence: return metric.unchanged ? "several numbers" : "a list";
    // a mapping under no name of its own is what log_metrics was given: its values are not known
    case ValueType::kMapping: return metric.key.is_unknown() ? std::string_view() : "a dict";
    case ValueType::kString: break;
    default: return {};
  }
  for (const Origin& origin : metric.origins) {
    const bool evaluated = metric.unchanged && origin.kind == OriginKind::kEvaluation;
    if (evaluated && origin.id < entry.evaluations.size() && !IsScalarMetric(entry.evaluations[origin.id].metric))
      return "a report";
  }
  if (metric.value.is_literal()) return IsTextNumber(metric.value.value) ? std::string_view() : "text";
  const std::vector<std::string> pieces = Pieces(metric.value);
  return std::any_of(pieces.begin(), pieces.end(), IsNoNumber) ? "text" : std::string_view();
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Metric& metric : run.metrics) {
        if (metric.writer != Writer::kExplicit) continue;
        const std::string_view what = WhatInstead(entry, metric);
        if (what.empty()) continue;
        const std::string key = Show(metric.key);
        pass.report(metric.where,
                    (key.empty() ? std::string("the metric") : "metric " + Code(key)) + " gets " + std::string(what) +
                        ", not a number: MLflow raises",
                    {.subject = key,
                     .run = run.id,
                     .help = "log a number, or record the value with `log_dict`, `log_text` or `log_table`"});
      }
    }
  }
}

extern constinit const Rule MLF304{{.id = "MLF304",
                                    .name = "metric-not-a-number",
                                    .family = Family::kMetrics,
                                    .severity = Severity::kError,
                                    .summary = "A metric's value is surely no number",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
